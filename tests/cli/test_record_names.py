"""One 编号 with two names, in whichever quarter and in whichever order the books come."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.ledger_books import MET, as_clerk, people_named
from tests.cli.running import Pinshi
from tests.cli.use_books import register

FIVE = (92, 80, 70, 50, 91)
OLD, NEW = "张三", "张山"


@pytest.fixture(autouse=True)
def _clerk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    as_clerk(monkeypatch, tmp_path, "2026-12-10 09:30")


def book(folder: Path, number: int, name: str | None) -> Path:
    """A quarter's register in which 003 has that name, or (None) in which there is no 003."""
    totals = FIVE if name is not None else FIVE[:2]
    people = {} if name is None else people_named(p003=name)
    return register(folder, f"{number}季度", totals, items={**MET, "季度": number}, people=people)


def renamed_in(ledger: Path) -> list[object]:
    with sqlite3.connect(ledger) as file:
        heads = file.execute("SELECT head FROM entries ORDER BY seq").fetchall()
    return [json.loads(head).get("renamed") for (head,) in heads]


@pytest.mark.parametrize("turned", [False, True], ids=["in turn", "the later quarter first"])
def test_two_books_of_one_call_are_held_against_each_other(
    pinshi: Pinshi, tmp_path: Path, turned: bool
) -> None:
    books = [book(tmp_path, 1, OLD), book(tmp_path, 2, NEW)]
    names = [OLD, NEW]
    if turned:
        books, names = books[::-1], names[::-1]
    ended = pinshi("record", *books)
    assert ended.code == 1
    said = f"编号“003”在 {books[0].name} 里是{names[0]}，这本登记簿是{names[1]}"
    assert said in ended.err
    assert not (tmp_path / "pinshi.db").exists()
    assert pinshi("record", *books, "--renamed", "003").code == 0
    assert renamed_in(tmp_path / "pinshi.db") == [None, {"003": names[0]}]
    assert pinshi("annual", "--year", "2026").code == 0


@pytest.mark.parametrize("together", [False, True], ids=["call by call", "in one call"])
def test_a_quarter_without_the_person_does_not_hide_the_other_name(
    pinshi: Pinshi, tmp_path: Path, together: bool
) -> None:
    pinshi("record", book(tmp_path, 1, OLD))
    gone, later = book(tmp_path, 2, None), book(tmp_path, 3, NEW)
    if not together:
        assert pinshi("record", gone).code == 0
    ended = pinshi("record", *([gone, later] if together else [later]))
    assert ended.code == 1
    assert f"编号“003”在台账里是{OLD}，这本登记簿是{NEW}" in ended.err


def test_the_last_name_counts_not_an_earlier_one(pinshi: Pinshi, tmp_path: Path) -> None:
    pinshi("record", book(tmp_path, 1, OLD))
    pinshi("record", book(tmp_path, 2, NEW), "--renamed", "003")
    pinshi("record", book(tmp_path, 3, None))
    assert pinshi("record", book(tmp_path, 4, NEW)).code == 0
    assert renamed_in(tmp_path / "pinshi.db") == [None, {"003": OLD}, None, None]


@pytest.fixture
def unsaid(pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The register of a third quarter on record whose other name nobody said, as once passed."""
    with monkeypatch.context() as patched:
        patched.setattr("pinshi_cli.workflow.ledger.recording.other_names", lambda *_: [])
        patched.setattr("pinshi_cli.workflow.ledger.recording.renamed_to", lambda *_: {})
        books = [book(tmp_path, 1, OLD), book(tmp_path, 2, None), book(tmp_path, 3, NEW)]
        assert pinshi("record", *books).code == 0
    return books[-1]


def test_a_rename_that_was_not_said_can_be_said_later_with_a_reason(
    pinshi: Pinshi, tmp_path: Path, unsaid: Path
) -> None:
    assert "Y805" in pinshi("annual", "--year", "2026").err
    without = pinshi("record", unsaid, "--renamed", "003")
    assert without.code == 1
    assert f"{NEW}（003）补记曾用名“{OLD}”是更正" in without.err
    assert "--correct --why 理由" in without.err
    assert "台账里已有，内容相同" in pinshi("record", unsaid).out
    ended = pinshi("record", unsaid, "--renamed", "003", "--correct", "--why", "补记改名")
    assert ended.code == 0
    assert renamed_in(tmp_path / "pinshi.db")[-1] == {"003": OLD}
    assert pinshi("annual", "--year", "2026").code == 0
    assert "内容相同" in pinshi("record", unsaid, "--renamed", "003").out
