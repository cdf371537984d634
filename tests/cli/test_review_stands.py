"""What a review decided stands until a new review changes it, whatever meetings come after."""

from pathlib import Path

import pytest

from tests.builders import Cells, Table, name_of, table
from tests.cli.ledger_books import MET, as_clerk
from tests.cli.running import Ended, Pinshi
from tests.cli.use_books import register

LATER: Cells = {**MET, "会议日期": "2026-05-15"}
QUARTER = ("--quarter", "2026Q1")
ASKED = (*QUARTER, "--asked", "2026-04-20", "--ground", "漏记一项工作")
DECIDED = (*QUARTER, "--found", "查明", "--why", "按章程第八条")


@pytest.fixture(autouse=True)
def _clerk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    as_clerk(monkeypatch, tmp_path, "2026-04-20 10:00")


def reviewed(pinshi: Pinshi, *decision: str, who: str = "002") -> None:
    assert pinshi("review", "open", who, *ASKED).code == 0
    assert pinshi("review", "decide", who, *DECIDED, *decision).code == 0


def meeting(*rows: tuple[str, str, str]) -> dict[str, Table]:
    """集体研究: 编号, grade, reason."""
    said = ((id_, name_of(id_), grade, why) for id_, grade, why in rows)
    return {"集体研究": table("编号 姓名 审定等次 理由", *said)}


def in_force(pinshi: Pinshi) -> dict[str, str]:
    said = pinshi("annual", "--year", "2026", "--json").json
    return {each["id"]: each["quarters"][0] for each in said["units"][0]["people"]}


def kinds(ended: Ended) -> list[str]:
    return [each["kind"] for each in ended.json["books"]]


@pytest.mark.parametrize("first", [{}, MET], ids=["proposed", "decided"])
@pytest.mark.parametrize("said", ["较好", "较差"], ids=["as before the review", "yet another"])
def test_a_meeting_that_says_otherwise_of_a_reviewed_person_is_refused(
    pinshi: Pinshi, tmp_path: Path, first: Cells, said: str
) -> None:
    pinshi("record", register(tmp_path, items=first))
    reviewed(pinshi, "--grade", "一般")
    book = register(tmp_path, items=LATER, sheets=meeting(("002", said, "局务会研究")))
    ended = pinshi("record", book)
    assert ended.code == 1
    assert f"李四复核决定为“一般”（第 3 笔），这本登记簿是“{said}”" in ended.err
    assert "再受理一次复核" in ended.err
    assert in_force(pinshi)["002"] == "一般"


def test_a_meeting_that_only_rewords_its_reason_keeps_the_grade_of_the_review(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    rows = ("002", "较好", "局务会研究")
    pinshi("record", register(tmp_path, items=MET, sheets=meeting(rows)))
    reviewed(pinshi, "--grade", "一般")
    reworded = meeting(("002", "较好", "第八次局务会再次研究"), ("005", "较好", "名额"))
    book = register(tmp_path, items=LATER, sheets=reworded)
    assert kinds(pinshi("record", book, "--json")) == ["decide"]
    assert [in_force(pinshi)[id_] for id_ in ("002", "005")] == ["一般", "较好"]
    assert kinds(pinshi("record", book, "--json")) == ["same"]
    assert pinshi("verify", book).code == 0
    reviewed(pinshi, "--grade", "较好")
    assert in_force(pinshi)["002"] == "较好"


def test_a_meeting_that_does_not_name_a_reviewed_person_leaves_the_review_alone(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    pinshi("record", register(tmp_path))
    reviewed(pinshi, "--grade", "一般")
    book = register(tmp_path, items=MET, sheets=meeting(("005", "较好", "名额")))
    assert kinds(pinshi("record", book, "--json")) == ["decide"]
    assert [in_force(pinshi)[id_] for id_ in ("002", "005")] == ["一般", "较好"]


def test_a_meeting_that_agrees_with_the_review_is_put_on_record(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    pinshi("record", register(tmp_path))
    reviewed(pinshi, "--grade", "一般")
    book = register(tmp_path, items=MET, sheets=meeting(("002", "一般", "按复核决定")))
    assert kinds(pinshi("record", book, "--json")) == ["decide"]
    assert kinds(pinshi("record", book, "--json")) == ["same"]
    assert in_force(pinshi)["002"] == "一般"


def test_a_confirmed_grade_stands_as_a_changed_one_does(pinshi: Pinshi, tmp_path: Path) -> None:
    pinshi("record", register(tmp_path))
    reviewed(pinshi, "--confirm")
    book = register(tmp_path, items=MET, sheets=meeting(("002", "一般", "局务会研究")))
    assert "李四复核决定为“较好”（第 3 笔），这本登记簿是“一般”" in pinshi("record", book).err
    assert in_force(pinshi)["002"] == "较好"
