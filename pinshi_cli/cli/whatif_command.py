"""`pinshi whatif`."""

from typing import Annotated

import typer

from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.options import Book, Json, NoColor, NoInput, Password, Quiet, asking
from pinshi_cli.cli.output import print_json

Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="键=值", help="改一个数，可写多次，例如 parts.民主测评.weight=0.2。"
    ),
]
Other = Annotated[
    str | None, typer.Option("--policy", metavar="规则", help="换一部规则来比：编号或文件。")
]
Rebalance = Annotated[
    bool, typer.Option("--rebalance", help="改了权重以后，其余的按比例调到合计为 1。")
]


def whatif(
    book: Book,
    settings: Settings = None,
    policy: Other = None,
    rebalance: Rebalance = False,
    password: Password = None,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """试算：换几个数或换一部规则，谁的等次会不同。什么都不写出。

    几个 --set 同时起作用；权重合计不为 1 时退出码为 2，除非加 --rebalance。
    """
    from pinshi_cli.workflow.registers import Call
    from pinshi_cli.workflow.whatif import compare, whatif_document

    call = Call(None, password, asking(no_input))
    found = compare(book, settings or (), call, policy, rebalance=rebalance)
    if json:
        print_json(whatif_document(found))
    else:
        from pinshi_cli.cli.whatif_view import show_compared

        show_compared(Screen(color=not no_color, quiet=quiet), found)
    raise typer.Exit(0 if found.ok else 1)
