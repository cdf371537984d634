"""What a 公示 says: names, departments, posts and grades; who is not on it, as counts only.

Scores, measures, ratings and 编号 do not pass: nothing here ever holds one.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from pinshi_cli.forms.notice_terms import Contact, Term
from pinshi_cli.grading.open_ends import undecided_ties
from pinshi_cli.grading.quarter import Graded
from pinshi_cli.model.grade import GRADED, NO_GRADE, NOT_ASSESSED, PENDING, Outcome
from pinshi_cli.model.register import Person, Register
from pinshi_cli.policy.book import Policy

BY_GRADE, BY_DEPARTMENT = "等次", "内设机构"
GROUPINGS = (BY_GRADE, BY_DEPARTMENT)
BY_ROSTER = "名册"
ORDERS = {"笔画": "按姓氏笔画为序", "拼音": "按姓氏拼音为序", BY_ROSTER: ""}
"""How names may be ordered, and how the notice says so."""

NO_DEPARTMENT = "未分内设机构"

OMITTED, TIED = "按规定不公示", "待集体研究"
_WHY = {NO_GRADE: "不确定等次", PENDING: "等次待定", NOT_ASSESSED: "不参加本单位考核"}

OrderOf = Callable[[str], Any] | None
"""By what a name is ordered; None keeps the roster's order."""


class Listed(NamedTuple):
    """One line of a notice. `text` is the summary, in a notice of summaries."""

    name: str
    department: str
    post: str
    grade: str = ""
    text: str = ""


class Group(NamedTuple):
    """Lines under one title: a grade, or an 内设机构."""

    title: str
    people: tuple[Listed, ...]


class Wish(NamedTuple):
    """How the notice is wanted. `omitted` are 编号 that the unit keeps off every notice."""

    draft: bool = False
    by: str = BY_GRADE
    order: str = "笔画"
    omitted: frozenset[str] = frozenset()


class Unlisted(NamedTuple):
    """Somebody whom a notice does not name, and why: for the clerk, never for the public."""

    person: Person
    why: str


class Notice(NamedTuple):
    """A notice, whole. `unlisted` are (why, how many); a part of it that is empty is for the pen.

    `order` is the sentence that says how names are ordered, `draft` whether all is yet 拟定.
    """

    unit: str
    title: str
    opening: str
    groups: tuple[Group, ...]
    remarks: tuple[str, ...]
    order: str
    term: Term
    contact: Contact
    closing: str
    draft: bool = False
    basis: str = ""
    source: str = ""
    meeting: str = ""
    quarter: str = ""

    @property
    def people(self) -> tuple[Listed, ...]:
        return tuple(person for group in self.groups for person in group.people)


CLOSING = (
    "公示期间，对公示内容有异议的，可以向受理部门反映。"
    "反映情况要实事求是，并告知真实姓名和联系方式。"
)


def notice_of(
    register: Register,
    policy: Policy,
    graded: Graded,
    wish: Wish,
    stated: tuple[Term, Contact],
    key: OrderOf,
) -> Notice:
    """The notice of a quarter's grades. Whether it may be made is `obstacles`' question."""
    reasons = _reasons(graded, policy, wish)
    listed = [each for each, why in zip(graded.outcomes, reasons, strict=True) if why is None]
    quarter = register.quarter.chinese
    word = "拟定等次" if wish.draft else "结果"
    about = f"{register.unit.name}{quarter}公务员平时考核{word}公示"
    return Notice(
        unit=register.unit.name,
        title=f"{about}（征求意见）" if wish.draft else about,
        opening=_opening(register, policy, draft=wish.draft),
        groups=_groups(listed, register, policy, wish.by, key),
        remarks=_remarks(reasons, wish),
        order=ORDERS[wish.order],
        term=stated[0],
        contact=stated[1],
        closing=CLOSING,
        draft=wish.draft,
        basis=policy.head.name,
        source=policy.head.source,
        meeting=register.unit.meeting_name,
        quarter=quarter,
    )


def published(graded: Graded, policy: Policy, wish: Wish) -> frozenset[str]:
    """The 编号 of everyone whom the notice names."""
    reasons = _reasons(graded, policy, wish)
    found = zip(graded.outcomes, reasons, strict=True)
    return frozenset(each.person.id for each, why in found if why is None)


def unlisted(graded: Graded, policy: Policy, wish: Wish) -> tuple[Unlisted, ...]:
    """Everyone of the register whom the notice does not name, in the roster's order."""
    reasons = _reasons(graded, policy, wish)
    return tuple(
        Unlisted(each.person, why_omitted(each.person) if why == OMITTED else why)
        for each, why in zip(graded.outcomes, reasons, strict=True)
        if why is not None
    )


def why_omitted(person: Person) -> str:
    """Who keeps a person off the notices: the roster, or the call."""
    return "人员名册标明涉密" if person.secret else "--omit 写明不公示"


def _reasons(graded: Graded, policy: Policy, wish: Wish) -> list[str | None]:
    """Why each person is not named, or None. In a draft a tie is still the meeting's to settle."""
    tied = open_ties(graded, policy) if wish.draft else ()
    return [_why_not(each, wish, tied) for each in graded.outcomes]


def _why_not(outcome: Outcome, wish: Wish, tied: Sequence[str]) -> str | None:
    if outcome.person.secret or outcome.person.id in wish.omitted:
        return OMITTED
    if outcome.standing != GRADED:
        return _WHY.get(outcome.standing, _WHY[PENDING])
    if outcome.person.id in tied:
        return TIED
    return None if outcome.grade is not None else _WHY[PENDING]


def open_ties(graded: Graded, policy: Policy) -> tuple[str, ...]:
    """The 编号 of those who tie across the line, while a place is left for one of them."""
    quota = policy.quota
    if quota is None or graded.quota.given is None:
        return ()
    taken = sum(1 for each in graded.outcomes if each.grade == quota.grade)
    if (graded.quota.limit or 0) <= taken:
        return ()
    return tuple(each.person.id for each in undecided_ties(graded.outcomes))


def _opening(register: Register, policy: Policy, *, draft: bool) -> str:
    basis = f"根据《{policy.head.name}》"
    quarter = register.quarter.chinese
    if draft:
        return (
            f"{basis}，现将{quarter}公务员平时考核拟定等次公示如下，征求意见。"
            "以下等次均为拟定，未经会议审定。"
        )
    day = register.unit.meeting_date
    when = f"{day.year}年{day.month}月{day.day}日" if day is not None else ""
    met = f"经{when}{register.unit.meeting_name or '会议'}研究审定，"
    return f"{basis}，{met}现将{quarter}公务员平时考核结果公示如下。"


def _groups(
    outcomes: Sequence[Outcome], register: Register, policy: Policy, by: str, key: OrderOf
) -> tuple[Group, ...]:
    if by == BY_GRADE:
        titles: Iterable[str] = policy.grades
    else:
        titles = dict.fromkeys(_department(person) for person in register.people)
    groups = []
    for title in titles:
        people = [
            _listed(each)
            for each in outcomes
            if title == (each.grade if by == BY_GRADE else _department(each.person))
        ]
        if people:
            groups.append(Group(title, ordered(people, key)))
    return tuple(groups)


def ordered(people: Sequence[Listed], key: OrderOf) -> tuple[Listed, ...]:
    """In the order wanted; namesakes as the roster has them."""
    return tuple(people if key is None else sorted(people, key=lambda each: key(each.name)))


def _department(person: Person) -> str:
    return person.department or NO_DEPARTMENT


def _listed(outcome: Outcome) -> Listed:
    who = outcome.person
    return Listed(who.name, who.department, who.post or who.rank, outcome.grade or "")


def _remarks(reasons: Sequence[str | None], wish: Wish) -> tuple[str, ...]:
    counts = {why: reasons.count(why) for why in (*_WHY.values(), TIED, OMITTED)}
    said = "，".join(f"{why} {count} 人" for why, count in counts.items() if count)
    remarks = [f"另有{said}，不在名单之内。"] if said else []
    if wish.draft:
        remarks.append("本公示为征求意见稿，等次均为拟定，以会议审定为准。")
    return tuple(remarks)
