"""`pinshi backup` and `pinshi restore`."""

from pathlib import Path
from typing import Annotated

import typer

from pinshi_cli.cli import clock
from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.ledger_options import LedgerPlace
from pinshi_cli.cli.options import Json, NoColor, NoInput, Quiet
from pinshi_cli.cli.output import print_json

Place = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        readable=False,
        metavar="位置",
        help="备份文件或文件夹；不写则放在当前文件夹。",
    ),
]
Backup = Annotated[Path, typer.Argument(metavar="备份", readable=False, help="备份文件。")]
Anyway = Annotated[
    bool, typer.Option("--force", help="台账里有备份没有的记录也换掉；原来的台账改名留在旁边。")
]


def backup(
    ledger: LedgerPlace = None,
    out: Place = None,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """备份台账：写成一个文件，核对过才留下，只有本人能读。别人可以同时在用台账。

    PostgreSQL 台账也备份成这样一个文件。已有的文件从不覆盖。
    """
    from pinshi_cli.workflow.ledger import calls as ledger_calls
    from pinshi_cli.workflow.ledger import upkeep

    copied = upkeep.back_up(ledger_calls.where(ledger), out, clock.moment())
    if json:
        print_json(upkeep.copied_document("backup", copied))
    else:
        from pinshi_cli.cli.upkeep_view import show_backup

        show_backup(Screen(color=not no_color, quiet=quiet), copied)


def restore(
    file: Backup,
    ledger: LedgerPlace = None,
    force: Anyway = False,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """用备份恢复台账：先核对备份，核对不过就不动台账。

    台账里有备份没有的记录时不恢复，除非 --force。
    """
    from pinshi_cli.workflow.ledger import calls as ledger_calls
    from pinshi_cli.workflow.ledger import upkeep

    copied = upkeep.bring_back(file, ledger_calls.where(ledger), force=force)
    if json:
        print_json(upkeep.copied_document("restore", copied))
    else:
        from pinshi_cli.cli.upkeep_view import show_restored

        show_restored(Screen(color=not no_color, quiet=quiet), copied)
