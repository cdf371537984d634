"""`pinshi history`: all that is on record of a person, quarter by quarter, entry by entry."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from pinshi_cli.ledger.append import head_of
from pinshi_cli.ledger.connect import Ledger
from pinshi_cli.ledger.entry import (
    CORRECT,
    DECIDE,
    FILE_ACCEPT,
    FILE_RETURN,
    KIND_WORDS,
    REVIEW_DECIDE,
    REVIEW_OPEN,
    WHOLE,
    Entry,
    Facts,
    Head,
    Result,
    UnitName,
)
from pinshi_cli.ledger.failures import Spoiled
from pinshi_cli.ledger.query import Lived, entries, history
from pinshi_cli.ledger.units import UnitKey, unit_of
from pinshi_cli.model.diagnostic import Diagnostic, Place, Refusal, Severity, refuse
from pinshi_cli.model.identity import without_identity
from pinshi_cli.model.names import name_key, trimmed
from pinshi_cli.model.period import Quarter
from pinshi_cli.workflow.documents import Document, document
from pinshi_cli.workflow.ledger.differences import NOT_LISTED
from pinshi_cli.workflow.ledger.entries import listed, text
from pinshi_cli.workflow.ledger.prunings import told_pruned


class Step(NamedTuple):
    """One entry that is about the person's quarter: what it says, in words."""

    seq: int
    kind: str
    at: datetime
    by: str
    said: str

    @property
    def word(self) -> str:
        return KIND_WORDS[self.kind]


class QuarterLived(NamedTuple):
    """A person's quarter: the result in force and its entry, whether a meeting decided it.

    `listed` is False where a correction, the entry `seq`, took the person off the roster.
    """

    quarter: Quarter
    result: Result
    seq: int
    decided: bool
    steps: tuple[Step, ...]
    listed: bool = True

    @property
    def shown(self) -> str:
        """The grade, or what stands in its place."""
        return _shown(self.result) if self.listed else f"更正后{NOT_LISTED}"

    @property
    def measures(self) -> list[str]:
        """`警告（2026-02-01 起，至 2026-08-01）`, one for each."""
        return [measure_said(each) for each in listed(self.result.marks, "measures")]

    @property
    def work(self) -> list[str]:
        """What the person completed, with its week or month."""
        return [
            f"{text(each, 'period')} {text(each, 'content')}（{text(each, 'state')}）"
            for each in listed(self.result.facts, "work")
        ]


class PersonHistory(NamedTuple):
    """One person of one unit. `names` are all that this 编号 had, the latest last."""

    unit: UnitName
    id: str
    names: tuple[str, ...]
    quarters: tuple[QuarterLived, ...]

    @property
    def name(self) -> str:
        return self.names[-1]


class Histories(NamedTuple):
    """Everyone whom the call may mean, each by themselves, and the ledger's head."""

    people: tuple[PersonHistory, ...]
    head: Head
    ledger: str
    diagnostics: tuple[Diagnostic, ...]


def histories(
    ledger: Ledger, who: str, unit: UnitName | None = None, as_of: date | None = None
) -> Histories:
    """The history of whoever has this 编号 or name. Raises `Refusal` L092 where nobody has."""
    who = without_identity(who)
    with ledger.reading():
        lived = history(ledger, who, unit, as_of)
        whom = dict.fromkeys((each.of, each.result.id) for each in lived)
        people = tuple(_person(ledger, *each, as_of) for each in whom)
        head = head_of(ledger)
        pruned = tuple(told_pruned(ledger, as_of))
    if not people:
        day = "" if as_of is None else f"截至 {as_of} "
        where = "" if unit is None else f"{unit.name}"
        message = f"台账里{day}{where}没有“{who}”"
        nobody = refuse("L092", message, "写台账里的姓名（要写全）或编号；改过名的，用编号。")
        raise Refusal(*nobody.diagnostics, *pruned)
    told = (*_namesakes(people, who), *pruned)
    return Histories(people, head, ledger.address.shown, told)


def _namesakes(people: Sequence[PersonHistory], who: str) -> Iterator[Diagnostic]:
    if len(people) > 1:
        message = f"“{who}”在台账里有 {len(people)} 人，分别列出，没有合并"
        hint = f"只看一个人的，写 {people_said(people)}。"
        yield Diagnostic("L093", Severity.WARNING, message, Place(), hint)


def people_said(people: Sequence[PersonHistory]) -> str:
    """Each as the next call names them: `001 --unit QH-TJJ（青禾区统计局 张三）；…`."""
    return "；".join(
        f"{each.id} --unit {each.unit.code or each.unit.name}（{each.unit.name} {each.name}）"
        for each in people
    )


def the_one(found: Histories, who: str) -> PersonHistory:
    """The only person meant. Raises `Refusal` L093 where there are several."""
    if len(found.people) > 1:
        hint = f"写 {people_said(found.people)}。"
        raise refuse("L093", f"“{who}”在台账里有 {len(found.people)} 人", hint)
    return found.people[0]


def _person(ledger: Ledger, unit: UnitKey, id_: str, as_of: date | None) -> PersonHistory:
    """Everything of this 编号 in this unit, whatever the name was.

    The unit goes by its key: what it was called may have become another's name. Raises `Spoiled`
    where an index leads to nobody though another led to this person.
    """
    own = [each for each in history(ledger, id_, unit, as_of) if each.result.id == trimmed(id_)]
    if not own:
        raise Spoiled
    by_quarter: dict[Quarter, list[Lived]] = {}
    for each in own:
        if each.entry.quarter is not None:
            by_quarter.setdefault(each.entry.quarter, []).append(each)
    found = []
    for quarter, lived in by_quarter.items():
        found.append(_quarter(quarter, lived, entries(ledger, unit, quarter, as_of)))
    names = _names([each for each in own if each.stands] or own)
    return PersonHistory(unit_of(ledger, unit), id_, names, tuple(found))


def _names(lived: Sequence[Lived]) -> tuple[str, ...]:
    """The names, the latest last. One that a correction took away was a slip, no former name."""
    names: dict[str, str] = {}
    for each in lived:
        names.pop(name_key(each.result.name), None)
        names[name_key(each.result.name)] = each.result.name
    return tuple(names.values())


def _quarter(quarter: Quarter, lived: Sequence[Lived], every: Sequence[Entry]) -> QuarterLived:
    results = {each.entry.seq: each.result for each in lived}
    made = [each for each in every if each.kind in (*WHOLE, DECIDE)]
    decided = bool(made and made[-1].head and made[-1].head.get("decided"))
    latest = lived[-1].result
    steps = tuple(_steps(every, results, latest.id))
    in_force = [each for each in lived if each.stands]
    if in_force:
        return QuarterLived(quarter, in_force[-1].result, in_force[-1].entry.seq, decided, steps)
    off = [each.seq for each in every if each.kind in WHOLE]
    who = Result(latest.id, latest.name, latest.department, latest.post)
    return QuarterLived(quarter, who, off[-1], decided, steps, listed=False)


def _steps(every: Sequence[Entry], results: dict[int, Result], id_: str) -> Iterator[Step]:
    before: Result | None = None
    for entry in every:
        result = results.get(entry.seq)
        said = _said(entry, result, before, id_)
        if said is not None:
            yield Step(entry.seq, entry.kind, entry.at, entry.by, said)
        before = result if entry.kind in WHOLE else result or before


def _said(entry: Entry, result: Result | None, before: Result | None, id_: str) -> str | None:
    """What an entry says of the person; None where it says nothing."""
    head, why = entry.head, text(entry.head, "why")
    if entry.kind == REVIEW_OPEN and text(head, "person") == id_:
        return f"申请复核：{text(head, 'ground') or '没有写事由'}"
    if entry.kind == FILE_ACCEPT:
        return "主管部门同意备案"
    if entry.kind == FILE_RETURN:
        return f"主管部门退回：{why}"
    if result is None:
        return None if before is None else _said_by_silence(entry, before)
    was, now = NOT_LISTED if before is None else _shown(before), _shown(result)
    if entry.kind == REVIEW_DECIDE:
        return f"{'维持' if was == now else f'{was} 改为 '}{now}：{why}"
    if entry.kind == CORRECT:
        totals = ("" if before is None else before.total or "无", result.total or "无")
        scored = f"得分 {' → '.join(totals)}" if totals[0] != totals[1] else "没有变"
        return f"{was} → {now}：{why}" if was != now else f"{now}，{scored}：{why}"
    decided = "审定" if head is not None and head.get("decided") else "拟定"
    return f"{decided}{now}"


def _said_by_silence(entry: Entry, before: Result) -> str | None:
    """What an entry says of a person whom it does not hold."""
    if entry.kind == DECIDE:  # it holds the people whom it changed; the meeting decided all
        return f"审定{_shown(before)}，没有变"
    if entry.kind == CORRECT:
        return f"{_shown(before)} → {NOT_LISTED}：{text(entry.head, 'why')}"
    return None


def _shown(result: Result) -> str:
    return result.grade or result.shown or "没有等次"


def measure_said(measure: Facts) -> str:
    """A measure of `marks` in words."""
    begin, end = text(measure, "begin"), text(measure, "end")
    span = f"（{begin} 起{f'，至 {end}' if end else ''}）" if begin else ""
    return f"{text(measure, 'kind')}{span}"


def history_document(found: Histories, outputs: Sequence[str]) -> Document:
    """`pinshi history --json`."""
    return document(
        "history",
        ok=True,
        diagnostics=found.diagnostics,
        ledger=found.ledger,
        head=str(found.head),
        people=[
            {
                "unit": each.unit.name,
                "code": each.unit.code or None,
                "id": each.id,
                "name": each.name,
                "names": list(each.names),
                "quarters": [_quarter_document(one) for one in each.quarters],
            }
            for each in found.people
        ],
        outputs=list(outputs),
    )


def _quarter_document(lived: QuarterLived) -> Document:
    result = lived.result
    return {
        "period": str(lived.quarter),
        "grade": result.grade,
        "shown": lived.shown,
        "score": result.total,
        "rating": result.rating,
        "department": result.department,
        "post": result.post,
        "attendance": result.attendance,
        "listed": lived.listed,
        "decided": lived.decided,
        "entry": lived.seq,
        "measures": list(listed(result.marks, "measures")),
        "leave": text(result.marks, "leave") or None,
        "reasons": list(listed(result.facts, "reasons")),
        "work": list(listed(result.facts, "work")),
        "entries": [
            {
                "entry": each.seq,
                "kind": each.kind,
                "at": each.at.isoformat(),
                "by": each.by,
                "says": each.said,
            }
            for each in lived.steps
        ],
    }
