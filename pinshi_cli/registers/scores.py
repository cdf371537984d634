"""指标评分: each person's points, by indicator."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import squeezed
from pinshi_cli.model.number import EXACT, exact_decimal, shown
from pinshi_cli.model.register import Indicator, Person, Points
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers import cells
from pinshi_cli.registers.cells import finding, is_empty
from pinshi_cli.registers.people import People
from pinshi_cli.registers.rows import key_place
from pinshi_cli.registers.tables import Row, Table
from pinshi_cli.sheets.cells import Value

Levels = Mapping[str, Decimal]
"""The words of completion that may stand for points, and their shares of the full mark."""


def levels_of(policy: Policy) -> Levels:
    """The levels of completion that the policy knows."""
    return {squeezed(level.name): exact_decimal(level.share) for level in policy.levels}


class Scores(NamedTuple):
    """Each person's points, faults in them by person, people whose rows cannot be told apart.

    `read` is False where the sheet lacks, or cannot be found as a table.
    """

    points: dict[str, Points]
    faults: dict[str, list[Diagnostic]]
    suspect: set[str]
    findings: list[Diagnostic]
    columns: list[int]
    read: bool = False


def read_scores(
    table: Table, indicators: list[Indicator], people: People, levels: Levels
) -> Scores:
    """The rows of 指标评分. A cell that lacks or is faulty is a fault of its person.

    `levels` are the words that a cell may hold instead of points.
    """
    keys = {squeezed(heading): column for heading, column in table.columns.items()}
    columns = [keys.get(squeezed(each.name), 0) for each in indicators]
    lacking = [
        each.name
        for each, column in zip(indicators, columns, strict=True)
        if not column and any(map(each.applies_to, people.by_id.values()))
    ]
    scores = Scores({}, {}, set(), table.lacking(lacking), columns, read=True)
    reader = _Reader(table, indicators, columns, levels)
    for row in table.rows():
        person, fault, involved = people.find(table, row)
        if person is None:
            scores.suspect.update(involved)
            if fault is not None:
                scores.findings.append(fault)
            continue
        found: list[Diagnostic] = []
        points = reader.points(row, person, found)
        if person.id in scores.points:
            message = f"{person.name}已经有一行指标评分"
            twice = finding("N305", message, key_place(table, row), "只留一行。")
            scores.findings.append(twice._replace(person=person.id))
            scores.suspect.add(person.id)
        else:
            scores.points[person.id] = points
        scores.findings.extend(reader.spare(row, person))
        if found:
            named = [each._replace(person=person.id) for each in found]
            scores.faults.setdefault(person.id, []).extend(named)
    return scores


class _Reader:
    """Reads one row of 指标评分 after another."""

    def __init__(
        self, table: Table, indicators: list[Indicator], columns: list[int], levels: Levels
    ) -> None:
        self.table = table
        self.pairs = list(zip(indicators, columns, strict=True))
        self.levels = levels
        self.for_all = not any(each.categories for each in indicators)

    def points(self, row: Row, person: Person, found: list[Diagnostic]) -> Points:
        """The row's points, None for what does not apply, lacks or is faulty."""
        if not is_empty(self.table.value(row, "月份")):
            at = self.table.place(row.number, "月份")
            hint = "本办法按季度评分：每人只留一行，月份不填。"
            found.append(finding("R217", "本办法不收分月的评分", at, hint))
        points: list[Decimal | None] = []
        words: list[str] = []
        for indicator, column in self.pairs:
            word = ""
            exact = None
            if column and indicator.applies_to(person):
                value = self.table.cell(row, column)
                if (
                    type(value) is float
                    and value >= 0
                    and (exact := shown(value)) <= indicator.full
                ):
                    points.append(exact)
                    words.append("")
                    continue
                at = self.at(row, column)
                word = self._level(value)
                exact = (
                    self._by_level(word, indicator, at, found)
                    if word
                    else self._number(value, at, indicator, found)
                )
            points.append(exact)
            words.append(word)
        return Points(row.number, tuple(points), tuple(words) if any(words) else ())

    def at(self, row: Row, column: int) -> Place:
        return Place(self.table.file, self.table.sheet.name, row.number, column)

    def _level(self, value: Value) -> str:
        """The word of completion that stands in a cell, or ""."""
        if not self.levels or not isinstance(value, str):
            return ""
        word = squeezed(value)
        return word if word in self.levels else ""

    def _by_level(
        self, word: str, indicator: Indicator, at: Place, found: list[Diagnostic]
    ) -> Decimal | None:
        """A level's share of the full mark, exactly; a 反向 one takes only what is taken off."""
        if indicator.reverse:
            message = f"“{indicator.name}”是反向指标，不能填“{word}”"
            found.append(finding("R203", message, at, "填写扣多少分，没有扣分的填 0。"))
            return None
        return EXACT.multiply(self.levels[word], indicator.full)

    def _number(
        self, value: Value, at: Place, indicator: Indicator, found: list[Diagnostic]
    ) -> Decimal | None:
        read = cells.number(value, at, typed=self.table.typed)
        if read.finding is not None:
            found.append(self._or_level(read.finding))
        elif read.value is None:
            found.append(self.table.missing(at, indicator.name, "填写分数；得零分的填 0。"))
        if isinstance(read.value, Decimal):
            if 0 <= read.value <= indicator.full:
                return read.value
            found.append(out_of_range(read.value, indicator.name, indicator.full, at))
        return None

    def _or_level(self, fault: Diagnostic) -> Diagnostic:
        """The fault of a word that is no number, with the levels that may stand there too."""
        if fault.code != "R203" or not self.levels:
            return fault
        return fault._replace(hint=f"填写数字，或 {'、'.join(self.levels)} 之一。")

    def spare(self, row: Row, person: Person) -> list[Diagnostic]:
        """A warning for points under an indicator that does not apply to the person."""
        if self.for_all:
            return []
        applied = {column for indicator, column in self.pairs if indicator.applies_to(person)}
        found = []
        for indicator, column in self.pairs:
            if column and column not in applied and not is_empty(self.table.cell(row, column)):
                category = person.category or "（空）"
                message = f"“{indicator.name}”不适用于考核类别{category}，不计分"
                hint = "核对人员名册的考核类别与指标体系的适用类别。"
                at = self.at(row, column)
                found.append(Diagnostic("S111", Severity.WARNING, message, at, hint))
        return found


def out_of_range(value: Decimal, name: str, full: Decimal, at: Place) -> Diagnostic:
    """The error of points below 0 or above the full mark."""
    message = f"“{name}”{value:f} 分，应在 0 到 {full:f} 之间"
    return finding("R204", message, at, f"核对分数；满分是 {full:f}。")
