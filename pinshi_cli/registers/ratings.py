"""民主测评: one rater's sheet about one person, or a tally of equal ones."""

from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Severity
from pinshi_cli.model.identity import without_identity
from pinshi_cli.model.names import name_key, trimmed
from pinshi_cli.model.register import Person, Rating
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.score_book import Group
from pinshi_cli.registers import cells
from pinshi_cli.registers.cells import finding, is_empty
from pinshi_cli.registers.columns import ID, NAME
from pinshi_cli.registers.people import People, id_text
from pinshi_cli.registers.sheet_forms import Form, Rated, forms_of, lacking_in, rated_headings
from pinshi_cli.registers.tables import Row, Table
from pinshi_cli.sheets.cells import Value

SELF_GROUP = "自评"
"""The group in which people rate themselves; in all others their own sheets do not count."""

_LONG = 18
"""From so many characters on a text may hold an identity number."""


class Ratings(NamedTuple):
    """The sheets by person and group, faults by person, people whose rows cannot be told.

    `columns` are 评价人 and those that a sheet fills, by heading; `complete` is False where one of
    these lacks.
    """

    ratings: dict[str, dict[str, list[Rating]]]
    faults: dict[str, list[Diagnostic]]
    suspect: set[str]
    findings: list[Diagnostic]
    columns: dict[str, int]
    complete: bool = False


def read_ratings(table: Table, policy: Policy, people: People) -> Ratings:
    """Every row of 民主测评.

    A row about somebody unknown is an error; a rater about himself is left out with a warning;
    every other fault in a row is one of the person rated.
    """
    reader = _Reader(table, policy)
    glance = Glance(reader, people)
    headings = ("评价人", *rated_headings(policy))
    columns = {name: table.columns.get(name, 0) for name in headings}
    result = Ratings({}, {}, set(), [], columns)
    ratings = result.ratings
    seen: set[tuple[str, str, str]] = set()
    for row in table.rows():
        plain = glance.sheet(row)
        if plain is not None and plain[0] not in seen:
            key, sheet = plain
            seen.add(key)
            id_, group, _ = key
            try:
                ratings[id_][group].append(sheet)
            except KeyError:
                ratings.setdefault(id_, {})[group] = [sheet]
            continue
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
            ratings.setdefault(person.id, {}).setdefault(group, []).append(rating)
        if found:
            named = [each._replace(person=person.id) for each in found]
            result.faults.setdefault(person.id, []).extend(named)
    lacking = lacking_in(table, reader.forms_used())
    result.findings.extend(lacking)
    return result._replace(complete=not lacking)


def rater_key(rater: str) -> str:
    """The form in which raters are compared, with each other and with 编号 and 姓名."""
    return trimmed(name_key(rater))  # dots first: NFKC would make a full stop of one


def _twice(table: Table, row: Row, person: Person, rater: str) -> Diagnostic:
    message = f"评价人“{cells.quoted(rater)}”对{person.name}已经评过一次"
    hint = "删去重复的一行；是两个人的，用不同的代号。"
    return finding("G403", message, table.place(row.number, "评价人"), hint)


class _Reader:
    """Reads one row after another."""

    def __init__(self, table: Table, policy: Policy) -> None:
        self.table = table
        self.rated = forms_of(table, policy, SELF_GROUP)
        self.groups = tuple(self.rated)
        self.forms = list({id(each.form): each.form for each in self.rated.values()}.values())
        self.only = self.forms[0] if len(self.forms) == 1 else None
        self.used: set[str] = set()
        self.group_of: dict[Value, Rated] = {}
        self.key_of: dict[str, str] = {}
        self.own: tuple[str, frozenset[str]] = ("", frozenset())

    def forms_used(self) -> list[Form]:
        """The forms that rows have; the only one also where no row has any."""
        used = {id(self.rated[name].form) for name in self.used}
        return [form for form in self.forms if form is self.only or id(form) in used]

    def row(
        self, row: Row, person: Person, found: list[Diagnostic]
    ) -> tuple[str, str, Rating | None]:
        """The row's group and rater (empty where not told), and the rating.

        The rating is None with what is wrong in `found`. A rater about himself gives nothing.
        """
        rated = self._group(row, found)
        rater = self._rater(row, found)
        name = "" if rated is None else rated.group.name
        kinds = () if rated is None else rated.group.categories
        if rated is not None and kinds and person.category not in kinds:
            del found[:]
            found.append(self._not_theirs(row, person, rated.group))
            return "", "", None
        own = bool(rater) and self.key(rater or "") in self.own_keys(person)
        if own and name != SELF_GROUP:
            at = self.table.place(row.number, "评价人")
            message = f"{person.name}给自己的测评不计"
            del found[:]
            found.append(Diagnostic("G402", Severity.WARNING, message, at, "不需要处理。"))
            return "", "", None
        if name == SELF_GROUP and rater is not None and not own:
            found.append(self._not_himself(row, person, rater))
        votes = self._votes(row, rater, found)
        form = self.only if rated is None else rated.form
        read = None if form is None else form.read(row, found)
        if rated is None or rater is None or votes is None or read is None:
            return name, rater or "", None
        return name, rater, Rating(row.number, rater, votes, read.points, read.vote)

    def _not_theirs(self, row: Row, person: Person, group: Group) -> Diagnostic:
        at = self.table.place(row.number, "评价主体")
        category = person.category or "（空）"
        message = f"“{group.name}”不评考核类别{category}，{person.name}的这一张不计"
        hint = f"“{group.name}”只评{'、'.join(group.categories)}；核对人员名册的考核类别。"
        return Diagnostic("S111", Severity.WARNING, message, at, hint)

    def _not_himself(self, row: Row, person: Person, rater: str) -> Diagnostic:
        at = self.table.place(row.number, "评价人")
        said = f"“{cells.quoted(rater)}”" if rater else "空的"
        message = f"自评的评价人应是{person.name}本人，这里是{said}"
        hint = "填写本人的编号或姓名；是别人评的，改评价主体。"
        return Diagnostic("N310", Severity.WARNING, message, at, hint)

    def key(self, rater: str) -> str:
        """`rater_key`, kept: the same few raters come again and again."""
        key = self.key_of.get(rater)
        if key is None:
            key = self.key_of[rater] = rater_key(rater)
        return key

    def own_keys(self, person: Person) -> frozenset[str]:
        """The forms under which a person might stand as their own rater."""
        if self.own[0] != person.id:
            keys = frozenset((rater_key(person.id), rater_key(person.name)))
            self.own = (person.id, keys)
        return self.own[1]

    def _group(self, row: Row, found: list[Diagnostic]) -> Rated | None:
        value = self.table.value(row, "评价主体")
        if isinstance(value, str) and (known := self.group_of.get(value)) is not None:
            return known
        at = self.table.place(row.number, "评价主体")
        read = cells.choice(value, at, self.groups, "评价主体")
        if isinstance(read.value, str) and isinstance(value, str):
            self.used.add(read.value)
            return self.group_of.setdefault(value, self.rated[read.value])
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


class Glance:
    """Knows the rows about which there is nothing to say, nearly all of a city's, at a glance.

    They name a person and a group that the reader has met before, and somebody else as the rater;
    their points are numbers within their bounds. Every other row is for the reader.
    """

    def __init__(self, reader: _Reader, people: People) -> None:
        columns, first = reader.table.columns, reader.table.sheet.first_column
        asked = (ID, NAME, "评价主体", "评价人")
        self.reader = reader
        self.people = people
        self.whole = all(heading in columns for heading in asked)
        self.at = [columns.get(heading, 0) - first for heading in asked]
        self.votes_at = columns["票数"] - first if "票数" in columns else None
        self.width = 1 + max(*self.at, self.votes_at or 0)
        self.who: tuple[Value, Value] = (None, None)
        self.person: Person | None = None
        self.own: frozenset[str] = frozenset()

    def sheet(self, row: Row) -> tuple[tuple[str, str, str], Rating] | None:
        """Whom it is about, the group and the rater's key, and the rating."""
        number, values = row
        if not self.whole or len(values) < self.width:
            return None
        id_at, name_at, group_at, rater_at = self.at
        who = (values[id_at], values[name_at])
        if who != self.who or self.person is None:
            self._turn_to(who)
        person, rater = self.person, values[rater_at]
        rated = self.reader.group_of.get(values[group_at])
        if person is None or rated is None or not rated.plain or type(rater) is not str:
            return None
        key = self.reader.key_of.get(rater) or self._key(rater)
        if not key or key in self.own or len(rater) >= _LONG:
            return None
        if self.votes_at is not None and values[self.votes_at] is not None:
            return None
        points = rated.form.plain_points(values)
        if points is None:
            return None
        return (person.id, rated.group.name, key), Rating(number, rater, 1, points)

    def _key(self, rater: str) -> str:
        """The key of a rater not met before; empty of one who is not plainly named."""
        return self.reader.key(rater) if len(rater) < _LONG and rater == rater.strip() else ""

    def _turn_to(self, who: tuple[Value, Value]) -> None:
        """Whom the next rows are about, where they are named by texts that have been met before."""
        self.who, self.person = who, None
        if type(who[0]) is str and type(who[1]) is str:
            self.person = self.people.known(*who)
        if self.person is not None:
            self.own = self.reader.own_keys(self.person)
