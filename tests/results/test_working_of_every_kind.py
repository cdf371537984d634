"""计算过程 and 依据 for every kind of part, 加减分 included; LibreOffice reckons it all anew."""

from pathlib import Path

import pytest

from pinshi_cli.results.workbook import result_workbook
from tests.grading.every_kind import every_kind, register_of_every_kind
from tests.grading.made import graded
from tests.results.books import SHA, all_texts, column, opened
from tests.results.recalculated import formulas, recalculated, spoiled


@pytest.fixture(scope="module")
def data() -> bytes:
    policy, register = every_kind(), register_of_every_kind()
    found = graded(policy, register)
    return result_workbook(register, policy, found, found.diagnostics, SHA, draft=True)


def test_each_kind_has_its_columns(data: bytes) -> None:
    sheet = opened(data)["计算过程"]
    one = {
        "任务": 26.5,
        "质量": 22.5,
        "差错（反向）": 1,
        "个性指标分": 4900 / 60,
        "共性指标分": 1300 / 15,
        "领导张数": 3,
        "班子张数": 3,
        # (80 + 20 + 30 of 班子, two of them full) and 领导, out of 80
        "领导测评分": 100 * (0.6 * 209.5 / 3 + 0.4 * 190 / 3) / 80,
        "同事计入张数": 3,
        "同事计入总分合计": 26.75,
        "同事互评分": 1000 * 2.675 / 3 / 10,
        "群众中位数": 87.5,
        "服务对象中位数": 95,
        "4 月": "好",
        "月度考核分": 85,
        "评鉴“好”": 1,
        "评鉴“较好”": 0,
        "领导评鉴分": 80,
        "基础分": 80,
        "表彰奖励合计": 3,
        "表彰奖励计入": 2,
        "创新创先计入": 0.4,
        "违规扣分合计": 4.75,
        "违规扣分计入": 4,
    }
    for heading, value in one.items():
        found = column(sheet, heading)[0]
        expected = value if isinstance(value, str) else pytest.approx(value)
        assert found == expected, heading
    # 班子 does not rate 002, and two sheets of 服务对象 are too few
    assert column(sheet, "班子张数")[1] == 0
    assert column(sheet, "服务对象计入张数")[1] == 0
    assert column(sheet, "6 月")[1] is None
    assert column(sheet, "月度考核分")[:3] == [85, 87.5, None]


def test_parameters_of_each_kind_stand_above_the_table(data: bytes) -> None:
    sheet = opened(data)["计算过程"]
    labels, values = ([cell.value for cell in sheet[row]][1:] for row in (3, 4))
    said = dict(zip(labels, values, strict=True))
    assert said["领导测评满分"] == 80
    assert said["同事互评满分"] == 10
    assert said["月度考核“较好”"] == said["领导评鉴“较好”"] == 80
    assert said["基础分"] == 80


@pytest.mark.office
def test_every_formula_of_every_kind_comes_to_its_stored_value(data: bytes, tmp_path: Path) -> None:
    found = recalculated({"every": spoiled(data)}, tmp_path)["every"]
    working = [each for each in formulas(data) if each.sheet == "计算过程"]
    assert len(working) > 60
    wrong = [
        (each, found[each.sheet, each.address])
        for each in working
        if found[each.sheet, each.address]
        != (each.stored if isinstance(each.stored, str) else pytest.approx(each.stored, abs=1e-11))
    ]
    assert wrong == []
    totals = [each.stored for each in working if each.formula.startswith("=ROUND(ROUND(MAX")]
    outcomes = graded(every_kind(), register_of_every_kind()).outcomes
    assert totals == [float(o.total) for o in outcomes if o.total is not None]


def test_the_basis_says_how_each_part_comes_about(data: bytes) -> None:
    said = "\n".join(all_texts(opened(data)["依据"]))
    for words in (
        "满 5 张的去掉 1 个最高和 1 个最低后平均",
        "废票（不计）：全部满分",
        "投等次票（好 95、较好 80、一般 65、较差 30）",
        "取中位数；少于 2 张的视为没有测评",
        "各月审定等次折算后平均",
        "分管领导的建议等次折算",
        "固定 80 分",
        "基本完成：得该项满分的 0.75",
        "减分，合计最多 4 分；同一事件只计一次",
    ):
        assert words in said, words
