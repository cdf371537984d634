"""`pinshi review` (ZD8.1, JN6): asked, decided, by when; the ledger keeps what was before."""

import json
import sqlite3
from pathlib import Path

import pytest
from docx import Document

from pinshi_cli.model.diagnostic import refuse
from pinshi_cli.sheets.write import Writing
from tests.cli.ledger_books import MET, WHERE, as_clerk, at, decisions
from tests.cli.running import Pinshi
from tests.cli.use_books import register

TOTALS = (92, 80, 70, 50, 91)
QUARTER = ("--quarter", "2026Q1")
OPEN = ("review", "open", "赵六", *QUARTER, "--asked", "2026-04-20", "--ground", "漏记一项工作")
DECIDE = ("review", "decide", "004", *QUARTER, "--found", "确有漏记", "--why", "按章程第八条")


@pytest.fixture(autouse=True)
def _clerk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    as_clerk(monkeypatch, tmp_path, "2026-04-20 10:00")


@pytest.fixture
def book(pinshi: Pinshi, tmp_path: Path) -> Path:
    """A quarter on record in which 004 is 较差."""
    path = register(tmp_path, items=MET)
    assert pinshi("record", path).code == 0
    return path


def grades(ledger: str = "pinshi.db") -> list[tuple[int, str, str]]:
    with sqlite3.connect(ledger) as file:
        return file.execute("SELECT seq, person_id, grade FROM results WHERE seq > 1").fetchall()


def codes(ended_json: dict[str, object]) -> list[str]:
    found = ended_json["diagnostics"]
    assert isinstance(found, list)
    return [each["code"] for each in found]


def test_a_request_is_taken_on_and_says_by_when_it_is_to_be_decided(
    pinshi: Pinshi, book: Path
) -> None:
    ended = pinshi(*OPEN, "--known", "2026-04-15")
    assert ended.code == 0
    assert f"{WHERE}　2026年第一季度　赵六（004）：第 2 笔，受理复核，原等次“较差”" in ended.out
    assert "应在 2026-05-20 前作出决定（ZD8.1）" in ended.out
    assert "参照公务员法第九十五条" in ended.err
    assert "pinshi review decide 004 --unit 青禾区统计局 --quarter 2026Q1" in ended.err


@pytest.mark.parametrize(
    ("known", "late"), [("2026-03-21", False), ("2026-03-20", True)], ids=["day 30", "day 31"]
)
def test_a_late_request_is_warned_of_not_refused(
    pinshi: Pinshi, book: Path, known: str, late: bool
) -> None:
    ended = pinshi(*OPEN, "--known", known, "--json")
    assert ended.code == 0
    assert codes(ended.json) == (["L067"] if late else [])
    assert ended.json["decide_by"] == "2026-05-20"


def test_whoever_is_not_named_by_the_rules_is_warned_of(pinshi: Pinshi, book: Path) -> None:
    ended = pinshi("review", "open", "王五", *OPEN[3:], "--json")
    assert ended.code == 0
    assert codes(ended.json) == ["L066"]


@pytest.mark.parametrize("said", ["2026-4-20", "2026年4月20日", "2026.4.20", "2026/04/20"])
def test_a_day_is_understood_as_clerks_write_it(pinshi: Pinshi, book: Path, said: str) -> None:
    asked = ("review", "open", "004", *QUARTER, "--asked", said, "--ground", "漏记")
    assert pinshi(*asked, "--json").json["decide_by"] == "2026-05-20"


@pytest.mark.parametrize("said", ["2026-2-30", "4-20", "昨天"])
def test_what_is_no_day_is_a_wrong_call(pinshi: Pinshi, book: Path, said: str) -> None:
    asked = ("review", "open", "004", *QUARTER, "--asked", said, "--ground", "漏记")
    ended = pinshi(*asked)
    assert ended.code == 2
    assert f"--asked 的“{said}”不是日期" in ended.err


def test_one_request_of_a_person_is_open_at_a_time(pinshi: Pinshi, book: Path) -> None:
    pinshi(*OPEN)
    again = pinshi(*OPEN)
    assert again.code == 2
    assert "L063" in again.err


def test_without_a_request_there_is_nothing_to_decide(pinshi: Pinshi, book: Path) -> None:
    ended = pinshi(*DECIDE, "--confirm")
    assert ended.code == 2
    assert "L064" in ended.err


@pytest.mark.parametrize("said", [(), ("--confirm", "--grade", "一般"), ("--grade", "优")], ids=str)
def test_a_decision_is_one_of_two(pinshi: Pinshi, book: Path, said: tuple[str, ...]) -> None:
    pinshi(*OPEN)
    ended = pinshi(*DECIDE, *said)
    assert ended.code == 2
    assert "L065" in ended.err


def test_the_grade_is_changed_in_an_entry_of_its_own(pinshi: Pinshi, book: Path) -> None:
    pinshi(*OPEN)
    ended = pinshi(*DECIDE, "--grade", "一般")
    assert ended.code == 0
    assert "第 3 笔，复核决定，“较差”改为“一般”" in ended.out
    assert "pinshi review letter 004 --" in ended.err
    assert grades() == [(3, "004", "一般")]
    with sqlite3.connect("pinshi.db") as file:
        facts, head = file.execute(
            "SELECT facts, head FROM results JOIN entries USING (seq) WHERE seq = 3"
        ).fetchone()
    assert json.loads(facts)["reviewed"]["grade"] == "较差"
    assert json.loads(head)["why"] == "按章程第八条"
    year = pinshi("annual", "--year", "2026", "--json").json
    assert year["units"][0]["people"][3]["quarters"][0] == "一般"


def test_a_grade_may_be_confirmed(pinshi: Pinshi, book: Path) -> None:
    pinshi(*OPEN)
    assert "复核决定，维持“较差”" in pinshi(*DECIDE, "--confirm").out
    year = pinshi("annual", "--year", "2026", "--json").json
    assert year["units"][0]["people"][3]["quarters"][0] == "较差"


def test_the_list_shows_open_requests_with_the_days_left(
    pinshi: Pinshi, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "没有未办结的复核" in pinshi("review", "list").out
    pinshi(*OPEN)
    at(monkeypatch, "2026-05-18 08:00")
    assert "还有 2 天" in pinshi("review", "list").out
    at(monkeypatch, "2026-05-23 08:00")
    assert "逾期 3 天" in pinshi("review", "list").out
    late = pinshi(*DECIDE, "--grade", "一般", "--json")
    assert codes(late.json) == ["L067"]
    assert pinshi("review", "list", "--json").json["reviews"] == []
    every = pinshi("review", "list", "--all", "--json").json["reviews"]
    assert [(each["grade"], each["result"], each["days_left"]) for each in every] == [
        ("较差", "一般", None)
    ]
    then = pinshi("review", "list", "--as-of", "2026-05-01", "--json").json["reviews"]
    assert [each["days_left"] for each in then] == [19]


def test_warned_of_a_lower_grade_and_of_more_than_the_quota(pinshi: Pinshi, book: Path) -> None:
    pinshi("review", "open", "002", *OPEN[3:])
    down = pinshi("review", "decide", "002", *DECIDE[3:], "--grade", "一般", "--json")
    assert codes(down.json) == ["L071"]
    pinshi("review", "open", "003", *OPEN[3:])
    up = pinshi("review", "decide", "003", *DECIDE[3:], "--grade", "好", "--json")
    assert codes(up.json) == ["L072"]


def test_the_register_as_it_was_is_still_the_same_after_a_review(
    pinshi: Pinshi, book: Path
) -> None:
    pinshi(*OPEN)
    pinshi(*DECIDE, "--grade", "一般")
    ended = pinshi("record", book)
    assert ended.code == 0
    assert "内容相同" in ended.out
    assert pinshi("verify", book).code == 0


def test_a_correction_does_not_undo_a_review(pinshi: Pinshi, book: Path, tmp_path: Path) -> None:
    pinshi(*OPEN)
    pinshi(*DECIDE, "--grade", "一般")
    other = register(tmp_path, totals=(92, 80, 71, 50, 91), items=MET)
    refused = pinshi("record", other, "--correct", "--why", "补录", "--json")
    assert refused.code == 1
    assert codes(refused.json)[-1] == "L053"
    met = decisions(("003", "一般"))
    with_review = register(
        tmp_path, totals=(92, 80, 71, 65, 91), items=MET, sheets={"集体研究": met}
    )
    assert pinshi("record", with_review, "--correct", "--why", "补录").code == 0
    year = pinshi("annual", "--year", "2026", "--json").json
    assert year["units"][0]["people"][3]["quarters"][0] == "一般"


def test_a_person_who_is_not_on_record_is_not_found(pinshi: Pinshi, book: Path) -> None:
    ended = pinshi("review", "open", "钱多多", *OPEN[3:])
    assert ended.code == 2
    assert "U704" in ended.err
    other = pinshi("review", "open", "004", "--quarter", "2026Q2", *OPEN[5:])
    assert other.code == 2
    assert "L062" in other.err
    unit = pinshi(*OPEN, "--unit", "青山统计局")
    assert unit.code == 2
    assert "L061" in unit.err


def test_the_letter_is_made_with_the_decision_and_held_against_the_ledger(
    pinshi: Pinshi, book: Path, tmp_path: Path
) -> None:
    pinshi(*OPEN)
    out = tmp_path / "决定书.docx"
    half = pinshi(*DECIDE, "--confirm", "--book", book)
    assert half.code == 2
    other = register(tmp_path, "改过的", totals=(92, 80, 70, 65, 91), items=MET)
    refused = pinshi(*DECIDE, "--confirm", "--book", other, "-o", out)
    assert refused.code == 2
    assert "L079" in refused.err
    assert grades() == []
    assert not out.exists()
    ended = pinshi(*DECIDE, "--confirm", "--book", book, "-o", out)
    assert ended.code == 0
    assert out.exists()
    assert "盖章，送达本人" in ended.err
    assert grades() == [(3, "004", "较差")]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (("--confirm",), "维持“较差”等次。"),
        (("--grade", "一般"), "将“较差”等次改为“一般”等次。"),
    ],
    ids=["confirmed", "changed"],
)
def test_the_letter_says_what_the_ledger_knows_of_the_review(
    pinshi: Pinshi, book: Path, tmp_path: Path, said: tuple[str, ...], told: str
) -> None:
    pinshi(*OPEN)
    out = tmp_path / "决定书.docx"
    assert pinshi(*DECIDE, *said, "--book", book, "-o", out).code == 0
    text = "\n".join(each.text for each in Document(str(out)).paragraphs)
    assert "我单位已于2026年4月20日受理" in text
    assert "确有漏记" in text
    assert told in text
    assert "理由：按章程第八条" in text


def test_a_letter_that_cannot_be_put_in_its_place_says_that_the_decision_stands(
    pinshi: Pinshi, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pinshi(*OPEN)

    def full(_writing: Writing) -> None:
        raise refuse("F123", "决定书.docx 写不进去：磁盘已满", "")

    monkeypatch.setattr(Writing, "put_in_place", full)
    out = tmp_path / "决定书.docx"
    ended = pinshi(*DECIDE, "--confirm", "--book", book, "-o", out)
    assert ended.code == 2
    assert "复核决定已记为第 3 笔，决定书没有写成：决定书.docx 写不进去" in ended.err
    assert "pinshi review letter 004 --" in ended.err
    assert grades() == [(3, "004", "较差")]
    assert not out.exists()


def test_where_the_letter_cannot_be_made_nothing_is_put_on_record(
    pinshi: Pinshi, book: Path, tmp_path: Path
) -> None:
    pinshi(*OPEN)
    folder = tmp_path / "模板"
    assert pinshi("template", "copy", "复核决定", "-o", folder).code == 0
    own = Document(str(folder / "复核决定.docx"))
    own.add_paragraph("{{ 没有的字段 }}")
    own.save(str(folder / "复核决定.docx"))
    out = tmp_path / "决定书.docx"
    ended = pinshi(*DECIDE, "--grade", "一般", "--book", book, "-o", out)
    assert ended.code == 2
    assert "没有的字段" in ended.err
    assert grades() == []
    assert not out.exists()


def test_a_meeting_cannot_decide_otherwise_than_a_review(
    pinshi: Pinshi, book: Path, tmp_path: Path
) -> None:
    pinshi("review", "open", "001", *OPEN[3:])
    pinshi("review", "decide", "001", *DECIDE[3:], "--grade", "较好")
    lower = register(tmp_path, items=MET, sheets={"集体研究": decisions(("001", "一般"))})
    refused = pinshi("record", lower, "--json")
    assert refused.code == 1
    assert codes(refused.json)[-1] == "L053"
    other, later = decisions(("002", "一般")), {**MET, "会议日期": "2026-04-17"}
    assert pinshi("record", register(tmp_path, items=later, sheets={"集体研究": other})).code == 0
    year = pinshi("annual", "--year", "2026", "--json").json
    shown = {each["id"]: each["quarters"][0] for each in year["units"][0]["people"]}
    assert (shown["001"], shown["002"]) == ("较好", "一般")
