"""民主测评: one rater's sheet about one person, or a tally of equal ones."""

from decimal import Decimal
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import name_key, trimmed
from pinshi_cli.model.number import exact_decimal
from pinshi_cli.model.register import Person, Rating
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers import cells
from pinshi_cli.registers.cells import finding, is_empty
from pinshi_cli.registers.identity import without_identity
from pinshi_cli.registers.people import People, id_text
from pinshi_cli.registers.scores import out_of_range
from pinshi_cli.registers.tables import Row, Table
from pinshi_cli.sheets.cells import Value

SELF_GROUP = "自评"


class Ratings(NamedTuple):
    """The sheets by person and group, faults by person, people whose rows cannot be told."""

    ratings: dict[str, dict[str, list[Rating]]]
    faults: dict[str, list[Diagnostic]]
    suspect: set[str]
    findings: list[Diagnostic]
    columns: list[int]


def rated_dimensions(policy: Policy) -> tuple[str, ...]:
    """The columns that a rating has, whatever 指标体系 says."""
    return tuple(each.name for each in policy.dimensions)


def read_ratings(table: Table, policy: Policy, people: People) -> Ratings:
    """Every row of 民主测评.

    A row about somebody unknown is an error; a rater about himself is left out with a warning;
    every other fault in a row is one of the person rated.
    """
    reader = _Reader(table, policy)
    result = Ratings({}, {}, set(), table.lacking(reader.unread), reader.columns)
    seen: set[tuple[str, str, str]] = set()
    for row in table.rows():
        person, fault, involved = people.find(table, row)
        if person is None:
            result.suspect.update(involved)
            if fault is not None:
                result.findings.append(fault)
            continue
        found: list[Diagnostic] = []
        group, rater, rating = reader.row(row, person, found)
        if group and rater:
            key = (person.id, group, reader.key(rater))
            if key in seen:
                found.append(_twice(table, row, person, rater))
            seen.add(key)
        if rating is not None and not any(each.is_error for each in found):
            result.ratings.setdefault(person.id, {}).setdefault(group, []).append(rating)
        if found:
            named = [each._replace(person=person.id) for each in found]
            result.faults.setdefault(person.id, []).extend(named)
    return result


def rater_key(rater: str) -> str:
    """The form in which raters are compared, with each other and with 编号 and 姓名."""
    return trimmed(name_key(rater))  # dots first: NFKC would make a full stop of one


def _twice(table: Table, row: Row, person: Person, rater: str) -> Diagnostic:
    message = f"评价人“{cells.quoted(rater)}”对{person.name}已经评过一次"
    hint = "删去重复的一行；是两个人的，用不同的代号。"
    return finding("G403", message, table.place(row.number, "评价人"), hint)


class _Reader:
    """Reads one row after another; numbers already seen in a column are not read again."""

    def __init__(self, table: Table, policy: Policy) -> None:
        self.table = table
        self.groups = tuple(group.name for part in policy.parts for group in part.groups)
        self.dimensions = rated_dimensions(policy)
        self.columns = [table.columns.get(name, 0) for name in self.dimensions]
        self.unread = [name for name in self.dimensions if name not in table.columns]
        self.offsets = [column - table.sheet.first_column for column in self.columns]
        self.fulls = [exact_decimal(each.full) for each in policy.dimensions]
        self.known: list[dict[float, Decimal]] = [{} for _ in self.dimensions]
        self.group_of: dict[Value, str] = {}
        self.key_of: dict[str, str] = {}
        self.own_keys: tuple[str, frozenset[str]] = ("", frozenset())

    def row(
        self, row: Row, person: Person, found: list[Diagnostic]
    ) -> tuple[str, str, Rating | None]:
        """The row's group and rater (empty where not told), and the rating.

        The rating is None with what is wrong in `found`. A rater about himself gives nothing.
        """
        group = self._group(row, found)
        rater = self._rater(row, found)
        if rater and group != SELF_GROUP and self.key(rater) in self._own_keys(person):
            at = self.table.place(row.number, "评价人")
            message = f"{person.name}给自己的测评不计"
            del found[:]
            found.append(Diagnostic("G402", Severity.WARNING, message, at, "不需要处理。"))
            return "", "", None
        votes = self._votes(row, rater, found)
        points = self._points(row, found)
        if group is None or rater is None or votes is None or points is None:
            return group or "", rater or "", None
        return group, rater, Rating(row.number, rater, votes, points)

    def key(self, rater: str) -> str:
        """`rater_key`, kept: the same few raters come again and again."""
        key = self.key_of.get(rater)
        if key is None:
            key = self.key_of[rater] = rater_key(rater)
        return key

    def _own_keys(self, person: Person) -> frozenset[str]:
        """The forms under which a person might stand as their own rater."""
        if self.own_keys[0] != person.id:
            keys = frozenset((rater_key(person.id), rater_key(person.name)))
            self.own_keys = (person.id, keys)
        return self.own_keys[1]

    def _group(self, row: Row, found: list[Diagnostic]) -> str | None:
        value = self.table.value(row, "评价主体")
        if isinstance(value, str) and (known := self.group_of.get(value)) is not None:
            return known
        at = self.table.place(row.number, "评价主体")
        read = cells.choice(value, at, self.groups, "评价主体")
        if isinstance(read.value, str) and isinstance(value, str):
            self.group_of[value] = read.value
            return read.value
        hint = f"填写 {'、'.join(self.groups)} 之一。"
        found.append(read.finding or finding("R201", "评价主体没有填写", at, hint))
        return None

    def _rater(self, row: Row, found: list[Diagnostic]) -> str | None:
        """The rater's code, empty in a secret tally, None where the cell is faulty."""
        value = self.table.value(row, "评价人")
        if isinstance(value, str):
            return without_identity(value.strip())
        if value is None:
            return ""
        text, fault = id_text(value, self.table.place(row.number, "评价人"))
        if fault is not None:
            found.append(fault)
            return None
        return text

    def _votes(self, row: Row, rater: str | None, found: list[Diagnostic]) -> int | None:
        value = self.table.value(row, "票数")
        if is_empty(value):
            if rater == "":
                at = self.table.place(row.number, "评价人")
                hint = "填写评价人的代号；合并计票的，填写票数。"
                found.append(finding("R201", "评价人没有填写", at, hint))
            return 1
        at = self.table.place(row.number, "票数")
        read = cells.whole(value, at, typed=self.table.typed)
        if read.finding is not None:
            found.append(read.finding)
        if isinstance(read.value, int) and not 1 <= read.value <= 100_000:
            hint = "填写这一行代表的张数，1 以上的整数。"
            found.append(finding("R204", f"票数 {read.value} 不对", at, hint))
            return None
        return read.value if isinstance(read.value, int) else None

    def _points(self, row: Row, found: list[Diagnostic]) -> tuple[Decimal, ...] | None:
        values = row.values
        width = len(values)
        points: list[Decimal] = []
        for place, offset in enumerate(self.offsets):
            value = values[offset] if 0 <= offset < width else None
            if type(value) is float:
                exact = self.known[place].get(value)
                if exact is None:
                    exact = self._checked(value, row, place, found)
                    if exact is None:
                        continue
                    self.known[place][value] = exact
                points.append(exact)
            else:
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
        name, full = self.dimensions[place], self.fulls[place]
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
