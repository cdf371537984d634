"""A quarter's way through the commands, the same in both databases."""

from pathlib import Path

import pytest

from pinshi_cli.ledger.address import Address
from tests.cli.ledger_books import MET, WHERE, at, decisions
from tests.cli.running import Pinshi
from tests.cli.use_books import register

QUARTER = ("--quarter", "2026Q1")


@pytest.fixture
def pinshi(
    capsys: pytest.CaptureFixture[str],
    address: Address,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Pinshi:
    monkeypatch.setenv("PINSHI_LEDGER", address.url or str(address.path))
    monkeypatch.setenv("PINSHI_BY", "周敏")
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.chdir(tmp_path)
    at(monkeypatch, "2026-04-10 09:30")
    return Pinshi(capsys)


def test_a_quarter_is_recorded_decided_reviewed_filed_and_verified(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    assert pinshi("record", register(tmp_path)).code == 0
    met = decisions(("005", "较好"))
    book = register(tmp_path, items=MET, sheets={"集体研究": met})
    assert pinshi("record", book, "--json").json["books"][0]["kind"] == "decide"
    ask = ("--asked", "2026-04-12", "--ground", "漏记", "--known", "2026-04-11")
    assert pinshi("review", "open", "004", *QUARTER, *ask).code == 0
    told = ("--found", "属实", "--why", "补记", "--grade", "一般")
    assert pinshi("review", "decide", "赵六", *QUARTER, *told).code == 0
    assert pinshi("file", "accept", WHERE, *QUARTER).code == 0
    found = pinshi("verify", book, "--json")
    assert found.code == 0
    assert found.json["entries"] == 5
    assert found.json["books"][0]["same_file"] is True
    year = pinshi("annual", "--year", "2026", "--json").json
    first = {each["id"]: each["quarters"][0] for each in year["units"][0]["people"]}
    assert first == {"001": "好", "002": "较好", "003": "一般", "004": "一般", "005": "较好"}
    grade = pinshi("grade", book, "--json", "-o", tmp_path / "结果.xlsx")
    assert grade.code == 0


def test_a_dry_run_asks_for_no_ledger_and_makes_none(pinshi: Pinshi, tmp_path: Path) -> None:
    table = tmp_path / "以前.csv"
    table.write_text(
        "单位名称,年度,季度,编号,姓名,等次\n甲局,2024,4,001,李四,好\n", encoding="utf-8"
    )
    for call in (("import", table, "--policy", "zhangdian"), ("record", register(tmp_path))):
        assert pinshi(*call, "--dry-run").code == 0
    assert "L001" in pinshi("verify").err


def test_nothing_is_half_recorded(pinshi: Pinshi, tmp_path: Path) -> None:
    first = register(tmp_path, items=MET)
    assert pinshi("record", first).code == 0
    second = register(tmp_path, "二季度", items={**MET, "季度": 2})
    other = register(tmp_path, totals=(92, 80, 70, 65, 91), items=MET)
    assert pinshi("record", second, other).code == 1
    assert pinshi("verify", "--json").json["entries"] == 1
    assert pinshi("record", second).code == 0
    assert pinshi("verify", "--json").json["entries"] == 2
