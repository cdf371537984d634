"""Documents read back and held against the grades."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from pinshi_cli.forms.case import Paper, Value
from pinshi_cli.forms.kinds import BY_NAME
from pinshi_cli.forms.papers import papers
from pinshi_cli.forms.read_texts_slots import Rows
from pinshi_cli.forms.reconcile import (
    against_grades,
    against_said,
    against_values,
    graded_of,
    graded_year_of,
    print_file_differs,
)
from pinshi_cli.forms.spots import spots_in
from pinshi_cli.forms.year_papers import year_papers
from tests.builders import unit
from tests.forms.cases import case_of, sample_case, sample_year

CASE = case_of(unit([95, 80]))
GRADED = graded_of(CASE)
FIRST = papers(BY_NAME["反馈表"], CASE)[0]


def page(*rows: Sequence[str]) -> Rows:
    """Texts as they are read of a sheet, row by row."""
    return [list(row) for row in rows]


def test_what_is_to_be_printed_is_what_the_result_says() -> None:
    case = sample_case()
    for kind in BY_NAME.values():
        for paper in papers(kind, case) if not kind.annual and not kind.made_by else ():
            assert list(against_grades(paper, graded_of(case))) == []
    year = sample_year()
    for kind in BY_NAME.values():
        for paper in year_papers(kind, year) if kind.annual else ():
            assert list(against_grades(paper, graded_year_of(year))) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("等次", "好好"), ("总分", Decimal("95.01")), ("姓名", "李四"), ("拟定等次", "一般")],
)
def test_another_value_than_the_result_s_is_a_difference(field: str, value: Value) -> None:
    paper = FIRST._replace(values={**FIRST.values, field: value})
    assert len(list(against_grades(paper, GRADED))) == 1


def test_a_person_who_is_not_on_the_roster_is_a_difference() -> None:
    paper = FIRST._replace(values={**FIRST.values, "编号": "999"})
    assert list(against_grades(paper, GRADED)) == ["999 不在名册里"]


def test_a_document_that_says_it_all_has_no_difference() -> None:
    texts = page(("姓名", "张三"), ("总分", "95", "等次", "较好"))
    assert list(against_values(FIRST, ["姓名", "总分", "等次"], texts, {})) == []


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("姓名", "李四"), ("95.00", "较好")], ["姓名应为“张三”，表里没有"]),
        ([("姓名", "张三"), ("95.00", "一般")], ["等次应为“较好”，表里没有"]),
        ([("姓名", "张三"), ("59.00", "较好")], ["总分应为“95.00”，表里没有"]),
    ],
)
def test_a_document_that_says_something_else_differs(
    rows: list[tuple[str, ...]], said: list[str]
) -> None:
    assert list(against_values(FIRST, ["姓名", "总分", "等次"], page(*rows), {})) == said


LIST = Paper("", "", {"人员": [{"姓名": "张三", "等次": "好"}, {"姓名": "李四", "等次": "一般"}]})
FIELDS = ["人员.姓名", "人员.等次"]


@pytest.mark.parametrize(
    ("rows", "lacking"),
    [
        ([("1", "张三", "好"), ("2", "李四", "一般")], 0),
        ([("1", "张三", "一般"), ("2", "李四", "一般")], 1),
        ([("1", "张三", "一般"), ("2", "李四", "好")], 2),
        ([("1", "张三", "好")], 1),
        ([("1", "张三"), ("好",), ("2", "李四", "一般")], 1),
    ],
)
def test_each_row_of_a_list_stands_with_its_own_grade(
    rows: list[tuple[str, ...]], lacking: int
) -> None:
    assert len(list(against_values(LIST, FIELDS, page(*rows), {}))) == lacking


SAID = [("人员.姓名", "张三"), ("人员.等次", "好"), ("人员.姓名", "李四"), ("人员.总分", "90.00")]


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([("1", "张三", "好"), ("2", "李四", "90")], []),
        ([("张三",), ("本季", "好"), ("李四",), ("", "90.00")], []),
        ([("张三：好；李四：90.00",)], []),
        ([("张三", "一般"), ("李四", "90")], ["张三的等次应为“好”，表里没有"]),
        ([("张三", "好"), ("李四", "91")], ["李四的总分应为“90.00”，表里没有"]),
        ([("李四", "90"), ("张三", "好")], ["李四的姓名应为“李四”，表里没有"]),
    ],
)
def test_a_clerk_s_own_template_parts_and_orders_as_it_likes_but_says_each_word_in_turn(
    rows: list[tuple[str, ...]], wrong: list[str]
) -> None:
    assert list(against_said(SAID, page(*rows)))[:1] == wrong


def test_lists_within_lists_are_looked_at_too() -> None:
    groups: Value = [{"等次": "好", "人员": LIST.values["人员"]}]
    paper = Paper("", "", {"分等次": groups})
    fields = ["分等次.人员.姓名", "分等次.人员.等次"]
    assert list(against_values(paper, fields, page(("张三", "好"), ("李四", "一般")), {})) == []
    assert len(list(against_values(paper, fields, page(("张三", "好"), ("李四", "好")), {}))) == 1


def test_a_print_file_is_the_single_ones_one_after_another() -> None:
    one, other = page(("张三", "好")), page(("李四", "一般"))
    assert not print_file_differs([one, other], [*one, *other])
    assert print_file_differs([one, other], [*other, *one])
    assert print_file_differs([one, other], one)


ONE_CELL = [f"部门统计.{name}" for name in ("内设机构", "等次")]


@pytest.mark.parametrize(
    ("said", "differences"),
    [
        ("办公室：好；业务科：较好", 0),
        ("办公室：好；业务科：好", 1),
        ("办公室：好", 1),
        ("业务科：较好；办公室：好", 1),
    ],
)
def test_a_list_may_stand_in_one_cell(said: str, differences: int) -> None:
    listed: Value = [
        {"内设机构": "办公室", "等次": "好"},
        {"内设机构": "业务科", "等次": "较好"},
    ]
    paper = FIRST._replace(values={"部门统计": listed})
    found = list(against_values(paper, ONE_CELL, page([said]), {}))
    assert len(found) == differences


def test_two_equal_rows_of_a_list_need_two_rows_of_the_page() -> None:
    twice: Value = [{"内设机构": "办公室", "等次": "好"}] * 2
    paper = FIRST._replace(values={"部门统计": twice})
    assert len(list(against_values(paper, ONE_CELL, page(["办公室", "好"]), {}))) == 1
    assert list(against_values(paper, ONE_CELL, page(["办公室", "好"], ["办公室", "好"]), {})) == []


@pytest.mark.parametrize(
    ("template", "said", "stands"),
    [
        ("{{ 等次 }}", "较好", True),
        ("{{ 等次 }}", "较　好", True),
        ("{{ 等次 }}", "不是较好", False),
        ("{{ 等次 }}", "填写“好”“较好”“一般”", False),
        ("审定等次：{{ 等次 }}", "审定等次：较好", True),
        ("审定等次：{{ 等次 }}", "审定等次：一般，上季较好", False),
        (
            "等次：{{ 等次 }}　　{% if 台账末笔 %}台账 {{ 台账末笔 }}{% endif %}",
            "等次：较好　台账 3",
            True,
        ),
        ("{% if 首 %}首次{% endif %}“{{ 等次 }}”等次", "首次“较好”等次", True),
        ("{% if 首 %}首次{% endif %}“{{ 等次 }}”等次", "首次“一般”等次", False),
        ("{{ 等次 | 喊 }}", "较好！", True),
    ],
)
def test_a_field_stands_as_its_template_prints_it(
    template: str, said: str, *, stands: bool
) -> None:
    found = against_values(FIRST, ["等次"], page([said]), spots_in(["较好", template]))
    assert list(found) == ([] if stands else ["等次应为“较好”，表里没有"])


def test_a_better_grade_is_not_the_grade_in_a_list_either() -> None:
    people: Value = [{"姓名": "张三", "等次": "好"}]
    spots = spots_in(["{{ 人.姓名 }}", "{{ 人.等次 }}"])
    paper = Paper("", "", {"人员": people})
    assert list(against_values(paper, FIELDS, page(("1", "张三", "好")), spots)) == []
    assert len(list(against_values(paper, FIELDS, page(("1", "张三", "较好")), spots))) == 1
    assert len(list(against_values(paper, FIELDS, page(("1", "张三丰", "好")), spots))) == 1
