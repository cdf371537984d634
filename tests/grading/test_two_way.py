"""WJ1, WJ2: what raters say for and against a leader, counted exactly."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest

from pinshi_cli.grading.two_way import FACTS, RATINGS, Judged, Portrait, facts_in_doubt, portraits
from pinshi_cli.model.diagnostic import Place
from pinshi_cli.model.period import Quarter
from pinshi_cli.model.register import Cell, Person, Register, SheetRow, Unit
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import read_policy, shipped
from pinshi_cli.policy.report_book import Criterion, FactSource, ReportRule
from pinshi_cli.policy.source import Source

SOURCE = Source("WJ2", "", "demo")
GOOD = Criterion("敢担当", "担当", "正向", SOURCE)
OTHER = Criterion("有办法", "担当", "正向", SOURCE)
BAD = Criterion("推诿", "担当", "反向", SOURCE)
RULES = ReportRule(Fraction(9, 10), Fraction(7, 10), Fraction(1, 10), Fraction(3, 10), 5, SOURCE)
PEOPLE = [Person("1", "张三", Place(row=2)), Person("2", "李四", Place(row=3))]


def policy() -> Policy:
    found, faults = read_policy(shipped("wangjiang")[-1])
    assert found is not None, faults
    sources = (FactSource("联席会议", "季度", SOURCE), FactSource("走访", "年度", SOURCE))
    return found._replace(criteria=(GOOD, OTHER, BAD), report=RULES, fact_sources=sources)


def register(rows: Mapping[str, Sequence[SheetRow]]) -> Register:
    """A register of these rows and nothing else."""
    quarter, unit = Quarter(2026, 4), Unit("甲局")
    return Register(quarter, unit, PEOPLE, [], {}, {}, {}, {}, [], {}, {}, rows=rows)


def sheet(group: str, person: str = "1", **said: Cell | None) -> SheetRow:
    """A rater's sheet; an answer None is an empty cell."""
    return _answered(group, said, person)


def _answered(group: str, said: Mapping[str, Cell | None], person: str = "1") -> SheetRow:
    values: dict[str, Cell] = {"评价主体": group}
    values |= {name: value for name, value in said.items() if value is not None}
    return SheetRow(2, person, values, Place(row=2))


def sheets(group: str, *answers: Cell | None, criterion: str = "敢担当") -> list[SheetRow]:
    return [_answered(group, {criterion: each}) for each in answers]


def of(rows: Sequence[SheetRow], before: Sequence[SheetRow] | None = None) -> Portrait:
    """The portrait of 张三."""
    old = None if before is None else register({RATINGS: before})
    return portraits(register({RATINGS: rows}), old, policy(), RULES)[1]


def names(found: Sequence[Judged]) -> list[str]:
    return [each.criterion.name for each in found]


@pytest.mark.parametrize(
    ("answers", "yes", "count"),
    [
        (["是", "是", "否"], 2, 3),
        ([1, 0, 3], 2, 3),
        (["是", None, "否"], 1, 2),
        ([None, None], 0, 0),
        ([0, 0], 0, 2),
        ([" 是 "], 1, 1),
    ],
)
def test_a_share_is_the_sheets_that_say_yes_over_those_that_answer(
    answers: list[Cell | None], yes: int, count: int
) -> None:
    share = of(sheets("群众", *answers)).judged[0].share
    assert (share.yes, share.answers) == (yes, count)
    assert share.value == (Fraction(yes, count) if count else None)


@pytest.mark.parametrize(
    ("yes", "no", "strong", "weak"),
    [
        (9, 1, True, False),
        (89, 11, False, False),
        (7, 3, False, False),
        (69, 31, False, True),
        (0, 1, False, True),
        (0, 0, False, False),
    ],
)
def test_a_positive_criterion_is_a_strength_from_nine_tenths_a_shortcoming_below_seven(
    yes: int, no: int, *, strong: bool, weak: bool
) -> None:
    found = of([*sheets("群众", *["是"] * yes, *["否"] * no), sheet("群众")])
    assert names(found.strengths) == (["敢担当"] if strong else [])
    assert names(found.shortcomings) == (["敢担当"] if weak else [])


@pytest.mark.parametrize(("yes", "no", "weak"), [(1, 9, True), (9, 91, False), (0, 5, False)])
def test_a_negative_criterion_is_a_shortcoming_from_a_tenth_and_never_a_strength(
    yes: int, no: int, *, weak: bool
) -> None:
    found = of(sheets("群众", *["是"] * yes, *["否"] * no, criterion="推诿"))
    assert names(found.strengths) == []
    assert names(found.shortcomings) == (["推诿"] if weak else [])


@pytest.mark.parametrize(
    ("groups", "spread", "split"),
    [
        ({"领导": (4, 5), "群众": (1, 2)}, Fraction(3, 10), True),
        ({"领导": (4, 5), "群众": (51, 100)}, Fraction(29, 100), False),
        ({"领导": (1, 1), "同事": (1, 2), "群众": (0, 1)}, Fraction(1), True),
        ({"领导": (1, 1), "群众": (0, 0)}, Fraction(0), False),
        ({"群众": (1, 2)}, Fraction(0), False),
    ],
)
def test_rater_groups_are_split_from_three_tenths_between_the_highest_and_the_lowest(
    groups: dict[str, tuple[int, int]], spread: Fraction, *, split: bool
) -> None:
    rows = [
        each
        for group, (yes, answers) in groups.items()
        for each in (*sheets(group, *["是"] * yes, *["否"] * (answers - yes)), sheet(group))
    ]
    found = of(rows)
    assert found.judged[0].spread == spread
    assert names(found.split) == (["敢担当"] if split else [])


@pytest.mark.parametrize(("number", "few"), [(4, True), (5, False)])
def test_fewer_than_five_sheets_of_all_groups_together_are_few(number: int, *, few: bool) -> None:
    groups = ["领导", "群众"] * number
    assert of([sheet(group, 敢担当="是") for group in groups[:number]]).few is few


def test_an_aspect_adds_up_its_criteria_for_and_against() -> None:
    rows = [
        sheet("群众", 敢担当="是", 有办法="否", 推诿="否"),
        sheet("群众", 敢担当="是", 推诿="是"),
    ]
    (aspect,) = of(rows).aspects
    assert (aspect.name, tuple(aspect.good), tuple(aspect.bad)) == ("担当", (2, 3), (1, 2))
    assert (aspect.good_before, aspect.bad_before) == (None, None)


def test_an_aspect_stands_beside_that_of_the_last_time() -> None:
    now, before = sheets("群众", "是", "否"), sheets("群众", "是", "否", "否")
    (aspect,) = of(now, before).aspects
    assert aspect.good_before is not None
    assert (tuple(aspect.good), tuple(aspect.good_before)) == ((1, 2), (1, 3))


def test_who_was_not_rated_the_last_time_has_nothing_beside() -> None:
    other = [sheet("群众", "2", 敢担当="是")]
    (aspect,) = of(sheets("群众", "是"), other).aspects
    assert (aspect.good_before, aspect.bad_before) == (None, None)


def test_the_unit_is_all_sheets_together_and_who_has_none_has_no_portrait() -> None:
    rows = [*sheets("群众", "是", "否"), sheet("领导", 敢担当="是")]
    unit, *people = portraits(register({RATINGS: rows}), None, policy(), RULES)
    assert unit.person is None
    assert tuple(unit.judged[0].share) == (2, 3)
    assert dict(unit.sheets) == {"群众": 2, "领导": 1}
    assert [each.person.id for each in people if each.person] == ["1"]


def fact(person: str, row: int, **said: str) -> SheetRow:
    return SheetRow(row, person, dict(said), Place(row=row))


def test_facts_stand_with_their_leader_and_all_of_them_with_the_unit() -> None:
    facts = [
        fact("2", 2, 来源单位="走访", 事实="乙", 核实情况="属实", 结果="谈话"),
        fact("1", 3, 来源单位="联席会议", 事实="甲"),
    ]
    found = portraits(
        register({RATINGS: sheets("群众", "是"), FACTS: facts}), None, policy(), RULES
    )
    told = [[(each.name, each.fact, each.result) for each in portrait.facts] for portrait in found]
    assert told == [[("李四", "乙", "谈话"), ("张三", "甲", "")], [("张三", "甲", "")]]


@pytest.mark.parametrize(
    ("said", "warned"),
    [
        ({"来源单位": "走访", "核实情况": "属实", "结果": "谈话"}, []),
        ({"来源单位": "走访", "核实情况": "属实"}, ["“甲”没有写核实情况或结果"]),
        ({"来源单位": "走访", "结果": "谈话"}, ["“甲”没有写核实情况或结果"]),
        (
            {"来源单位": "短信", "核实情况": "属实", "结果": "谈话"},
            ["来源单位“短信”不在本办法汇集的来源之内"],
        ),
        (
            {"来源单位": "短信"},
            ["来源单位“短信”不在本办法汇集的来源之内", "“甲”没有写核实情况或结果"],
        ),
    ],
)
def test_wj3_wj4_a_fact_has_a_known_source_and_says_what_became_of_it(
    said: dict[str, str], warned: list[str]
) -> None:
    found = facts_in_doubt(register({FACTS: [fact("1", 2, 事实="甲", **said)]}), policy())
    assert [each.message for each in found] == warned
    assert {(each.code, each.is_error, each.person) for each in found} <= {("G430", False, "1")}
