"""`pinshi verify`."""

from pathlib import Path
from typing import Annotated

import typer

from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.ledger_options import LedgerPlace
from pinshi_cli.cli.options import (
    Force,
    Json,
    NoColor,
    NoInput,
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
        help="也核对这些登记簿：是不是记入的那一份，重新核定是不是一样。可以不写。",
    ),
]
HeadSaid = Annotated[
    str | None,
    typer.Option(
        "--head",
        metavar="校验值",
        help="以前印在表上或导出的台账校验值（或那个文件）：台账删过、重写过都看得出来。",
    ),
]
ExportHead = Annotated[
    Path | None,
    typer.Option(
        "--export-head",
        metavar="文件",
        readable=False,
        help="把现在的校验值写到这个文件，另存他处。",
    ),
]
SealedFile = Annotated[
    Path | None,
    typer.Option(
        "--sealed", metavar="封存件", readable=False, help="核对一个封存件：按里面的登记簿重做。"
    ),
]


def verify(
    books: Books = None,
    ledger: LedgerPlace = None,
    head: HeadSaid = None,
    export_head: ExportHead = None,
    sealed: SealedFile = None,
    policy: PolicyName = None,
    password: Password = None,
    force: Force = False,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """核对台账：每一笔有没有被改过、删过；给了登记簿的，再核定一次看是不是一样。

    有一处不符，退出码为 1。用 --sealed 核对封存件：文件有没有改过，重算等次是否一样。
    """
    if sealed is not None:
        if books or head or export_head or ledger or policy:
            from pinshi_cli.model.diagnostic import refuse

            hint = "核对台账的，另运行一次，不写 --sealed。"
            raise refuse("U701", "--sealed 只核对封存件，不能同时核对台账、登记簿", hint)
        verify_sealed(sealed, password, (json, quiet, no_color, no_input))
    from pinshi_cli.ledger.connect import open_ledger
    from pinshi_cli.workflow.ledger import calls as ledger_calls
    from pinshi_cli.workflow.ledger import verifying
    from pinshi_cli.workflow.ledger.documents import verify_document
    from pinshi_cli.workflow.registers import Call

    given = books or []
    earlier = None if head is None else verifying.head_said(head)
    call = Call(policy, password, asking(no_input))
    quarters = list(call.open_all(given))
    address = ledger_calls.where(ledger, given)
    with open_ledger(address, create=False) as opened:
        found = verifying.verification(opened, quarters, earlier)
    exported = None
    if export_head is not None and found.ok:
        exported = verifying.export_head(export_head, found, given, force=force)
    if json:
        print_json(verify_document(address.shown, found, exported))
    else:
        from pinshi_cli.cli.verify_view import Asked, show_verified

        screen = Screen(color=not no_color, quiet=quiet)
        show_verified(screen, address.shown, Asked(given, export_head), found, exported)
    raise typer.Exit(0 if found.ok else 1)


def verify_sealed(sealed: Path, password: str | None, shown: tuple[bool, bool, bool, bool]) -> None:
    """Check an archive and show what came of it; `shown` is --json, --quiet, --no-color and so on.

    Ends the command with its exit code.
    """
    from pinshi_cli.workflow.registers import Call
    from pinshi_cli.workflow.seals.checks import check_sealed, sealed_document

    json, quiet, no_color, no_input = shown
    check = check_sealed(sealed, Call(None, password, asking(no_input)))
    if json:
        print_json(sealed_document(check))
    else:
        from pinshi_cli.cli.seal_view import show_sealed

        show_sealed(Screen(color=not no_color, quiet=quiet), sealed, check)
    raise typer.Exit(0 if check.ok else 1)
