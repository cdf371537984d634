"""`pinshi import`: earlier years from a plain table, all of it or nothing."""

import csv
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from tests.cli.running import Ended, Pinshi

HEAD = ("单位名称", "单位编码", "年度", "季度", "编号", "姓名", "等次", "得分", "备注")
UNIT = "青禾区统计局"


def row(
    id_: str, name: str | None, quarter: object = 1, grade: object = "好", **more: object
) -> Sequence[object]:
    said = {"单位名称": UNIT, "单位编码": None, "年度": 2024, "得分": 91.5, "备注": None, **more}
    said |= {"编号": id_, "姓名": name, "季度": quarter, "等次": grade}
    return [said[heading] for heading in HEAD]


SOUND = (
    row("001", "张三"),
    row("002", "李四", grade="不确定等次", 得分=None, 备注="试用期"),
    row("001", "张三", quarter="第二季度", grade="较好", 得分="88.25"),
)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "台账.db"


def table(folder: Path, *rows: Sequence[object], head: Sequence[object] = HEAD) -> Path:
    book = openpyxl.Workbook()
    for each in (head, *rows):
        book.worksheets[0].append(list(each))
    path = folder / "以前.xlsx"
    book.save(path)
    return path


def imported(pinshi: Pinshi, path: Path, ledger: Path, *more: str) -> Ended:
    return pinshi("import", path, "--policy", "zhangdian", "--ledger", ledger, "--json", *more)


def faults(ended: Ended) -> list[tuple[str, str | None]]:
    return [
        (each["code"], each["cell"])
        for each in ended.json["diagnostics"]
        if each["severity"] == "error"
    ]


def test_each_quarter_becomes_an_entry(pinshi: Pinshi, tmp_path: Path, ledger: Path) -> None:
    ended = imported(pinshi, table(tmp_path, *SOUND), ledger)
    assert ended.code == 0, ended.out
    assert [(each["period"], each["people"], each["entry"]) for each in ended.json["quarters"]] == [
        ("2024Q1", 2, 1),
        ("2024Q2", 1, 2),
    ]


def test_a_csv_is_read_as_well(pinshi: Pinshi, tmp_path: Path, ledger: Path) -> None:
    path = tmp_path / "以前.csv"
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([HEAD, *SOUND])
    assert imported(pinshi, path, ledger).json["people"] == 3


def test_headings_are_found_below_a_title_in_any_order(
    pinshi: Pinshi, tmp_path: Path, ledger: Path
) -> None:
    turned = [list(reversed(each)) for each in SOUND]
    path = table(tmp_path, ["", *reversed(HEAD)][1:], *turned, head=["补录表"])
    assert imported(pinshi, path, ledger).json["people"] == 3


def test_a_quarter_on_record_is_refused_and_nothing_is_written(
    pinshi: Pinshi, tmp_path: Path, ledger: Path
) -> None:
    path = table(tmp_path, *SOUND)
    imported(pinshi, path, ledger)
    third = table(tmp_path, row("001", "张三", quarter=3), *SOUND)
    ended = imported(pinshi, third, ledger)
    assert ended.code == 1
    assert faults(ended) == [("L091", "E3"), ("L091", "E5")]
    new = imported(pinshi, table(tmp_path, row("001", "张三", quarter=3)), ledger)
    assert [each["entry"] for each in new.json["quarters"]] == [3]


def test_a_dry_run_says_what_would_be_and_makes_no_ledger(
    pinshi: Pinshi, tmp_path: Path, ledger: Path
) -> None:
    ended = imported(pinshi, table(tmp_path, *SOUND), ledger, "--dry-run")
    assert ended.code == 0
    assert [each["entry"] for each in ended.json["quarters"]] == [None, None]
    assert not ledger.exists()


@pytest.mark.parametrize(
    ("bad", "code", "cell"),
    [
        (row("001", "张三", grade="优秀"), "R208", "G2"),
        (row("001", "张三", grade=None), "R201", "G2"),
        (row("", "张三"), "R201", "E2"),
        (row("001", None), "R201", "F2"),
        (row("001", "张三", quarter=5), "R210", "D2"),
        (row("001", "张三", 年度=None), "R201", "C2"),
        (row("001", "张三", 年度="去年"), "R203", "C2"),
        (row("001", "张三", 年度=1999), "R204", "C2"),
        (row("001", "张三", 得分="高"), "R203", "H2"),
        (row("001", "张三", 得分=-1), "R204", "H2"),
        (row("001", "张三", 单位名称=None), "R201", "A2"),
        (row("合计", None), "R219", "A2"),
    ],
)
def test_every_fault_has_its_cell_and_stops_everything(
    bad: Sequence[object],
    code: str,
    cell: str,
    pinshi: Pinshi,
    tmp_path: Path,
    ledger: Path,
) -> None:
    if bad[HEAD.index("编号")] == "合计":
        bad = ["合计", *[None] * 8]
    ended = imported(pinshi, table(tmp_path, bad, *SOUND), ledger)
    assert ended.code == 1
    assert (code, cell) in faults(ended)
    assert len(faults(ended)) == 1
    assert not ledger.exists()


def test_a_person_twice_in_a_quarter_is_an_error(
    pinshi: Pinshi, tmp_path: Path, ledger: Path
) -> None:
    ended = imported(pinshi, table(tmp_path, *SOUND, row("001", "张三")), ledger)
    assert faults(ended) == [("N305", "E5")]


def test_two_names_under_one_unit_code_are_an_error(
    pinshi: Pinshi, tmp_path: Path, ledger: Path
) -> None:
    rows = (row("001", "张三", 单位编码="01"), row("002", "李四", 单位编码="01", 单位名称="别局"))
    assert faults(imported(pinshi, table(tmp_path, *rows), ledger)) == [("L090", "A3")]


def test_another_name_for_an_id_is_said(pinshi: Pinshi, tmp_path: Path, ledger: Path) -> None:
    rows = (row("001", "张三"), row("001", "张珊", quarter=2))
    path = table(tmp_path, *rows)
    ended = imported(pinshi, path, ledger)
    assert faults(ended) == [("L052", "E3")]
    assert ended.json["diagnostics"][0]["message"] == "编号“001”2024年第一季度是张三，这一行是张珊"
    assert not ledger.exists()
    assert imported(pinshi, path, ledger, "--renamed", "001").code == 0
    year = pinshi("annual", "--year", "2024", "--ledger", ledger, "--json").json
    assert [each["name"] for each in year["units"][0]["people"]] == ["张珊"]


def test_another_name_than_on_record_is_said(pinshi: Pinshi, tmp_path: Path, ledger: Path) -> None:
    """A history would take two people for one."""
    assert imported(pinshi, table(tmp_path, row("001", "张三")), ledger).code == 0
    path = table(tmp_path, row("001", "王五", 年度=2023))
    assert faults(imported(pinshi, path, ledger)) == [("L052", "E2")]
    assert imported(pinshi, path, ledger, "--dry-run").code == 1
    assert imported(pinshi, path, ledger, "--renamed", "００１").code == 0


def test_the_unit_may_be_said_by_the_call(pinshi: Pinshi, tmp_path: Path, ledger: Path) -> None:
    path = table(tmp_path, ("2024", "1", "001", "张三", "好"), head=HEAD[2:7])
    assert faults(imported(pinshi, path, ledger)) == [("R201", "A2")]
    named = imported(pinshi, path, ledger, "--unit", UNIT)
    assert [each["unit"] for each in named.json["quarters"]] == [UNIT]


def test_missing_headings_are_named(pinshi: Pinshi, tmp_path: Path, ledger: Path) -> None:
    ended = imported(pinshi, table(tmp_path, *SOUND, head=("名称", *HEAD[1:6], "结果")), ledger)
    assert faults(ended) == [("S102", None)]
    assert "等次" in ended.json["diagnostics"][0]["message"]


def test_an_empty_table_and_a_call_without_a_policy_are_refused(
    pinshi: Pinshi, tmp_path: Path, ledger: Path
) -> None:
    assert faults(imported(pinshi, table(tmp_path), ledger)) == [("N309", None)]
    path = table(tmp_path, *SOUND)
    assert pinshi("import", path, "--ledger", ledger).code == 2
    assert pinshi("import", path, "--policy", "national", "--ledger", ledger).code == 2
    assert pinshi("import", tmp_path / "没有.csv", "--policy", "zhangdian").code == 2


def test_the_screen_names_entries_and_the_next_command(
    pinshi: Pinshi, tmp_path: Path, ledger: Path
) -> None:
    path = table(tmp_path, *SOUND)
    ended = pinshi("import", path, "--policy", "zhangdian", "--ledger", ledger)
    assert "2024年第一季度：第 1 笔，补录 2 人" in ended.out
    assert "pinshi verify" in ended.err
    again = pinshi("import", path, "--policy", "zhangdian", "--ledger", ledger)
    assert "什么也没有记入台账" in again.err
