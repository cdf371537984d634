"""An authority's list of its units: who they are, what share of the best grades each is granted."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Place, Refusal
from pinshi_cli.model.names import nearest, squeezed
from pinshi_cli.model.words import UNIT_KINDS
from pinshi_cli.registers.cells import finding
from pinshi_cli.registers.columns import Column, SheetRule
from pinshi_cli.registers.people import People
from pinshi_cli.registers.rows import Line, read_lines
from pinshi_cli.registers.tables import Table, find_table
from pinshi_cli.sheets.cells import Workbook

CODE, NAME, COUNTY, KIND, CONTACT = "单位编码", "单位名称", "县区", "机关类别", "联系点"
BEST, EXCELLENT, APPROVAL = "好等次比例", "优秀比例", "批准文号"
TOTAL = "合计"
"""The row of 单位名称 whose shares are those of all units together."""

RULE = SheetRule(
    "单位名单",
    (
        Column(CODE),
        Column(NAME, required=True),
        Column(COUNTY),
        Column(KIND, "choice", words=UNIT_KINDS),
        Column(CONTACT, "yes-no"),
        Column(BEST, "share"),
        Column(EXCELLENT, "share"),
        Column(APPROVAL),
    ),
    "none",
    NAME,
)


class ListedUnit(NamedTuple):
    """A row of the list. A share is None where the cell is empty; `at` are the cells, by heading.

    `contact` is None where nothing is said.
    """

    name: str
    code: str
    county: str
    kind: str
    contact: bool | None
    best: Fraction | None
    excellent: Fraction | None
    approval: str
    at: tuple[tuple[str, Place], ...]

    def place(self, heading: str) -> Place:
        """The cell under a heading."""
        return dict(self.at)[heading]


class UnitList:
    """The units of an authority, and what it grants them `together` (None: nothing is said).

    `said` is what is to be known of the list itself: columns that are not read, numbers as text.
    """

    def __init__(
        self,
        units: Sequence[ListedUnit],
        together: ListedUnit | None = None,
        said: Iterable[Diagnostic] = (),
    ) -> None:
        self.units = tuple(units)
        self.together = together
        self.said = tuple(said)
        self._by_code = {squeezed(each.code): each for each in units if each.code}
        self._by_name: dict[str, list[ListedUnit]] = {}
        for each in units:
            self._by_name.setdefault(squeezed(each.name), []).append(each)

    def find(self, code: str, name: str, county: str = "") -> ListedUnit | None:
        """The unit meant: by its code, else by its name (of namesakes the one of the county)."""
        if found := self._by_code.get(squeezed(code)):
            return found
        named = self._by_name.get(squeezed(name), ())
        if code:  # another code is another unit, whatever it is called
            named = [each for each in named if not each.code]
        if len(named) > 1:
            named = [each for each in named if squeezed(each.county) == squeezed(county)]
        return named[0] if len(named) == 1 else None

    def named(self, name: str) -> Sequence[ListedUnit]:
        """All units of a name."""
        return self._by_name.get(squeezed(name), ())


def read_unit_list(book: Workbook) -> UnitList:
    """The list of a workbook, on the first sheet that has its headings.

    Raises `Refusal` with every fault: shares are granted from it, and nobody is left out.
    """
    table, said = _table(book)
    lines = read_lines(table, RULE, People(()), ())
    said += lines.every
    faults = [each for each in said if each.is_error]
    units = [_unit(table, line) for line in lines.lines]
    together = [each for each in units if squeezed(each.name) == TOTAL]
    units = [each for each in units if squeezed(each.name) != TOTAL]
    faults += _doubled(units)
    faults += _doubled(together)
    if not units and not faults:
        hint = "每个单位一行，至少填写单位名称。"
        faults.append(finding("B022", "单位名单里没有单位", Place(book.file), hint))
    if faults:
        raise Refusal(*faults)
    return UnitList(units, together[0] if together else None, said)


def _table(book: Workbook) -> tuple[Table, list[Diagnostic]]:
    said: list[Diagnostic] = []
    for sheet in book.sheets:
        table, found = find_table(book.file, sheet, RULE, (), typed=book.typed)
        if table is not None:
            if errors := [each for each in (*found, *_misspelt(table)) if each.is_error]:
                raise Refusal(*errors)
            return table, found
        said += found
    hint = f"表头写一行，至少有“{NAME}”。"
    raise Refusal(*said or [finding("B022", "单位名单是空的", Place(book.file), hint)])


def _misspelt(table: Table) -> list[Diagnostic]:
    """An error for each heading that may be one by which shares are granted, or units are known.

    Elsewhere such a column would only be left out; here everybody would get another quota.
    """
    lacking = [each for each in RULE.headings if each not in table.columns]
    found = []
    for key, (said, column) in table.unread().items():
        close = nearest(key, lacking, 0.6)
        if close in (CODE, BEST, EXCELLENT):
            at = Place(table.file, table.sheet.name, table.last_heading_row, column)
            hint = f"你是不是想写“{close}”？确是别的内容的，换一个不相近的名字，或删去这一列。"
            found.append(finding("S102", f"不认识的表头“{said}”，可能漏掉“{close}”", at, hint))
    return found


def _unit(table: Table, line: Line) -> ListedUnit:
    contact = line.text(CONTACT)
    headings = (NAME, CODE, COUNTY, KIND, CONTACT, BEST, EXCELLENT, APPROVAL)
    return ListedUnit(
        line.text(NAME),
        line.text(CODE),
        line.text(COUNTY),
        line.text(KIND),
        contact == "是" if contact else None,
        _share(line, BEST),
        _share(line, EXCELLENT),
        line.text(APPROVAL),
        tuple((heading, table.place(line.row, heading)) for heading in headings),
    )


def _share(line: Line, heading: str) -> Fraction | None:
    text = line.text(heading)
    return Fraction(text) if text else None


def _doubled(units: Iterable[ListedUnit]) -> list[Diagnostic]:
    """An error for each unit that stands in the list twice.

    That is: of one code; without codes, of one name in one county.
    """
    found = []
    seen: set[tuple[str, ...]] = set()
    for each in units:
        code = squeezed(each.code)
        key = (code,) if code else (squeezed(each.county), squeezed(each.name))
        if key in seen:
            said = f"单位编码“{each.code}”" if code else f"“{each.name}”"
            apart = "改成不同的编码" if code else "各填单位编码"
            hint = f"一个单位只留一行；确是两个单位的，{apart}。"
            at = each.place(CODE if code else NAME)
            found.append(finding("B021", f"{said}在单位名单里写了两次", at, hint))
        seen.add(key)
    return found
