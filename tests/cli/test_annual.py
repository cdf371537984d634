"""`pinshi annual`: a year's verdicts from its registers."""

import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pinshi_cli.grading.year import verdict_of
from pinshi_cli.grading.year_ends import YearFacts
from pinshi_cli.policy.library import book_for
from tests.cli.running import FAULTY, ROOT, SOUND, Pinshi

SAMPLES = ROOT / "sample_data" / "zhangdian"
NAME = "2026-年度考核资格.xlsx"


@pytest.fixture
def year(tmp_path: Path) -> list[Path]:
    """The four registers of the sample's year, in a folder of their own."""
    return [_copied(tmp_path / "甲局", number) for number in range(1, 5)]


def _copied(folder: Path, number: int, **items: str | int) -> Path:
    """A register of the sample's year; `items` of 基本信息 are others."""
    folder.mkdir(exist_ok=True)
    path = folder / f"q{number}.xlsx"
    shutil.copy(SAMPLES / path.name, path)
    if items:
        book = openpyxl.load_workbook(path)
        for row in book["基本信息"].iter_rows():
            if str(row[0].value) in items:
                row[1].value = items[str(row[0].value)]
        book.save(path)
    return path


def _units(said: dict[str, Any]) -> dict[str, int]:
    return {unit["name"]: len(unit["people"]) for unit in said["units"]}


def _codes(said: dict[str, Any]) -> set[str]:
    return {each["code"] for each in said["diagnostics"]}


def test_each_person_has_a_verdict_with_its_reason_and_clause(
    pinshi: Pinshi, year: list[Path]
) -> None:
    ended = pinshi("annual", *year)
    assert ended.code == 0
    assert "2026年度考核资格" in ended.out
    assert "可评优" in ended.out
    assert "ZD9.2" in ended.out
    assert "“优秀”名额 2 人（参加 8 人）" in ended.out


def test_json_is_the_contracts(pinshi: Pinshi, year: list[Path]) -> None:
    said = pinshi("annual", *year, "--json").json
    assert said["schema"] == "pinshi/annual/1"
    (unit,) = said["units"]
    assert unit["quota"]["limit"] == 2
    first = unit["people"][0]
    assert len(first["quarters"]) == 4
    assert first["verdict"]
    assert first["reasons"][0]["rule"]
    assert "forecast" not in first


def test_a_missing_quarter_is_said_never_guessed(pinshi: Pinshi, year: list[Path]) -> None:
    ended = pinshi("annual", *year[:3])
    assert ended.code == 0
    assert "缺" in ended.out
    assert "需研究" in ended.out
    (unit,) = pinshi("annual", *year[:3], "--json").json["units"]
    assert unit["people"][0]["missing"] == [
        {"what": "第四季度的登记簿", "who": "本单位"},
        {"what": "年度测评得分", "who": "本单位"},
    ]


@pytest.mark.parametrize(
    "books",
    [
        [SAMPLES / "q1.xlsx", SAMPLES / "q1.xlsx"],
        [SOUND, SAMPLES / "q2.xlsx"],
        [FAULTY],
    ],
    ids=["twice", "units", "faulty"],
)
def test_registers_that_make_no_year_are_an_error(
    pinshi: Pinshi, books: list[Path], tmp_path: Path
) -> None:
    ended = pinshi("annual", *books, "--json", "-o", tmp_path)
    assert ended.code == 1
    assert not ended.json["ok"]
    assert list(tmp_path.iterdir()) == []


# ---- the workbook


def test_the_workbook_lies_beside_the_registers(pinshi: Pinshi, year: list[Path]) -> None:
    ended = pinshi("annual", *year)
    path = year[0].parent / "考核输出" / "2026年" / NAME
    assert path.exists()
    assert ended.out.splitlines()[-1] == f"已写出 {path}"
    assert "下一步：pinshi form --year" in "".join(ended.err.split("\n"))


def test_with_json_it_is_written_only_where_asked(
    pinshi: Pinshi, year: list[Path], tmp_path: Path
) -> None:
    assert pinshi("annual", *year, "--json").json["outputs"] == []
    assert not (year[0].parent / "考核输出").exists()
    said = pinshi("annual", *year, "--json", "-o", tmp_path / "x.xlsx").json
    assert said["outputs"] == [str(tmp_path / "x.xlsx")]


def test_the_same_registers_give_the_same_bytes(
    pinshi: Pinshi, year: list[Path], tmp_path: Path
) -> None:
    made = [tmp_path / "1.xlsx", tmp_path / "2.xlsx"]
    for path in made:
        pinshi("annual", *year, "-o", path)
    assert made[0].read_bytes() == made[1].read_bytes()


def test_a_dry_run_writes_nothing_and_nothing_is_overwritten_unasked(
    pinshi: Pinshi, year: list[Path], tmp_path: Path
) -> None:
    path = tmp_path / "x.xlsx"
    assert f"将写出 {path}" in pinshi("annual", *year, "-o", path, "--dry-run").out
    assert not path.exists()
    path.write_text("别人的", encoding="utf-8")
    assert pinshi("annual", *year, "-o", path).code == 2
    assert pinshi("annual", *year, "-o", path, "--force").code == 0


def test_a_draft_is_written_of_a_register_with_errors_and_says_so(
    pinshi: Pinshi, year: list[Path], tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(year[1])
    book["指标评分"]["C4"] = "约十分"
    book.save(year[1])
    without = pinshi("annual", *year, "-o", tmp_path / "out")
    assert without.code == 1
    assert not (tmp_path / "out").exists()
    ended = pinshi("annual", *year, "-o", tmp_path / "out", "--draft")
    assert ended.code == 1
    made = tmp_path / "out" / "2026-年度考核资格-试算.xlsx"
    assert "【试算】" in ended.out
    sheet = openpyxl.load_workbook(made)["年度考核资格"]
    assert str(sheet["A1"].value).startswith("试算")
    quarters = [row[6].value for row in sheet.iter_rows(min_row=5)]
    assert "缺" in quarters, "whoever is withheld has an open quarter"


# ---- folders and many units


def test_a_folder_is_all_registers_below_it_and_each_unit_by_itself(
    pinshi: Pinshi, year: list[Path], tmp_path: Path
) -> None:
    for number in (1, 2):
        _copied(tmp_path / "乙局", number, 单位名称="乙局", 单位编码="B2")
    (year[0].parent / "~$q1.xlsx").write_text("锁", encoding="utf-8")
    said = pinshi("annual", tmp_path, "--json").json
    assert said["ok"]
    assert _units(said) == {"青禾区统计局": 8, "乙局": 8}


def test_one_units_fault_never_stops_the_others(
    pinshi: Pinshi, year: list[Path], tmp_path: Path
) -> None:
    other = _copied(tmp_path / "乙局", 1, 单位名称="乙局", 单位编码="B2")
    book = openpyxl.load_workbook(other)
    book["指标评分"]["C4"] = "约十分"
    book.save(other)
    (tmp_path / "丙局.xlsx").write_text("不是工作簿", encoding="utf-8")
    ended = pinshi("annual", tmp_path, "--json", "-o", tmp_path / "out.xlsx")
    assert ended.code == 1
    assert _units(ended.json) == {"青禾区统计局": 8, "乙局": 0}
    assert {"F111", "Y804"} <= _codes(ended.json)
    files = {each["file"] for each in ended.json["diagnostics"] if each["code"] == "Y804"}
    assert files == {"乙局/q1.xlsx"}, "a file is named by its way from the folder"
    made = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert made.sheetnames[0] == "汇总"
    assert "没有结论" in str(made["汇总"]["D3"].value or made["汇总"]["D4"].value)


def test_what_pinshi_wrote_itself_is_no_register(
    pinshi: Pinshi, year: list[Path], tmp_path: Path
) -> None:
    assert pinshi("annual", *year).code == 0
    assert pinshi("annual", *year, "-o", year[0].parent).code == 0
    said = pinshi("annual", year[0].parent, "--json").json
    assert said["ok"]
    assert "Y811" in _codes(said)
    assert _units(said) == {"青禾区统计局": 8}
    del tmp_path


def test_a_folder_without_registers_is_refused(pinshi: Pinshi, tmp_path: Path) -> None:
    ended = pinshi("annual", tmp_path, "--json")
    assert ended.code == 2
    assert _codes(ended.json) == {"F102"}


def test_a_unit_of_another_year_in_the_folder_is_said(
    pinshi: Pinshi, year: list[Path], tmp_path: Path
) -> None:
    _copied(tmp_path / "乙局", 1, 单位名称="乙局", 单位编码="B2", 年度=2025)
    said = pinshi("annual", tmp_path, "--json").json
    assert "Y802" in _codes(said)
    assert (said["year"], _units(said)["青禾区统计局"], _units(said)["乙局"]) == (2026, 8, 0)
    del year


def test_of_many_units_the_screen_has_the_counts(
    pinshi: Pinshi, year: list[Path], tmp_path: Path
) -> None:
    for number in range(2, 5):
        folder = tmp_path / f"{number}局"
        _copied(folder, 1, 单位名称=f"第{number}局", 单位编码=f"B{number}")
    ended = pinshi("annual", tmp_path)
    assert ended.code == 0
    assert "4 个单位" in ended.out
    assert "叶知春" not in ended.out
    del year


# ---- --forecast


def test_the_forecast_says_what_each_still_needs(pinshi: Pinshi, year: list[Path]) -> None:
    said = pinshi("annual", *year[:2], "--forecast", "--json").json
    people = {each["id"]: each["forecast"] for each in said["units"][0]["people"]}
    assert people["006"]["excellent"] == "还需至少一次“好”，没有“一般”“较差”"
    assert people["006"]["open"] == ["可评优", "称职", "基本称职", "不称职", "需研究"]
    assert people["006"]["leads"][-1]["rules"] == ["ZD9.2"]
    ended = pinshi("annual", *year[:2], "--forecast")
    assert "还需至少一次" in ended.out.replace("\n", "").replace(" ", "")
    ahead = year[0].parent / "考核输出" / "2026年" / "2026-年度考核资格-预测.xlsx"
    made = openpyxl.load_workbook(ahead)
    headings = [cell.value for cell in made["年度考核资格"][4]]
    assert "还可能怎样" in headings
    assert not ahead.with_name(NAME).exists()


def test_with_all_four_quarters_there_is_nothing_to_forecast(
    pinshi: Pinshi, year: list[Path]
) -> None:
    said = pinshi("annual", *year, "--forecast", "--json").json
    assert "Y810" in _codes(said)
    assert said["ok"]
    assert {each["forecast"] for each in said["units"][0]["people"]} == {None}


# ---- the rule of the time


@pytest.mark.parametrize(
    ("in_year", "verdict", "clause"),
    [(2020, "不参加", "不进行考核"), (2026, "不确定等次", "不确定等次")],
)
def test_a13_long_leave_by_the_rule_of_its_time(in_year: int, verdict: str, clause: str) -> None:
    """A place's pack on the national one: half a year of leave before and after 2020's revision."""
    policy = book_for("chongqing", date(in_year, 9, 30))
    facts = YearFacts(in_year, leave_days=Fraction(200))
    found = verdict_of((policy.grades[0],) * 3 + ("不确定等次",), facts, policy)
    assert (found.verdict, found.reasons[0].rule) == (verdict, "A13")
    assert clause in found.reasons[0].text


# ---- the forms of the year


def test_the_forms_of_the_year(pinshi: Pinshi, year: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "表"
    said = pinshi("form", "--year", year[0].parent, "-o", out, "--format", "xlsx", "--json").json
    assert said["ok"]
    assert [form["name"] for form in said["forms"]] == [
        "年度登记表",
        "优秀评议表",
        "优秀名额分配表",
        "年度结果汇总",
    ]
    assert [form["documents"] for form in said["forms"]] == [8, 1, 1, 1]
    assert [form["differences"] for form in said["forms"]] == [0, 0, 0, 0]
    assert (out / "年度" / "年度结果汇总.xlsx").exists()


def test_the_forms_of_a_year_of_one_register_leave_out_what_has_nothing_to_say(
    pinshi: Pinshi, year: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "表"
    said = pinshi("form", "--year", year[0], "-o", out, "--format", "xlsx", "--json").json
    assert "优秀评议表" not in [form["name"] for form in said["forms"]]


def test_one_persons_form_of_the_year(pinshi: Pinshi, year: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "表.xlsx"
    said = pinshi("form", "--year", *year, "--person", "002", "-o", out, "--json").json
    assert [(form["name"], form["documents"]) for form in said["forms"]] == [("年度登记表", 1)]
