"""`pinshi annual`."""

from typing import Annotated

import typer

from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.options import (
    Books,
    Json,
    NoColor,
    NoInput,
    Password,
    PolicyName,
    Quiet,
    asking,
)
from pinshi_cli.cli.output import print_json

Many = Annotated[bool, typer.Option("--many", help="登记簿分属许多单位，各单位分开算。")]


def annual(
    books: Books,
    many: Many = False,
    policy: PolicyName = None,
    password: Password = None,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """由一年的一到四份登记簿得出年度结论：可评优、称职、需研究……，每人写明理由和条款。

    原文没有定的写“需研究”，由本单位集体研究；缺的季度写明缺哪一季。什么都不写出。
    """
    from pinshi_cli.workflow.registers import Call
    from pinshi_cli.workflow.year_documents import annual_document
    from pinshi_cli.workflow.years import annual as judge

    call = Call(policy, password, asking(no_input))
    found = judge([call.open(book) for book in books], many=many)
    if json:
        print_json(annual_document(found))
    else:
        from pinshi_cli.cli.annual_view import show_annual

        show_annual(Screen(color=not no_color, quiet=quiet), found)
    raise typer.Exit(0 if found.ok else 1)
