"""`pinshi import`: earlier years from a plain table, all of it or nothing."""

import csv
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from tests.cli.ledger_books import at
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


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            (row("001", "张三", 单位编码="C1"), row("002", "李四")),
            "“青禾区统计局”在同一季有的行写了单位编码 C1，这一行没有写",
        ),
        (
            (
                row("001", "张三", 单位编码="C1"),
                row("002", "李四", 单位编码="C2"),
                row("003", "王五"),
            ),
            "表里有几个单位叫“青禾区统计局”（C1、C2），这一行没有写单位编码",
        ),
    ],
)
def test_a_row_without_the_code_that_others_have_is_an_error(
    rows: tuple[Sequence[object], ...], said: str, pinshi: Pinshi, tmp_path: Path, ledger: Path
) -> None:
    """Nobody wrote meanwhile, and running it again would not help."""
    for more in ((), ("--dry-run",)):
        ended = imported(pinshi, table(tmp_path, *rows), ledger, *more)
        assert (ended.code, faults(ended)) == (1, [("L090", f"A{len(rows) + 1}")])
        assert ended.json["diagnostics"][0]["message"] == said
    assert not ledger.exists()


def test_a_unit_that_got_its_code_later_is_one_unit(
    pinshi: Pinshi, tmp_path: Path, ledger: Path
) -> None:
    rows = (row("001", "张三"), row("001", "张三", quarter=2, 单位编码="C1"))
    assert imported(pinshi, table(tmp_path, *rows), ledger).code == 0
    (person,) = pinshi("history", "001", "--ledger", ledger, "--json").json["people"]
    assert len(person["quarters"]) == 2
    other = (row("001", "张三"), row("001", "李四", quarter=2, 单位编码="C1"))
    assert faults(imported(pinshi, table(tmp_path, *other), tmp_path / "新.db")) == [("L052", "E3")]


def test_two_names_that_the_ledger_knows_as_one_unit_are_an_error(
    pinshi: Pinshi, tmp_path: Path, ledger: Path
) -> None:
    known = table(tmp_path, row("001", "张三", 单位名称="甲局", 单位编码="C1"))
    assert imported(pinshi, known, ledger).code == 0
    rows = (
        row("001", "张三", quarter=2, 单位名称="乙局", 单位编码="C1"),
        row("002", "李四", quarter=2, 单位名称="甲局"),
    )
    ended = imported(pinshi, table(tmp_path, *rows), ledger)
    assert (ended.code, faults(ended)) == (1, [("L090", "A3")])


def test_units_of_one_name_on_record_need_the_code_at_the_cell(
    pinshi: Pinshi, tmp_path: Path, ledger: Path
) -> None:
    coded = (row("001", "张三", 单位编码="C1"), row("001", "李四", 单位编码="C2"))
    assert imported(pinshi, table(tmp_path, *coded), ledger).code == 0
    ended = imported(pinshi, table(tmp_path, row("001", "张三", quarter=2)), ledger)
    assert (ended.code, faults(ended)) == (1, [("L016", "A2")])


def test_what_cannot_be_kept_makes_no_ledger(pinshi: Pinshi, tmp_path: Path, ledger: Path) -> None:
    ended = imported(pinshi, table(tmp_path, row("001", "长" * 201)), ledger)
    assert ended.code == 2
    assert [code for code, _ in faults(ended)] == ["L015"]
    assert not ledger.exists()


def test_an_id_that_lost_its_zeros_is_warned_of(
    pinshi: Pinshi, tmp_path: Path, ledger: Path
) -> None:
    """A spreadsheet makes 1 of 001; it would be a second person for good."""
    path = table(tmp_path, row("001", "张三"), row("1", "张三", quarter=2), row("2", "李四"))
    ended = imported(pinshi, path, ledger, "--dry-run")
    (found,) = ended.json["diagnostics"]
    assert (found["code"], found["severity"], found["cell"]) == ("L100", "warning", "E3")
    assert found["message"] == "张三的编号“1”与“001”只差前面的零，按两个人记"
    first = table(tmp_path, row("001", "张三"), row("010", "王五"))
    assert imported(pinshi, first, ledger).json["diagnostics"] == []
    second = table(
        tmp_path,
        row("1", "张三", quarter=3),
        row("10", "王五", quarter=3),
        row("01", "周七", quarter=3),
    )
    ended = imported(pinshi, second, ledger)
    assert ended.code == 0
    cells = [(each["code"], each["cell"]) for each in ended.json["diagnostics"]]
    assert cells == [("L100", "E2"), ("L100", "E3")]


def test_a_quarter_that_has_not_begun_is_refused(
    pinshi: Pinshi, tmp_path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2026-04-10 09:30")
    rows = (
        row("001", "张三", quarter=2, 年度=2026),
        row("001", "张三", quarter=3, 年度=2026),
        row("001", "张三", 年度=2062),
    )
    ended = imported(pinshi, table(tmp_path, *rows), ledger)
    assert (ended.code, faults(ended)) == (1, [("R204", "C3"), ("R204", "C4")])
    assert "2026年第三季度还没有到" in ended.json["diagnostics"][0]["message"]
    assert imported(pinshi, table(tmp_path, rows[0]), ledger).code == 0


def test_the_next_command_repeats_what_the_call_said(
    pinshi: Pinshi, tmp_path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    table(tmp_path, (2024, 1, "001", "张三", "优秀"), head=HEAD[2:7])
    said = ("--policy", "zhangdian", "--unit", UNIT, "--renamed", "003")
    ended = pinshi("import", "以前.xlsx", *said, "--ledger", "台账.db")
    assert ended.code == 1
    assert (
        "下一步：改好表，再 pinshi import 以前.xlsx --policy zhangdian "
        f"--unit {UNIT} --renamed 003 --ledger 台账.db --dry-run"
    ) in ended.err
