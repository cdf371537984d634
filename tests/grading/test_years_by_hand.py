"""ZD years against verdicts written out by hand from “The ZD year”, without the engine."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import combinations, combinations_with_replacement, product
from typing import NamedTuple

import pytest

from pinshi_cli.grading.year import verdict_of
from pinshi_cli.model.register import Measure
from tests.grading.years import NOTHING, ZD, measure, rules, shown, year

GRADES = "好较般差"
ANY_GRADE = "缺定外"
OUTCOMES = "好较般差无定外不册缺"

# ZD9.2, every multiset of the grades that stand: 好, 较好, 一般 and 较差 by their first letters
BY_GRADES = {
    "可评优": """好 好好 好较 好好好 好好较 好较较
        好好好好 好好好较 好好较较 好较较较""",
    "称职": """较 较较 较较较 较较较较 般 好般 较般 好好般 好较般 较较般
        好好好般 好好较般 好较较般 较较较般""",
    "基本称职": """般般 好般般 较般般 般般般
        好好般般 好较般般 较较般般 好般般般 较般般般 般般般般""",
    "不称职": """差差 好差差 较差差 般差差 差差差
        好好差差 好较差差 较较差差 好般差差 较般差差 般般差差
        好差差差 较差差差 般差差差 差差差差""",
    "需研究": """无 差 好差 较差 般差 好好差 好较差 较较差 好般差 较般差 般般差
        好好好差 好好较差 好较较差 较较较差 好好般差 好较般差 较较般差
        好般般差 较般般差 般般般差""",
}
TABLE = {years.strip("无"): said for said, text in BY_GRADES.items() for years in text.split()}


def in_order(letters: Iterable[str]) -> str:
    return "".join(sorted(letters, key=GRADES.index))


def by_hand(quarters: str) -> str:
    """The verdict of four letters, by what the text says, word for word."""
    if "不" in quarters:
        return "不参加"
    given = quarters.replace("缺", "")
    if not given:
        return "需研究"
    if given[-1] == "外":
        return "不参加"
    stand = [letter for letter in quarters if letter in GRADES]
    unknown = sum(letter in ANY_GRADE for letter in quarters)
    every = combinations_with_replacement(GRADES, unknown)
    could_be = {TABLE[in_order([*stand, *more])] for more in every}
    return could_be.pop() if len(could_be) == 1 else "需研究"


def test_the_table_has_every_multiset_of_up_to_four_grades() -> None:
    every = {
        in_order(letters)
        for number in range(5)
        for letters in combinations_with_replacement(GRADES, number)
    }
    assert every == set(TABLE)
    assert sum(len(text.split()) for text in BY_GRADES.values()) == len(every) == 70


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_multiset_of_four_outcomes_in_every_order(outcome: str) -> None:
    """10,000 years, one first quarter after the other."""
    wrong = {
        quarters: (found, expected)
        for rest in product(OUTCOMES, repeat=3)
        if (found := verdict_of(shown(quarters := outcome + "".join(rest)), NOTHING, ZD).verdict)
        != (expected := by_hand(quarters))
    }
    assert wrong == {}


def test_order_matters_only_where_the_latest_quarter_does() -> None:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for letters in product(OUTCOMES, repeat=4):
        quarters = "".join(letters)
        latest = quarters.replace("缺", "")[-1:]
        key = ("".join(sorted(quarters)), "外" if latest == "外" else "")
        found[key].add(verdict_of(shown(quarters), NOTHING, ZD).verdict)
    assert {key: verdicts for key, verdicts in found.items() if len(verdicts) > 1} == {}
    assert any(
        found[whole, ""] != verdicts
        for (whole, latest), verdicts in found.items()
        if latest and (whole, "") in found
    )


# ---- the national rules: each alone, and in pairs


class End(NamedTuple):
    """What ends a year of 好, and how: quarters, 参加情况, measures, days of leave."""

    verdict: str
    rule: str
    quarters: str = "好好好好"
    status: str = ""
    measures: tuple[Measure, ...] = ()
    leave: int = 0


def _measured(verdict: str, rule: str, kind: str, year: int = 2026) -> End:
    return End(verdict, rule, measures=(measure(kind, date(year, 3, 1)),))


# in the order in which the text tells them: the first that holds decides
ENDS = {
    "不参加": End("不参加", "ZD8.2", "好不好好"),
    "在外": End("不参加", "A12", "好好好外"),
    "退休": End("不参加", "A12", status="退休"),
    "开除": _measured("不参加", "L9", "开除"),
    "撤销党内职务": _measured("不称职", "A15", "撤销党内职务"),
    "上年留党察看": _measured("不确定等次", "A15", "留党察看", 2025),
    "前年开除党籍": _measured("不确定等次", "A15", "开除党籍", 2024),
    "免职": _measured("不确定等次", "A15", "免职"),
    "上年撤职": _measured("不确定等次", "A15", "撤职", 2025),
    "记过": _measured("不确定等次", "A15", "记过"),
    "立案调查": _measured("不确定等次", "A14", "立案调查"),
    "试用期": End("不确定等次", "A11", status="试用期"),
    "长假": End("不确定等次", "A13", leave=183),
}
CEILINGS = {
    "告诫两次": ("需研究", (measure("告诫", date(2026, 2, 1)), measure("告诫", date(2026, 5, 1)))),
    "警告": ("称职", (measure("警告", date(2026, 4, 1)),)),
    "诫勉": ("称职", (measure("诫勉", date(2026, 4, 1)),)),
}


@pytest.mark.parametrize("name", ENDS)
def test_each_national_rule_alone(name: str) -> None:
    end = ENDS[name]
    found = year(end.quarters, *end.measures, status=end.status, leave_days=Fraction(end.leave))
    assert (found.verdict, rules(found)) == (end.verdict, [end.rule])


PAIRS = [
    (first, second)
    for first, second in combinations(ENDS, 2)
    if not (ENDS[first].status and ENDS[second].status)
    and not (ENDS[first].rule == "A12" and ENDS[second].rule == "A12")
]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_of_two_national_rules_the_first_decides_and_both_are_listed(
    first: str, second: str
) -> None:
    one, other = ENDS[first], ENDS[second]
    quarters = "".join(
        a if a != "好" else b for a, b in zip(one.quarters, other.quarters, strict=True)
    )
    found = year(
        quarters,
        *one.measures,
        *other.measures,
        status=one.status or other.status,
        leave_days=Fraction(one.leave or other.leave),
    )
    assert (found.verdict, rules(found)) == (one.verdict, [one.rule, other.rule])


@pytest.mark.parametrize("ceiling", CEILINGS)
@pytest.mark.parametrize("name", ENDS)
def test_what_ends_the_year_goes_before_every_ceiling(name: str, ceiling: str) -> None:
    end = ENDS[name]
    measures = (*CEILINGS[ceiling][1], *end.measures)
    found = year(end.quarters, *measures, status=end.status, leave_days=Fraction(end.leave))
    assert (found.verdict, rules(found)) == (end.verdict, [end.rule])


@pytest.mark.parametrize(("first", "second"), list(combinations(CEILINGS, 2)))
def test_of_two_ceilings_the_heavier_stands(first: str, second: str) -> None:
    verdicts = {CEILINGS[first][0], CEILINGS[second][0]}
    found = year("好好好好", *CEILINGS[first][1], *CEILINGS[second][1])
    assert found.verdict == ("需研究" if "需研究" in verdicts else "称职")


@pytest.mark.parametrize("ceiling", CEILINGS)
def test_each_ceiling_alone(ceiling: str) -> None:
    verdict, measures = CEILINGS[ceiling]
    assert year("好好好好", *measures).verdict == verdict
