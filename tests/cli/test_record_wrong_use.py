"""`pinshi record` used wrongly: what is said, of which register, and which command is next."""

from pathlib import Path

import pytest

from tests.builders import Cells
from tests.cli.ledger_books import MET, as_clerk
from tests.cli.running import Pinshi
from tests.cli.use_books import register


@pytest.fixture(autouse=True)
def _clerk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    as_clerk(monkeypatch, tmp_path, "2026-04-10 09:30")


def test_a_unit_whose_name_lacks_a_character_is_said(pinshi: Pinshi, tmp_path: Path) -> None:
    """It goes on record as a unit of its own: said, never guessed."""
    pinshi("record", register(tmp_path, items=MET))
    meant: Cells = {**MET, "季度": 2, "单位名称": "青禾统计局"}
    ended = pinshi("record", register(tmp_path, "二季度", items=meant))
    assert ended.code == 0
    assert "台账里有“青禾区统计局”，没有“青禾统计局”，按另一个单位记" in ended.err
    other: Cells = {**MET, "单位名称": "青石区统计局"}
    assert "L060" not in pinshi("record", register(tmp_path, "别局", items=other)).err


def test_where_one_is_refused_no_other_is_said_to_be_recorded(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    ended = pinshi("record", register(tmp_path, items=MET), register(tmp_path, "另一份"))
    assert "青禾区统计局　2026年第一季度：没有错误，等别的改好了一起记" in ended.out
    assert "记入 5 人" not in ended.out


def test_what_the_ledger_refuses_is_not_sent_to_check(pinshi: Pinshi, tmp_path: Path) -> None:
    """`check` would find nothing wrong with the register."""
    ended = pinshi("record", register(tmp_path), "--correct", "--why", "补录")
    assert ended.err.strip().splitlines()[-1] == "下一步：照上面的改法，再 pinshi record 一次"


def test_registers_of_one_name_are_told_apart_by_their_folders(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    books = []
    for folder, items in (("甲局", MET), ("乙局", {**MET, "会议日期": "不详"})):
        (tmp_path / folder).mkdir()
        books.append(register(tmp_path / folder, items=items))
    for command, more in (("record", ("--ledger", "x.db")), ("annual", ())):
        ended = pinshi(command, *books, *more)
        assert "乙局/一季度.xlsx › 基本信息!B" in ended.err
        assert "甲局/一季度.xlsx › 基本信息!B" not in ended.err
    assert (
        "一季度.xlsx › 基本信息!B"
        in pinshi("record", books[1], register(tmp_path, "丙"), "--ledger", "x.db").err
    )


def test_the_next_command_names_a_ledger_that_it_would_not_find(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "一 季"
    folder.mkdir()
    ended = pinshi("record", register(folder, items=MET))
    last = ended.err.strip().splitlines()[-1]
    assert last == "下一步：pinshi verify --ledger '一 季/pinshi.db'（核对台账）"
    monkeypatch.setenv("PINSHI_LEDGER", str(folder / "pinshi.db"))
    assert "--ledger" not in pinshi("verify").err
    assert "--ledger" not in pinshi("history", "张三").err
    monkeypatch.delenv("PINSHI_LEDGER")
    said = pinshi("history", "张三", "--ledger", folder / "pinshi.db").err
    assert "-o 文件夹" in said
    assert "--unit 青禾区统计局 --ledger '一 季/pinshi.db' -o 文件夹" in said


def test_a_reason_without_a_correction_is_not_dropped(pinshi: Pinshi, tmp_path: Path) -> None:
    book = register(tmp_path, items=MET)
    ended = pinshi("record", book, "--why", "得分录错")
    assert (ended.code, "--why 要和 --correct 一起用" in ended.err) == (2, True)
    assert not (tmp_path / "pinshi.db").exists()


def test_the_way_to_correct_names_the_ledger_of_the_call(pinshi: Pinshi, tmp_path: Path) -> None:
    ledger = ("--ledger", "别处.db")
    assert pinshi("record", register(tmp_path, items=MET), *ledger).code == 0
    other = register(tmp_path, items=MET, totals=(92, 80, 71, 50, 91))
    last = pinshi("record", other, *ledger).err.strip().splitlines()[-1]
    assert last.endswith("--correct --why 理由 --ledger 别处.db")


@pytest.mark.parametrize(
    "said", ["9999-12-31", "1026-04-20", "1999-12-31", "2100-01-01", "2026-02-30", "20260420"]
)
@pytest.mark.parametrize("option", ["--asked", "--known"])
def test_a_day_of_another_century_is_no_day(
    option: str, said: str, pinshi: Pinshi, tmp_path: Path
) -> None:
    pinshi("record", register(tmp_path, items=MET))
    days = {"--asked": "2026-04-20", "--known": "2026-04-17", option: said}
    words = [word for pair in days.items() for word in pair]
    call = ("review", "open", "004", "--quarter", "2026Q1", "--ground", "漏计一项", *words)
    ended = pinshi(*call)
    if said == "20260420":
        assert ended.code == 0
    else:
        assert (ended.code, f"{option} 的“{said}”不是日期" in ended.err) == (2, True)
