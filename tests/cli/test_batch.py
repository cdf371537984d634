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
from tests.cli.batches import books, codes, run
from tests.cli.running import Pinshi


@pytest.fixture
def city(tmp_path: Path) -> Path:
    folder = tmp_path / "报送"
    sound_city(folder, 4)
    return folder


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


def test_a_fault_of_the_authoritys_list_is_not_sent_back_to_the_unit(
    pinshi: Pinshi, city: Path, tmp_path: Path
) -> None:
    listed = unit_list(tmp_path / "名单.xlsx", ("U001", "第01局", "西河县", "", "", 0.6))
    ended = run(pinshi, city, "--annotate", "--units", listed)
    assert codes(books(ended)["西河县/第01局.xlsx"]) == ["B015"]
    assert not list((city.parent / "出").rglob("*退回*"))


def test_a_register_of_which_a_notice_cannot_be_made_goes_back_too(
    pinshi: Pinshi, city: Path
) -> None:
    from pinshi_cli.registers.annotated_list import listed_in
    from pinshi_cli.sheets.read import read_workbook

    lacking: dict[str, object] = dict.fromkeys(NOTICE)
    (city / "西河县" / "第01局.xlsx").write_bytes(register(1, 4, **lacking))
    run(pinshi, city, "--annotate", "--make", "results,notices")
    listed = listed_in(read_workbook(next((city.parent / "出").rglob("第01局-退回.xlsx"))))
    assert listed is not None
    assert any(each.code.startswith("T9") for each in listed[1])


def test_a_copy_of_another_format_says_that_it_has_not_the_form_of_the_register(
    pinshi: Pinshi, city: Path
) -> None:
    (city / "表").mkdir()
    (city / "表" / "基本信息.csv").write_text("项目,内容\n单位名称,第30局\n", encoding="utf-8")
    ended = run(pinshi, city, "--annotate")
    assert codes(books(ended)["表"], "note") == ["B025"]
    assert list((city.parent / "出").rglob("表-退回.xlsx"))


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
    assert ended.err.rstrip().endswith(f"pinshi overview {city / '考核输出'}")
    listed = (city / "考核输出" / "问题清单.csv").read_text(encoding="utf-8-sig")
    assert "东山县/空的.xlsx" in listed


def test_a_limit_that_is_not_known_is_a_dash_on_the_screen(pinshi: Pinshi, tmp_path: Path) -> None:
    (tmp_path / "报送").mkdir()
    (tmp_path / "报送" / "甲.xlsx").write_bytes(register(1, 好等次比例="许多"))
    shown = pinshi("batch", tmp_path / "报送").out.splitlines()
    assert next(line for line in shown if line.startswith("西河县")).split()[-1] == "—"


def test_without_a_terminal_there_is_no_bar(pinshi: Pinshi, city: Path) -> None:
    ended = pinshi("batch", city, "--quiet")
    assert "个/秒" not in ended.out + ended.err
    assert ended.err == ""
