"""`pinshi` alone at a terminal: the clerk's quarter as a numbered menu."""

import re
from collections.abc import Callable
from pathlib import Path

import typer

from pinshi_cli.cli.written import quoted

Answers = list[str]
"""The arguments that the answers make; one that is empty means that nothing is wanted."""

BOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")


def show_menu(folder: Path) -> int:
    """Ask what to do and with which register; print the command it stands for, and run it.

    Every answer can be left empty to go away. Returns the command's exit code.
    """
    typer.echo("公务员平时考核。请选择（直接回车退出）：")
    chosen = _ask_listed("序号", [said for said, _, _ in CHOICES])
    if chosen is None:
        return 0
    _, command, ask = CHOICES[chosen]
    arguments = [*command.split(), *ask(folder)]
    if not all(arguments):
        return 0
    typer.echo(f"等于命令：pinshi {' '.join(quoted(each) for each in arguments)}\n")
    from pinshi_cli.cli.main import main

    return main(arguments)


def _one_book(folder: Path) -> Answers:
    return [_ask_book(folder, "登记簿的序号，或文件路径")]


def _for_init(folder: Path) -> Answers:
    """Last quarter's register; without one the rules, the year and the quarter, until one lacks."""
    before = _ask_book(folder, "上一季登记簿的序号，或文件路径（没有就直接回车）")
    if before:
        return ["--from", before]
    answers = []
    for option, question in (
        ("--policy", "规则编号（例如 zhangdian）"),
        ("--year", "哪一年（例如 2026）"),
        ("--quarter", "第几季（1 到 4）"),
    ):
        answers += [option, _ask(question)]
        if not answers[-1]:
            break
    return answers


def _for_explain(folder: Path) -> Answers:
    book = _ask_book(folder, "登记簿的序号，或文件路径")
    return [book, _ask("姓名或编号")] if book else [book]


def _for_whatif(folder: Path) -> Answers:
    book = _ask_book(folder, "登记簿的序号，或文件路径")
    return [book, "--set", _ask("改哪个数（例如 bands.好.least=88）")] if book else [book]


def _for_use(folder: Path) -> Answers:
    from pinshi_cli.grading.use_list import TITLES
    from pinshi_cli.policy.use_book import USES

    chosen = _ask_listed("名单的序号", [TITLES[kind] for kind in USES])
    if chosen is None:
        return [""]
    return [USES[chosen], *_ask_books(folder, _SEVERAL)]


def _for_policy(_: Path) -> Answers:
    return [_ask("规则编号（例如 zhangdian）")]


def _for_record(folder: Path) -> Answers:
    return _ask_books(folder, _SEVERAL)


def _for_forms(folder: Path) -> Answers:
    book = _ask_book(folder, "登记簿的序号，或文件路径")
    return [book, "--all"] if book else [book]


def _for_review(_folder: Path) -> Answers:
    """What is to be done, then what each option says, until one lacks."""
    chosen = _ask_listed("序号", [said for said, _, _ in _REVIEWS])
    if chosen is None:
        return [""]
    command, questions = _REVIEWS[chosen][1:]
    answers = [command]
    for option, question in questions:
        answers += [option] if option else []
        answers.append(_ask(question))
        if not answers[-1]:
            return answers
    if command == "decide":
        grade = _ask("改为哪个等次（维持原等次的直接回车）")
        answers += ["--grade", grade] if grade else ["--confirm"]
    return answers


def _for_history(_: Path) -> Answers:
    return [_ask("姓名或编号")]


def _for_annual(folder: Path) -> Answers:
    """The registers of the year; without any the year, from the ledger."""
    books = _ask_books(folder, f"{_SEVERAL}；由台账得出的，直接回车")
    return books if all(books) else ["--year", _ask("哪一年（例如 2026）")]


def _for_verify(_: Path) -> Answers:
    return []


_SEVERAL = "登记簿的序号（几份之间用空格或顿号隔开），或文件路径"

_WHOSE = (("", "姓名或编号"), ("--quarter", "哪一季（例如 2026Q1）"))
_REVIEWS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "受理复核",
        "open",
        (*_WHOSE, ("--asked", "申请日期（例如 2026-04-12）"), ("--ground", "申请的事由")),
    ),
    ("作出复核决定", "decide", (*_WHOSE, ("--found", "查明的情况"), ("--why", "决定的理由"))),
    ("看还有哪些没有办结", "list", ()),
)
"""What a review can be asked for: in words, its command, and what is asked for which option."""

CHOICES: tuple[tuple[str, str, Callable[[Path], Answers]], ...] = (
    ("写一份空白登记簿", "init", _for_init),
    ("核查登记簿，列出要改的地方", "check", _one_book),
    ("列出本季工作纪实", "records", _one_book),
    ("算出本季等次，写出结果", "grade", _one_book),
    ("看一个人的等次怎么来的", "explain", _for_explain),
    ("试算：改一个数，谁的等次会不同", "whatif", _for_whatif),
    ("记入台账：会前记拟定，会议审定后再记一次", "record", _for_record),
    ("做表：登记表、反馈表、会议材料、上报的表", "form", _for_forms),
    ("做公示", "notice", _one_book),
    ("复核：受理、决定、没有办结的", "review", _for_review),
    ("查一个人历年的考核", "history", _for_history),
    ("得出年度结论", "annual", _for_annual),
    ("结果运用：出名单", "use", _for_use),
    ("核对台账有没有改动", "verify", _for_verify),
    ("看本单位的考核规则", "policy show", _for_policy),
)


def _ask(question: str) -> str:
    return str(typer.prompt(question, default="", show_default=False)).strip()


def _ask_listed(question: str, choices: list[str]) -> int | None:
    """One of the choices by its number, counted from 0; None where nothing is answered."""
    _show_numbered(choices)
    while True:
        answer = _ask(question)
        if not answer:
            return None
        if answer.isdecimal() and 1 <= int(answer) <= len(choices):
            return int(answer) - 1
        typer.echo(f"请输入 1 到 {len(choices)}，或直接回车退出。")


def _ask_book(folder: Path, question: str) -> str:
    """A register: one of those that lie in the folder, or a path; empty for none."""
    return _ask_books(folder, question, several=False)[0]


def _ask_books(folder: Path, question: str, *, several: bool = True) -> Answers:
    """Registers by their numbers among those in the folder, or one by its path."""
    books = sorted(
        path.name
        for path in folder.iterdir()
        if path.suffix.lower() in BOOK_ENDINGS and not path.name.startswith(("~", "."))
    )
    _show_numbered(books)
    answer = _ask(question)
    numbers = re.split(r"[\s、，,]+", answer) if several else [answer]
    if all(each.isdecimal() and 1 <= int(each) <= len(books) for each in numbers):
        return [books[int(each) - 1] for each in numbers]
    return [answer]


def _show_numbered(choices: list[str]) -> None:
    for number, said in enumerate(choices, start=1):
        typer.echo(f"  {number}  {said}")
