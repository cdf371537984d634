"""`pinshi annual --year`: the year from the ledger."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.ledger_books import MET, as_clerk
from tests.cli.running import Ended, Pinshi
from tests.cli.use_books import register


@pytest.fixture(autouse=True)
def _clerk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    as_clerk(monkeypatch, tmp_path, "2026-07-10 09:30")


@pytest.fixture
def books(pinshi: Pinshi, tmp_path: Path) -> list[Path]:
    """Two quarters, on record."""
    second = register(tmp_path, "二季度", (80, 92, 70, 50, 91), items={**MET, "季度": 2})
    found = [register(tmp_path, items=MET), second]
    assert pinshi("record", *found).code == 0
    return found


def test_the_ledger_says_what_the_registers_say(pinshi: Pinshi, books: list[Path]) -> None:
    given = pinshi("annual", *books, "--json").json
    known = pinshi("annual", "--year", "2026", "--json")
    assert known.code == 0
    assert _as_of_registers(known)["units"] == given["units"]


def _as_of_registers(known: Ended) -> dict[str, Any]:
    """The document with a lacking quarter told as of registers."""
    reworded = known.out.replace("没有记入台账，记入后再算", "没有登记簿，补齐后再算")
    document: dict[str, Any] = json.loads(reworded.replace("的登记簿（记入台账）", "的登记簿"))
    return document


def test_a_quarter_that_is_not_on_record_is_said_so(pinshi: Pinshi, books: list[Path]) -> None:
    (unit,) = pinshi("annual", "--year", "2026", "--json").json["units"]
    first = unit["people"][0]
    assert first["reasons"][0]["text"] == "第三季度没有记入台账，记入后再算"
    assert first["missing"][0] == {"what": "第三季度的登记簿（记入台账）", "who": "本单位"}


def test_a_unit_is_named_once_in_what_is_said_of_its_quarter(
    pinshi: Pinshi, books: list[Path], tmp_path: Path
) -> None:
    third = register(tmp_path, "三季度", items={"季度": 3, "会议日期": None})
    assert pinshi("record", third).code == 0
    ended = pinshi("annual", "--year", "2026", "--dry-run")
    assert "青禾区统计局  L070 警告  2026年第三季度在台账里还是拟定" in ended.err


def test_the_workbook_is_put_beside_the_ledger(
    pinshi: Pinshi, books: list[Path], tmp_path: Path
) -> None:
    ended = pinshi("annual", "--year", "2026")
    assert ended.code == 0
    assert (tmp_path / "考核输出" / "2026年" / "2026-年度考核资格.xlsx").exists()


def test_a_quarter_that_was_pruned_is_said_to_lack(
    pinshi: Pinshi, books: list[Path], tmp_path: Path
) -> None:
    why = ("--why", "保存期满", "--yes")
    assert pinshi("prune", "--before", "2026Q2", *why).code == 0
    ended = pinshi("annual", "--year", "2026", "--json").json
    said = [each for each in ended["diagnostics"] if each["code"] == "L059"]
    assert [(each["severity"], each["key"], each["message"]) for each in said] == [
        ("warning", "青禾区统计局", "2026年第一季度在台账里已经清理，按没有算")
    ]
    assert ended["units"][0]["people"][0]["quarters"] == [None, "较好", None, None]
    assert pinshi("prune", "--before", "2026Q3", *why).code == 0
    nothing = pinshi("annual", "--year", "2026", "--json")
    assert nothing.code == 2
    assert {each["code"] for each in nothing.json["diagnostics"]} == {"L059"}


def test_a_year_before_the_rules_began_says_so(
    pinshi: Pinshi, books: list[Path], tmp_path: Path
) -> None:
    table = tmp_path / "以前.csv"
    table.write_text("年度,季度,编号,姓名,等次\n2019,1,001,张三,好\n", encoding="utf-8-sig")
    unit = ("--unit", "青禾区统计局")
    assert pinshi("import", table, "--policy", "zhangdian", *unit).code == 0
    ended = pinshi("annual", "--year", "2019")
    assert ended.code == 2
    assert "L069  2019年第一季度在“张店区统计局" in ended.err
    assert "施行以前" in ended.err


def test_of_several_registers_a_finding_names_its_own(
    pinshi: Pinshi, books: list[Path], tmp_path: Path
) -> None:
    faulty = register(tmp_path, "三季度", items={"季度": 3, "会议日期": "不详"})
    for command in (("annual",), ("record",), ("form", "--year")):
        ended = pinshi(*command, *books, faulty)
        assert ended.code == 1
        assert "三季度.xlsx › 基本信息!B" in ended.err
    assert "pinshi check" in pinshi("record", *books, faulty).err
    last = pinshi("record", *books, faulty).err.strip().splitlines()[-1]
    assert last.endswith("三季度.xlsx")
    assert "一季度" not in last


def test_what_lacks_can_be_foreseen(pinshi: Pinshi, books: list[Path]) -> None:
    given = pinshi("annual", *books, "--forecast", "--json").json
    known = pinshi("annual", "--year", "2026", "--forecast", "--json")
    assert _as_of_registers(known)["units"] == given["units"]


@pytest.mark.parametrize(
    "said",
    [(), ("一季度.xlsx", "--year", "2026"), ("一季度.xlsx", "--as-of", "2026-07-01")],
    ids=["neither", "both", "a day without a year"],
)
def test_a_year_comes_from_registers_or_from_the_ledger(
    pinshi: Pinshi, books: list[Path], said: tuple[str, ...]
) -> None:
    ended = pinshi("annual", *said)
    assert ended.code == 2
    assert "U701" in ended.err


@pytest.mark.parametrize("word", ["--many", "--draft", "--password=1"])
def test_what_only_registers_need_is_refused_with_the_ledger(
    pinshi: Pinshi, books: list[Path], word: str
) -> None:
    ended = pinshi("annual", "--year", "2026", word)
    assert ended.code == 2
    assert f"U701  {word.partition('=')[0]} 只用于登记簿" in ended.err


def test_a_year_that_is_not_on_record_is_said(pinshi: Pinshi, books: list[Path]) -> None:
    ended = pinshi("annual", "--year", "2025")
    assert ended.code == 2
    assert "L078" in ended.err
    assert pinshi("annual", "--year", "2026", "--as-of", "2026-07-09").code == 2


def test_a_quarter_that_no_meeting_decided_is_warned_of(pinshi: Pinshi, tmp_path: Path) -> None:
    book = register(tmp_path)
    pinshi("record", book)
    said = pinshi("annual", "--year", "2026", "--json").json
    assert "L070" in [each["code"] for each in said["diagnostics"]]
    pinshi("record", register(tmp_path, items=MET))
    said = pinshi("annual", "--year", "2026", "--json").json
    assert "L070" not in [each["code"] for each in said["diagnostics"]]


def test_the_rules_of_ones_own_must_be_at_hand(pinshi: Pinshi, tmp_path: Path) -> None:
    from pinshi_cli.policy.library import shipped

    text = shipped("zhangdian")[0].text.replace('id = "zhangdian"', 'id = "qinghe"', 1)
    rules = tmp_path / "qinghe.toml"
    rules.write_text(text, encoding="utf-8")
    book = register(tmp_path, items=MET)
    assert pinshi("record", book, "--policy", rules).code == 0
    lost = pinshi("annual", "--year", "2026")
    assert lost.code == 2
    assert "L069" in lost.err
    assert pinshi("annual", "--year", "2026", "--policy", rules, "--json").code == 0
    rules.write_text(text + "\n# 改过\n", encoding="utf-8")
    said = pinshi("annual", "--year", "2026", "--policy", rules, "--json").json
    assert "L068" in [each["code"] for each in said["diagnostics"]]


def test_the_workbook_prints_the_head_of_the_ledger_it_comes_from(
    pinshi: Pinshi, books: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "pinshi.db").rename(tmp_path / "别名.db")
    ledger = ("--ledger", "别名.db")
    assert pinshi("annual", "--year", "2026", *ledger).code == 0
    head = pinshi("verify", *ledger, "--json").json["head"]
    written = openpyxl.load_workbook(tmp_path / "考核输出" / "2026年" / "2026-年度考核资格.xlsx")
    assert any(head in [cell.value for cell in row] for sheet in written for row in sheet.rows)


def test_of_several_units_a_finding_names_its_own(
    pinshi: Pinshi, books: list[Path], tmp_path: Path
) -> None:
    other = register(tmp_path, "别局", items={**MET, "单位名称": "白石区统计局"})
    assert pinshi("record", other).code == 0
    said = pinshi("annual", "--year", "2026", "--dry-run").err
    assert "二季度.xlsx › 年度测评  Y807" in said
    assert "别局.xlsx › 年度测评  Y807" in said
    codes = pinshi("export", "--year", "2026", "--codes", "--dry-run").err
    assert "别局.xlsx › 年度测评  Y807" in codes
