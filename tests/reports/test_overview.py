"""Where units stand together (CZ9, CZ11, QS8, BJ1): counts, groups, who is to be urged."""

from fractions import Fraction

import pytest

from pinshi_cli.reports.overview import Before, Overview, overview_of
from pinshi_cli.reports.overview_page import notes_of
from pinshi_cli.reports.overview_unit import Unit
from tests.reports.cities import sample, small_before, small_city, unit

CITY = small_city()


def seen(*, ledger: bool = True) -> Overview:
    return overview_of(
        CITY, "2026年第二季度", last="2026年第一季度", before=small_before(), ledger=ledger
    )


def test_the_steps_count_units_from_due_to_filed() -> None:
    assert dict(seen().steps) == {
        "应报": 7,
        "已报": 6,
        "没有报": 1,
        "有错误": 1,
        "已核定": 5,
        "已审定": 4,
        "已公示": 2,
        "已备案": 1,
        "已退回": 1,
    }


def test_without_a_ledger_nothing_is_said_of_filing() -> None:
    steps = dict(seen(ledger=False).steps)
    assert (steps["已备案"], steps["已退回"]) == (None, None)
    assert "办理备案" not in {each.title for each in seen(ledger=False).reminders}


@pytest.mark.parametrize(
    ("number", "stage"),
    list(enumerate(["已备案", "已公示", "已审定", "已核定", "有错误", "没有报", "已退回"])),
)
def test_every_unit_is_at_one_stage(number: int, stage: str) -> None:
    assert CITY[number].stage == stage


def test_a_register_with_an_error_counts_but_its_numbers_do_not() -> None:
    faulty = CITY[1]._replace(faults=CITY[4].faults)
    overview = overview_of([CITY[0], faulty], "", ledger=False)
    assert overview.total.people == 10
    assert dict(overview.total.grades)["好"] == 4
    assert overview.standings[1].rank is None


def test_a_register_of_which_only_a_notice_is_not_made_is_graded_and_its_unit_is_urged() -> None:
    unmade = CITY[0]._replace(unmade=CITY[4].faults)
    overview = overview_of([unmade, CITY[1]], "")
    assert dict(overview.steps)["有错误"] == 0
    assert overview.standings[0].rank == 1
    assert "有表没有做成" in notes_of(overview.standings[0])
    assert [(r.title, len(r.units)) for r in overview.reminders if r.title == "补齐表格"] == [
        ("补齐表格", 1)
    ]


def test_a_fault_of_the_authoritys_list_is_not_the_units_to_mend() -> None:
    fault = CITY[4].faults[0]
    of_list = CITY[4]._replace(faults=(fault._replace(code="B015"),))
    both = CITY[4]._replace(faults=(fault, fault._replace(code="B015")))
    for unit_, title in ((of_list, "核对名单"), (both, "退回改正")):
        due = [each.title for each in overview_of([unit_], "").reminders]
        assert due == [title]


def test_what_is_not_known_of_a_group_is_missing_and_not_nought() -> None:
    unknown = CITY[0]._replace(limit=None, given=None, county="南湖县")
    overview = overview_of([CITY[1], unknown, CITY[5]], "")
    limits = {each.name: (each.limit, each.given, each.share) for each in overview.counties}
    assert limits["南湖县"] == (None, None, None)
    assert limits["西河县"] == (None, None, None)
    assert (overview.total.limit, overview.total.given) == (4, 2)


def test_without_a_ledger_no_group_is_said_to_have_nobody_on_file() -> None:
    overview = seen(ledger=False)
    stages = dict(overview.stages_of(overview.total))
    assert (stages["已备案"], stages["已退回"]) == (None, None)
    assert stages["有错误"] == 1
    assert dict(seen().stages_of(seen().total))["已备案"] == 1


def test_counties_and_kinds_add_up_to_all() -> None:
    overview = seen()
    for groups in (overview.counties, overview.kinds):
        for at in ("units", "people", "base", "limit", "given"):
            assert sum(getattr(g, at) or 0 for g in groups) == getattr(overview.total, at)
    assert [g.name for g in overview.counties] == ["东山县", "西河县"]
    assert dict(overview.counties[1].grades) == {"好": 6, "较好": 6, "一般": 1, "较差": 0}
    assert overview.counties[0].share == Fraction(6, 30)


def test_each_reminder_names_those_who_are_to_act() -> None:
    due = {each.title: [unit.name for unit in each.units] for each in seen().reminders}
    assert due == {
        "催报": ["第六局"],
        "退回改正": ["第五局"],
        "重新记入": ["第七局"],
        "核减名额": ["第四局"],
        "提请审定": ["第四局"],
        "及时公示": ["第三局"],
        "办理备案": ["第二局"],
    }


def test_three_people_with_the_highest_mean_do_not_pass_by_chance() -> None:
    """第四局 has 95.00 from three people, 第一局 90.00 from ten."""
    few = [u._replace(scores=sample(u.people, "90", "9")) for u in CITY if u.graded]
    few[3] = few[3]._replace(scores=sample(3, "95", "9"))
    fair = [each.fair for each in overview_of(few, "").standings]
    assert fair[3] is not None
    assert fair[3] < 95


def test_only_units_of_one_policy_are_ranked_with_each_other() -> None:
    other = CITY[3]._replace(policy="另一办法（other）")
    overview = overview_of([*CITY[:3], other], "")
    assert [each.rank for each in overview.standings] == [1, 2, 3, 1]
    assert [each.among for each in overview.standings] == [3, 3, 3, 1]


def test_ranks_of_a_kind_are_among_its_units_alone() -> None:
    places = {each.unit.name: (each.rank, each.rank_of_kind) for each in seen().standings}
    assert places["第四局"] == (1, 1)
    assert places["第七局"] == (4, 2)
    assert places["第一局"] == (2, 1)


def test_means_that_differ_by_chance_alone_are_said_to_have_no_order() -> None:
    few = [u._replace(scores=sample(10, f"{90 + u.number}", "20")) for u in CITY if u.graded]
    apart = [u._replace(scores=sample(10, f"{60 + 9 * u.number}", "2")) for u in few]
    for units, said in ((few, True), (apart, False), (few[:1], False)):
        standings = overview_of(units, "").standings
        assert {each.alike for each in standings} == {said}
        assert all(("不分先后" in notes_of(each)) is said for each in standings)
    assert {each.rank for each in overview_of(few, "").standings} == {1}


@pytest.mark.parametrize(
    ("grades", "limit", "uniform"),
    [
        ((0, 4, 0, 0), 0, False),
        ((0, 0, 4, 0), 0, True),
        ((4, 0, 0, 0), 0, True),
        ((0, 4, 0, 0), 1, True),
        ((0, 4, 0, 0), None, True),
    ],
    ids=["no-seat", "all-lower", "all-best", "a-seat-left", "no-limit"],
)
def test_without_a_seat_of_the_best_grade_the_next_one_for_all_is_no_levelling(
    grades: tuple[int, ...], limit: int | None, uniform: bool
) -> None:
    assert unit(0, "局", *grades, limit=limit).is_uniform is uniform


def test_who_grades_all_alike_or_in_close_scores_is_listed() -> None:
    assert [each.unit.name for each in seen().level] == ["第三局"]
    assert CITY[2].is_uniform
    assert not unit(0, "一人局", 0, 1).is_uniform


def test_drift_is_told_only_of_units_that_were_there_before() -> None:
    overview = seen()
    first, second, third = overview.standings[:3]
    assert (first.share_change, first.mean_change, first.moved) == (
        Fraction(1, 10),
        Fraction(6),
        True,
    )
    assert (second.share_change, second.mean_change, second.moved) == (
        Fraction(0),
        Fraction(0),
        False,
    )
    assert (third.share_change, third.mean_change) == (None, None)
    assert overview.shift == 3


def test_a_change_that_chance_explains_is_not_noticed() -> None:
    first, second = (each.unit for each in seen().standings[:2])
    little = {0: Before(None, sample(10, "87", "4")), 1: Before(None, sample(10, "90", "4"))}
    for standing in overview_of([first, second], "", before=little).standings:
        assert standing.mean_change in (3, -4)
        said = {"均分上升", "均分下降"} & set(notes_of(standing))
        assert said == ({"均分下降"} if standing.unit is second else set())


def test_who_could_not_be_given_the_best_grade_is_no_part_of_its_share() -> None:
    waiting = CITY[1]._replace(given=None)
    overview = overview_of([CITY[0], waiting], "")
    assert overview.share == overview.total.share == Fraction(4, 10)
    assert overview.standings[1].funnel is None


def test_contact_points_are_found_whatever_their_stage() -> None:
    assert [each.unit.name for each in seen().contacts] == ["第一局", "第六局"]


@pytest.mark.parametrize("units", [[], [Unit(0, "没有报的局")]])
def test_a_city_that_has_sent_nothing_has_an_overview(units: list[Unit]) -> None:
    overview = overview_of(units, "")
    assert overview.share is None
    assert overview.total.people == 0
