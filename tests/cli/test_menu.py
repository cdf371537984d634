"""`pinshi` alone at a terminal: each choice asks for what it needs and says its command."""

import shutil
from pathlib import Path

import pytest

from pinshi_cli.cli import menu
from tests.cli.running import SOUND, Pinshi

SAID = [said for said, _, _ in menu.CHOICES]
LAST = str(len(SAID))


def chosen(pinshi: Pinshi, monkeypatch: pytest.MonkeyPatch, folder: Path, *answers: str) -> str:
    """What the menu prints where these are the answers; all of them are asked for."""
    given = iter(answers)
    monkeypatch.chdir(folder)
    monkeypatch.setattr(menu, "_ask", lambda _question: next(given))
    assert menu.show_menu(folder) == 0
    assert list(given) == []
    return pinshi.capsys.readouterr().out.replace("'", "").replace('"', "")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(SOUND, tmp_path / "第一季度.xlsx")
    return tmp_path


@pytest.mark.parametrize(
    ("answers", "command"),
    [
        (("1", "1"), "init --from 第一季度.xlsx"),
        (
            ("1", "", "zhangdian", "2026", "3"),
            "init --policy zhangdian --year 2026 --quarter 3",
        ),
        (("2", "1"), "check 第一季度.xlsx"),
        (("3", "1"), "records 第一季度.xlsx"),
        (("4", "第一季度.xlsx"), "grade 第一季度.xlsx"),
        (("5", "1", "014"), "explain 第一季度.xlsx 014"),
        (("6", "1", "bands.一般.least=58"), "whatif 第一季度.xlsx --set bands.一般.least=58"),
        (("13", "4", "1"), "use improve 第一季度.xlsx"),
        ((LAST, "zhangdian"), "policy show zhangdian"),
    ],
)
def test_a_choice_prints_the_command_that_it_stands_for_and_runs_it(
    pinshi: Pinshi,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: tuple[str, ...],
    command: str,
) -> None:
    out = chosen(pinshi, monkeypatch, folder, *answers)
    assert f"等于命令：pinshi {command}\n" in out


def test_every_choice_is_shown_with_its_number(
    pinshi: Pinshi, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = chosen(pinshi, monkeypatch, folder, "")
    assert [f"  {number}  {said}" for number, said in enumerate(SAID, start=1)] == [
        line for line in out.splitlines() if line.startswith("  ")
    ]


def test_a_number_that_is_no_choice_is_asked_for_again(
    pinshi: Pinshi, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = chosen(pinshi, monkeypatch, folder, "99", "甲", LAST, "zhangdian")
    assert out.count(f"请输入 1 到 {LAST}") == 2


def test_a_list_takes_several_registers_of_the_year(
    pinshi: Pinshi, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(SOUND, folder / "第二季度.xlsx")
    monkeypatch.setattr("pinshi_cli.cli.main.main", lambda _arguments: 0)
    out = chosen(pinshi, monkeypatch, folder, "13", "4", "1、2")
    assert "pinshi use improve 第一季度.xlsx 第二季度.xlsx" in out


@pytest.mark.parametrize(
    ("answers", "command"),
    [
        (("7", "1"), "record 第一季度.xlsx"),
        (("8", "1"), "form 第一季度.xlsx --all"),
        (("9", "1"), "notice 第一季度.xlsx"),
        (
            ("10", "1", "赵六", "2026Q1", "2026-04-20", "漏记一项"),
            "review open 赵六 --quarter 2026Q1 --asked 2026-04-20 --ground 漏记一项",
        ),
        (
            ("10", "2", "赵六", "2026Q1", "确有漏记", "按办法", "一般"),
            "review decide 赵六 --quarter 2026Q1 --found 确有漏记 --why 按办法 --grade 一般",
        ),
        (
            ("10", "2", "赵六", "2026Q1", "没有漏记", "按办法", ""),
            "review decide 赵六 --quarter 2026Q1 --found 没有漏记 --why 按办法 --confirm",
        ),
        (("10", "3"), "review list"),
        (("11", "赵六"), "history 赵六"),
        (("12", "1"), "annual 第一季度.xlsx"),
        (("12", "", "2026"), "annual --year 2026"),
        (("14",), "verify"),
    ],
)
def test_the_quarter_goes_on_record_in_its_turn(
    pinshi: Pinshi,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: tuple[str, ...],
    command: str,
) -> None:
    monkeypatch.setattr("pinshi_cli.cli.main.main", lambda _arguments: 0)
    out = chosen(pinshi, monkeypatch, folder, *answers)
    assert f"等于命令：pinshi {command}\n" in out


@pytest.mark.parametrize(
    "answers",
    [
        ("",),
        ("1", "", ""),
        ("1", "", "zhangdian", ""),
        ("2", ""),
        ("5", ""),
        ("5", "1", ""),
        ("6", ""),
        ("6", "1", ""),
        ("7", ""),
        ("10", ""),
        ("10", "1", ""),
        ("10", "2", "赵六", "2026Q1", ""),
        ("11", ""),
        ("12", "", ""),
        ("13", ""),
        ("13", "4", ""),
        (LAST, ""),
    ],
)
def test_an_empty_answer_leaves_the_menu(
    pinshi: Pinshi, folder: Path, monkeypatch: pytest.MonkeyPatch, answers: tuple[str, ...]
) -> None:
    assert "等于命令" not in chosen(pinshi, monkeypatch, folder, *answers)
