"""`pinshi batch`: a folder of registers, some of them bad, in one command."""

import json
from pathlib import Path

import pytest

from tests.city.made import (
    COUNTIES,
    NOTICE,
    break_into,
    register,
    sound_city,
    unit_list,
)
from tests.city.trees import outputs, tree
from tests.cli.running import Ended, Pinshi


@pytest.fixture
def city(tmp_path: Path) -> Path:
    folder = tmp_path / "报送"
    sound_city(folder, 4)
    return folder


def run(pinshi: Pinshi, folder: Path, *more: str | Path) -> Ended:
    return pinshi("batch", folder, "--json", "-o", folder.parent / "出", *more)


def books(ended: Ended) -> dict[str, dict[str, object]]:
    return {book["file"]: book for book in ended.json["books"]}


def codes(book: dict[str, object], severity: str = "error") -> list[str]:
    found = book["diagnostics"]
    assert isinstance(found, list)
    return [each["code"] for each in found if each["severity"] == severity]


def test_every_unit_comes_out_as_it_would_alone_byte_for_byte(pinshi: Pinshi, city: Path) -> None:
    break_into(city)
    together = run(pinshi, city, "--make", "results,json", "--jobs", "3")
    assert together.code == 1
    sound = [book for book in together.json["books"] if book["ok"]]
    assert len(sound) == 4
    for book in sound:
        alone = pinshi("grade", city / book["file"], "--json")
        (written,) = [Path(name) for name in book["outputs"] if name.endswith(".json")]
        assert written.read_bytes() == alone.out.encode()
        assert book["diagnostics"] == alone.json["diagnostics"]
        assert (book["unit"], book["period"]) == (alone.json["unit"]["name"], "2026Q1")


def test_each_bad_register_is_reported_and_stops_no_other(pinshi: Pinshi, city: Path) -> None:
    bad = break_into(city)
    ended = run(pinshi, city)
    found = books(ended)
    assert {name: bad[name] in codes(found[name]) for name in bad} == dict.fromkeys(bad, True)
    assert all(not found[name]["ok"] and not found[name]["outputs"] for name in bad)
    assert ended.json["totals"]["books"] == 4 + len(bad)
    assert ended.json["totals"]["sound"] == 4
    assert len(outputs(city.parent / "出") - {"批量清单.json", "问题清单.csv"}) == 4


def test_outputs_lie_by_county_unit_and_quarter_and_the_manifest_is_there(
    pinshi: Pinshi, city: Path
) -> None:
    assert run(pinshi, city, "--make", "results,forms,notices").code == 0
    made = outputs(city.parent / "出")
    assert "西河县/第01局/2026Q1/第01局-考核结果.xlsx" in made
    assert "西河县/第01局/2026Q1/第01局-公示.xlsx" in made
    assert "西河县/第01局/2026Q1/登记表/登记表-打印.xlsx" in made
    assert "东山县/第02局/2026Q1/登记表/单份/001 钱丁 登记表.xlsx" in made
    manifest = json.loads((city.parent / "出" / "批量清单.json").read_text(encoding="utf-8"))
    assert (manifest["ok"], manifest["books"], manifest["period"]) == (True, 4, "2026Q1")


def test_neither_order_nor_number_of_workers_changes_anything(pinshi: Pinshi, city: Path) -> None:
    break_into(city)
    one, many = city.parent / "一", city.parent / "多"
    pinshi("batch", city, "-o", one, "--jobs", "1", "--make", "results,notices,forms")
    pinshi("batch", city, "-o", many, "--jobs", "4", "--make", "results,notices,forms")
    assert tree(one) == tree(many)
    assert len(tree(one)) > 20


# -- twice, missing, another quarter, the list ------------------------------------------------


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


# -- what the meeting has not decided ----------------------------------------------------------


def test_before_the_meeting_only_the_result_is_made(pinshi: Pinshi, city: Path) -> None:
    (city / "西河县" / "第01局.xlsx").write_bytes(register(1, 会议日期=None))
    ended = run(pinshi, city, "--make", "results,forms,notices")
    found = books(ended)["西河县/第01局.xlsx"]
    assert ended.code == 0
    assert [Path(name).name for name in found["outputs"]] == ["第01局-考核结果.xlsx"]  # type: ignore[attr-defined]
    assert codes(found, "note") == ["B023"]


def test_a_draft_is_made_before_the_meeting_and_of_registers_with_errors(
    pinshi: Pinshi, city: Path
) -> None:
    (city / "西河县" / "第01局.xlsx").write_bytes(register(1, 会议日期=None))
    (city / "西河县" / "第03局.xlsx").write_bytes(register(3, 优秀比例="许多"))
    run(pinshi, city, "--make", "results,forms,notices", "--draft")
    made = outputs(city.parent / "出")
    assert "西河县/第01局/2026Q1/第01局-公示-征求意见.xlsx" in made
    assert any(name.startswith("西河县/第01局/2026Q1/登记表") for name in made)
    assert [name for name in made if "第03局" in name] == [
        "西河县/第03局/2026Q1/第03局-考核结果-试算.xlsx"
    ]


def test_a_notice_that_cannot_be_made_costs_only_itself(pinshi: Pinshi, city: Path) -> None:
    lacking: dict[str, object] = dict.fromkeys(NOTICE)
    (city / "西河县" / "第01局.xlsx").write_bytes(register(1, 4, **lacking))
    ended = run(pinshi, city, "--make", "results,notices")
    found = books(ended)["西河县/第01局.xlsx"]
    assert ended.code == 1
    assert [Path(name).name for name in found["outputs"]] == ["第01局-考核结果.xlsx"]  # type: ignore[attr-defined]
    assert any(code.startswith("T9") for code in codes(found))


def test_a_register_with_errors_goes_back_with_its_cells_marked(pinshi: Pinshi, city: Path) -> None:
    from pinshi_cli.registers.annotated_list import listed_in
    from pinshi_cli.sheets.read import read_workbook

    break_into(city)
    ended = run(pinshi, city, "--annotate")
    made = {name for name in outputs(city.parent / "出") if "退回" in name}
    assert made == {
        "西河县/第24局/2026Q1/坏日期-退回.xlsx".replace("西河县", COUNTIES[0]),
        "未分县区/不知单位/西河县_别的表/别的表-退回.xlsx",
    }
    copy = next((city.parent / "出").rglob("坏日期-退回.xlsx"))
    listed = listed_in(read_workbook(copy))
    assert listed is not None
    assert [(each.code, each.cell) for each in listed[1]][:1] == [("R207", "B9")]
    assert codes(books(ended)["西河县/坏日期.xlsx"]) == ["R207"]


def test_a_copy_that_comes_back_unmended_says_what_still_stands(pinshi: Pinshi, city: Path) -> None:
    from pinshi_cli.registers.annotated_list import STANDING, listed_in
    from pinshi_cli.sheets.read import read_workbook

    bad = city / "西河县" / "坏.xlsx"
    bad.write_bytes(register(24, 会议日期="四月八日"))
    run(pinshi, city, "--annotate")
    bad.write_bytes(next((city.parent / "出").rglob("坏-退回.xlsx")).read_bytes())
    run(pinshi, city, "--annotate", "--resume")
    again = next((city.parent / "出").rglob("坏-退回.xlsx"))
    listed = listed_in(read_workbook(again))
    assert listed is not None
    sheet, _ = listed
    assert any(STANDING in row for row in sheet.rows)


# -- again -------------------------------------------------------------------------------------


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    names = before.keys() | after.keys()
    return {name for name in names if before.get(name) != after.get(name)}


def test_what_has_not_changed_is_not_done_again(pinshi: Pinshi, city: Path) -> None:
    out = city.parent / "出"
    pinshi("batch", city, "-o", out)
    (city / "西河县" / "第01局.xlsx").write_bytes(register(1, people=3))
    before = {p: p.stat().st_mtime_ns for p in out.rglob("*-考核结果.xlsx")}
    ended = pinshi("batch", city, "-o", out, "--resume")
    assert "3 份没有变" in ended.err
    redone = {p.name for p, at in before.items() if p.stat().st_mtime_ns != at}
    assert redone == {"第01局-考核结果.xlsx"}


@pytest.mark.parametrize("choice", [("--make", "results,notices"), ("--policy", "national"), ()])
def test_another_choice_or_a_lost_output_is_done_again(
    pinshi: Pinshi, city: Path, choice: tuple[str, ...]
) -> None:
    out = city.parent / "出"
    pinshi("batch", city, "-o", out)
    if not choice:
        next(out.rglob("第02局-考核结果.xlsx")).unlink()
    ended = pinshi("batch", city, "-o", out, "--resume", *choice)
    assert ("3 份没有变" in ended.err) == (not choice)
    assert ("份没有变" in ended.err) == (not choice)


def test_a_row_of_the_list_that_changes_does_only_its_unit_again(
    pinshi: Pinshi, city: Path, tmp_path: Path
) -> None:
    rows = [(f"U{n:03d}", f"第{n:02d}局", COUNTIES[n % 2], "", "", 0.4) for n in range(1, 5)]
    listed = unit_list(tmp_path / "名单.xlsx", *rows)
    out = city.parent / "出"
    pinshi("batch", city, "-o", out, "--units", listed)
    unit_list(listed, *rows[:3], (*rows[3][:5], 0.25))
    assert "3 份没有变" in pinshi("batch", city, "-o", out, "--units", listed, "--resume").err


def test_what_came_of_a_register_goes_when_the_register_is_gone_or_faulty(
    pinshi: Pinshi, city: Path
) -> None:
    out = city.parent / "出"
    run(pinshi, city)
    (city / "西河县" / "第01局.xlsx").unlink()
    (city / "东山县" / "第02局.xlsx").write_bytes(b"")
    run(pinshi, city, "--resume")
    kept = {name for name in outputs(out) if name.endswith(".xlsx")}
    assert kept == {
        "西河县/第03局/2026Q1/第03局-考核结果.xlsx",
        "东山县/第04局/2026Q1/第04局-考核结果.xlsx",
    }


def test_an_output_that_somebody_has_changed_is_not_overwritten(pinshi: Pinshi, city: Path) -> None:
    out = city.parent / "出"
    run(pinshi, city)
    mine = next(out.rglob("第02局-考核结果.xlsx"))
    mine.write_bytes(b"mine")
    found = books(run(pinshi, city))["东山县/第02局.xlsx"]
    assert codes(found) == ["F121"]
    assert found["outputs"] == []
    assert mine.read_bytes() == b"mine"
    assert run(pinshi, city, "--force").code == 0
    assert mine.read_bytes() != b"mine"


def test_another_quarter_in_the_same_folder_leaves_the_first_alone(
    pinshi: Pinshi, city: Path, tmp_path: Path
) -> None:
    second = tmp_path / "二季度"
    second.mkdir()
    (second / "第01局.xlsx").write_bytes(register(1, 季度=2))
    run(pinshi, city)
    pinshi("batch", second, "-o", city.parent / "出")
    below = city.parent / "出" / "西河县" / "第01局"
    assert sorted(path.name for path in below.iterdir()) == ["2026Q1", "2026Q2"]


# -- calls -------------------------------------------------------------------------------------


def test_without_a_place_json_writes_nothing(pinshi: Pinshi, city: Path) -> None:
    before = tree(city)
    ended = pinshi("batch", city, "--json")
    assert (ended.code, ended.json["folder"]) == (0, None)
    assert all(book["outputs"] == [] for book in ended.json["books"])
    assert tree(city) == before


def test_a_dry_run_says_how_much_would_be_written(pinshi: Pinshi, city: Path) -> None:
    before = tree(city.parent)
    ended = pinshi("batch", city, "-o", city.parent / "出", "--dry-run")
    assert "将写出 4 个文件" in ended.out
    assert tree(city.parent) == before


def test_outputs_lie_beside_the_registers_and_are_none_of_them(pinshi: Pinshi, city: Path) -> None:
    assert pinshi("batch", city).code == 0
    assert (city / "考核输出" / "西河县" / "第01局" / "2026Q1").is_dir()
    assert len(pinshi("batch", city, "--json").json["books"]) == 4


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--make", "results,表"), "U701"),
        (("--make", " "), "U701"),
        (("--format", "pdf"), "U701"),
        (("--quarter", "下季"), "U701"),
        (("--policy", "nowhere"), "P601"),
        (("--units", "没有.xlsx"), "F101"),
    ],
)
def test_a_wrong_call_does_nothing(
    pinshi: Pinshi, city: Path, more: tuple[str, ...], code: str
) -> None:
    ended = run(pinshi, city, *more)
    assert (ended.code, ended.json["diagnostics"][0]["code"]) == (2, code)
    assert (ended.json["schema"], ended.json["books"]) == ("pinshi/batch/1", [])
    assert not (city.parent / "出").exists()


def test_a_folder_without_registers_is_refused(pinshi: Pinshi, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    assert pinshi("batch", tmp_path / "空").code == 2
    ended = pinshi("batch", tmp_path / "没有", "--json")
    assert (ended.code, ended.json["diagnostics"][0]["code"]) == (2, "F101")


def test_the_screen_has_a_table_by_county_and_the_first_findings(
    pinshi: Pinshi, city: Path
) -> None:
    break_into(city)
    ended = pinshi("batch", city)
    assert "西河县" in ended.out
    assert "合计" in ended.out
    assert "东山县/断了.xlsx" in ended.err
    assert "F106" in ended.err
    assert "问题清单.csv" in ended.err
    assert "--resume" in ended.err
    listed = (city / "考核输出" / "问题清单.csv").read_text(encoding="utf-8-sig")
    assert "东山县/空的.xlsx" in listed


def test_without_a_terminal_there_is_no_bar(pinshi: Pinshi, city: Path) -> None:
    ended = pinshi("batch", city, "--quiet")
    assert "个/秒" not in ended.out + ended.err
    assert ended.err == ""


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
    again = pinshi("batch", folder, "-o", tmp_path / "出", "--year", "--resume")
    assert "10 份没有变" in again.err
