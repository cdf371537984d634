"""`pinshi batch`: what shows only when all registers are known, and what the list grants."""

from pathlib import Path

import pytest

from tests.city.made import (
    COUNTIES,
    register,
    sound_city,
    unit_list,
)
from tests.cli.batches import books, codes, run
from tests.cli.running import Pinshi


@pytest.fixture
def city(tmp_path: Path) -> Path:
    folder = tmp_path / "报送"
    sound_city(folder, 4)
    return folder


def test_two_registers_of_one_unit_and_quarter_are_both_reported_and_neither_is_written(
    pinshi: Pinshi, city: Path
) -> None:
    (city / "又一份.xlsx").write_bytes(register(1, people=3))
    found = books(run(pinshi, city))
    twice = {name for name, book in found.items() if "B010" in codes(book)}
    assert twice == {"又一份.xlsx", "西河县/第01局.xlsx"}
    assert all(not found[name]["outputs"] for name in twice)
    assert not (city.parent / "出" / "西河县" / "第01局").exists()


def test_once_one_of_them_is_gone_the_other_counts(pinshi: Pinshi, city: Path) -> None:
    (city / "又一份.xlsx").write_bytes(register(1, people=3))
    run(pinshi, city)
    (city / "又一份.xlsx").unlink()
    ended = run(pinshi, city, "--resume")
    assert ended.code == 0
    assert (city.parent / "出" / "西河县" / "第01局" / "2026Q1").is_dir()


@pytest.mark.parametrize(("asked", "meant"), [((), "2026Q1"), (("--quarter", "2025Q4"), "2025Q4")])
def test_the_quarter_meant_is_that_of_most_registers_or_the_one_said(
    pinshi: Pinshi, city: Path, asked: tuple[str, ...], meant: str
) -> None:
    (city / "旧.xlsx").write_bytes(register(9, 年度=2025, 季度=4))
    ended = run(pinshi, city, *asked)
    assert ended.json["period"] == meant
    other = {name for name, book in books(ended).items() if "B011" in codes(book)}
    assert other == {name for name, book in books(ended).items() if book["period"] != meant}


def test_units_without_a_register_and_registers_without_a_unit_are_told(
    pinshi: Pinshi, city: Path, tmp_path: Path
) -> None:
    rows = [(f"U{n:03d}", f"第{n:02d}局", COUNTIES[n % 2]) for n in (1, 2, 3, 8)]
    ended = run(pinshi, city, "--units", unit_list(tmp_path / "名单.xlsx", *rows))
    assert [unit["name"] for unit in ended.json["missing"]] == ["第08局"]
    found = books(ended)
    assert [n for n, book in found.items() if "B012" in codes(book, "warning")] == [
        "东山县/第04局.xlsx"
    ]
    assert ended.code == 0, "the registers that are there are sound"
    assert ended.json["totals"]["missing"] == 1


def test_a_unit_whose_code_the_list_writes_otherwise_is_told_so(
    pinshi: Pinshi, city: Path, tmp_path: Path
) -> None:
    """As where Excel has made a number of `0001`."""
    (city / "西河县" / "第01局.xlsx").write_bytes(register(1, 单位编码="0001"))
    listed = unit_list(tmp_path / "名单.xlsx", (1, "第01局", "西河县"))
    found = books(run(pinshi, city, "--units", listed))["西河县/第01局.xlsx"]
    (said,) = [each for each in found["diagnostics"] if each["code"] == "B012"]  # type: ignore[attr-defined]
    assert said["message"] == "“第01局”（0001）不在单位名单里，名单里同名的编码是“1”"


def test_the_list_names_county_and_unit_and_a_difference_is_told(
    pinshi: Pinshi, city: Path, tmp_path: Path
) -> None:
    listed = unit_list(tmp_path / "名单.xlsx", ("U001", "第一局", "南湖县"))
    found = books(run(pinshi, city, "--units", listed))["西河县/第01局.xlsx"]
    assert (found["unit"], found["county"]) == ("第一局", "南湖县")
    assert codes(found, "warning").count("B017") == 2
    assert (city.parent / "出" / "南湖县" / "第一局" / "2026Q1").is_dir()


def test_a_granted_share_goes_before_the_registers_own(
    pinshi: Pinshi, city: Path, tmp_path: Path
) -> None:
    (city / "西河县" / "第01局.xlsx").write_bytes(register(1, people=10, 好等次比例=0.4))
    listed = unit_list(tmp_path / "名单.xlsx", ("U001", "第01局", "西河县", "", "", 0.2))
    found = books(run(pinshi, city, "--units", listed))["西河县/第01局.xlsx"]
    assert [(use["base"], use["limit"]) for use in found["quota"]] == [(10, 2)]  # type: ignore[attr-defined]
    assert "B014" in codes(found, "warning")


def test_a_share_beyond_the_policy_withholds_the_quota_at_the_lists_cell(
    pinshi: Pinshi, city: Path, tmp_path: Path
) -> None:
    listed = unit_list(tmp_path / "名单.xlsx", ("U001", "第01局", "西河县", "", "", 0.6))
    found = books(run(pinshi, city, "--units", listed))["西河县/第01局.xlsx"]
    (fault,) = [each for each in found["diagnostics"] if each["code"] == "B015"]  # type: ignore[attr-defined]
    assert (fault["file"], fault["cell"]) == ("名单.xlsx", "F2")
    assert not found["ok"]


def test_all_shares_together_are_held_against_the_total(
    pinshi: Pinshi, city: Path, tmp_path: Path
) -> None:
    rows = [(f"U{n:03d}", f"第{n:02d}局", COUNTIES[n % 2], "", "", 0.4) for n in range(1, 5)]
    enough = unit_list(tmp_path / "够.xlsx", *rows, ("", "合计", "", "", "", 0.4))
    short = unit_list(tmp_path / "少.xlsx", *rows, ("", "合计", "", "", "", 0.2))
    assert run(pinshi, city, "--units", enough).code == 0
    ended = run(pinshi, city, "--units", short)
    assert ended.code == 1
    assert [each["code"] for each in ended.json["diagnostics"]] == ["B016"]
    assert ended.json["totals"]["granted"] == {"share": "0.2", "seats": 4, "limit": 3}


def test_a_faulty_list_is_refused_before_anything_is_done(
    pinshi: Pinshi, city: Path, tmp_path: Path
) -> None:
    twice = unit_list(tmp_path / "名单.xlsx", ("U001", "第01局"), ("U001", "第02局"))
    ended = run(pinshi, city, "--units", twice)
    assert ended.code == 2
    assert [each["code"] for each in ended.json["diagnostics"]] == ["B021"]
    assert not (city.parent / "出").exists()


# -- the year ----------------------------------------------------------------------------------


def test_excellent_seats_of_the_year_are_held_against_the_total_bj1(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    folder = tmp_path / "全年"
    folder.mkdir()
    for quarter in (1, 2, 3, 4):
        (folder / f"{quarter}季度.xlsx").write_bytes(register(1, people=10, 季度=quarter))
    row = ("U001", "第01局", "", "", "", "", 0.2, "")
    for share, found in ((0.2, []), (0.1, ["B019"])):
        units = unit_list(tmp_path / "名单.xlsx", row, ("", "合计", "", "", "", "", share, ""))
        ended = pinshi("batch", folder, "--json", "--year", "--units", units)
        assert [each["code"] for each in ended.json["diagnostics"]] == found
        assert ended.code == bool(found)


def test_a_year_brings_the_quarters_of_each_unit_together(pinshi: Pinshi, tmp_path: Path) -> None:
    folder = tmp_path / "全年"
    folder.mkdir()
    for quarter in (1, 2, 3, 4):
        for number in (1, 2):
            data = register(number, 季度=quarter)
            (folder / f"{number} {quarter}季度.xlsx").write_bytes(data)
    ended = pinshi("batch", folder, "--json", "-o", tmp_path / "出", "--year")
    assert ended.code == 0, [codes(book) for book in ended.json["books"]]
    first, second = ended.json["years"]
    assert (first["unit"], first["year"], len(first["books"])) == ("第01局", 2026, 4)
    assert sum(second["verdicts"].values()) == 4
    assert [Path(name).name for name in first["outputs"]] == ["2026-年度考核资格.xlsx"]
    assert (tmp_path / "出" / "西河县" / "第01局" / "2026年" / "2026-年度考核资格.xlsx").is_file()
    assert ended.json["totals"]["outputs"] == 10, "the years' are counted too"
    again = pinshi("batch", folder, "-o", tmp_path / "出", "--year", "--resume")
    assert "10 份没有变" in again.err
    assert "2026 年（人数、等次是 2026Q4 的）　8 份登记簿" in again.out
