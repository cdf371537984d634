"""The findings of a register as a list: who and where, the sheet 问题清单, and reading it again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity, column_letters
from pinshi_cli.model.names import squeezed, trimmed
from pinshi_cli.registers.annotated_xml import cleaned
from pinshi_cli.registers.columns import ID, NAME
from pinshi_cli.registers.contract import FINDINGS_NAME, ROSTER
from pinshi_cli.registers.tables import HEADING_ROWS
from pinshi_cli.sheets.cells import Sheet, Value, Workbook
from pinshi_cli.sheets.grid import LAST_COLUMN, LAST_ROW, area_of

WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"}
MENDED, NEW, STANDING = "已改好", "新出现", "仍未改"
LEVEL, STATE, LOOK = "级别", "状态", "原底色"
HEADINGS = ("序号", LEVEL, "工作表", "单元格", "编号", "姓名", "问题", "改法", "代码")
HEADING_ROW = 4
_HIDDEN = "（隐藏）"


class Problem(NamedTuple):
    """A finding as a unit reads it. `person` is the 编号 of whom it is about, where one is known.

    `row` and `column` are 0 where no cell is meant; `state` is what became of it since the last
    time; `look` what its cell looked like before it was marked.
    """

    severity: Severity
    code: str
    sheet: str
    row: int
    column: int
    person: str
    name: str
    message: str
    hint: str
    state: str = ""
    look: str = ""

    @property
    def cell(self) -> str:
        """The address as Excel writes it, or nothing."""
        return f"{column_letters(self.column)}{self.row}" if self.row and self.column else ""


def problems_of(book: Workbook, found: Iterable[Diagnostic]) -> list[Problem]:
    """The findings about a register, errors first, each with whose row it stands in."""
    people = {sheet.name: _People(sheet) for sheet in book.sheets}
    names = people[ROSTER].names() if ROSTER in people else {}
    said = [_problem(each, people.get(each.where.sheet), names) for each in found]
    order = list(Severity)
    return sorted(said, key=lambda each: order.index(each.severity))


def listed_in(book: Workbook) -> tuple[Sheet, list[Problem]] | None:
    """The sheet 问题清单 that a returned copy has, and what it says; None where there is none."""
    for sheet in book.sheets:
        if is_findings(sheet.name) and (heads := _heads(sheet)):
            return sheet, list(_listed(sheet, heads))
    return None


def level_column(listed: Sheet) -> int:
    """The column of a list whose cells have the ground of their severity."""
    return listed.first_column + _heads(listed)[LEVEL]


def is_findings(name: str) -> bool:
    """Whether a sheet's name is that of a list of findings."""
    return FINDINGS_NAME.fullmatch(squeezed(name)) is not None


def rows_of(problems: Sequence[Problem], hidden: Iterable[str] = ()) -> list[list[str | int]]:
    """The rows of the sheet below its headings."""
    behind = set(hidden)
    more = columns_of(problems)[len(HEADINGS) :]
    rows = []
    for number, each in enumerate(problems, start=1):
        sheet = each.sheet + _HIDDEN * (each.sheet in behind)
        row: list[str | int] = [
            *(number, WORDS[each.severity], sheet, each.cell, each.person, each.name),
            *(each.message, each.hint, each.code),
        ]
        rows.append(row + [each.state if heading == STATE else each.look for heading in more])
    return rows


def columns_of(problems: Sequence[Problem]) -> tuple[str, ...]:
    """The headings: that of the state and of what marks cover only where there are any."""
    state = (STATE,) if any(each.state for each in problems) else ()
    look = (LOOK,) if any(each.look for each in problems) else ()
    return (*HEADINGS, *state, *look)


def title_of(problems: Sequence[Problem]) -> str:
    """What the sheet is headed with."""
    standing = [each for each in problems if each.state != MENDED]
    counts = (
        f"{word} {number}"
        for severity, word in WORDS.items()
        if (number := sum(each.severity is severity for each in standing))
    )
    return "问题清单：" + ("，".join(counts) or "没有问题")


def note_at(problems: Iterable[Problem]) -> str:
    """What a comment says of the findings about one cell."""
    return "\n\n".join(
        f"{WORDS[each.severity]} {each.code}：{each.message}"
        + (f"\n改法：{each.hint}" if each.hint else "")
        for each in problems
    )


class _People:
    """Who stands in which row of a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.top = self.id_at = self.name_at = -1
        for index, row in enumerate(sheet.rows[:HEADING_ROWS]):
            heads = [_heading(value) for value in row]
            if ID in heads or NAME in heads:
                self.top = index
                self.id_at = heads.index(ID) if ID in heads else -1
                self.name_at = heads.index(NAME) if NAME in heads else -1
                return

    def at(self, row: int) -> tuple[str, str]:
        """编号 and 姓名 in a row of the sheet; empty where nobody stands."""
        index = row - self.sheet.first_row
        if not 0 <= self.top < index < len(self.sheet.rows):
            return "", ""
        cells = self.sheet.rows[index]
        return _cell(cells, self.id_at), _cell(cells, self.name_at)

    def names(self) -> dict[str, str]:
        """The names by 编号, the first where one stands twice."""
        first = self.sheet.first_row
        pairs = [self.at(first + index) for index in range(len(self.sheet.rows))]
        return {trimmed(id_): name for id_, name in reversed(pairs) if id_}


def _problem(found: Diagnostic, people: _People | None, names: Mapping[str, str]) -> Problem:
    where = found.where
    within = 0 < where.row <= LAST_ROW and 0 < where.column <= LAST_COLUMN
    row, column = (where.row, where.column) if within else (0, 0)
    person, name = people.at(row) if people is not None else ("", "")
    who = trimmed(found.person or person)
    said = (who, name or names.get(who, ""), found.message, found.hint)
    texts = (cleaned(each).strip() for each in said)
    return Problem(found.severity, found.code, where.sheet, row, column, *texts)


def _heads(sheet: Sheet) -> Mapping[str, int]:
    """Its headings' columns, where it is one of ours."""
    for row in sheet.rows[: HEADING_ROW + 3]:
        heads = {_text(value): index for index, value in enumerate(row) if _text(value)}
        if heads.keys() >= set(HEADINGS):
            return heads
    return {}


def _listed(sheet: Sheet, heads: Mapping[str, int]) -> Iterator[Problem]:
    words = {word: severity for severity, word in WORDS.items()}
    for row in sheet.rows:
        said = {heading: _cell(row, at) for heading, at in heads.items()}
        severity = words.get(said[LEVEL])
        if severity is None or said.get(STATE) == MENDED:
            continue
        area = area_of(said["单元格"].upper())
        place = Place(
            sheet=said["工作表"].removesuffix(_HIDDEN),
            row=area[0] if area else 0,
            column=area[1] if area else 0,
        )
        yield Problem(
            *(severity, said["代码"], place.sheet, place.row, place.column),
            *(said["编号"], said["姓名"], said["问题"], said["改法"]),
            look=said.get(LOOK, ""),
        )


def _heading(value: Value) -> str:
    return squeezed(value).partition("(")[0] if isinstance(value, str) else ""


def _cell(cells: Sequence[Value], at: int) -> str:
    return _text(cells[at]) if 0 <= at < len(cells) else ""


def _text(value: Value) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    if isinstance(value, str):
        return value.strip()
    return str(int(value)) if value == int(value) else str(value)
