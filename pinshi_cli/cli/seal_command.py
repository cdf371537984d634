"""`pinshi seal`."""

from typing import Annotated

import typer

from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.options import (
    Book,
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


def seal(
    book: Book,
    with_forms: Annotated[
        bool, typer.Option("--with-forms", help="连同各种表和公示一起封存。")
    ] = False,
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
    """封存一个季度：登记簿、办法、自己的模板和结果装进一个 .zip，以后能原样重做。

    核对用 pinshi verify --sealed。加密的登记簿照原样封存，里面的结果没有加密。
    登记簿有错误不封存，退出码为 1。用 --json 时，只有写了 -o 才写出文件。
    """
    from pinshi_cli.workflow.registers import Call
    from pinshi_cli.workflow.seals import sealing as seals

    call = Call(policy, password, asking(no_input))
    keep = seals.Keep(with_forms, force, dry_run, not json or out is not None)
    sealing = seals.seal(book, out, call, keep)
    if json:
        print_json(seals.seal_document(sealing))
    else:
        from pinshi_cli.cli.seal_view import show_sealing

        show_sealing(Screen(color=not no_color, quiet=quiet), book, sealing)
    raise typer.Exit(0 if sealing.ok else 1)
