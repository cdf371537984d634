"""`pinshi init`: an empty register, or the next quarter's from the last one."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from pinshi_cli.workflow.samples import sample
from tests.cli.running import SOUND, Pinshi


def sheet(path: Path, name: str) -> list[dict[str, object]]:
    rows = list(load_workbook(path)[name].iter_rows(min_row=3, values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:] if any(row)]  # type: ignore[arg-type]


@pytest.fixture
def following(pinshi: Pinshi, tmp_path: Path) -> Path:
    path = tmp_path / "next.xlsx"
    assert pinshi("init", "--from", SOUND, "-o", path).code == 0
    return path


def test_it_says_what_it_wrote_and_what_comes_next(pinshi: Pinshi, tmp_path: Path) -> None:
    arguments = [
        "--policy",
        "zhangdian",
        "--year",
        "2026",
        "--quarter",
        "3",
        "--unit",
        "青禾区统计局",
    ]
    ended = pinshi("init", *arguments, "-o", tmp_path)
    path = tmp_path / "平时考核登记簿-2026Q3.xlsx"
    assert ended.code == 0
    assert path.exists()
    assert "已写出" in ended.out
    assert "pinshi check" in ended.err
    said = {row["项目"]: row["内容"] for row in sheet(path, "基本信息")}
    assert said["单位名称"] == "青禾区统计局"
    assert (said["年度"], said["季度"], said["考核办法"]) == (2026, 3, "zhangdian")
    assert "季度考核占比" in said


def test_it_follows_one_quarter_on(following: Path) -> None:
    said = {row["项目"]: row["内容"] for row in sheet(following, "基本信息")}
    assert (said["年度"], said["季度"]) == (2026, 2)
    assert said["单位名称"] == "青禾区统计局"
    assert said["会议日期"] is None


def test_the_roster_is_carried_over_without_who_is_gone(pinshi: Pinshi, following: Path) -> None:
    before, after = sheet(SOUND, "人员名册"), sheet(following, "人员名册")
    gone = {row["编号"] for row in before if row["参加情况"] in ("退休", "调出")}
    assert {row["编号"] for row in after} == {row["编号"] for row in before} - gone


def test_a_secondment_goes_on_and_a_leave_that_ended_does_not(following: Path) -> None:
    before = {row["编号"]: row for row in sheet(SOUND, "人员名册")}
    after = {row["编号"]: row for row in sheet(following, "人员名册")}
    for id_, row in after.items():
        was = before[id_]
        if was["参加情况"] in ("借调", "挂职") and was["结束日期"] is None:
            assert row["参加情况"] == was["参加情况"]
            assert row["起始日期"] == was["起始日期"]
        if was["结束日期"] is not None and str(was["结束日期"]) < "2026-04-01":
            assert row["参加情况"] is None


def test_measures_still_in_force_are_carried_over(following: Path) -> None:
    kinds = {row["种类"] for row in sheet(following, "处分问责")}
    before = {row["种类"] for row in sheet(SOUND, "处分问责")}
    assert kinds < before
    assert "警告" in kinds  # ZD7.4: six months


def test_last_quarters_register_is_not_changed(pinshi: Pinshi, tmp_path: Path) -> None:
    before = SOUND.read_bytes()
    pinshi("init", "--from", SOUND, "-o", tmp_path)
    assert SOUND.read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--policy", "zhangdian"],
        ["--policy", "zhangdian", "--year", "2026"],
        ["--year", "2026", "--quarter", "1"],
        ["--policy", "没有的办法", "--year", "2026", "--quarter", "1"],
        ["--policy", "zhangdian", "--year", "2026", "--quarter", "1", "--scope", "公安局"],
    ],
)
def test_a_call_that_lacks_something_is_refused(
    pinshi: Pinshi, tmp_path: Path, arguments: list[str]
) -> None:
    ended = pinshi("init", *arguments, "-o", tmp_path)
    assert ended.code == 2
    assert list(tmp_path.iterdir()) == []


def test_an_empty_register_says_only_that_it_is_empty(pinshi: Pinshi, tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    pinshi("init", "--policy", "zhangdian", "--year", "2026", "--quarter", "1", "-o", path)
    found = pinshi("check", path, "--json").json["books"][0]["diagnostics"]
    errors = {each["code"] for each in found if each["severity"] == "error"}
    assert errors == {"R201", "N309"}  # 单位名称, and nobody on the roster
    assert not any(each["sheet"] == "填表说明" for each in found)


def test_with_json_a_file_is_written_only_where_o_is_given(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert pinshi("init", "--from", SOUND, "--json").json["outputs"] == []
    assert list(tmp_path.iterdir()) == []
    ended = pinshi("init", "--from", SOUND, "--json", "-o", tmp_path / "next.xlsx")
    assert ended.json["outputs"] == [str(tmp_path / "next.xlsx")]
    assert (tmp_path / "next.xlsx").exists()


def test_a_register_of_two_way_ratings_is_carried_over_too(pinshi: Pinshi, tmp_path: Path) -> None:
    path = tmp_path / "next.xlsx"
    ended = pinshi("init", "--from", sample("wangjiang/two-way.xlsx"), "-o", path)
    assert ended.code == 0
    assert len(sheet(path, "人员名册")) == 12  # one of the 13 has retired
    assert sheet(path, "正反测评") == []


def test_a_base_has_no_register(pinshi: Pinshi, tmp_path: Path) -> None:
    arguments = ["--policy", "national", "--year", "2026", "--quarter", "1"]
    ended = pinshi("init", *arguments, "-o", tmp_path)
    assert (ended.code, "P617" in ended.err) == (2, True)
    assert list(tmp_path.iterdir()) == []
