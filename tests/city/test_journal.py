"""The journal: what has been done outlasts the end of the process, and nothing half is believed."""

import json
from pathlib import Path

import pytest

from pinshi_cli.city.found import JOURNAL
from pinshi_cli.city.journal import MANIFEST, Journal, as_line
from pinshi_cli.city.placed import NAME, Placed, note, placed


def line(file: str, **more: object) -> bytes:
    return as_line({"file": file, **more})


def test_a_line_is_there_at_once_and_a_later_one_replaces_it(tmp_path: Path) -> None:
    with Journal(tmp_path, fresh=True) as journal:
        journal.add("甲", line("甲", n=1))
        journal.add("乙", line("乙", n=2))
        journal.add("甲", line("甲", n=3))
        with Journal(tmp_path, fresh=False) as other:
            assert [each["n"] for each in other.lines(["甲", "乙", "丙"])] == [3, 2]


def test_what_a_killed_run_left_unfinished_is_cut_off(tmp_path: Path) -> None:
    with Journal(tmp_path, fresh=True) as journal:
        journal.add("甲", line("甲", n=1))
    path = tmp_path / JOURNAL
    path.write_bytes(path.read_bytes() + b'{"file":"\xe4\xb9')
    with Journal(tmp_path, fresh=False) as journal:
        journal.add("丙", line("丙", n=5))
        assert journal.line("甲") == line("甲", n=1)
    assert path.read_bytes() == line("甲", n=1) + b"\n" + line("丙", n=5) + b"\n"


def test_lines_that_are_none_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / JOURNAL).write_bytes(b"\n[]\nnull\n{}\n" + line("甲") + b"\n\xff\n")
    with Journal(tmp_path, fresh=False) as journal:
        assert journal.line("甲") == line("甲")


def test_a_fresh_run_forgets_the_lines(tmp_path: Path) -> None:
    with Journal(tmp_path, fresh=True) as journal:
        journal.add("甲", line("甲"))
    with Journal(tmp_path, fresh=True) as journal:
        assert journal.line("甲") is None


def test_what_was_put_in_place_is_known_until_it_is_noted_otherwise(tmp_path: Path) -> None:
    assert placed(tmp_path) == set()
    known = {Placed("东/甲/2026Q1", "r"), Placed("东/乙/2026Q1", "s")}
    note(tmp_path, known)
    assert placed(tmp_path) == known
    note(tmp_path, [])
    assert placed(tmp_path) == set()


@pytest.mark.parametrize("said", ["", "5", "[5]", '[["一"]]', "\0"])
def test_what_nobody_can_read_is_nothing_that_is_known(tmp_path: Path, said: str) -> None:
    (tmp_path / NAME).write_text(said)
    assert placed(tmp_path) == set()


def test_settled_lines_stand_in_order_and_others_are_gone(tmp_path: Path) -> None:
    with Journal(tmp_path, fresh=True) as journal:
        for name in "丙甲乙丁":
            journal.add(name, line(name))
        journal.settle(["甲", "丙"], lambda said: said.update(ok=True))
        journal.add("戊", line("戊"))
    said = [json.loads(each) for each in (tmp_path / JOURNAL).read_bytes().splitlines()]
    assert said == [{"file": "甲", "ok": True}, {"file": "丙", "ok": True}, {"file": "戊"}]


def test_the_manifest_goes_when_a_run_begins_and_comes_when_it_ends(tmp_path: Path) -> None:
    with Journal(tmp_path, fresh=True) as journal:
        journal.add("甲", line("甲"))
        journal.finish(ok=True)
    said = json.loads((tmp_path / MANIFEST).read_bytes())
    assert (said["schema"], said["ok"], said["journal"]) == (
        "pinshi/batch-manifest/1",
        True,
        JOURNAL,
    )
    with Journal(tmp_path, fresh=False):
        assert not (tmp_path / MANIFEST).exists()


def test_a_name_that_is_no_text_survives(tmp_path: Path) -> None:
    name = "\udce4.xlsx"
    with Journal(tmp_path, fresh=True) as journal:
        journal.add(name, line(name))
        assert [each["file"] for each in journal.lines([name])] == [name]
