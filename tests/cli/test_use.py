"""`pinshi use`: lists from results, on the screen, as JSON, as a workbook."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pinshi_cli.sheets.cells import Value
from tests.builders import Cells, table
from tests.cli.running import FAULTY, Pinshi
from tests.cli.use_books import MET, city, register


def by_list(document: Mapping[str, Any]) -> dict[str, list[str]]:
    """Who is on which list."""
    return {each["title"]: [entry["id"] for entry in each["entries"]] for each in document["lists"]}


def test_each_line_has_its_reason_and_clause(pinshi: Pinshi, tmp_path: Path) -> None:
    ended = pinshi("use", "improve", register(tmp_path), "--json")
    assert ended.code == 0
    found = ended.json
    assert (found["schema"], found["ok"], found["title"]) == ("pinshi/use/1", True, "提醒改进名单")
    assert by_list(found) == {"批评教育、警示谈话": ["003", "004"]}
    (talk,) = found["lists"]
    assert talk["entries"][0]["reasons"] == [
        {"rule": "ZD9.3", "text": "平时考核成绩较差的谈话提醒：最近一季等次 一般"}
    ]
    assert talk["entries"][0]["quarters"] == ["一般", None, None, None]
    assert found["outputs"] == []


def test_what_is_lacking_proposed_or_assumed_stands_above_the_list(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    notices = pinshi("use", "promotion", register(tmp_path), "--json").json["notices"]
    assert notices[0] == "缺第二季度、第三季度、第四季度的登记簿，只按所给的季度"
    assert notices[1] == "2026年第一季度没有填写会议日期，等次和名单都是拟定"
    assert notices[2].startswith("等次：以下参数为默认值，本单位尚未确认：季度考核占比 0.7")
    assert notices[3] == "登记簿里没有“职级晋升”的人选，按名册全体核对"
    assert notices[4] == "以下参数为默认值，本单位尚未确认：成绩突出最少好次数 2"


def test_a_number_stated_in_the_register_decides_and_is_no_unknown_item(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    book = register(tmp_path, items={"成绩突出最少好次数": 1, **MET})
    found = pinshi("use", "praise", book, "--json").json
    assert by_list(found) == {"表扬": ["001", "005"]}
    assert not any("成绩突出最少好次数" in notice for notice in found["notices"])
    assert "S106" not in {each["code"] for each in found["diagnostics"]}


def test_quarters_of_a_year_count_together(pinshi: Pinshi, tmp_path: Path) -> None:
    first = register(tmp_path, items=MET)
    second = register(tmp_path, "二季度", items={"季度": 2, **MET})
    found = pinshi("use", "praise", second, first, "--json").json
    assert by_list(found) == {"表扬": ["001", "005"]}
    assert found["lists"][0]["entries"][0]["quarters"] == ["好", "好", None, None]
    assert [each["adopted"] for each in found["units"][0]["quarters"]] == [True, True]


def test_a_bonus_is_divided_to_the_cent(pinshi: Pinshi, tmp_path: Path) -> None:
    book = register(tmp_path, items={"奖金总额": 10000.01, **MET})
    found = pinshi("use", "bonus", book, "--json").json
    (shared,) = found["lists"]
    # coefficients 1.2, 1, 0.6, 0, 1.2 make 4: 3000.003, 2500.0025, 1500.0015, 0, 3000.003
    assert [(each["coefficient"], each["amount"]) for each in shared["entries"]] == [
        ("1.2", "3000.01"),
        ("1", "2500.00"),
        ("0.6", "1500.00"),
        ("0", "0.00"),
        ("1.2", "3000.00"),
    ]
    assert found["bonus"] == {"amount": "10000.01", "paid": "10000.01", "by_order": True}
    assert "有人应得的尾数完全相同，剩下的分按名册先后各加一分，与考核无关" in found["notices"]


def test_without_an_amount_nothing_is_divided(pinshi: Pinshi, tmp_path: Path) -> None:
    found = pinshi("use", "bonus", register(tmp_path), "--json").json
    assert found["bonus"] is None
    assert found["notices"][-1] == "基本信息没有填写奖金总额，不分配"


@pytest.mark.parametrize("amount", [0, -5, 100.001])
def test_an_amount_that_cannot_be_paid_out_is_an_error(
    pinshi: Pinshi, tmp_path: Path, amount: Value
) -> None:
    ended = pinshi("use", "bonus", register(tmp_path, items={"奖金总额": amount}), "--json")
    assert ended.code == 1
    assert [each["code"] for each in ended.json["diagnostics"] if each["severity"] == "error"] == [
        "R204"
    ]


def test_while_a_grade_is_to_come_the_bonus_waits(pinshi: Pinshi, tmp_path: Path) -> None:
    rows = table("编号 姓名 种类 生效日期", ("002", "李四", "立案调查", "2026-02-01"))
    book = register(tmp_path, items={"奖金总额": 100, **MET}, sheets={"处分问责": rows})
    found = pinshi("use", "bonus", book, "--json").json
    assert found["bonus"] is None
    assert found["notices"][-1].startswith("李四的系数还没有定")


def test_a_register_with_errors_gives_no_list(pinshi: Pinshi, tmp_path: Path) -> None:
    out = tmp_path / "名单.xlsx"
    ended = pinshi("use", "improve", FAULTY, "--json", "-o", out)
    assert (ended.code, ended.json["lists"], out.exists()) == (1, [], False)
    ended = pinshi("use", "improve", FAULTY)
    assert (ended.code, ended.out) == (1, "")
    assert "登记簿有错误，没有出名单" in ended.err


def test_people_of_two_units_stand_on_no_one_list(pinshi: Pinshi, tmp_path: Path) -> None:
    other = register(tmp_path, "乙", items={"单位名称": "青禾区教育局"})
    ended = pinshi("use", "improve", register(tmp_path), other, "--json")
    assert ended.code == 1
    assert "Y803" in {each["code"] for each in ended.json["diagnostics"]}


def test_an_unknown_list_and_one_that_the_policy_has_not_are_told(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    book = register(tmp_path)
    ended = pinshi("use", "promotions", book)
    assert ended.code == 2
    assert "你是不是想写 promotion？" in ended.err
    ended = pinshi("use", "contact", book)
    assert (ended.code, "U722" in ended.err) == (2, True)


def test_the_screen_ends_with_what_was_written_and_the_next_command(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    book = register(tmp_path, items={"奖金总额": 1000, **MET})
    ended = pinshi("use", "bonus", book)
    assert ended.code == 0
    written = tmp_path / "考核输出" / "2026Q1" / "一季度-奖金分配表.xlsx"
    assert written.exists()
    assert ended.out.splitlines()[-1] == f"已写出 {written}"
    assert "下一步：pinshi explain" in ended.err
    assert "奖金总额 1000.00 元，分给 5 人，合计 1000.00 元" in ended.out


def test_dry_run_writes_nothing(pinshi: Pinshi, tmp_path: Path) -> None:
    ended = pinshi("use", "improve", register(tmp_path), "--dry-run")
    assert ended.out.splitlines()[-1].startswith("将写出")
    assert not (tmp_path / "考核输出").exists()


def test_the_register_itself_is_never_the_output(pinshi: Pinshi, tmp_path: Path) -> None:
    book = register(tmp_path)
    ended = pinshi("use", "improve", book, "-o", book, "--force")
    assert (ended.code, "F121" in ended.err) == (2, True)


def test_promotion_looks_at_the_candidates_and_shares_the_higher_ranks_out(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    candidates = table(
        "编号 姓名 拟晋升职级 情形 类型 政治表现",
        ("001", "张三", "一级调研员", "连续优秀、攻坚", "排头兵", "合格"),
        ("002", "李四", "二级调研员", None, "老黄牛", "合格"),
        ("003", "王五", "二级调研员", None, None, "合格"),
        ("004", "赵六", "一级调研员", "攻坚", "实干家", "不合格"),
    )
    book = register(tmp_path, items={"较高职级职数": 4, **MET}, sheets={"职级晋升": candidates})
    found = pinshi("use", "promotion", book, "--policy", city(tmp_path), "--json").json
    assert by_list(found) == {
        "不得晋升": ["004"],
        "优先晋升": ["001"],
        "可以晋升": ["002", "003"],
    }
    assert found["notices"][-1] == (
        "好等次少的不得晋升：原文未定，本单位未填“晋升最少好次数”，不据此定任何人"
    )
    assert found["closing"] == [
        "共 4 人：不得晋升 1，优先晋升 1，可以晋升 2",
        "一级调研员、二级调研员按类型均分：每类 1 个，余 1 个由本单位研究给哪一类",
        "排头兵：职数 1，人选 1 人　张三",
        "实干家：职数 1，人选 0 人",
        "老黄牛：职数 1，人选 1 人　李四",
        "没有填类型的：王五",
    ]


def test_contact_points_of_many_units_are_ranked(pinshi: Pinshi, tmp_path: Path) -> None:
    def point(name: str, points: float, word: str) -> Path:
        rows = table("任务 完成情况 定量得分 定性评价", ("示范", "已完成", points, word))
        items: Cells = {"单位名称": name, "联系点": "是", "联系点提升名次": 1}
        return register(tmp_path, name, items=items, sheets={"联系点台账": rows})

    books = [point("甲局", 90, "较好"), point("乙局", 95, "好"), point("丙局", 40, "较差")]
    out = tmp_path / "联系点.xlsx"
    policy = city(tmp_path)
    found = pinshi("use", "contact", *books, "--policy", policy, "--json", "-o", out).json
    assert [(each["unit"], each["place"], each["score"]) for each in found["ranking"]] == [
        ("乙局", 1, "93.00"),
        ("甲局", 2, "86.00"),
        ("丙局", 3, "36.00"),
    ]
    assert {each["title"]: [e["name"] for e in each["entries"]] for each in found["lists"]} == {
        "提升为市级联系点": ["乙局"],
        "退出": ["丙局"],
    }
    assert found["outputs"] == [str(out)]
    assert openpyxl.load_workbook(out).sheetnames == ["名单", "评估排名", "依据"]
    ended = pinshi("use", "contact", *books, "--policy", policy)
    assert "3 个单位　2026年联系点评估" in ended.out


def test_units_that_state_different_numbers_stand_on_no_one_list(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    books = [
        register(tmp_path, name, items={"单位名称": name, "联系点": "是", "联系点提升名次": number})
        for name, number in (("甲局", 1), ("乙局", 2))
    ]
    ended = pinshi("use", "contact", *books, "--policy", city(tmp_path))
    assert (ended.code, "U723" in ended.err) == (2, True)


def year(folder: Path, unit: str, **more: Value) -> list[Path]:
    """Four quarters of a unit of five: 001 is 好 in all of them, 002 in three, 005 in one."""
    early, last = (95, 92, 80, 80, 80), (95, 80, 80, 80, 91)
    return [
        register(
            folder,
            f"{unit}{quarter}",
            early if quarter < 4 else last,
            items={"单位名称": unit, "季度": quarter, **MET, **more},
        )
        for quarter in (1, 2, 3, 4)
    ]


def test_cq8_the_years_best_are_held_against_their_good_quarters(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    books = [*year(tmp_path, "甲局", 优秀最少好次数=4), *year(tmp_path, "乙局")]
    found = pinshi("use", "check", *books, "--policy", city(tmp_path), "--json").json
    # one of five may be 优秀 in each unit: 001, who is 好 in all four quarters
    assert [(e["unit"], e["id"]) for each in found["lists"] for e in each["entries"]] == [
        ("甲局", "001"),
        ("乙局", "001"),
    ]
    assert found["closing"] == ["年度拟定“优秀” 2 人", "好等次达到次数：2 人，占 100.0%"]


def test_dg6_age_is_counted_to_the_last_day_of_the_latest_quarter(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    born: dict[str, Cells] = {
        "001": {"出生年月": "1990-04"},  # 35 on the last day of March 2026
        "005": {"出生年月": "1990-03"},  # 36
    }
    book = register(tmp_path, items={"培养最少好次数": 1, **MET}, people=born)
    found = pinshi("use", "talent", book, "--policy", city(tmp_path), "--json").json
    assert by_list(found) == {"后备": ["001"]}
    assert found["lists"][0]["entries"][0]["facts"]["年龄"] == "35"


def test_cq5_and_tj2_urgent_work_and_honours_come_from_the_register(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    book = register(
        tmp_path,
        items=MET,
        people={"005": {"急难险重": "是"}},
        sheets={
            "奖励": table("编号 姓名 种类 日期", ("002", "李四", "记功", "2026-02-01")),
            "专项考核": table(
                "编号 姓名 任务 日期 结果", ("002", "李四", "攻坚", "2026-03-01", "优秀")
            ),
        },
    )
    found = pinshi("use", "praise", book, "--policy", city(tmp_path), "--json").json
    assert by_list(found) == {"嘉奖、记功": ["005"], "记录在案": ["002"]}


def test_sxi1_hours_and_test_results_stand_beside_the_person(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    rows = table("编号 姓名 得分 培训学时 理论测试成绩", ("001", "张三", 90, 40.5, 88))
    book = register(tmp_path, items=MET, sheets={"年度测评": rows})
    found = pinshi("use", "training", book, "--policy", city(tmp_path), "--json").json
    (entry,) = found["lists"][0]["entries"]
    assert entry["facts"] == {"培训学时": "40.5", "理论测试成绩": "88"}
    assert entry["reasons"][0]["rule"] == "SXI1"
