"""`pinshi use`."""

from typing import Annotated

import typer

from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.options import (
    Books,
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

Kind = Annotated[
    str,
    typer.Argument(
        metavar="名单",
        help="promotion 职级晋升、bonus 奖金、talent 培养、improve 提醒改进、praise 表扬、"
        "contact 联系点、training 培训、check 年度优秀核对。",
    ),
]


def use(
    kind: Kind,
    books: Books,
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
    """结果运用：按规则列出名单，每个人写明理由和条款，写出工作簿。

    登记簿给一个单位一年的一到四份；contact 和 check 可给许多单位的。
    有一份有错误就不出名单，退出码为 1。用 --json 时，只有写了 -o 才写出文件。
    """
    from pinshi_cli.workflow.registers import Call, Written
    from pinshi_cli.workflow.use import run as uses

    used = uses.use(kind, books, Call(policy, password, asking(no_input)))
    written = Written()
    if not json or out is not None:
        from pinshi_cli.workflow.use.outputs import write_list

        written = write_list(books, used, out, force=force, dry=dry_run)
    if json:
        from pinshi_cli.workflow.use.documents import use_document

        print_json(use_document(used, written.names))
    else:
        from pinshi_cli.cli.use_view import show_used

        show_used(Screen(color=not no_color, quiet=quiet), books, used, written)
    raise typer.Exit(0 if used.ok else 1)
