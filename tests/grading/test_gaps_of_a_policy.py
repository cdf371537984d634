"""What a policy does not rule is said, never guessed."""

from datetime import date
from re import sub

import pytest

from pinshi_cli.grading.measures import is_acting, rule_for
from pinshi_cli.model.diagnostic import Place
from pinshi_cli.model.period import Quarter
from pinshi_cli.model.register import Measure
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import Edition, read_policy, shipped
from pinshi_cli.sheets.cells import Value
from tests.builders import Cells, Result, grade, table, unit


def without(kind: str, id_: str) -> Policy:
    """The pack of 张店 without one of its rules."""
    text = sub(rf'\[\[{kind}\]\]\nid = "{id_}"\n(?:[^\[\n].*\n)+', "", shipped("zhangdian")[0].text)
    text = text.replace(f', "{kind}.{id_}"', "")
    policy, faults = read_policy(Edition("demo.toml", text))
    assert policy is not None, faults
    return policy


def by(policy: Policy, about: Cells | None = None, **sheets: list[tuple[Value, ...]]) -> Result:
    named = {name: table(*rows[0], *rows[1:]) for name, rows in sheets.items()}  # type: ignore[arg-type]
    book = unit([95, 70, 50], people={"001": about or {}}, sheets=named)
    return grade(book, lambda _named, _day: policy)


def test_a_measure_without_a_rule_is_a_warning_and_does_nothing() -> None:
    rows: list[tuple[Value, ...]] = [
        ("编号 姓名 种类 生效日期",),
        ("001", None, "告诫", date(2026, 2, 1)),
    ]
    result = by(without("measures", "admonition"), 处分问责=rows)
    assert result.warnings() == [("G411", "处分问责", "C2")]
    assert result["001"].grade == "好"


def test_a_status_without_a_rule_is_an_error_and_withholds_its_person() -> None:
    policy = without("measures", "admonition")
    policy = policy._replace(attendance=tuple(r for r in policy.attendance if r.id != "newcomer"))
    result = by(policy, {"参加情况": "试用期"})
    assert result.errors() == [("R208", "人员名册", "C2")]
    assert result["001"].standing == "withheld"


def test_without_a_rule_of_leave_absences_do_nothing() -> None:
    policy = without("measures", "admonition")
    policy = policy._replace(attendance=tuple(r for r in policy.attendance if r.id != "leave"))
    rows: list[tuple[Value, ...]] = [
        ("编号 姓名 类别 起始日期",),
        ("001", None, "病假", date(2026, 1, 1)),
    ]
    assert by(policy, 考勤=rows)["001"].standing == "graded"


@pytest.mark.parametrize("kind", ["警告", "告诫", "立案调查", "开除"])
def test_a_measure_without_a_date_does_not_act(kind: str) -> None:
    policy, _ = read_policy(shipped("zhangdian")[0])
    assert policy is not None
    rule = rule_for(policy, kind, "")
    assert rule is not None
    measure = Measure("001", kind, None, None, None, Place(), Place())
    assert not is_acting(measure, rule, Quarter(2026, 1), policy)
