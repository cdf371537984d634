"""What one rater's sheet holds in each part: dimensions, a 总分, or a 等次 as a vote."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from operator import getitem, itemgetter
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.number import exact_decimal, shown
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.score_book import Group, Part
from pinshi_cli.registers import cells
from pinshi_cli.registers.cells import finding, is_empty
from pinshi_cli.registers.scores import out_of_range
from pinshi_cli.registers.tables import Row, Table
from pinshi_cli.sheets.cells import Value

TOTAL, VOTE = "总分", "等次"


def headings_of(policy: Policy, part: Part) -> tuple[str, ...]:
    """The columns that a sheet of this part fills."""
    if part.form == "dimensions":
        return tuple(each.name for each in policy.rated(part))
    return (TOTAL,) if part.form == "total" else (VOTE,)


def rated_headings(policy: Policy) -> tuple[str, ...]:
    """The columns that the sheets of any part fill, whatever 指标体系 says."""
    parts = policy.parts_from("ratings")
    return tuple(dict.fromkeys(name for part in parts for name in headings_of(policy, part)))


class Read(NamedTuple):
    """What a row's cells hold: the points, and the grade where it is a vote."""

    points: tuple[Decimal, ...]
    vote: str = ""


_KNOWN: defaultdict[Decimal, dict[float, Decimal]] = defaultdict(dict)
"""Points met under a full mark, by their cells: a city's registers hold the same few."""

_MOST_KNOWN = 10_000


class Form:
    """Reads the cells of one part's rows."""

    def __init__(self, table: Table, policy: Policy, part: Part) -> None:
        self.table = table
        self.part = part
        self.names = headings_of(policy, part)
        self.columns = [table.columns.get(name, 0) for name in self.names]
        self.lacking = [name for name in self.names if name not in table.columns]
        self.offsets = [column - table.sheet.first_column for column in self.columns]
        if part.form == "dimensions":
            self.fulls = [exact_decimal(each.full) for each in policy.rated(part)]
        else:
            self.fulls = [exact_decimal(policy.sheet_full(part))]
        self.known = [_KNOWN[full] for full in self.fulls]
        self.grades = policy.grades
        others = [name for name in rated_headings(policy) if name not in self.names]
        self.unused = [name for name in others if name in table.columns]
        self.plain = not (self.unused or self.lacking or part.form == "vote") and bool(self.names)
        self.width = 1 + max(self.offsets, default=0)
        more = len(self.names) > 1
        self.cells = (
            itemgetter(*self.offsets) if more else itemgetter(slice(self.width - 1, self.width))
        )

    def read(self, row: Row, found: list[Diagnostic]) -> Read | None:
        """The row's points; None with what is wrong in `found`."""
        if self.unused:
            found += self._spare(row)
        if self.part.form == "vote":
            return self._vote(row, found)
        points = self._points(row, found)
        return None if points is None else Read(points)

    def plain_points(self, values: Sequence[Value]) -> tuple[Decimal, ...] | None:
        """The points of a row where all are numbers within their bounds, else None."""
        if len(values) < self.width:
            return None
        cells = self.cells(values)
        if bool in map(type, cells):  # true is equal to 1
            return None
        try:
            return tuple(map(getitem, self.known, cells))
        except KeyError:
            return self._met(cells)

    def _met(self, cells: Sequence[Value]) -> tuple[Decimal, ...] | None:
        """The same where some of the cells have not been met before."""
        points = []
        for known, full, cell in zip(self.known, self.fulls, cells, strict=True):
            if type(cell) is not float or not cell >= 0 or (exact := shown(abs(cell))) > full:
                return None
            points.append(exact)
            if len(known) < _MOST_KNOWN:
                known[cell] = exact
        return tuple(points)

    def _spare(self, row: Row) -> list[Diagnostic]:
        """A warning for each filled cell of a column that other parts fill."""
        wanted = "、".join(self.names)
        found = []
        for name in self.unused:
            if not is_empty(self.table.value(row, name)):
                at = self.table.place(row.number, name)
                message = f"“{self.part.name}”只看{wanted}，这里的“{name}”不计"
                hint = "清空这一格，或核对评价主体。"
                found.append(Diagnostic("R222", Severity.WARNING, message, at, hint))
        return found

    def _vote(self, row: Row, found: list[Diagnostic]) -> Read | None:
        if self.lacking:
            return None
        at = self.table.place(row.number, VOTE)
        read = cells.choice(self.table.value(row, VOTE), at, self.grades, VOTE)
        if read.finding is not None:
            found.append(read.finding)
        elif read.value is None:
            hint = f"填写 {'、'.join(self.grades)} 之一；整张作废的，删去这一行。"
            found.append(finding("R201", "等次没有填写", at, hint))
        points = self.part.points_of(str(read.value))
        if points is None:
            return None
        return Read((exact_decimal(points),), str(read.value))

    def _points(self, row: Row, found: list[Diagnostic]) -> tuple[Decimal, ...] | None:
        values = row.values
        width = len(values)
        points: list[Decimal] = []
        for place, offset in enumerate(self.offsets):
            value = values[offset] if 0 <= offset < width else None
            exact = self._checked(value, row, place, found)
            if exact is not None:
                points.append(exact)
        return tuple(points) if len(points) == len(self.offsets) else None

    def _checked(
        self, value: Value, row: Row, place: int, found: list[Diagnostic]
    ) -> Decimal | None:
        column = self.columns[place]
        if not column:
            return None
        name, full = self.names[place], self.fulls[place]
        if type(value) is float and value >= 0 and (exact := shown(value)) <= full:
            return exact
        at = Place(self.table.file, self.table.sheet.name, row.number, column)
        read = cells.number(value, at, typed=self.table.typed)
        if read.finding is not None:
            found.append(read.finding)
        elif read.value is None:
            hint = "填写分数；得零分的填 0；整张作废的，删去这一行。"
            found.append(self.table.missing(at, name, hint))
        if isinstance(read.value, Decimal):
            if 0 <= read.value <= full:
                return read.value
            found.append(out_of_range(read.value, name, full, at))
        return None


class Rated(NamedTuple):
    """A rater group, and the form of its part.

    `plain`: of a sheet that somebody else gave there is nothing to ask but the points.
    """

    group: Group
    form: Form
    plain: bool


def forms_of(table: Table, policy: Policy, own: str) -> dict[str, Rated]:
    """The rater groups by name, each with its part's form; in `own` people rate themselves."""
    rated: dict[str, Rated] = {}
    for part in policy.parts_from("ratings"):
        form = Form(table, policy, part)
        for group in part.groups:
            plain = form.plain and not group.categories and group.name != own
            rated[group.name] = Rated(group, form, plain)
    return rated


def lacking_in(table: Table, forms: Sequence[Form]) -> list[Diagnostic]:
    """An error for each heading that lacks in these forms."""
    return table.lacking(dict.fromkeys(name for form in forms for name in form.lacking))
