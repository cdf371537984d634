"""Two-way ratings (正反测评): what raters say for and against each leader, and how it compares.

Every share is exact: answers that say 是 over all answers. A count counts as 是 where it is not 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import squeezed
from pinshi_cli.model.number import ZERO
from pinshi_cli.model.register import Person, Register, SheetRow
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.report_book import Criterion, ReportRule

RATINGS, FACTS = "正反测评", "问题线索"
FOR, AGAINST = "正向", "反向"


class Share(NamedTuple):
    """How many of the answers say 是."""

    yes: int
    answers: int

    @property
    def value(self) -> Fraction | None:
        """The share, None where nobody answered."""
        return Fraction(self.yes, self.answers) if self.answers else None


class Judged(NamedTuple):
    """A criterion as a leader's raters see it; `groups` by 评价主体, in the order they come."""

    criterion: Criterion
    share: Share
    groups: tuple[tuple[str, Share], ...]

    @property
    def spread(self) -> Fraction:
        """How far the rater groups lie apart."""
        values = [value for _, share in self.groups if (value := share.value) is not None]
        return max(values) - min(values) if values else ZERO


class Aspect(NamedTuple):
    """An aspect's criteria together: for and against, now and (where known) last time."""

    name: str
    good: Share
    bad: Share
    good_before: Share | None = None
    bad_before: Share | None = None


class Fact(NamedTuple):
    """A row of 问题线索: a concrete fact about a leader (编号 `id`), its source, what became of it.

    `day` may be empty.
    """

    id: str
    name: str
    source: str
    fact: str
    day: str
    checked: str
    result: str
    at: Place


class Portrait(NamedTuple):
    """The analysis of one leader, or (`person` None) of the whole unit.

    `strengths`, `shortcomings` and `split` follow the criteria's order; `few` says that fewer
    sheets stand than the policy wants for a judgment.
    """

    person: Person | None
    sheets: tuple[tuple[str, int], ...]
    judged: tuple[Judged, ...]
    aspects: tuple[Aspect, ...]
    strengths: tuple[Judged, ...]
    shortcomings: tuple[Judged, ...]
    split: tuple[Judged, ...]
    facts: tuple[Fact, ...]
    few: bool


def portraits(
    register: Register, before: Register | None, policy: Policy, rules: ReportRule
) -> list[Portrait]:
    """The unit's portrait, then that of each rated leader in roster order.

    `before` is the register of the last time, None where there is none.
    """
    rows, old = _by_person(register, RATINGS), _by_person(before, RATINGS)
    names = {person.id: person.name for person in register.people}
    facts = {
        id_: [_fact(row, names) for row in own] for id_, own in _by_person(register, FACTS).items()
    }
    found = [
        _portrait(
            person, rows[person.id], old.get(person.id), facts.get(person.id, ()), policy, rules
        )
        for person in register.people
        if person.id in rows
    ]
    every = [row for own in rows.values() for row in own]
    past = [row for own in old.values() for row in own] if before is not None else None
    every_fact = sorted((fact for own in facts.values() for fact in own), key=_by_row)
    return [_portrait(None, every, past, every_fact, policy, rules), *found]


def _by_person(register: Register | None, sheet: str) -> dict[str, list[SheetRow]]:
    found: dict[str, list[SheetRow]] = {}
    for row in register.rows.get(sheet, ()) if register is not None else ():
        found.setdefault(row.person, []).append(row)
    return found


def _portrait(
    person: Person | None,
    rows: Sequence[SheetRow],
    before: Sequence[SheetRow] | None,
    facts: Sequence[Fact],
    policy: Policy,
    rules: ReportRule,
) -> Portrait:
    judged = _judged(rows, policy.criteria)
    past = None if before is None else _judged(before, policy.criteria)
    return Portrait(
        person,
        tuple(_sheets(rows).items()),
        judged,
        tuple(_aspects(judged, past)),
        tuple(each for each in judged if _is_strong(each, rules)),
        tuple(each for each in judged if _is_weak(each, rules)),
        tuple(each for each in judged if each.spread >= rules.spread and len(each.groups) > 1),
        tuple(facts),
        len(rows) < rules.min_raters,
    )


def _is_strong(each: Judged, rules: ReportRule) -> bool:
    value = each.share.value
    return value is not None and each.criterion.way == FOR and value >= rules.strong


def _is_weak(each: Judged, rules: ReportRule) -> bool:
    """A positive criterion that too few see, or a negative one that too many do."""
    value = each.share.value
    if value is None:
        return False
    return value < rules.weak if each.criterion.way == FOR else value >= rules.against


def _judged(rows: Sequence[SheetRow], criteria: Iterable[Criterion]) -> tuple[Judged, ...]:
    groups = list(_sheets(rows))
    found = []
    for criterion in criteria:
        answers = [
            (_group(row), answer) for row in rows if (answer := _answer(row, criterion)) is not None
        ]
        shares = tuple((group, _share(a for g, a in answers if g == group)) for group in groups)
        found.append(Judged(criterion, _share(a for _, a in answers), shares))
    return tuple(found)


def _answer(row: SheetRow, criterion: Criterion) -> bool | None:
    """Whether the rater says so; None where the cell is empty."""
    values: Mapping[str, object] = row.values
    value = values.get(criterion.name)
    if value is None:
        return None
    if isinstance(value, (int, Decimal)):
        return value != 0
    return squeezed(str(value)) == "是"


def _share(answers: Iterable[bool]) -> Share:
    listed = list(answers)
    return Share(sum(listed), len(listed))


def _group(row: SheetRow) -> str:
    return str(row.values.get("评价主体") or "")


def _sheets(rows: Sequence[SheetRow]) -> dict[str, int]:
    """How many sheets each rater group gave, in the order in which they come."""
    found: dict[str, int] = {}
    for row in rows:
        found[_group(row)] = found.get(_group(row), 0) + 1
    return found


def _aspects(judged: Sequence[Judged], past: Sequence[Judged] | None) -> Iterable[Aspect]:
    for name in dict.fromkeys(each.criterion.aspect for each in judged):
        old_good = old_bad = None
        if past is not None:
            old_good, old_bad = _together(past, name, FOR), _together(past, name, AGAINST)
        yield Aspect(
            name,
            _together(judged, name, FOR),
            _together(judged, name, AGAINST),
            old_good,
            old_bad,
        )


def _together(judged: Sequence[Judged], aspect: str, way: str) -> Share:
    shares = [
        each.share
        for each in judged
        if each.criterion.aspect == aspect and each.criterion.way == way
    ]
    return Share(sum(each.yes for each in shares), sum(each.answers for each in shares))


def _by_row(fact: Fact) -> int:
    return fact.at.row


def _fact(row: SheetRow, names: Mapping[str, str]) -> Fact:
    def said(heading: str) -> str:
        value = row.values.get(heading)
        return "" if value is None else str(value)

    return Fact(
        row.person,
        names[row.person],
        said("来源单位"),
        said("事实"),
        said("日期"),
        said("核实情况"),
        said("结果"),
        row.at,
    )


def facts_in_doubt(register: Register, policy: Policy) -> list[Diagnostic]:
    """A warning for each fact without a result, or of a source that the policy does not know."""
    known = [source.name for source in policy.fact_sources]
    cites = "、".join(dict.fromkeys(source.source.cite for source in policy.fact_sources))
    found = []
    for row in register.rows.get(FACTS, ()):
        source = str(row.values.get("来源单位") or "")
        told = {heading for heading in ("核实情况", "结果") if row.values.get(heading)}
        if known and source not in known:
            message = f"来源单位“{source}”不在本办法汇集的来源之内"
            hint = f"办法列的来源有：{'、'.join(known)}。"
            found.append(_warning(message, row, hint, cites))
        if len(told) < 2:
            message = f"“{row.values.get('事实') or ''}”没有写核实情况或结果"
            found.append(_warning(message, row, "核实后补上，再用于分析。", cites))
    return found


def _warning(message: str, row: SheetRow, hint: str, rule: str) -> Diagnostic:
    return Diagnostic("G430", Severity.WARNING, message, row.at, hint, rule, row.person)
