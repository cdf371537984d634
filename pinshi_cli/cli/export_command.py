"""`pinshi export`."""

from typing import Annotated

import typer

from pinshi_cli.cli import clock
from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.ledger_options import AsOf, LedgerPlace
from pinshi_cli.cli.options import DryRun, Force, Json, NoColor, NoInput, OutHere, Quiet
from pinshi_cli.cli.output import print_json
from pinshi_cli.cli.secrets_asked import asking_secret

Text = str | None


def export(
    year: Annotated[int | None, typer.Option("--year", metavar="年", help="哪一年。")] = None,
    quarter: Annotated[
        Text, typer.Option("--quarter", metavar="季度", help="哪一季，例如 2026Q1。")
    ] = None,
    unit: Annotated[Text, typer.Option("--unit", metavar="单位", help="单位名称或编码。")] = None,
    as_of: AsOf = None,
    codes: Annotated[
        bool, typer.Option("--codes", help="加上年度结果和干部信息系统的代码（要写 --year）。")
    ] = False,
    passphrase: Annotated[
        bool,
        typer.Option(
            "--passphrase", help="给 .xlsx 加打开密码：在终端里输入，或放在 PINSHI_PASSPHRASE。"
        ),
    ] = False,
    policy: Annotated[
        Text, typer.Option("--policy", metavar="规则", help="年度结果按这部规则，不按台账记着的。")
    ] = None,
    ledger: LedgerPlace = None,
    out: OutHere = None,
    force: Force = False,
    dry_run: DryRun = False,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """从台账导出一年、一季或一个单位作准的结果：.xlsx、.csv、.json 或 .parquet。

    -o 写文件名就按它的扩展名，写文件夹或不写是 .xlsx。文件只有本人能读；给别人的加 --passphrase。
    用 --json 时，只有写了 -o 才写出文件。年度结果（--codes）有错误的，不写出，退出码为 1。
    """
    from pinshi_cli.ledger.connect import open_ledger
    from pinshi_cli.workflow.ledger import calls as ledger_calls
    from pinshi_cli.workflow.ledger import exports
    from pinshi_cli.workflow.ledger import tables_out as files
    from pinshi_cli.workflow.registers import Written

    period = None if quarter is None else ledger_calls.quarter_named(quarter)
    day = ledger_calls.day_named(as_of, "--as-of")
    asked = exports.Asked(year, period, unit, day, codes, policy)
    with open_ledger(ledger_calls.where(ledger), create=False) as book:
        found = exports.export(book, asked, clock.moment().date())
    written = Written(dry=dry_run)
    if found.ok and (out is not None or not json):
        secret = files.passphrase_of(wanted=passphrase, ask=asking_secret(no_input))
        wanted = files.Wanted(out, force, dry_run, secret)
        endings = (files.XLSX, files.CSV, files.JSON, files.PARQUET)
        written = files.write_tables(found.tables, exports.stem_of(asked), endings, wanted)
    if json:
        print_json(exports.export_document(found, written.names))
    else:
        from pinshi_cli.cli.export_view import show_exported

        show_exported(Screen(color=not no_color, quiet=quiet), found, written)
    raise typer.Exit(0 if found.ok else 1)
