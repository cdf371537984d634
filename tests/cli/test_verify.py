"""`pinshi verify`: the chain, the head that was written down, the registers graded once more."""

import re
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.cli.ledger_books import MET, as_clerk, at
from tests.cli.running import FAULTY, ROOT, Pinshi
from tests.cli.use_books import register


@pytest.fixture(autouse=True)
def _clerk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    as_clerk(monkeypatch, tmp_path, "2026-04-10 09:30")


@pytest.fixture
def book(pinshi: Pinshi, tmp_path: Path) -> Path:
    path = register(tmp_path, items=MET)
    assert pinshi("record", path).code == 0
    return path


def tamper(statement: str) -> None:
    with sqlite3.connect("pinshi.db") as file:
        file.execute(statement)


def text_of(document: Path) -> str:
    with zipfile.ZipFile(document) as opened:
        return re.sub("<[^>]*>", "", opened.read("word/document.xml").decode())


def codes(said: dict[str, object]) -> list[str]:
    found = said["diagnostics"]
    assert isinstance(found, list)
    return [each["code"] for each in found]


def test_a_ledger_as_it_was_written_is_sound(pinshi: Pinshi, book: Path) -> None:
    said = pinshi("verify", book, "--json")
    assert said.code == 0
    assert said.json["entries"] == 1
    assert said.json["head"].startswith("1:")
    [compared] = said.json["books"]
    assert compared["on_record"] == 1
    assert compared["same_file"] is True
    assert compared["differences"] == []
    shown = pinshi("verify", book)
    assert "1 笔，逐笔核对，没有改动" in shown.out
    assert "重新核定一致" in shown.out
    assert shown.err.strip().splitlines()[-1].startswith("下一步：pinshi verify --export-head")


def test_an_edited_grade_shows(pinshi: Pinshi, book: Path) -> None:
    tamper("UPDATE results SET grade = '好' WHERE person_id = '004'")
    ended = pinshi("verify")
    assert ended.code == 1
    assert "与记入时不符" in ended.err
    assert "pinshi restore" in ended.err


def test_a_tail_cut_off_shows_with_the_head_at_hand(
    pinshi: Pinshi, book: Path, tmp_path: Path
) -> None:
    pinshi("record", register(tmp_path, "二季度", items={**MET, "季度": 2}))
    kept = tmp_path / "校验值.txt"
    assert pinshi("verify", "--export-head", kept).code == 0
    head = kept.read_text(encoding="utf-8").strip()
    assert pinshi("verify", "--head", kept).code == 0
    assert pinshi("verify", "--head", head).code == 0
    tamper("DELETE FROM results WHERE seq = 2")
    tamper("DELETE FROM entries WHERE seq = 2")
    assert pinshi("verify").code == 0
    for said in (str(kept), head):
        assert pinshi("verify", "--head", said).code == 1


def test_the_head_that_forms_print_is_enough_to_verify_by(
    pinshi: Pinshi, book: Path, tmp_path: Path
) -> None:
    seq, digest = pinshi("verify", "--json").json["head"].split(":")
    short = f"{seq}:{digest[:16]}"
    out = tmp_path / "登记表.docx"
    assert pinshi("form", book, "--person", "004", "-o", out).code == 0
    assert f"台账 {short}" in text_of(out)
    assert pinshi("verify", "--head", short).code == 0
    other = f"{seq}:{'0' * 16}"
    assert codes(pinshi("verify", "--head", other, "--json").json) == ["L038"]


def test_without_a_ledger_forms_say_nothing_of_one(pinshi: Pinshi, tmp_path: Path) -> None:
    out = tmp_path / "登记表.docx"
    assert pinshi("form", register(tmp_path, items=MET), "--person", "004", "-o", out).code == 0
    assert "台账" not in text_of(out)


@pytest.mark.parametrize("said", ["12", "没有这个文件.txt", "1:abc"])
def test_a_head_that_is_none_is_a_wrong_call(pinshi: Pinshi, book: Path, said: str) -> None:
    ended = pinshi("verify", "--head", said)
    assert ended.code == 2
    assert "L074" in ended.err


def test_a_register_that_is_not_the_recorded_one_shows(
    pinshi: Pinshi, book: Path, tmp_path: Path
) -> None:
    other = register(tmp_path, totals=(92, 80, 70, 65, 91), items=MET)
    said = pinshi("verify", other, "--json")
    assert said.code == 1
    assert codes(said.json)[0] == "L076"
    assert set(codes(said.json)) == {"L076", "L077"}
    assert pinshi("verify", other).code == 1


def test_the_same_content_saved_anew_is_only_warned_of(pinshi: Pinshi, book: Path) -> None:
    again = openpyxl.load_workbook(book)
    again.properties.title = "另存"
    again.save(book)
    said = pinshi("verify", book, "--json")
    assert said.code == 0
    assert codes(said.json) == ["L076"]


def test_a_quarter_that_is_not_on_record_is_said(
    pinshi: Pinshi, book: Path, tmp_path: Path
) -> None:
    said = pinshi("verify", register(tmp_path, "二季度", items={**MET, "季度": 2}), "--json")
    assert said.code == 0
    assert codes(said.json) == ["L075"]


def test_without_a_ledger_there_is_nothing_to_verify(pinshi: Pinshi, tmp_path: Path) -> None:
    ended = pinshi("verify")
    assert ended.code == 2
    assert "L001" in ended.err
    assert not (tmp_path / "pinshi.db").exists()


def grounds(book: Path) -> dict[str, str]:
    result = book.parent / "考核输出" / "2026Q1" / f"{book.stem}-考核结果.xlsx"
    rows = openpyxl.load_workbook(result)["依据"].iter_rows(max_col=2, values_only=True)
    return {str(name): str(value) for name, value in rows}


def test_results_print_the_head_only_where_a_ledger_lies_beside(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    path = register(tmp_path, items=MET)
    pinshi("grade", path)
    assert "台账校验值" not in grounds(path)
    pinshi("record", path)
    head = pinshi("verify", "--json").json["head"]
    pinshi("grade", path)
    assert grounds(path)["台账校验值"] == head
    assert sorted(each.name for each in tmp_path.glob("pinshi.db*")) == ["pinshi.db"]


def test_a_ledger_that_cannot_be_read_is_said_to_be_so_on_results(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    path = register(tmp_path, items=MET)
    (tmp_path / "pinshi.db").write_bytes(b"no ledger at all" * 100)
    assert pinshi("grade", path).code == 0
    assert grounds(path)["台账校验值"] == "（台账读不了）"


def loaded_by_the_head_of(book: Path) -> set[str]:
    """The modules that are loaded once a result knows the head to print."""
    code = (
        "import sys; from pathlib import Path; from pinshi_cli.workflow.ledger import heads; "
        "print(heads.head_beside(Path(sys.argv[1]))); print(*sys.modules)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, book], capture_output=True, text=True, cwd=ROOT, check=True
    )
    return set(ended.stdout.split())


def test_without_a_ledger_nothing_of_it_is_loaded(tmp_path: Path) -> None:
    loaded = loaded_by_the_head_of(register(tmp_path))
    assert "pinshi_cli.workflow.ledger.heads" in loaded
    assert not {"sqlalchemy", "alembic", "sqlite3", "pinshi_cli.ledger"} & loaded


def test_the_head_beside_is_read_by_the_bare_driver(pinshi: Pinshi, book: Path) -> None:
    loaded = loaded_by_the_head_of(book)
    assert pinshi("verify", "--json").json["head"] in loaded
    assert not {"sqlalchemy", "alembic"} & loaded


def test_what_is_sealed_knows_of_no_ledger(
    pinshi: Pinshi, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PINSHI_LEDGER", str(tmp_path / "pinshi.db"))
    archive = tmp_path / "封存.zip"
    assert pinshi("seal", book, "-o", archive).code == 0
    pinshi("record", register(tmp_path, "二季度", items={**MET, "季度": 2}))
    assert pinshi("verify", "--sealed", archive).code == 0


def test_a_register_that_differs_is_told_once(pinshi: Pinshi, book: Path, tmp_path: Path) -> None:
    said = pinshi("verify", register(tmp_path, totals=(92, 80, 71, 50, 91), items=MET))
    assert (said.out + said.err).count("71.00") == 1
    assert "L076" in said.err


def test_that_the_head_written_down_is_still_there_is_said(pinshi: Pinshi, book: Path) -> None:
    head = pinshi("verify", "--json").json["head"]
    assert "以前记下的第 1 笔还在，校验值相同" in pinshi("verify", "--head", head[:18]).out
    assert "还在" not in pinshi("verify").out


def test_a_head_is_found_among_the_other_words_of_a_file(
    pinshi: Pinshi, book: Path, tmp_path: Path
) -> None:
    """A day or an hour before it is no head, and of several the latest counts."""
    first = pinshi("verify", "--json").json["head"]
    pinshi("record", register(tmp_path, "二季度", items={**MET, "季度": 2}))
    latest = pinshi("verify", "--json").json["head"]
    kept = tmp_path / "记下的.txt"
    for said in (f"2026-04-10 09:30 台账校验值 {latest}\n", f"{latest}\n2026-04-10 09:30 {first}"):
        kept.write_text(said, encoding="utf-8")
        ended = pinshi("verify", "--head", kept)
        assert ended.code == 0, ended.err
        assert "以前记下的第 2 笔还在" in ended.out


@pytest.mark.parametrize("said", ["12:", "2026-04-10 09:30", "0:0:"])
def test_a_number_without_a_hash_is_no_head(
    pinshi: Pinshi, book: Path, tmp_path: Path, said: str
) -> None:
    kept = tmp_path / "记下的.txt"
    kept.write_text(f"{said}\n", encoding="utf-8")
    for each in (said, kept):
        ended = pinshi("verify", "--head", each)
        assert (ended.code, "L074" in ended.err) == (2, True)


def test_an_empty_ledgers_head_is_one(pinshi: Pinshi, book: Path, tmp_path: Path) -> None:
    kept = tmp_path / "记下的.txt"
    kept.write_text("0:\n", encoding="utf-8")
    for each in ("0:", kept):
        assert pinshi("verify", "--head", each).code == 0


def test_a_register_of_a_pruned_quarter_is_told_of_beside_the_others(
    pinshi: Pinshi, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = register(tmp_path, "二季度", items={**MET, "季度": 2})
    pinshi("record", second)
    at(monkeypatch, "2028-01-05 09:30")
    assert pinshi("prune", "--before", "2026Q2", "--why", "保存期满", "--yes").code == 0
    said = pinshi("verify", book, second, "--json")
    assert said.code == 0, said.out
    [found] = said.json["diagnostics"]
    assert (found["code"], found["severity"], found["file"]) == ("L059", "warning", book.name)
    assert [each["on_record"] for each in said.json["books"]] == [None, 2]


def test_a_register_whose_unit_nobody_can_tell_is_told_of_beside_the_others(
    pinshi: Pinshi, book: Path, tmp_path: Path
) -> None:
    twins = [
        register(tmp_path, code, items={**MET, "单位名称": "实验小学", "单位编码": code})
        for code in ("X1", "X2")
    ]
    assert pinshi("record", *twins).code == 0
    unsaid = register(tmp_path, "无编码", items={**MET, "单位名称": "实验小学"})
    said = pinshi("verify", unsaid, book, "--json")
    assert said.code == 1
    [found] = said.json["diagnostics"]
    assert (found["code"], found["file"]) == ("L016", unsaid.name)
    assert [each["on_record"] for each in said.json["books"]] == [None, 1]


def test_a_head_that_is_not_written_is_said_to_be_not(
    pinshi: Pinshi, book: Path, tmp_path: Path
) -> None:
    other = register(tmp_path, totals=(92, 80, 70, 65, 91), items=MET)
    ended = pinshi("verify", other, "--export-head", "校验值.txt")
    assert ended.code == 1
    assert "校验值没有写出" in ended.err
    assert not (tmp_path / "校验值.txt").exists()


def test_a_register_with_errors_is_not_said_to_differ(pinshi: Pinshi, book: Path) -> None:
    ended = pinshi("verify", FAULTY, "--ledger", "pinshi.db")
    assert ended.code == 1
    assert "登记簿有错误，没有核对" in ended.err
    assert "登记簿与台账不符" not in ended.err
    assert f"pinshi check {FAULTY}" in ended.err


def test_the_next_command_names_the_ledger_of_the_call(
    pinshi: Pinshi, book: Path, tmp_path: Path
) -> None:
    Path("pinshi.db").rename("别处.db")
    register(tmp_path, totals=(92, 80, 70, 65, 91), items=MET)
    ended = pinshi("verify", "一季度.xlsx", "--ledger", "别处.db")
    last = ended.err.strip().splitlines()[-1]
    assert "pinshi record 一季度.xlsx --correct --why 理由 --ledger 别处.db" in last
