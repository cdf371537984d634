"""`pinshi record`."""

from typing import Annotated

import typer

from pinshi_cli.cli import clock
from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.ledger_options import By, LedgerPlace, Renamed
from pinshi_cli.cli.options import (
    Books,
    DryRun,
    Json,
    NoColor,
    NoInput,
    Password,
    PolicyName,
    Quiet,
    asking,
)
from pinshi_cli.cli.output import print_json

Correct = Annotated[bool, typer.Option("--correct", help="更正台账里已有的这一季；要写 --why。")]
Why = Annotated[str | None, typer.Option("--why", metavar="理由", help="为什么更正。")]


def record(
    books: Books,
    ledger: LedgerPlace = None,
    by: By = None,
    correct: Correct = False,
    why: Why = None,
    renamed: Renamed = None,
    policy: PolicyName = None,
    password: Password = None,
    dry_run: DryRun = False,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """把核定的季度记入台账：等次、得分、理由、依据。几本一起记，要么全记，要么都不记。

    登记簿有错误不记，退出码为 1。台账里已有、内容相同的，不必再记；只是会议作了审定的，单独记一笔；
    别的不同，或改已经审定的，要 --correct --why 理由 更正，原来的一笔仍在。--json 也记入。
    """
    from pinshi_cli.model.diagnostic import refuse
    from pinshi_cli.workflow.ledger import calls as ledger_calls
    from pinshi_cli.workflow.ledger.documents import record_document
    from pinshi_cli.workflow.ledger.recording import Wish, recorded
    from pinshi_cli.workflow.registers import Call

    if why is not None and not correct:
        hint = "更正台账里已有的，加 --correct；不是更正的，去掉 --why。"
        raise refuse("U701", "--why 要和 --correct 一起用", hint)
    reason = ledger_calls.must_say(why, "--why", "理由") if correct else ""
    address = ledger_calls.where(ledger, books)
    same = ledger_calls.ids_said(renamed)
    wish = Wish(clock.moment(), ledger_calls.signer(by), correct, reason, same)
    call = Call(policy, password, asking(no_input))
    quarters = list(call.open_all(books))
    found = recorded(address, quarters, wish, dry=dry_run)
    if json:
        print_json(record_document(found))
    else:
        from pinshi_cli.cli.record_view import show_recorded

        show_recorded(Screen(color=not no_color, quiet=quiet), books, found)
    raise typer.Exit(0 if found.ok else 1)
