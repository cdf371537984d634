"""An authority's word on many units' quarters: who is taken on file, who is returned and why."""

from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Place, Refusal
from pinshi_cli.model.identity import without_identity
from pinshi_cli.registers.cells import finding
from pinshi_cli.registers.columns import Column, SheetRule
from pinshi_cli.registers.people import People
from pinshi_cli.registers.rows import Line, read_lines
from pinshi_cli.registers.tables import Table, find_table
from pinshi_cli.sheets.cells import Workbook

NAME, CODE, QUARTER, WORD, WHY = "单位名称", "单位编码", "季度", "意见", "理由"
ACCEPT, RETURN = "备案", "退回"

RULE = SheetRule(
    "备案清单",
    (
        Column(NAME, required=True),
        Column(CODE),
        Column(QUARTER),
        Column(WORD, "choice", words=(ACCEPT, RETURN)),
        Column(WHY),
    ),
    "none",
    NAME,
)


class ListedWord(NamedTuple):
    """A row of the list, as it is written; a cell that is empty is an empty text.

    `at` is the cell of the unit's name, the others those of the rest.
    """

    name: str
    code: str
    quarter: str
    word: str
    why: str
    at: Place
    code_at: Place
    quarter_at: Place
    word_at: Place
    why_at: Place


def read_filing_list(book: Workbook) -> list[ListedWord]:
    """The list of a workbook, on the first sheet that has its headings.

    Raises `Refusal` with every fault: a word on the wrong quarter is on record for good.
    """
    table = _table(book)
    lines = read_lines(table, RULE, People(()), ())
    faults = [each for each in lines.every if each.is_error]
    if faults:
        raise Refusal(*faults)
    listed = [_listed(table, line) for line in lines.lines]
    if not listed:
        hint = "每个单位一行，写单位名称、意见（备案、退回）和理由。"
        raise Refusal(finding("L099", "备案清单里没有单位", Place(book.file), hint))
    return listed


def _table(book: Workbook) -> Table:
    said: list[Diagnostic] = []
    for sheet in book.sheets:
        table, found = find_table(book.file, sheet, RULE, (), typed=book.typed)
        if table is not None:
            if errors := [each for each in found if each.is_error]:
                raise Refusal(*errors)
            return table
        said += found
    hint = f"表头写一行，至少有“{NAME}”。"
    raise Refusal(*said or [finding("L099", "备案清单是空的", Place(book.file), hint)])


def _listed(table: Table, line: Line) -> ListedWord:
    why = without_identity(" ".join(line.text(WHY).split()))
    name, code, quarter, word = (line.text(heading) for heading in (NAME, CODE, QUARTER, WORD))
    places = [table.place(line.row, heading) for heading in (NAME, CODE, QUARTER, WORD, WHY)]
    return ListedWord(name, code, quarter, word, why, *places)
