"""What an example may say: its facts by kind, and what each of them must be."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from pinshi_cli.model.words import SHEETS, STATUSES, UNIT_KINDS
from pinshi_cli.policy.book import Example, Policy
from pinshi_cli.policy.scopes import words_of
from pinshi_cli.policy.use_book import USES
from pinshi_cli.proof.further import OF_RATINGS, OF_RECORDS


class Kind(Enum):
    """A quarter by facts in a line or by its register, a year by either, a list, a review."""

    LINE = ""
    REGISTER = "register"
    YEAR = "quarters"
    REGISTERS = "registers"
    USE = "use"
    REVIEW = "review"


class Fact(NamedTuple):
    """Whether a value is such a fact, and how it is said to whoever wrote another one."""

    holds: Callable[[object], bool]
    wanted: str


def is_number(value: object) -> bool:
    """A number of points, 0 to 100."""
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool) and 0 <= value <= 100


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _is_day(value: object) -> bool:
    return isinstance(value, date)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _listed(holds: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and all(map(holds, value))


def _tabled(holds: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, Mapping) and all(map(holds, value.values()))


def _is_measure(value: object) -> bool:
    """A kind, or a table of kind, from, until, outcome and class."""
    if not isinstance(value, Mapping):
        return isinstance(value, str)
    days = [value.get(key) for key in ("from", "until")]
    words = [value.get(key, "") for key in ("outcome", "class")]
    return (
        value.keys() <= {"kind", "from", "until", "outcome", "class"}
        and isinstance(value.get("kind"), str)
        and all(day is None or _is_day(day) for day in days)
        and all(isinstance(word, str) for word in words)
    )


def _is_adjustment(value: object) -> bool:
    return (
        isinstance(value, Mapping)
        and value.keys() <= {"kind", "class", "points", "event"}
        and value.get("kind") in ("加分", "减分")
        and is_number(value.get("points"))
        and all(isinstance(value.get(key, ""), str) for key in ("class", "event"))
    )


_QUARTER = re.compile(r"20\d\d" "Q[1-4]")
_SCOPE = Fact(_listed(_is_text), "适用机关、机关类别的列表")
_MEASURES = Fact(_listed(_is_measure), "种类的列表")
_WITHOUT = Fact(_listed(lambda value: value in SHEETS), "登记簿里的工作表名的列表")
_PERSON = Fact(_is_text, "编号")

GIVEN: dict[Kind, dict[str, Fact]] = {
    Kind.LINE: {
        "total": Fact(is_number, "总分，0 到 100"),
        "parts": Fact(_tabled(is_number), "各部分得分的表，0 到 100"),
        "quarter": Fact(
            lambda value: _QUARTER.fullmatch(str(value)) is not None, "季度，例如 2026Q1"
        ),
        "attendance": Fact(lambda value: value in STATUSES, "参加情况里的一个词"),
        "begin": Fact(_is_day, "日期"),
        "end": Fact(_is_day, "日期"),
        "measures": _MEASURES,
        "others": Fact(_listed(is_number), "总分的列表"),
        "scope": _SCOPE,
        "category": Fact(_is_text, "考核类别"),
        "adjustments": Fact(_listed(_is_adjustment), "加减分的列表"),
    },
    Kind.REGISTER: {
        "register": Fact(_is_text, "登记簿的文件名，不带 .xlsx"),
        "person": _PERSON,
        "without": _WITHOUT,
    },
    Kind.YEAR: {
        "quarters": Fact(_listed(lambda value: isinstance(value, str)), "各季等次的列表"),
        "scope": _SCOPE,
        "measures": _MEASURES,
        "leave_days": Fact(_is_count, "请假天数"),
        "status": Fact(lambda value: value in STATUSES, "最近一季的参加情况"),
    },
    Kind.REGISTERS: {
        "registers": Fact(_listed(_is_text), "登记簿文件名的列表，不带 .xlsx"),
        "person": _PERSON,
        "without": _WITHOUT,
    },
    Kind.USE: {
        "use": Fact(lambda value: value in USES, f"运用的种类：{'、'.join(USES)}"),
        "facts": Fact(lambda value: isinstance(value, Mapping), "事实的表"),
        "scope": _SCOPE,
    },
    Kind.REVIEW: {
        "review": Fact(_is_text, "申请复核的人的等次"),
        "known": Fact(_is_day, "知悉结果的日期"),
        "asked": Fact(_is_day, "申请日期"),
        "scope": _SCOPE,
    },
}

_ALL_OF: dict[Kind, tuple[str, ...]] = {
    Kind.REGISTER: ("register",),
    Kind.YEAR: ("quarters",),
    Kind.REGISTERS: ("registers",),
    Kind.USE: ("use", "facts"),
    Kind.REVIEW: ("review", "asked"),
}
"""What an example of a kind must say; one in a line says total or parts."""

OUTCOME = (
    "grade",
    "standing",
    "score",
    "rule",
    "parts",
    "adjustment",
    "band",
    "ceiling",
    "proposed",
    "decided",
    "rank",
    "codes",
)
"""What a quarter may be expected to say of one person."""

_BY_PERSON = ("grades", "scores", "standings")
_VERDICT = ("verdict", "rule", "score", "proposed", "rank", "codes")

EXPECT: dict[tuple[Kind, bool], tuple[str, ...]] = {
    (Kind.LINE, False): OUTCOME,
    (Kind.REGISTER, True): (*OUTCOME, *OF_RECORDS, *OF_RATINGS),
    (Kind.REGISTER, False): (*_BY_PERSON, "quota", "rule", "codes", *OF_RATINGS),
    (Kind.YEAR, False): ("verdict", "rule"),
    (Kind.REGISTERS, True): _VERDICT,
    (Kind.REGISTERS, False): ("verdicts", "scores", "annual", "ranks", "quota", "codes"),
    (Kind.USE, False): ("listed", "open", "rule", "factor", "seats", "score"),
    (Kind.REVIEW, False): ("may_ask", "in_time", "decide_by", "rule"),
}
"""What an example of a kind may expect, by whether it names a person."""


def kind_of(example: Example) -> Kind:
    """Which kind of example it is, by the facts that it gives."""
    return next((kind for kind in Kind if kind.value in example.given), Kind.LINE)


def malformed(example: Example, policy: Policy) -> list[str]:
    """Why the example is none: unknown keys, values of another form, nothing expected."""
    kind, given = kind_of(example), example.given
    forms = GIVEN[kind]
    expected = EXPECT[kind, "person" in given and "person" in forms]
    faults = [f"given 不认识 {key}" for key in given if key not in forms]
    faults += [f"expect 不认识 {key}" for key in example.expect if key not in expected]
    for key, fact in forms.items():
        lacks = key not in given and key in _ALL_OF.get(kind, ())
        if lacks or (key in given and not fact.holds(given[key])):
            faults.append(f"given.{key} 应写{fact.wanted}")
    if kind is Kind.LINE and ("total" in given) == ("parts" in given):
        faults.append(f"given.total 应写{forms['total'].wanted}；或改写 parts，两者只写一个")
    if not example.expect:
        faults.append("expect 没有写要得到什么")
    return faults or _unknown_words(given, policy)


def _unknown_words(given: Mapping[str, object], policy: Policy) -> list[str]:
    """Words that the rule book, without more facts, does not know."""
    known = (*words_of(policy), *UNIT_KINDS)
    said: object = given.get("scope", [])
    words = said if isinstance(said, list) else []
    return [f"given.scope 里的“{word}”不是适用机关" for word in words if word not in known]
