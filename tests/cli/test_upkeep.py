"""`pinshi backup`, `restore`, `prune`: the ledger as a whole."""

import stat
from pathlib import Path

import pytest

from pinshi_cli.cli import prune_command
from tests.cli.kept import UNIT, Kept, year_begun
from tests.cli.running import Pinshi


@pytest.fixture
def kept(pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    return year_begun(Kept(pinshi, tmp_path, monkeypatch))


def earlier(kept: Kept) -> None:
    """An entry of 2025 as well."""
    kept.record("去年", "2026-08-02", {"年度": 2025, "季度": 4, "会议日期": "2026-01-10"})


def test_a_backup_is_checked_and_brings_the_ledger_back(kept: Kept) -> None:
    copy = kept.folder / "备份" / "一.db"
    copy.parent.mkdir()
    found = kept.did("backup", "-o", copy, "--json").json
    assert (found["entries"], found["outputs"]) == (7, [str(copy)])
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    kept.path.unlink()
    again = kept.did("restore", copy, "--json").json
    assert (again["entries"], again["head"]) == (7, found["head"])
    assert kept.did("history", "002", "--unit", UNIT, "--json").json["head"] == found["head"]


def test_an_existing_file_is_never_written_over(kept: Kept) -> None:
    copy = kept.folder / "一.db"
    kept.did("backup", "-o", copy)
    before = copy.read_bytes()
    assert kept("backup", "-o", copy).code == 2
    assert copy.read_bytes() == before


def test_a_backup_in_a_folder_is_named_after_its_moment(kept: Kept) -> None:
    ended = kept.did("backup", "-o", kept.folder)
    (copy,) = kept.folder.glob("pinshi-备份-2026*.db")
    assert "pinshi restore" in ended.err
    assert copy.name in ended.out


def test_a_folder_that_is_not_there_yet_is_made_for_the_backup(kept: Kept) -> None:
    kept.did("backup", "-o", kept.folder / "备份" / "九月")
    assert len(list((kept.folder / "备份" / "九月").glob("pinshi-备份-*.db"))) == 1
    (kept.folder / "文件").write_text("", encoding="utf-8")
    ended = kept("backup", "-o", kept.folder / "文件" / "备份", "--json")
    assert (ended.code, ended.json["diagnostics"][0]["code"]) == (2, "F123")


def test_a_backup_that_is_not_there_is_said_to_be_so_not_the_ledger(kept: Kept) -> None:
    ended = kept("restore", kept.folder / "没有.db", "--json")
    (found,) = ended.json["diagnostics"]
    assert (ended.code, found["code"], found["message"]) == (2, "F101", "找不到备份文件")


def test_a_longer_ledger_is_not_replaced_unless_forced(kept: Kept) -> None:
    copy = kept.folder / "一.db"
    kept.did("backup", "-o", copy)
    earlier(kept)
    ended = kept("restore", copy, "--json")
    assert (ended.code, ended.json["diagnostics"][0]["code"]) == (2, "L041")
    assert kept.did("backup", "-o", kept.folder / "二.db", "--json").json["entries"] == 8
    kept.did("restore", copy, "--force")
    assert kept.did("backup", "-o", kept.folder / "三.db", "--json").json["entries"] == 7


def test_what_is_no_backup_is_refused(kept: Kept) -> None:
    broken = kept.folder / "坏.db"
    broken.write_bytes(b"not a ledger")
    before = kept.path.read_bytes()
    assert kept("restore", broken).code == 2
    assert kept("restore", kept.folder / "没有.db").code == 2
    assert kept.path.read_bytes() == before


def test_pruning_empties_what_is_older_and_the_chain_still_holds(kept: Kept) -> None:
    earlier(kept)
    ended = kept.did("prune", "--before", "2026", "--why", "保存期满", "--yes", "--json")
    assert (ended.json["pruned"], ended.json["entry"]) == ([8], 9)
    assert kept.did("verify").code == 0
    assert kept.did("find", "--year", "2025", "--json").json["results"] == []
    assert len(kept.did("find", "--year", "2026", "--json").json["results"]) == 15
    again = kept.did("prune", "--before", "2026", "--why", "保存期满", "--yes", "--json").json
    assert (again["pruned"], again["entry"]) == ([], None)


def test_a_dry_run_empties_nothing(kept: Kept) -> None:
    earlier(kept)
    found = kept.did("prune", "--before", "2026", "--why", "期满", "--dry-run", "--json").json
    assert (found["pruned"], found["entry"]) == ([8], None)
    assert len(kept.did("find", "--year", "2025", "--json").json["results"]) == 5


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (("--before", "2026Q3", "--why", "期满"), "L098"),
        (("--before", "2026Q3", "--yes"), "L055"),
        (("--before", "2026Q4", "--why", "期满", "--yes"), "U701"),
        (("--before", "2027", "--why", "期满", "--dry-run"), "U701"),
        (("--before", "前年", "--why", "期满", "--yes"), "U701"),
    ],
)
def test_nothing_is_emptied_without_a_word(call: tuple[str, ...], code: str, kept: Kept) -> None:
    ended = kept("prune", *call, "--json")
    assert (ended.code, ended.json["diagnostics"][0]["code"]) == (2, code)
    assert len(kept.did("find", "--year", "2026", "--json").json["results"]) == 15


@pytest.mark.parametrize("answer", [False, True])
def test_who_sits_at_the_terminal_is_asked(
    answer: bool, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def confirm(question: str) -> bool:
        asked.append(question)
        return answer

    monkeypatch.setattr(prune_command, "_confirming", lambda _no_input: confirm)
    ended = kept("prune", "--before", "2026Q2", "--why", "期满")
    assert ended.code == (0 if answer else 2)
    assert "不能恢复" in asked[0]
    results = kept.did("find", "--year", "2026", "--json").json["results"]
    assert len(results) == (5 if answer else 15)


@pytest.mark.parametrize("content", [b"not a ledger", b"PK" * 5000, None], ids=str)
def test_what_is_no_backup_is_said_to_be_none(content: bytes | None, kept: Kept) -> None:
    """The codes tell of a ledger's file; the way out is a backup."""
    path = kept.folder / "别的"
    path.mkdir() if content is None else path.write_bytes(content)
    (said,) = kept("restore", path, "--json").json["diagnostics"]
    assert (said["message"], said["hint"]) == ("这不是备份", "写 pinshi backup 写的那个文件。")


def test_what_was_pruned_is_said_where_it_would_be_looked_for(kept: Kept) -> None:
    earlier(kept)
    assert "清理" not in kept.did("history", "李四").err
    kept.did("prune", "--before", "2026", "--why", "保存期满", "--yes")
    for command in (("history", "李四"), ("find", "--year", "2025")):
        told = kept.did(*command, "--json").json["diagnostics"][-1]
        assert (told["code"], told["severity"]) == ("L059", "note")
        assert told["message"].startswith("2026Q1 以前的已经清理（第 9 笔，2026-08-")
    nobody = kept("history", "没有", "--json").json["diagnostics"]
    assert [each["code"] for each in nobody] == ["L092", "L059"]
    assert (
        kept.did("history", "李四", "--as-of", "2026-07-30", "--json").json["diagnostics"][-1][
            "code"
        ]
        == "L093"
    )
