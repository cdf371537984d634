"""Who goes on which list: HL8, CQ5, CQ6, SX1–3, DG6 as rules of a pack."""

from collections.abc import Mapping

import pytest

from pinshi_cli.grading.use_examples import listed_for
from pinshi_cli.grading.uses import blanks, defaults
from tests.grading.use_pack import lists

POLICY = lists()

THREE: Mapping[str, object] = {"晋升最少好次数": 3}


def listed(kind: str, facts: Mapping[str, object]) -> list[tuple[str, bool]]:
    """Where the facts place somebody, and whether that is still open."""
    found = listed_for(kind, facts, POLICY)
    assert found.faults == ()
    return [(entry.listed, entry.open) for entry in found.entries]


@pytest.mark.parametrize(
    ("facts", "wanted", "why"),
    [
        ({"political": "合格"}, "可以晋升", "SX3: sound politically"),
        ({"political": "合格", "situation": ["攻坚"]}, "优先晋升", "SX1: a named situation first"),
        ({"political": "不合格", "situation": ["攻坚"]}, "不得晋升", "SX3 goes before SX1"),
        ({"political": "未填写"}, None, "nothing is said, so nothing is listed"),
    ],
)
def test_of_promotion_the_first_rule_that_holds_places_a_person(
    facts: Mapping[str, object], wanted: str | None, why: str
) -> None:
    assert listed("promotion", facts) == ([(wanted, False)] if wanted else []), why


@pytest.mark.parametrize(
    ("quarters", "wanted"),
    [
        (["好", "好", "好", "较好"], [("可以晋升", False)]),
        (["好", "好", "较好", "较好"], [("不得晋升", False)]),
        (["好", "好", "好"], [("可以晋升", False)]),
        (["好", "好", "较好"], [("不得晋升", True)]),
        (["好", "较好", "较好"], [("不得晋升", False)]),
        (["好", "好", "较好", "待定"], [("不得晋升", True)]),
        (["好", "好", "较好", "未在册"], [("不得晋升", False)]),
    ],
)
def test_cq6_fewer_good_grades_than_the_unit_states_bar_promotion_and_a_quarter_may_be_open(
    quarters: list[str], wanted: list[tuple[str, bool]]
) -> None:
    facts = {"quarters": quarters, "political": "合格", **THREE}
    assert listed("promotion", facts) == wanted


def test_cq6_decides_nobody_until_the_number_is_stated() -> None:
    facts: dict[str, object] = {"quarters": ["较差"] * 4, "political": "合格"}
    assert listed("promotion", facts) == [("可以晋升", False)]
    assert [(label, rule.id) for label, rule in blanks("promotion", POLICY, {})] == [
        ("晋升最少好次数", "few")
    ]


def test_further_rules_that_hold_stand_as_reasons() -> None:
    facts = {"political": "合格", "situation": "攻坚"}
    (entry,) = listed_for("promotion", facts, POLICY).entries
    assert [reason.rule for reason in entry.reasons] == ["SX1", "SX3"]


@pytest.mark.parametrize(
    ("grade", "wanted"),
    [("好", []), ("一般", ["参学调训", "限期改进"]), ("较差", ["限期改进"]), ("待定", [])],
)
def test_hl8_every_rule_of_improvement_lists_for_itself(grade: str, wanted: list[str]) -> None:
    assert listed("improve", {"grade": grade}) == [(each, False) for each in wanted]


@pytest.mark.parametrize(
    ("age", "good", "wanted"),
    [(35, 2, True), (36, 2, False), (35, 1, False), (None, 4, False)],
)
def test_dg6_bounds_count_themselves_in_and_an_unknown_age_fits_none(
    age: int | None, good: int, wanted: bool
) -> None:
    facts = {"count:好": good, **({"age": age} if age is not None else {})}
    assert listed("talent", facts) == ([("后备", False)] if wanted else [])


def test_a_default_that_the_unit_restates_gives_way_and_is_no_longer_said_to_be_assumed() -> None:
    assert listed("talent", {"count:好": 2, "age": 30}) == [("后备", False)]
    assert listed("talent", {"count:好": 2, "age": 30, "培养最少好次数": 3}) == []
    assert [(name, number) for name, number, _ in defaults("talent", POLICY, {})] == [
        ("培养最少好次数", "2")
    ]


def test_a_count_that_lacking_quarters_might_yet_reach_lists_nobody_before_it_does() -> None:
    assert listed("talent", {"quarters": ["好"], "age": 30}) == []


@pytest.mark.parametrize(("urgent", "wanted"), [(True, ["嘉奖、记功"]), (False, [])])
def test_cq5_only_a_good_grade_earned_in_urgent_work_counts(
    urgent: bool, wanted: list[str]
) -> None:
    facts = {"quarters": ["好", "较好", "较好", "较好"], "urgent": urgent}
    assert [word for word, _ in listed("praise", facts)] == wanted


@pytest.mark.parametrize(
    ("posts", "seats"),
    [(7, 2), (6, 2), (2, 0)],
)
def test_sx2_posts_of_higher_ranks_are_shared_out_equally(posts: int, seats: int) -> None:
    facts = {"target": "一级调研员", "type": "老黄牛", "较高职级职数": posts}
    assert listed_for("promotion", facts, POLICY).seats == seats


def test_sx2_other_ranks_are_not_shared_out() -> None:
    facts = {"target": "一级主任科员", "type": "老黄牛", "较高职级职数": 6}
    assert listed_for("promotion", facts, POLICY).seats is None


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({"grad": "好"}, "facts 不认识 grad"),
        ({"age": "三十"}, "facts.age 应写数"),
        ({"grade": 3}, "facts.grade 应写文字"),
        ({"quarters": "好"}, "facts.quarters 应写各季等次的列表"),
        ({"grade": 1.5}, "facts.grade 应写文字、数或文字的列表"),
    ],
)
def test_facts_that_an_example_writes_wrong_are_told(
    facts: Mapping[str, object], fault: str
) -> None:
    assert listed_for("improve", facts, POLICY).faults == (fault,)


def test_a_reason_says_what_was_seen_and_what_was_asked() -> None:
    facts = {"quarters": ["好", "较好", "较好", "较好"], "political": "合格", **THREE}
    (entry,) = listed_for("promotion", facts, POLICY).entries
    assert entry.reasons[0].text == "好等次少的不得晋升：“好”季数 1（少于 3）"


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ({}, ["没有理论测试成绩"]),
        ({"theory": 59}, ["理论测试不合格"]),
        ({"theory": 60}, []),
    ],
)
def test_tj3_a_test_that_nobody_took_is_told_from_one_that_was_failed(
    facts: Mapping[str, object], wanted: list[str]
) -> None:
    policy = lists(
        """
        [[uses]]
        id = "none"
        kind = "promotion"
        title = "提任处级领导职务先考理论"
        then = "没有理论测试成绩"
        when = [{ what = "theory", words = ["未填写"] }]
        cite = "TJ3"

        [[uses]]
        id = "failed"
        kind = "promotion"
        title = "理论测试不合格的不提任"
        then = "理论测试不合格"
        when = [{ what = "theory", below = 60 }]
        cite = "TJ3"
        """
    )
    assert [entry.listed for entry in listed_for("promotion", facts, policy).entries] == wanted
