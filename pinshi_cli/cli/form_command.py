"""`pinshi form`."""

from pathlib import Path
from typing import Annotated

import typer

from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.options import (
    DryRun,
    Force,
    Json,
    NoColor,
    NoInput,
    Out,
    Password,
    PolicyName,
    Quiet,
    asking,
)
from pinshi_cli.cli.output import print_json

Books = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="登记簿",
        readable=False,
        show_default=False,
        help="季度的表给一本登记簿；年度的表把一年各季的一起给出。",
    ),
]
ListKinds = Annotated[bool, typer.Option("--list", help="列出会做哪些表，不需要登记簿。")]
KindNames = Annotated[
    list[str] | None,
    typer.Option(
        "--kind", metavar="表名", help="做哪种表，可写几次；不写则做登记表。表名见 --list。"
    ),
]
PersonName = Annotated[
    str | None, typer.Option("--person", metavar="姓名或编号", help="只做一个人的。")
]
Every = Annotated[bool, typer.Option("--all", help="这一季（一年）该有的表全部做齐，分文件夹放。")]
OfYear = Annotated[
    bool,
    typer.Option("--year", help="做年度的表，把一年各季的登记簿（或装着它们的文件夹）一起给出。"),
]
Format = Annotated[
    str | None,
    typer.Option("--format", metavar="格式", help="只做 xlsx 或 docx；不写则两种都做。"),
]


def form(
    books: Books = None,
    list_: ListKinds = False,
    kind: KindNames = None,
    person: PersonName = None,
    every: Every = False,
    year: OfYear = False,
    format_: Format = None,
    policy: PolicyName = None,
    password: Password = None,
    out: Out = None,
    force: Force = False,
    dry_run: DryRun = False,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """做表：登记表、反馈表、会议材料、请示、备案……每人一份的，另有一个打印文件。

    先用登记簿旁“模板”文件夹里的模板，没有的用自带的（pinshi template copy 复制出来可以改）。
    表做好后读回来与等次逐人核对，有一处不符就都不留下。登记簿有错误不做表，退出码为 1。
    用 --json 时，只有写了 -o 才写出文件。
    """
    screen = Screen(color=not no_color, quiet=quiet)
    if list_:
        if json:
            from pinshi_cli.workflow.forms.documents import kinds_document

            print_json(kinds_document())
        else:
            from pinshi_cli.cli.form_view import show_kinds

            show_kinds(screen)
        raise typer.Exit(0)
    from pinshi_cli.workflow.forms import run as forms
    from pinshi_cli.workflow.forms.documents import form_document
    from pinshi_cli.workflow.forms.plan import Wanted
    from pinshi_cli.workflow.registers import Call

    paths = forms.given(books, year=year)
    where = forms.where_to(out, format_)
    wanted = Wanted(tuple(kind or ()), person, every, year)
    keep = forms.Keep(not json or out is not None, force, dry_run)
    made = forms.form(paths, wanted, where, Call(policy, password, asking(no_input)), keep)
    if json:
        print_json(form_document(made))
    else:
        from pinshi_cli.cli.form_view import show_formed

        show_formed(screen, paths, made)
    raise typer.Exit(0 if made.ok else 1)
