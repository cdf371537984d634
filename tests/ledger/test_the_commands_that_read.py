"""Looking up, exporting, importing, copying and emptying, the same in both databases."""

from pathlib import Path

import pytest

from pinshi_cli.ledger.address import Address
from tests.cli.kept import OTHER, UNIT, Kept, year_begun
from tests.cli.running import Pinshi


@pytest.fixture
def kept(
    capsys: pytest.CaptureFixture[str],
    address: Address,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Kept:
    monkeypatch.setenv("COLUMNS", "160")
    made = Kept(Pinshi(capsys), tmp_path, monkeypatch)
    monkeypatch.setenv("PINSHI_LEDGER", address.url or str(address.path))
    return year_begun(made)


def test_a_person_is_found_with_everything(kept: Kept) -> None:
    (person,) = kept.did("history", "002", "--unit", UNIT, "--json").json["people"]
    assert [each["entry"] for each in person["quarters"]] == [4, 6]
    results = kept.did("find", "--name", "李四", "--task", "普查", "--json").json["results"]
    assert [(each["unit"], each["period"]) for each in results] == [(UNIT, "2026Q1")]
    rows = kept.did("export", "--year", "2026", "--codes", "--json").json["rows"]
    assert rows[0] == {"table": "各季结果", "rows": 15}


def test_earlier_years_come_in_and_go_out_again(kept: Kept, tmp_path: Path) -> None:
    table = tmp_path / "以前.csv"
    head = "单位名称,单位编码,年度,季度,编号,姓名,等次"
    table.write_text(f"{head}\n{OTHER},3702,2024,4,001,李四,好\n", encoding="utf-8")
    call = ("import", table, "--policy", "zhangdian", "--json")
    assert kept.did(*call).json["quarters"][0]["entry"] == 8
    assert kept(*call).json["diagnostics"][0]["code"] == "L091"
    copy = tmp_path / "备份.db"
    before = kept.did("backup", "-o", copy, "--json").json["head"]
    pruned = kept.did("prune", "--before", "2025", "--why", "期满", "--yes", "--json").json
    assert (pruned["pruned"], pruned["entry"]) == ([8], 9)
    assert kept.did("find", "--year", "2024", "--json").json["results"] == []
    assert kept.did("verify", "--json").json["entries"] == 9
    assert kept("restore", copy).code == 2
    assert kept.did("restore", copy, "--force", "--json").json["head"] == before
    assert len(kept.did("find", "--year", "2024", "--json").json["results"]) == 1
