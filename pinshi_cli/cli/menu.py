"""`pinshi` alone at a terminal: the clerk's quarter as a numbered menu."""

from pathlib import Path

import typer

from pinshi_cli.cli.check_view import quoted

CHOICES = (
    ("核查登记簿，列出要改的地方", "check"),
    ("算出本季等次，写出结果", "grade"),
    ("看一个人的等次怎么来的", "explain"),
    ("看本单位的考核规则", "policy show"),
)
BOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")


def show_menu(folder: Path) -> int:
    """Ask what to do and with which register; print the command it stands for, and run it.

    Every answer can be left empty to go away. Returns the command's exit code.
    """
    typer.echo("公务员平时考核。请选择（直接回车退出）：")
    for number, (said, _) in enumerate(CHOICES, start=1):
        typer.echo(f"  {number}  {said}")
    chosen = _ask_number("序号", len(CHOICES))
    if chosen is None:
        return 0
    arguments = CHOICES[chosen][1].split()
    if arguments[0] == "policy":
        arguments.append(_ask("规则编号（例如 zhangdian）"))
    else:
        arguments.append(_ask_book(folder))
        if arguments[0] == "explain":
            arguments.append(_ask("姓名或编号"))
    if not all(arguments):
        return 0
    typer.echo(f"等于命令：pinshi {' '.join(quoted(each) for each in arguments)}\n")
    from pinshi_cli.cli.main import main

    return main(arguments)


def _ask(question: str) -> str:
    return str(typer.prompt(question, default="", show_default=False)).strip()


def _ask_number(question: str, most: int) -> int | None:
    """A number from 1 to `most`, counted from 0; None where nothing is answered."""
    while True:
        answer = _ask(question)
        if not answer:
            return None
        if answer.isdecimal() and 1 <= int(answer) <= most:
            return int(answer) - 1
        typer.echo(f"请输入 1 到 {most}，或直接回车退出。")


def _ask_book(folder: Path) -> str:
    """A register: one of those that lie in the folder, or a path; empty for none."""
    books = sorted(
        path.name
        for path in folder.iterdir()
        if path.suffix.lower() in BOOK_ENDINGS and not path.name.startswith(("~", "."))
    )
    if not books:
        return _ask("登记簿文件的路径")
    for number, name in enumerate(books, start=1):
        typer.echo(f"  {number}  {name}")
    answer = _ask("登记簿的序号，或文件路径")
    if answer.isdecimal() and 1 <= int(answer) <= len(books):
        return books[int(answer) - 1]
    return answer
