"""Where many units stand together: counts, groups, ranking, what stands out, who is to be urged."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.reports.overview_figures import (
    Sample,
    funnel_place,
    has_moved,
    is_flat,
    middle,
    ranks,
    shrunk,
)
from pinshi_cli.reports.overview_unit import (
    DECIDED,
    FAULTY,
    FILED,
    GRADED,
    MISSING,
    PUBLISHED,
    RETURNED,
    STAGES,
    Unit,
)

NO_COUNTY, NO_KIND = "未分县区", "未填类别"
ALL = "合计"
BEFORE = "上季"
CHECK_LIST = "核对名单"


class Before(NamedTuple):
    """A unit's quarter before: its share of the best grade, its scores."""

    share: Fraction | None
    scores: Sample | None


class Standing(NamedTuple):
    """A unit and what comparing says of it.

    `funnel` is its place against chance (-2 to 2), `fair` the mean drawn towards all, by which it
    has its `rank` among the units of its policy (`among` so many) and `rank_of_kind` among those
    of its kind too.
    `alike`: the means of all those units differ by no more than chance, so that they share a rank.
    `flat`: its scores lie unusually close. `share_change` and `mean_change` are against the
    quarter before, `moved` where the latter is more than chance.
    """

    unit: Unit
    funnel: int | None = None
    fair: Fraction | None = None
    rank: int | None = None
    among: int | None = None
    rank_of_kind: int | None = None
    alike: bool = False
    flat: bool = False
    share_change: Fraction | None = None
    mean_change: Fraction | None = None
    moved: bool = False


class Group(NamedTuple):
    """Units together: how many at each stage, their people, grades and the best grade's use.

    `limit` and `given` are None where no unit's is known.
    """

    name: str
    units: int
    stages: tuple[tuple[str, int], ...]
    people: int
    grades: tuple[tuple[str, int], ...]
    ungraded: int
    base: int
    limit: int | None
    given: int | None

    @property
    def share(self) -> Fraction | None:
        return None if self.given is None or not self.base else Fraction(self.given, self.base)


class Reminder(NamedTuple):
    """Units that are to do the same thing; without units it is the authority's own to do."""

    title: str
    what: str
    units: tuple[Unit, ...]


class Overview(NamedTuple):
    """The whole page. `steps` are the counts of the quarter's way; None: not known.

    `share` is that of the best grade in all units; `spread` the median of their spreads;
    `shift` how the mean of all moved since the quarter before (of the units in both); `against` is
    what that quarter is called where something is held against it.
    """

    period: str
    last: str
    steps: tuple[tuple[str, int | None], ...]
    standings: tuple[Standing, ...]
    total: Group
    counties: tuple[Group, ...]
    kinds: tuple[Group, ...]
    reminders: tuple[Reminder, ...]
    share: Fraction | None
    spread: Fraction
    shift: Fraction | None
    against: str = BEFORE

    def stages_of(self, group: Group) -> tuple[tuple[str, int | None], ...]:
        """How many of a group are at each stage; None where nobody has looked for them."""
        unseen = {name for name, count in self.steps if count is None}
        return tuple((stage, None if stage in unseen else n) for stage, n in group.stages)

    @property
    def contacts(self) -> tuple[Standing, ...]:
        return tuple(each for each in self.standings if each.unit.contact)

    @property
    def level(self) -> tuple[Standing, ...]:
        """The units that hardly tell their people apart, the closest scores first."""
        found = [each for each in self.standings if each.flat or each.unit.is_uniform]
        return tuple(sorted(found, key=lambda each: (_spread(each.unit), each.unit.number)))


def overview_of(
    units: Sequence[Unit],
    period: str,
    *,
    last: str = "",
    before: Mapping[int, Before] | None = None,
    ledger: bool = False,
    against: str = BEFORE,
    wrong: Iterable[str] = (),
) -> Overview:
    """Everything of these units; `before` by the unit's number, `ledger`: filings are known.

    `wrong` is what is wrong with the authority's list as a whole.
    """
    graded = [unit for unit in units if unit.graded]
    counted = [unit for unit in graded if unit.share is not None]
    base = sum(unit.base for unit in counted)
    share = Fraction(sum(unit.given or 0 for unit in counted), base) if base else None
    spreads = [u.scores.spread for u in graded if u.scores is not None and u.scores.people > 1]
    usual = middle(spreads)
    ranked = _ranking(graded)
    standings = []
    for unit in units:
        standing = ranked.get(unit.number, Standing(unit))
        if unit.graded and unit.given is not None and unit.base and share is not None:
            standing = standing._replace(funnel=funnel_place(unit.given, unit.base, share))
        if unit.graded and unit.scores is not None and unit.scores.people > 1:
            standing = standing._replace(flat=is_flat(unit.scores.spread, usual))
        standings.append(_moved(standing, (before or {}).get(unit.number)))
    return Overview(
        period,
        last,
        _steps(units, ledger=ledger),
        tuple(standings),
        _group(ALL, units, units),
        _groups(units, lambda unit: unit.county or NO_COUNTY),
        _groups(units, lambda unit: unit.kind or NO_KIND),
        tuple(_reminders(units, wrong, ledger=ledger)),
        share,
        usual,
        _shift(standings),
        against,
    )


def _spread(unit: Unit) -> Fraction:
    return Fraction(0) if unit.scores is None else unit.scores.spread


def _ranking(graded: Sequence[Unit]) -> dict[int, Standing]:
    """The units that have scores, ranked with those that are graded by the same policy."""
    found: dict[int, Standing] = {}
    for policy in dict.fromkeys(unit.policy for unit in graded):
        own = [u for u in graded if u.policy == policy and u.scores is not None]
        means = shrunk([u.scores for u in own if u.scores is not None])
        fair = dict(zip((u.number for u in own), means, strict=True))
        places = dict(zip(fair, ranks(means), strict=True))
        level = len(own) > 1 and len(set(means)) == 1
        of_kind: dict[int, int] = {}
        for kind in {u.kind for u in own if u.kind}:
            alike = [u.number for u in own if u.kind == kind]
            of_kind |= zip(alike, ranks([fair[n] for n in alike]), strict=True)
        for unit in own:
            at = unit.number
            standing = Standing(unit, fair=fair[at], rank=places[at], among=len(own))
            found[at] = standing._replace(rank_of_kind=of_kind.get(at), alike=level)
    return found


def _moved(standing: Standing, before: Before | None) -> Standing:
    unit = standing.unit
    if before is None or not unit.graded:
        return standing
    if unit.share is not None and before.share is not None:
        standing = standing._replace(share_change=unit.share - before.share)
    if unit.scores is not None and before.scores is not None:
        change = unit.scores.mean - before.scores.mean
        moved = has_moved(unit.scores, before.scores)
        standing = standing._replace(mean_change=change, moved=moved)
    return standing


def _shift(standings: Iterable[Standing]) -> Fraction | None:
    """By how much the scores of all have moved, each unit by its people."""
    moved = [
        (each.unit.scores.people, each.mean_change)
        for each in standings
        if each.unit.scores is not None and each.mean_change is not None
    ]
    people = sum(count for count, _ in moved)
    return sum((n * change for n, change in moved), Fraction(0)) / people if people else None


def _steps(units: Sequence[Unit], *, ledger: bool) -> tuple[tuple[str, int | None], ...]:
    graded = [unit for unit in units if unit.graded]
    stages = [unit.stage for unit in units]
    missing = stages.count(MISSING)
    return (
        ("应报", len(units)),
        ("已报", len(units) - missing),
        (MISSING, missing),
        (FAULTY, stages.count(FAULTY)),
        (GRADED, len(graded)),
        (DECIDED, sum(unit.decided for unit in graded)),
        (PUBLISHED, sum(unit.published for unit in graded)),
        (FILED, sum(unit.filed for unit in units) if ledger else None),
        (RETURNED, sum(unit.returned for unit in units) if ledger else None),
    )


def _groups(units: Sequence[Unit], name: Callable[[Unit], str]) -> tuple[Group, ...]:
    names = sorted({name(unit) for unit in units})
    return tuple(_group(each, [u for u in units if name(u) == each], units) for each in names)


def _group(name: str, own: Sequence[Unit], every: Sequence[Unit]) -> Group:
    words = dict.fromkeys(grade for unit in every if unit.graded for grade, _ in unit.grades)
    graded = [unit for unit in own if unit.graded]
    given = dict.fromkeys(words, 0)
    for unit in graded:
        for grade, count in unit.grades:
            given[grade] += count
    stages = [unit.stage for unit in own]
    people = sum(unit.people for unit in graded)
    counted = [unit for unit in graded if unit.share is not None]
    return Group(
        name,
        len(own),
        tuple((stage, stages.count(stage)) for stage in STAGES),
        people,
        tuple(given.items()),
        people - sum(given.values()),
        sum(unit.base for unit in counted),
        _known(unit.limit for unit in counted),
        _known(unit.given for unit in counted),
    )


def _known(numbers: Iterable[int | None]) -> int | None:
    """The sum of those that are known; None where none is."""
    known = [each for each in numbers if each is not None]
    return sum(known) if known else None


def _reminders(units: Sequence[Unit], wrong: Iterable[str], *, ledger: bool) -> Iterable[Reminder]:
    """What is due, in the order of a quarter's way; nothing is said of what nobody is to do."""
    due: tuple[tuple[str, str, Callable[[Unit], bool]], ...] = (
        ("催报", "还没有报登记簿", lambda u: u.stage == MISSING),
        (
            "退回改正",
            "登记簿有错误，改好再报",
            lambda u: u.stage == FAULTY and not u.waits_for_the_list,
        ),
        (CHECK_LIST, "单位名单核定的比例不对，名额没有分配", lambda u: u.waits_for_the_list),
        ("重新记入", "备案时退回，改好后重新记入台账", lambda u: u.returned),
        ("补齐表格", "已核定，有公示或登记表做不出来", lambda u: u.graded and bool(u.unmade)),
        ("核减名额", "给的人数超过上限", lambda u: u.graded and u.is_over),
        ("提请审定", "已核定，会议还没有审定", lambda u: u.stage == GRADED),
        ("及时公示", "已审定，还没有到公示", lambda u: u.stage == DECIDED),
        ("重新备案", "备案后有变动", lambda u: u.changed),
        (
            "办理备案",
            "已公示，还没有备案",
            lambda u: ledger and u.stage == PUBLISHED and not u.changed,
        ),
    )
    yield from (Reminder(CHECK_LIST, said, ()) for said in wrong)
    for title, what, is_due in due:
        found = tuple(unit for unit in units if is_due(unit))
        if found:
            yield Reminder(title, what, found)
