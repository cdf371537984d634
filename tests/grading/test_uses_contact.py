"""Contact points: BJ1, HL10, QS8. Evaluation in figures and words, ranking, promotion, exit."""

from fractions import Fraction

import pytest

from pinshi_cli.grading.use_contact import Ledger, Task, contact_facts, evaluate
from pinshi_cli.grading.use_examples import listed_for
from pinshi_cli.grading.use_list import make_ranking
from tests.grading.use_pack import lists

POLICY = lists()


def ledger(*tasks: tuple[str | None, str], contact: bool = True, **stated: str) -> Ledger:
    made = [
        Task(f"任务{n}", "已完成", None if points is None else Fraction(points), word)
        for n, (points, word) in enumerate(tasks, start=1)
    ]
    numbers = {label: Fraction(value) for label, value in stated.items()}
    return evaluate(made, POLICY, numbers, contact=contact)


def test_the_score_weighs_the_means_of_figures_and_words() -> None:
    found = ledger(("90", "好"), ("80", "较好"))
    assert found.quantity == found.quality_points == 85
    assert found.score == Fraction("0.6") * 85 + Fraction("0.4") * 85
    # 0.6 × 275/3 + 0.4 × 260/3 = 55 + 104/3: means of three are thirds
    assert ledger(("95", "好"), ("90", "较好"), ("90", "好")).score == Fraction(269, 3)


def test_the_unit_may_state_another_weight() -> None:
    assert ledger(("100", "一般"), 联系点定量占比="0.25").score == 70


@pytest.mark.parametrize("tasks", [(), ((None, "好"),), (("90", ""),)])
def test_without_figures_or_words_there_is_no_score_and_no_place(
    tasks: tuple[tuple[str | None, str], ...],
) -> None:
    assert ledger(*tasks).score is None
    (facts,) = contact_facts([ledger(*tasks)])
    assert "place" not in facts


def test_equal_scores_share_a_place_and_the_line_across_them_stays_open() -> None:
    scores = [
        ledger(("90", "好")),
        ledger(("80", "好")),
        ledger(("80", "好")),
        ledger(("70", "好")),
    ]
    named = [(f"{n}局", f"{n}", each) for n, each in enumerate(scores, start=1)]
    made = make_ranking(named, POLICY, {"联系点提升名次": Fraction(2)})
    assert [(each.unit, each.place) for each in made.ranked] == [
        ("1局", 1),
        ("2局", 2),
        ("3局", 2),
        ("4局", 4),
    ]
    assert [(line.name, line.entry.open) for line in made.lines] == [
        ("1局", False),
        ("2局", True),
        ("3局", True),
    ]


def test_the_number_of_those_promoted_decides_nobody_until_it_is_stated() -> None:
    made = make_ranking([("1局", "1", ledger(("90", "好")))], POLICY, {})
    assert made.lines == ()
    assert made.notices == (
        "评估排名靠前的提升：原文未定，本单位未填“联系点提升名次”，不据此定任何人",
        "评估排名靠前的提升：原文未定幅度，本单位未填“联系点优秀比例”",
    )


def test_a_share_that_is_stated_is_told_beside_the_list() -> None:
    stated = {"联系点提升名次": Fraction(1), "联系点优秀比例": Fraction("0.25")}
    made = make_ranking([("1局", "1", ledger(("90", "好")))], POLICY, stated)
    assert [line.entry.listed for line in made.lines] == ["提升为市级联系点"]
    assert "评估排名靠前的提升：联系点优秀比例 0.25" in made.notices


def test_a_unit_that_is_no_contact_point_has_no_place_and_takes_none() -> None:
    other = ledger(("99", "好"), contact=False)
    made = make_ranking([("甲局", "", other), ("乙局", "", ledger(("70", "好")))], POLICY, {})
    assert [(each.unit, each.place) for each in made.ranked] == [("乙局", 1)]


def test_what_a_ledger_leaves_empty_is_said() -> None:
    made = make_ranking(
        [("甲局", "", ledger(("90", "好"), ("80", ""))), ("乙局", "", ledger())], POLICY, {}
    )
    assert "甲局有 1 项任务缺定量得分或定性评价，按已填的平均" in made.notices
    assert "乙局没有评估得分：台账缺定量得分或定性评价" in made.notices


def test_an_example_may_give_figures_and_words_and_expect_the_score() -> None:
    found = listed_for("contact", {"quantity": 50, "quality": "一般"}, POLICY)
    assert found.score == 54
    assert [entry.listed for entry in found.entries] == ["退出"]
