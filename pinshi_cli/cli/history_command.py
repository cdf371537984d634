"""`pinshi history`."""

from typing import Annotated

import typer

from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.ledger_options import AsOf, LedgerPlace, OnlyUnit
from pinshi_cli.cli.options import DryRun, Force, Json, NoColor, NoInput, OutOnly, Quiet
from pinshi_cli.cli.output import print_json

Who = Annotated[str, typer.Argument(metavar="姓名或编号", help="要看的人。")]


def history(
    who: Who,
    unit: OnlyUnit = None,
    as_of: AsOf = None,
    ledger: LedgerPlace = None,
    out: OutOnly = None,
    force: Force = False,
    dry_run: DryRun = False,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """查一个人历年的平时考核：各季等次、得分、审定、处分问责、复核、备案，各在台账第几笔。

    同名的人分别列出，不合并；给编号和 --unit 就只有一个人。给了 -o 写成长档案（.docx 或 .xlsx）。
    """
    from pinshi_cli.ledger.connect import open_ledger
    from pinshi_cli.workflow.ledger import calls as ledger_calls
    from pinshi_cli.workflow.ledger.archives import keep_archive
    from pinshi_cli.workflow.ledger.histories import histories, history_document
    from pinshi_cli.workflow.ledger.people import unit_named

    day = ledger_calls.day_named(as_of, "--as-of")
    with open_ledger(ledger_calls.where(ledger), create=False) as book:
        whose = None if unit is None else unit_named(book, unit)
        found = histories(book, who, whose, day)
    written = keep_archive(found, who, out, force=force, dry=dry_run)
    if json:
        print_json(history_document(found, written.names))
    else:
        from pinshi_cli.cli.history_view import show_histories

        show_histories(Screen(color=not no_color, quiet=quiet), found, written)
