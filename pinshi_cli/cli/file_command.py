"""`pinshi file accept`, `return` and `list`."""

from pathlib import Path
from typing import Annotated

import typer

from pinshi_cli.cli import clock
from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.help import Command, Group
from pinshi_cli.cli.ledger_options import AsOf, By, InQuarter, LedgerPlace
from pinshi_cli.cli.options import Json, NoColor, NoInput, Quiet
from pinshi_cli.cli.output import print_json

file_app = typer.Typer(cls=Group, help="主管部门备案：收下、退回、看各单位的情况。")

UnitNames = Annotated[
    list[str] | None, typer.Argument(metavar="单位", help="单位名称或编码，可写几个。")
]
OneQuarter = Annotated[
    str | None,
    typer.Option("--quarter", metavar="季度", help="哪一季，例如 2026Q1；清单里写了的按清单。"),
]
Listed = Annotated[
    Path | None,
    typer.Option(
        "--list",
        metavar="清单",
        readable=False,
        help="一张表：单位名称、单位编码、季度、意见（备案、退回）、理由，一个单位一行。",
    ),
]
Everyone = Annotated[bool, typer.Option("--all", help="这一季已经审定、等着备案的单位，全部备案。")]
Why = Annotated[
    str | None,
    typer.Option("--why", metavar="说明", help="备案的说明；退回后原样收下的，一定要写。"),
]
WhyNot = Annotated[str | None, typer.Option("--why", metavar="理由", help="为什么退回。")]


@file_app.command("accept", cls=Command)
def accept(
    units: UnitNames = None,
    quarter: OneQuarter = None,
    listed: Listed = None,
    everyone: Everyone = False,
    why: Why = None,
    by: By = None,
    ledger: LedgerPlace = None,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """备案：主管部门收下这些单位的这一季。几个单位一起，要么全记，要么都不记。

    写单位名称，或 --list 清单（里面写了意见的按清单，可以有退回的），或 --all。
    退回后还没有重新记入的不能备案，退出码为 2；原样收下的，加 --why 理由。
    """
    from pinshi_cli.ledger.entry import FILE_ACCEPT
    from pinshi_cli.workflow.ledger.calls import said_plainly

    whom = (units, listed, everyone)
    _put((FILE_ACCEPT, said_plainly(why)), whom, quarter, by, ledger, (json, quiet, no_color))


@file_app.command("return", cls=Command)
def return_(
    units: UnitNames = None,
    quarter: OneQuarter = None,
    listed: Listed = None,
    why: WhyNot = None,
    by: By = None,
    ledger: LedgerPlace = None,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """退回：主管部门不予备案，写明理由。改好重新记入、再备案以前，一直显示退回。

    写单位名称，或 --list 清单：理由写在清单里的，不必写 --why。
    """
    from pinshi_cli.ledger.entry import FILE_RETURN
    from pinshi_cli.workflow.ledger.calls import must_say, said_plainly

    reason = said_plainly(why) if listed else must_say(why, "--why", "理由")
    whom = (units, listed, False)
    _put((FILE_RETURN, reason), whom, quarter, by, ledger, (json, quiet, no_color))


def _put(
    said: tuple[str, str],
    whom: tuple[list[str] | None, Path | None, bool],
    quarter: str | None,
    by: str | None,
    ledger: str | None,
    shown: tuple[bool, bool, bool],
) -> None:
    from pinshi_cli.ledger.connect import open_ledger
    from pinshi_cli.ledger.entry import FILE_ACCEPT
    from pinshi_cli.workflow.ledger import calls as ledger_calls
    from pinshi_cli.workflow.ledger.documents import filed_document
    from pinshi_cli.workflow.ledger.filing_lists import Whom, file_whom
    from pinshi_cli.workflow.ledger.filings import Word

    kind, why = said
    json, quiet, no_color = shown
    when = None if quarter is None else ledger_calls.quarter_named(quarter)
    word = Word(kind, why, ledger_calls.signer(by), clock.moment())
    meant = Whom(*whom).checked(when)
    address = ledger_calls.where(ledger)
    with open_ledger(address, create=False) as opened:
        found = file_whom(opened, meant, when, word)
    if json:
        name = "file-accept" if kind == FILE_ACCEPT else "file-return"
        print_json(filed_document(name, found))
    else:
        from pinshi_cli.cli.file_view import show_filed

        show_filed(Screen(color=not no_color, quiet=quiet), address.shown, found)


@file_app.command("list", cls=Command)
def list_(
    quarter: InQuarter,
    as_of: AsOf = None,
    ledger: LedgerPlace = None,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """各单位这一季备案没有：未备案、已备案、退回，备案后有没有变动，谁还没有记入。"""
    from pinshi_cli.ledger.connect import open_ledger
    from pinshi_cli.workflow.ledger import calls as ledger_calls
    from pinshi_cli.workflow.ledger.documents import filings_document
    from pinshi_cli.workflow.ledger.filings import filings

    when, day = ledger_calls.quarter_named(quarter), ledger_calls.day_named(as_of, "--as-of")
    address = ledger_calls.where(ledger)
    with open_ledger(address, create=False) as opened:
        found = filings(opened, when, day)
    if json:
        print_json(filings_document(found, when))
    else:
        from pinshi_cli.cli.file_view import show_filings

        show_filings(Screen(color=not no_color, quiet=quiet), address.shown, when, found)
