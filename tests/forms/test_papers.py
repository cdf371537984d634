"""Papers of many people: filled in when their turn comes, and not held."""

from datetime import date

import pytest

from pinshi_cli.forms.case import Case, Values
from pinshi_cli.forms.kinds import BY_NAME
from pinshi_cli.forms.papers import papers
from pinshi_cli.forms.person_values import person_values
from pinshi_cli.model.grade import Outcome
from tests.builders import table, unit
from tests.forms.cases import case_of


def test_papers_are_filled_in_one_by_one_when_their_turn_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    filled: list[str] = []

    def noted(case: Case, outcome: Outcome, place: int) -> Values:
        filled.append(outcome.person.id)
        return person_values(case, outcome, place)

    monkeypatch.setattr("pinshi_cli.forms.papers.person_values", noted)
    made = papers(BY_NAME["登记表甲"], case_of(unit([95, 80, 65])))
    assert (len(made), made.names[1]) == (3, "002 李四")
    assert [len(made.about(who)) for who in ("003", "999")] == [1, 0]
    assert filled == []
    assert made.about("003")[0].subject == "003"
    assert [paper.values["序号"] for paper in made] == [1, 2, 3]
    assert filled == ["003", "001", "002", "003"]


def test_each_person_has_the_rows_that_are_that_person_s_in_the_order_of_the_sheet() -> None:
    heads = "编号 姓名 日期 种类"
    day = date(2026, 2, 3)
    rows = [
        ("002", "李四", day, "记功"),
        ("001", "张三", day, "嘉奖"),
        ("002", "李四", day, "嘉奖"),
    ]
    case = case_of(unit([95, 80, 65], sheets={"奖励": table(heads, *rows)}))
    kinds = {who: [row.values["种类"] for row in case.of("奖励", who)] for who in case.outcomes}
    assert kinds == {"001": ["嘉奖"], "002": ["记功", "嘉奖"], "003": []}
