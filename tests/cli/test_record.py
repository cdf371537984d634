"""`pinshi record`: what goes on record, what is the same already, what needs a reason."""

import json
import sqlite3
from pathlib import Path

import pytest

from pinshi_cli.cli import clock
from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.connect import open_ledger
from pinshi_cli.ledger.prune import prune
from pinshi_cli.model.period import Quarter
from tests.cli.ledger_books import MET, WHERE, as_clerk, at, decisions, people_named
from tests.cli.running import FAULTY, SOUND, Pinshi
from tests.cli.use_books import register


@pytest.fixture(autouse=True)
def _clerk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    as_clerk(monkeypatch, tmp_path, "2026-04-10 09:30")


def rows_in(ledger: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(ledger) as file:
        return file.execute("SELECT kind, at, by, unit_name, year, quarter FROM entries").fetchall()


def codes(said: dict[str, object]) -> list[str]:
    found = said["diagnostics"]
    assert isinstance(found, list)
    return [each["code"] for each in found if each["code"].startswith("L")]


def test_a_register_is_put_on_record_beside_it(pinshi: Pinshi, tmp_path: Path) -> None:
    book = register(tmp_path, items=MET)
    ended = pinshi("record", book)
    assert ended.code == 0
    assert "第 1 笔，记入 5 人，会议已审定" in ended.out
    assert str(tmp_path / "pinshi.db") in ended.out
    assert ended.err.strip().splitlines()[-1] == "下一步：pinshi verify（核对台账）"
    expected = ("record", "2026-04-10T09:30:00+08:00", "周敏", WHERE, 2026, 1)
    assert rows_in(tmp_path / "pinshi.db") == [expected]


def test_what_is_on_record_tells_what_it_rests_on(pinshi: Pinshi, tmp_path: Path) -> None:
    book = register(tmp_path, items=MET, sheets={"集体研究": decisions(("005", "较好"))})
    said = pinshi("record", book, "--json").json
    assert said["books"][0]["entry"]["seq"] == 1
    with sqlite3.connect(tmp_path / "pinshi.db") as file:
        head = json.loads(file.execute("SELECT head FROM entries").fetchone()[0])
        people = file.execute(
            "SELECT person_id, grade, shown, total, facts FROM results ORDER BY position"
        ).fetchall()
    assert head["register"] == {"file": "一季度.xlsx", "sha256": said["books"][0]["sha256"]}
    assert head["policy"]["id"] == "zhangdian"
    assert head["policy"]["base"]["id"] == "national"
    assert len(head["policy"]["base"]["sha256"]) == 64
    assert head["decided"] is True
    assert head["meeting"] == {"name": "第六次局务会", "date": "2026-04-10"}
    assert [row[:4] for row in people] == [
        ("001", "好", "好", "92.00"),
        ("002", "较好", "较好", "80.00"),
        ("003", "一般", "一般", "70.00"),
        ("004", "较差", "较差", "50.00"),
        ("005", "较好", "较好", "91.00"),
    ]
    facts = json.loads(people[4][4])
    assert facts["decided"] == "较好"
    assert facts["reasons"][-1]["text"] == "集体研究定为“较好”：局务会研究"
    assert [part["weight"] for part in facts["parts"]] == ["0.7", "0.3"]


def test_a_register_with_errors_is_not_put_on_record(pinshi: Pinshi, tmp_path: Path) -> None:
    ended = pinshi("record", FAULTY, "--ledger", tmp_path / "台账.db")
    assert ended.code == 1
    assert "什么也没有记入台账" in ended.err
    assert not (tmp_path / "台账.db").exists()


def test_the_same_register_again_changes_nothing(pinshi: Pinshi, tmp_path: Path) -> None:
    book = register(tmp_path, items=MET)
    pinshi("record", book)
    ended = pinshi("record", book)
    assert ended.code == 0
    assert "台账里已有，内容相同，不必再记（第 1 笔）" in ended.out
    assert len(rows_in(tmp_path / "pinshi.db")) == 1


def test_a_proposal_goes_on_record_and_the_meeting_decides_in_an_entry_of_its_own(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    first = pinshi("record", register(tmp_path))
    assert "会议尚未审定，记为拟定" in first.out
    assert "会议审定后" in first.err
    book = register(tmp_path, items=MET, sheets={"集体研究": decisions(("005", "较好"))})
    said = pinshi("record", book, "--json").json
    assert [each["kind"] for each in said["books"]] == ["decide"]
    changed = {
        (d["id"], d["what"]): (d["before"], d["after"]) for d in said["books"][0]["differences"]
    }
    assert changed["005", "等次"] == ("好", "较好")
    assert changed[None, "是否审定"] == ("拟定", "审定")
    assert [row[0] for row in rows_in(tmp_path / "pinshi.db")] == ["record", "decide"]
    assert "内容相同" in pinshi("record", book).out


@pytest.mark.parametrize(
    ("met", "kind"),
    [("2026-04-10", None), ("2026-04-17", "decide")],
    ids=["the same meeting: a correction, with its reason", "a later meeting decides again"],
)
def test_what_a_meeting_decided_is_not_changed_without_a_reason(
    pinshi: Pinshi, tmp_path: Path, met: str, kind: str | None
) -> None:
    pinshi("record", register(tmp_path, items=MET))
    changed = {"集体研究": decisions(("005", "较好"))}
    book = register(tmp_path, items={**MET, "会议日期": met}, sheets=changed)
    ended = pinshi("record", book, "--json")
    assert [each["kind"] for each in ended.json["books"]] == [kind]
    assert codes(ended.json) == ([] if kind else ["L051"] * 3)
    if kind is None:
        again = pinshi("record", book, "--correct", "--why", "会议记录核对后改正", "--json")
        assert [each["kind"] for each in again.json["books"]] == ["correct"]


def test_no_identity_number_goes_on_record_in_what_a_clerk_writes(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    number = "110101199003077758"
    book = register(tmp_path, items={**MET, "会议名称": f"局务会 {number}"})
    pinshi("record", book, "--by", f"周敏 {number}")
    who = ("003", "--quarter", "2026Q1")
    pinshi("review", "open", *who, "--asked", "2026-04-20", "--ground", f"证号{number}有误")
    pinshi("review", "decide", *who, "--found", number, "--why", f"见 {number}", "--confirm")
    pinshi("file", "return", WHERE, "--quarter", "2026Q1", "--why", f"缺{number}")
    pinshi("file", "accept", WHERE, "--quarter", "2026Q1", "--why", f"有{number}")
    assert len(rows_in(tmp_path / "pinshi.db")) == 5
    kept = [path for path in tmp_path.iterdir() if path.name.startswith("pinshi.db")]
    assert not any(number.encode() in path.read_bytes() for path in kept)
    assert number not in pinshi("history", "003").out


def test_another_score_is_refused_with_who_and_what_and_the_way_out(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    pinshi("record", register(tmp_path, items=MET))
    book = register(tmp_path, totals=(92, 80, 70, 65, 91), items=MET)
    ended = pinshi("record", book)
    assert ended.code == 1
    assert "周" not in ended.out
    assert "赵六（004）等次：较差 → 一般" in ended.err
    assert "赵六（004）总分：50.00 → 65.00" in ended.err
    assert "--correct --why 理由" in ended.err
    assert len(rows_in(tmp_path / "pinshi.db")) == 1
    said = pinshi("record", book, "--json")
    assert said.code == 1
    assert set(codes(said.json)) == {"L051"}


def test_a_correction_needs_a_reason_and_shows_before_and_after(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    pinshi("record", register(tmp_path, items=MET))
    book = register(tmp_path, totals=(92, 80, 70, 65, 91), items=MET)
    without = pinshi("record", book, "--correct")
    assert without.code == 2
    assert "L055" in without.err
    ended = pinshi("record", book, "--correct", "--why", "补录一项工作")
    assert ended.code == 0
    assert "第 2 笔，更正第 1 笔" in ended.out
    with sqlite3.connect(tmp_path / "pinshi.db") as file:
        kind, head = file.execute("SELECT kind, head FROM entries WHERE seq = 2").fetchone()
    assert kind == "correct"
    assert json.loads(head)["why"] == "补录一项工作"
    assert json.loads(head)["corrects"] == 1


def test_there_is_nothing_to_correct_before_the_first_record(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    ended = pinshi("record", register(tmp_path), "--correct", "--why", "补录")
    assert ended.code == 1
    assert "L054" in ended.err
    assert not (tmp_path / "pinshi.db").exists()


def test_several_registers_are_recorded_together_or_not_at_all(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    first = register(tmp_path, items=MET)
    second = register(tmp_path, "二季度", items={**MET, "季度": 2})
    assert pinshi("record", first, second, FAULTY, "--ledger", "pinshi.db").code == 1
    assert not (tmp_path / "pinshi.db").exists()
    assert pinshi("record", first, second).code == 0
    assert [row[4:] for row in rows_in(tmp_path / "pinshi.db")] == [(2026, 1), (2026, 2)]


def test_one_quarter_is_not_given_twice(pinshi: Pinshi, tmp_path: Path) -> None:
    ended = pinshi("record", register(tmp_path), register(tmp_path, "另一份"), "--json")
    assert ended.code == 1
    assert codes(ended.json) == ["L058"]


def test_registers_of_several_folders_need_a_ledger_named(pinshi: Pinshi, tmp_path: Path) -> None:
    ended = pinshi("record", register(tmp_path), SOUND)
    assert ended.code == 2
    assert "L057" in ended.err


def test_another_name_under_a_known_number_is_an_error_unless_it_is_meant(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    pinshi("record", register(tmp_path, items=MET))
    later = register(tmp_path, "二季度", items={**MET, "季度": 2}, people=people_named(p001="张山"))
    ended = pinshi("record", later)
    assert ended.code == 1
    assert "编号“001”在台账里是张三，这本登记簿是张山" in ended.err
    assert pinshi("record", later, "--renamed", "001").code == 0
    year = pinshi("annual", "--year", "2026", "--json")
    assert year.code == 0
    assert year.json["units"][0]["people"][0]["name"] == "张山"


def test_renamed_says_nothing_of_whoever_has_no_other_name(pinshi: Pinshi, tmp_path: Path) -> None:
    pinshi("record", register(tmp_path, totals=(92, 80, 70), items=MET))
    later = register(tmp_path, "二季度", items={"季度": 2}, people=people_named(p001="张山"))
    meant = [part for id_ in ("001", "002", "005") for part in ("--renamed", id_)]
    assert pinshi("record", later, *meant).code == 0
    with sqlite3.connect(tmp_path / "pinshi.db") as file:
        head = json.loads(file.execute("SELECT head FROM entries WHERE seq = 2").fetchone()[0])
    assert head["renamed"] == {"001": "张三"}


def test_a_unit_that_is_renamed_is_said(pinshi: Pinshi, tmp_path: Path) -> None:
    pinshi("record", register(tmp_path, items={**MET, "单位编码": "QH-01"}))
    items = {**MET, "季度": 2, "单位编码": "QH-01", "单位名称": "青禾区统计调查局"}
    ended = pinshi("record", register(tmp_path, "二季度", items=items), "--json")
    assert ended.code == 0
    assert codes(ended.json) == ["L060"]


def test_a_dry_run_writes_nothing(pinshi: Pinshi, tmp_path: Path) -> None:
    book = register(tmp_path, items=MET)
    ended = pinshi("record", book, "--dry-run")
    assert ended.code == 0
    assert "将记入 5 人" in ended.out
    assert not (tmp_path / "pinshi.db").exists()
    pinshi("record", book)
    other = register(tmp_path, totals=(92, 80, 70, 65, 91), items=MET)
    said = pinshi("record", other, "--correct", "--why", "补录", "--dry-run", "--json").json
    assert said["dry_run"] is True
    assert said["books"][0]["kind"] == "correct"
    assert said["books"][0]["entry"] is None
    assert len(rows_in(tmp_path / "pinshi.db")) == 1


def test_two_ledgers_know_nothing_of_each_other(pinshi: Pinshi, tmp_path: Path) -> None:
    book = register(tmp_path, items=MET)
    assert pinshi("record", book, "--ledger", "甲.db").code == 0
    assert pinshi("record", book, "--ledger", "乙.db").code == 0
    assert len(rows_in(tmp_path / "甲.db")) == len(rows_in(tmp_path / "乙.db")) == 1
    assert not (tmp_path / "pinshi.db").exists()


def test_the_variable_names_the_ledger_where_no_option_does(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PINSHI_LEDGER", str(tmp_path / "公用.db"))
    assert pinshi("record", register(tmp_path, items=MET)).code == 0
    assert len(rows_in(tmp_path / "公用.db")) == 1


def test_another_code_under_a_known_name_is_said(pinshi: Pinshi, tmp_path: Path) -> None:
    pinshi("record", register(tmp_path, items={**MET, "单位编码": "QH-01"}))
    other = register(tmp_path, "二季度", items={**MET, "季度": 2, "单位编码": "QH-02"})
    ended = pinshi("record", other)
    assert ended.code == 0
    assert "单位编码是QH-01；这本是QH-02，按另一个单位记" in ended.err


def test_a_correction_names_the_entry_that_it_corrects_whatever_came_between(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    pinshi("record", register(tmp_path, items=MET))
    pinshi("file", "return", WHERE, "--quarter", "2026Q1", "--why", "名额算错")
    other = register(tmp_path, totals=(92, 80, 70, 65, 91), items=MET)
    assert "第 3 笔，更正第 1 笔" in pinshi("record", other, "--correct", "--why", "补录").out


def test_a_decision_is_not_taken_back_without_a_reason(pinshi: Pinshi, tmp_path: Path) -> None:
    pinshi("record", register(tmp_path, items=MET))
    ended = pinshi("record", register(tmp_path), "--json")
    assert ended.code == 1
    assert "是否审定：审定 → 拟定" in str(ended.json["diagnostics"])


def test_a_quarter_that_was_pruned_is_not_recorded_over(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = register(tmp_path, items=MET)
    pinshi("record", book)
    at(monkeypatch, "2036-04-10 09:30")
    with open_ledger(Address(tmp_path / "pinshi.db"), create=False) as ledger:
        prune(ledger, Quarter(2030, 1), clock.moment(), "周敏")
    ended = pinshi("record", book)
    assert ended.code == 2
    assert "L059" in ended.err
    asked = ("--quarter", "2026Q1", "--asked", "2026-04-20", "--ground", "漏记")
    refused = pinshi("review", "open", "001", *asked)
    assert "2026年第一季度的个人信息已经清理" in refused.err
    assert pinshi("verify").code == 0
