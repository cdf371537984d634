"""工作纪实: what was completed, what was not and why, whose records came late.

Nothing here acts on a grade: whoever is late is proposed to the 主管领导, never punished (ZD8.2).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from pinshi_cli.grading.record_periods import periods_asked, periods_said
from pinshi_cli.grading.standing import standing_of
from pinshi_cli.model.diagnostic import Place
from pinshi_cli.model.grade import GRADED
from pinshi_cli.model.register import Person, Register, SheetRow
from pinshi_cli.policy.book import Policy, Records

SHEET = "工作纪实"
DONE, UNDONE, UNDER_WAY = "已完成", "未完成", "推进中"
UNSAID = "未填写"
CLASSES = ("绩效目标任务", "重点工作任务", "常规工作")


class Task(NamedTuple):
    """A row of 工作纪实. Of a `secret` one (涉密) neither content nor reason is ever shown."""

    period: str
    category: str
    content: str
    state: str
    reason: str
    secret: bool
    filed: date | None
    at: Place

    @property
    def shown(self) -> tuple[str, str]:
        """What is done and why not, as a reader may see it."""
        if self.secret:
            return "（涉密）", "（涉密）"
        return self.content, self.reason or "（没有填写原因）"


class Late(NamedTuple):
    """A period whose record came after `due`, or (`filed` None) never."""

    period: str
    due: date
    filed: date | None


class Tally(NamedTuple):
    """How many tasks of one class there are, and in which state."""

    category: str
    tasks: int
    done: int
    undone: int
    under_way: int


class PersonRecords(NamedTuple):
    """One person's quarter. `proposed` is what the policy proposes for the lateness, or empty."""

    person: Person
    tasks: tuple[Task, ...]
    tallies: tuple[Tally, ...]
    late: tuple[Late, ...]
    proposed: str

    @property
    def undone(self) -> tuple[Task, ...]:
        return tuple(task for task in self.tasks if task.state == UNDONE)


def records_of(register: Register, policy: Policy) -> list[PersonRecords]:
    """Everybody who takes part or has a record, in roster order."""
    rows: dict[str, list[Task]] = {}
    for row in register.rows.get(SHEET, ()):
        rows.setdefault(row.person, []).append(_task(row))
    found = []
    for person in register.people:
        tasks = rows.get(person.id, [])
        expected = standing_of(person, register, policy)[0] == GRADED
        if not tasks and not expected:
            continue
        late = _late(person, tasks, register, policy) if expected else ()
        found.append(
            PersonRecords(
                person, tuple(tasks), tuple(_tallies(tasks)), late, _proposed(late, policy.records)
            )
        )
    return found


def totals_of(found: Sequence[PersonRecords]) -> list[Tally]:
    """The tallies of all people together, by class (CZ1)."""
    return list(_tallies([task for each in found for task in each.tasks]))


def _task(row: SheetRow) -> Task:
    values: Mapping[str, object] = row.values
    filed = values.get("填报日期")

    def said(heading: str, otherwise: str = "") -> str:
        return str(values.get(heading) or otherwise)

    return Task(
        said("周期"),
        said("类别", UNSAID),
        said("内容"),
        said("完成情况", UNSAID),
        said("未完成原因"),
        values.get("涉密") in (True, "是"),
        filed if isinstance(filed, date) else None,
        row.at,
    )


def _tallies(tasks: Sequence[Task]) -> Iterator[Tally]:
    named = {task.category for task in tasks}
    for category in (*CLASSES, UNSAID):
        if category in named:
            states = Counter(task.state for task in tasks if task.category == category)
            counts = (states[DONE], states[UNDONE], states[UNDER_WAY])
            yield Tally(category, states.total(), *counts)


def _late(
    person: Person, tasks: Sequence[Task], register: Register, policy: Policy
) -> tuple[Late, ...]:
    """The periods of the quarter without a record in time; none where the policy has no calendar.

    A record without 填报日期 cannot be told to be late. Periods spent wholly away need none.
    """
    rules = policy.records
    if rules is None or SHEET not in register.rows:
        return ()
    found = []
    for period in periods_asked(person, register, policy, rules.every):
        due = period.last + timedelta(days=rules.due_days)
        own = [task for task in tasks if period.name in periods_said(task.period, rules.every)]
        dates = [task.filed for task in own if task.filed is not None]
        in_time = any(day <= due for day in dates) or len(dates) < len(own)
        if not in_time:
            found.append(Late(period.name, due, min(dates, default=None)))
    return tuple(found)


def _proposed(late: Sequence[Late], rules: Records | None) -> str:
    return rules.proposes if rules is not None and len(late) >= rules.late_least else ""
