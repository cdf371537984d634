"""`pinshi prune`."""

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from pinshi_cli.cli import clock
from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.ledger_options import By, LedgerPlace
from pinshi_cli.cli.options import DryRun, Json, NoColor, NoInput, Quiet
from pinshi_cli.cli.output import print_json

Before = Annotated[
    str,
    typer.Option(
        "--before", metavar="年或季度", help="清理这以前的，例如 2023（2022 年及以前）或 2023Q3。"
    ),
]
Why = Annotated[str | None, typer.Option("--why", metavar="理由", help="为什么清理。")]
Yes = Annotated[bool, typer.Option("--yes", help="不再询问，直接清理。")]


def prune(
    before: Before,
    why: Why = None,
    yes: Yes = False,
    ledger: LedgerPlace = None,
    by: By = None,
    dry_run: DryRun = False,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """清理台账里过了保存期的个人信息：内容永久删去，校验值留下，台账仍能核对。

    清理本身也是一笔，写明谁、何时、为什么。不能恢复：先 pinshi backup。要在终端里确认，或加 --yes。
    """
    from pinshi_cli.ledger.connect import open_ledger
    from pinshi_cli.workflow.ledger import calls as ledger_calls
    from pinshi_cli.workflow.ledger import upkeep

    kept = upkeep.first_kept(before)
    reason = ledger_calls.must_say(why, "--why", "理由")
    signer, at = ledger_calls.signer(by), clock.moment()
    wish = upkeep.Wish(kept, reason, signer, at, yes, _confirming(no_input), dry_run)
    with open_ledger(ledger_calls.where(ledger), create=False) as book:
        found = upkeep.prune_before(book, wish)
    if json:
        print_json(upkeep.prune_document(found))
    else:
        from pinshi_cli.cli.upkeep_view import show_pruned

        show_pruned(Screen(color=not no_color, quiet=quiet), found)


def _confirming(no_input: bool) -> Callable[[str], bool] | None:
    if no_input or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    return lambda question: typer.confirm(question, err=True)
