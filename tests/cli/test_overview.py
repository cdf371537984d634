"""`pinshi overview`: what a finished batch comes to, with the ledger and the quarter before."""

import json
from pathlib import Path

import openpyxl
import pytest

from pinshi_cli.workflow.samples import sample
from tests.city.made import NOTICE, break_into, register, sound_city, unit_list
from tests.cli.ledger_books import at
from tests.cli.running import Ended, Pinshi

MADE = ("全市一览.html", "全市一览.xlsx")


@pytest.fixture(autouse=True)
def _clerk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PINSHI_BY", "县委组织部 吴桐")
    monkeypatch.delenv("PINSHI_LEDGER", raising=False)
    monkeypatch.chdir(tmp_path)
    at(monkeypatch, "2026-04-20 10:00")


@pytest.fixture
def city(pinshi: Pinshi, tmp_path: Path) -> Path:
    """Four sound units, bad registers, one undecided, one whose notice is yet to come, one lacks.

    The outputs' folder.
    """
    folder = tmp_path / "报送"
    sound_city(folder, 4)
    break_into(folder)
    undecided = register(5, 会议日期=None, 会议名称=None)
    (folder / "第05局.xlsx").write_bytes(undecided)
    (folder / "第06局.xlsx").write_bytes(register(6, 公示起始日期="2026-04-21"))
    rows = [(f"U{n:03d}", f"第{n:02d}局", "", "综合类", "") for n in range(1, 7)]
    rows.append(("U099", "第99局", "西河县", "执法类", "是"))
    listed = unit_list(tmp_path / "名单.xlsx", *rows)
    assert pinshi("batch", folder, "-o", tmp_path / "出", "--units", listed).code == 1
    return tmp_path / "出"


def steps(ended: Ended) -> dict[str, int | None]:
    found: dict[str, int | None] = ended.json["steps"]
    return found


def test_it_writes_the_page_and_the_workbook_into_the_outputs(pinshi: Pinshi, city: Path) -> None:
    ended = pinshi("overview", city)
    assert ended.code == 0, ended.err
    page = (city / MADE[0]).read_text(encoding="utf-8")
    assert "全市一览　2026年第一季度" in page
    assert "第99局" in page
    assert "概况" in openpyxl.load_workbook(city / MADE[1]).sheetnames
    assert all(f"已写出 {city / name}" in ended.out for name in MADE)
    assert "催报　1 个单位" in ended.out
    assert pinshi("overview", city).code == 0, "what it wrote itself it may write again"


def test_units_are_counted_as_far_as_they_have_come(pinshi: Pinshi, city: Path) -> None:
    ended = pinshi("overview", city, "--json")
    assert not (city / MADE[0]).exists()
    assert steps(ended) == {
        "应报": 14,
        "已报": 13,
        "没有报": 1,
        "有错误": 7,
        "已核定": 6,
        "已审定": 5,
        "已公示": 4,
        "已备案": None,
        "已退回": None,
    }
    stages = {unit["unit"]: unit["stage"] for unit in ended.json["units"]}
    assert (stages["第05局"], stages["第06局"], stages["第01局"]) == ("已核定", "已审定", "已公示")
    (lacking,) = [unit for unit in ended.json["units"] if unit["stage"] == "没有报"]
    assert (lacking["unit"], lacking["kind"], lacking["contact"]) == ("第99局", "执法类", True)


def test_a_unit_that_has_sent_in_two_registers_is_one_unit(pinshi: Pinshi, city: Path) -> None:
    (city.parent / "报送" / "又一份.xlsx").write_bytes(register(1, people=3))
    pinshi("batch", city.parent / "报送", "-o", city, "--units", city.parent / "名单.xlsx")
    units = pinshi("overview", city, "--json").json["units"]
    (twice,) = [unit for unit in units if unit["unit"] == "第01局"]
    assert (twice["stage"], twice["file"]) == ("有错误", "又一份.xlsx、西河县/第01局.xlsx")


def test_a_register_without_a_name_is_called_by_its_file(pinshi: Pinshi, tmp_path: Path) -> None:
    (tmp_path / "报送").mkdir()
    (tmp_path / "报送" / "没名字.xlsx").write_bytes(register(1, 单位名称=None))
    pinshi("batch", tmp_path / "报送", "-o", tmp_path / "出")
    (unit,) = pinshi("overview", tmp_path / "出", "--json").json["units"]
    assert (unit["unit"], unit["stage"]) == ("（单位不明）没名字.xlsx", "有错误")


def test_the_share_is_of_the_grades_as_the_meeting_decided_them(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    """Two people tie on the line of the quota; the meeting has given one of them the last seat."""
    (tmp_path / "报送").mkdir()
    register_file = tmp_path / "报送" / "quarter.xlsx"
    register_file.write_bytes(sample("jingning/quarter.xlsx").read_bytes())
    graded = pinshi("grade", register_file, "--json").json
    best = sum(person["grade"] == "好" for person in graded["people"])
    assert graded["quota"][0]["given"] < best, "the sample's meeting has decided a tie"
    pinshi("batch", tmp_path / "报送", "-o", tmp_path / "出")
    (unit,) = pinshi("overview", tmp_path / "出", "--json").json["units"]
    assert unit["given"] == best == unit["grades"]["好"]


def test_a_notice_that_is_not_made_changes_nothing_in_the_figures(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    lacking: dict[str, object] = dict.fromkeys(NOTICE)
    (tmp_path / "报送").mkdir()
    (tmp_path / "报送" / "1.xlsx").write_bytes(register(1, 4, **lacking))
    found = []
    for make in ("results", "results,notices"):
        pinshi("batch", tmp_path / "报送", "-o", tmp_path / "出", "--make", make, "--resume")
        document = pinshi("overview", tmp_path / "出", "--json").json
        found.append({key: document[key] for key in ("steps", "share", "counties", "units")})
    assert found[0] == found[1]
    assert "T9" in (pinshi("overview", tmp_path / "出"), (tmp_path / "出" / MADE[0]).read_text())[1]


def test_the_folder_of_the_registers_will_do_where_the_outputs_lie_in_it(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    sound_city(tmp_path / "报送", 2)
    pinshi("batch", tmp_path / "报送")
    assert pinshi("overview", tmp_path / "报送").code == 0
    assert (tmp_path / "报送" / "考核输出" / MADE[0]).exists()


def test_the_ledger_says_who_is_on_file_and_who_was_returned(
    pinshi: Pinshi, city: Path, tmp_path: Path
) -> None:
    ledger = ("--ledger", str(tmp_path / "台账.db"))
    books = [
        tmp_path / "报送" / county / f"第{n:02d}局.xlsx"
        for n, county in ((1, "西河县"), (2, "东山县"), (3, "西河县"))
    ]
    assert pinshi("record", *books, *ledger).code == 0
    quarter = ("--quarter", "2026Q1", *ledger)
    assert pinshi("file", "accept", "U001", *quarter).code == 0
    assert pinshi("file", "return", "U002", *quarter, "--why", "王五有疑问").code == 0
    ended = pinshi("overview", city, *ledger, "--json", "-o", tmp_path)
    found = {unit["unit"]: (unit["stage"], unit["filing"]) for unit in ended.json["units"]}
    assert found["第01局"] == ("已备案", "已备案")
    assert found["第02局"] == ("已退回", "退回")
    assert found["第03局"] == ("已公示", "未备案")
    assert found["第04局"] == ("已公示", "没有记入台账")
    assert (steps(ended)["已备案"], steps(ended)["已退回"]) == (1, 1)
    assert ended.json["outputs"] == [str(tmp_path / name) for name in MADE]
    assert "王五" not in (tmp_path / MADE[0]).read_text(encoding="utf-8")
    pinshi("overview", city, *ledger, "-o", tmp_path, "--names")
    assert "王五" in (tmp_path / MADE[0]).read_text(encoding="utf-8")


def test_a_ledger_of_other_units_is_noticed(pinshi: Pinshi, city: Path, tmp_path: Path) -> None:
    other = tmp_path / "别的.xlsx"
    other.write_bytes(register(77))
    ledger = ("--ledger", str(tmp_path / "别的.db"))
    assert pinshi("record", other, *ledger).code == 0
    ended = pinshi("overview", city, *ledger)
    assert ended.code == 0
    assert "B043" in ended.err


def test_the_quarter_before_is_held_against_this_one(
    pinshi: Pinshi, city: Path, tmp_path: Path
) -> None:
    before = tmp_path / "上季报送"
    before.mkdir()
    for number in (1, 2):
        (before / f"{number}.xlsx").write_bytes(
            register(number, people=5, 年度=2025, 季度=4, 会议日期="2026-01-08")
        )
    pinshi("batch", before, "-o", tmp_path / "上季")
    ended = pinshi("overview", city, "--last", tmp_path / "上季", "--json")
    assert ended.json["last"] == "2025年第四季度"
    changed = {u["unit"] for u in ended.json["units"] if u["mean_change"] is not None}
    assert changed == {"第01局", "第02局"}
    for now, last in ((tmp_path / "上季", city), (city, city)):
        wrong = pinshi("overview", now, "--last", last)
        assert (wrong.code, "B042" in wrong.err) == (2, True)


def test_a_batch_that_is_not_whole_has_no_overview(pinshi: Pinshi, city: Path) -> None:
    manifest = city / "批量清单.json"
    kept = manifest.read_bytes()
    manifest.unlink()
    ended = pinshi("overview", city)
    assert (ended.code, "B040" in ended.err) == (2, True)
    assert "--resume" in ended.err
    manifest.write_bytes(kept)
    with (city / "pinshi-batch.jsonl").open("ab") as journal:
        journal.write(b"\n")
    ended = pinshi("overview", city)
    assert (ended.code, "B041" in ended.err) == (2, True)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"schema": "pinshi/batch-manifest/9"}'])
def test_a_spoilt_manifest_is_said_to_be_so(pinshi: Pinshi, city: Path, text: str) -> None:
    (city / "批量清单.json").write_text(text, encoding="utf-8")
    ended = pinshi("overview", city)
    assert (ended.code, "B041" in ended.err) == (2, True)


def test_no_folder_no_overview(pinshi: Pinshi, tmp_path: Path) -> None:
    ended = pinshi("overview", tmp_path / "没有")
    assert (ended.code, "F101" in ended.err) == (2, True)


def test_a_dry_run_only_says_what_it_would_write(pinshi: Pinshi, city: Path) -> None:
    ended = pinshi("overview", city, "--dry-run")
    assert "将写出" in ended.out
    assert not (city / MADE[0]).exists()


def test_what_somebody_has_changed_is_not_overwritten(pinshi: Pinshi, city: Path) -> None:
    pinshi("overview", city)
    (city / MADE[0]).write_text("我的批注", encoding="utf-8")
    ended = pinshi("overview", city)
    assert (ended.code, "F121" in ended.err) == (2, True)
    assert pinshi("overview", city, "--force").code == 0


def test_a_file_name_names_both(pinshi: Pinshi, city: Path, tmp_path: Path) -> None:
    assert pinshi("overview", city, "-o", tmp_path / "四月.html").code == 0
    assert (tmp_path / "四月.html").exists()
    assert (tmp_path / "四月.xlsx").exists()


def test_batch_leaves_the_overview_alone(pinshi: Pinshi, city: Path, tmp_path: Path) -> None:
    pinshi("overview", city)
    pinshi("batch", tmp_path / "报送", "-o", city, "--resume", "--units", tmp_path / "名单.xlsx")
    assert (city / MADE[0]).exists()
    assert pinshi("overview", city).code == 0


def test_in_a_year_the_quarters_before_are_no_units_of_their_own(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    folder = tmp_path / "全年"
    folder.mkdir()
    for quarter in (1, 2):
        data = register(1, 季度=quarter)
        (folder / f"{quarter}.xlsx").write_bytes(data)
    (folder / "另一.xlsx").write_bytes(register(2, 季度=2))
    pinshi("batch", folder, "--year", "-o", tmp_path / "年")
    ended = pinshi("overview", tmp_path / "年", "--json")
    assert (ended.json["period"], steps(ended)["应报"]) == ("2026年第二季度", 2)


def test_a_name_no_file_can_hold_comes_out(pinshi: Pinshi, tmp_path: Path) -> None:
    folder = tmp_path / "报送"
    folder.mkdir()
    name = "<script>alert(1)</script>&\u202e局"
    (folder / "1.xlsx").write_bytes(register(1, 单位名称=name))
    pinshi("batch", folder, "-o", tmp_path / "出")
    ended = pinshi("overview", tmp_path / "出")
    assert ended.code == 0, ended.err
    page = (tmp_path / "出" / MADE[0]).read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_document_is_one_json(pinshi: Pinshi, city: Path) -> None:
    document = json.loads(pinshi("overview", city, "--json").out)
    assert document["schema"] == "pinshi/overview/1"
    assert document["ok"] is True
    numbers = {unit["number"] for unit in document["units"]}
    due = {number for each in document["reminders"] for number in each["units"]}
    assert due <= numbers
