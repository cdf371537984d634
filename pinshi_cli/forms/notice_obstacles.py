"""What stands in the way of a notice: it may only say what is whole, decided and within bounds."""

from collections.abc import Collection, Iterator, Sequence

from pinshi_cli.forms.notice import Wish, open_ties, published
from pinshi_cli.forms.notice_terms import UNIT_SHEET
from pinshi_cli.forms.private_numbers import any_in, normal, scores
from pinshi_cli.grading.quarter import Graded
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.grade import GRADED, WITHHELD, Outcome
from pinshi_cli.model.names import squeezed
from pinshi_cli.model.register import Register
from pinshi_cli.model.words import KINDS
from pinshi_cli.policy.book import Policy

MOST_NAMED = 10
DECISIONS = "集体研究"


def obstacles(
    register: Register,
    policy: Policy,
    graded: Graded,
    found: Sequence[Diagnostic],
    wish: Wish,
) -> list[Diagnostic]:
    """Every reason why this notice may not be made; empty where it may.

    A draft may go out before the meeting, and before it has settled ties; nothing else is lighter.
    """
    at = Place(register.file)
    reasons = [
        *_undecided(register, wish, at),
        *incomplete(found, at),
        *_without_grade(graded, at),
        *_over_quota(graded, policy, at),
        *_tied(graded, policy, wish, at),
    ]
    if not reasons and not published(graded, policy, wish):
        hint = "核对人员名册的参加情况。"
        reasons.append(_error("T948", "没有一个人的等次可以公示", at, hint))
    return reasons


def incomplete(found: Sequence[Diagnostic], at: Place) -> list[Diagnostic]:
    """One error that counts those of the register, and names the first."""
    errors = [each for each in found if each.is_error]
    if not errors:
        return []
    where = errors[0].where
    cell = f"{where.sheet}!{where.cell}" if where.cell else where.sheet
    first = "，".join(filter(None, (cell, errors[0].message)))
    message = f"登记簿有 {len(errors)} 个错误，不能公示{'；第一个' * (len(errors) > 1)}：{first}"
    return [_error("T941", message, at, "先改正登记簿，pinshi check 没有错误后再公示。")]


def _undecided(register: Register, wish: Wish, at: Place) -> list[Diagnostic]:
    day = register.unit.meeting_date
    where = at._replace(sheet=UNIT_SHEET)
    if wish.draft:
        return []
    if day is None:
        message = "会议还没有审定，结果不能公示"
        hint = f"会后在“{UNIT_SHEET}”填写会议日期；会前征求意见用 --draft。"
        return [_error("T940", message, where, hint)]
    if day < register.quarter.first:
        message = f"会议日期 {day} 早于{register.quarter.chinese}，不是研究这一季的会议"
        return [_error("T940", message, where, "核对会议日期。")]
    return []


def _without_grade(graded: Graded, at: Place) -> list[Diagnostic]:
    """People of whom the notice ought to say a grade, and nobody knows it."""
    lacking = [
        each
        for each in graded.outcomes
        if each.standing == WITHHELD or (each.standing == GRADED and each.grade is None)
    ]
    if not lacking:
        return []
    message = f"{len(lacking)} 人的等次还没有定：{named(lacking)}"
    return [_error("T942", message, at, "先改正他们的数据，或由会议审定，再公示。")]


def _over_quota(graded: Graded, policy: Policy, at: Place) -> list[Diagnostic]:
    quota, limit = policy.quota, graded.quota.limit
    if quota is None or limit is None:
        return []
    given = sum(1 for each in graded.outcomes if each.grade == quota.grade)
    if given <= limit:
        return []
    message = f"“{quota.grade}” {given} 人，超过名额 {limit} 人"
    hint = f"减少审定为“{quota.grade}”的人数。"
    return [_error("T944", message, at, hint)._replace(rule=quota.source.cite)]


def _tied(graded: Graded, policy: Policy, wish: Wish, at: Place) -> list[Diagnostic]:
    tied = open_ties(graded, policy)
    if not tied or wish.draft:
        return []
    people = [each for each in graded.outcomes if each.person.id in tied]
    message = f"名额线上同分的 {len(people)} 人还没有审定：{named(people)}"
    hint = f"在“{DECISIONS}”给每人填一行审定等次；维持拟定等次的也填一行。"
    where = at._replace(sheet=DECISIONS)
    return [_error("T943", message, where, hint)]


def unfit_posts(register: Register, shown: Collection[str]) -> Iterator[Diagnostic]:
    """A score or a measure in the cells of the roster that a notice shows as they stand.

    The name of a department may well speak of measures (责任追究科), and a post after it.
    """
    every = {squeezed(each.department) for each in register.people if each.department}
    departments = sorted(every, key=len, reverse=True)
    for person in register.people:
        if person.id not in shown:
            continue
        at = person.at
        hint = "公示照写职务、职级和内设机构；把这些内容移到“备注”。"
        said = squeezed(normal(person.post or person.rank))
        for number in scores(f"{normal(person.post or person.rank)} {normal(person.department)}"):
            yield _error("T952", f"{person.name}的职务或内设机构里有分数 {number}", at, hint)
        for department in departments:
            said = said.replace(department, "，")
        for word in any_in(said, KINDS):
            yield _error("T953", f"{person.name}的职务里有“{word}”字样", at, hint)


def named(outcomes: Sequence[Outcome]) -> str:
    """The names, of many the first: this is said to the clerk, never to the public."""
    names = "、".join(each.person.name for each in outcomes[:MOST_NAMED])
    return f"{names}等" if len(outcomes) > MOST_NAMED else names


def _error(code: str, message: str, at: Place, hint: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, at, hint)
