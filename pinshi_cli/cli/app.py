"""The commands: parse, call the workflow, show, exit."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from pinshi_cli import __version__
from pinshi_cli.cli.annual_command import annual
from pinshi_cli.cli.backup_command import backup, restore
from pinshi_cli.cli.batch_command import batch
from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.export_command import export
from pinshi_cli.cli.file_command import file_app
from pinshi_cli.cli.find_command import find
from pinshi_cli.cli.form_command import form
from pinshi_cli.cli.help import Command, Group
from pinshi_cli.cli.history_command import history
from pinshi_cli.cli.import_command import import_
from pinshi_cli.cli.init_command import init
from pinshi_cli.cli.notice_command import notice
from pinshi_cli.cli.options import (
    Book,
    Books,
    Draft,
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
from pinshi_cli.cli.overview_command import overview
from pinshi_cli.cli.policy_command import policy_app
from pinshi_cli.cli.policy_new_command import new
from pinshi_cli.cli.prune_command import prune
from pinshi_cli.cli.record_command import record
from pinshi_cli.cli.records_command import records
from pinshi_cli.cli.report_command import report
from pinshi_cli.cli.review_command import review_app
from pinshi_cli.cli.roster_command import roster_app
from pinshi_cli.cli.seal_command import seal
from pinshi_cli.cli.template_command import template_app
from pinshi_cli.cli.use_command import use
from pinshi_cli.cli.verify_command import verify
from pinshi_cli.cli.whatif_command import whatif

app = typer.Typer(
    name="pinshi",
    cls=Group,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="公务员平时考核：从登记簿到等次。",
)
app.add_typer(policy_app, name="policy")
policy_app.command("new", cls=Command)(new)
app.command("init", cls=Command)(init)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pinshi {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="显示版本。")
    ] = False,
) -> None:
    """公务员平时考核：从登记簿到等次。

    常用：pinshi init 写一份空白登记簿，pinshi check 登记簿.xlsx 先核查，
    pinshi grade 登记簿.xlsx 出等次，pinshi explain 登记簿.xlsx 姓名 看一个人怎么来的。
    """
    if ctx.invoked_subcommand is None:
        if sys.stdin.isatty() and sys.stdout.isatty():
            from pinshi_cli.cli.menu import show_menu

            raise typer.Exit(show_menu(Path.cwd()))
        typer.echo(ctx.get_help())


@app.command(cls=Command)
def check(
    books: Books,
    annotate: Annotated[
        bool,
        typer.Option(
            "--annotate", help="把有错误的登记簿另存一份《…-退回》，标出单元格、写上改法。"
        ),
    ] = False,
    since: Annotated[
        Path | None,
        typer.Option(
            "--since",
            readable=False,
            metavar="上次",
            help="上一次的登记簿或退回件：说明哪些改好了、新出现、仍未改。",
        ),
    ] = None,
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
    """核查登记簿，列出全部问题：在哪个单元格，怎么改。

    没有错误时退出码为 0（可以有警告），有错误为 1，有文件读不了为 2。
    用 --json 时，只有写了 -o 才写出退回件。
    """
    from pinshi_cli.workflow import checks, registers
    from pinshi_cli.workflow.check_documents import check_document

    wanted = checks.Wanted(annotate and (not json or out is not None), out, since)
    found = checks.check(books, registers.Call(policy, password, asking(no_input)), wanted)
    copies = [each.copy for each in found if each.copy is not None]
    written = registers.write_all(copies, force=force, dry=dry_run)
    if json:
        print_json(check_document(found, written.names))
    else:
        from pinshi_cli.cli.check_view import show_checked

        screen = Screen(color=not no_color, quiet=quiet)
        show_checked(screen, found, books, written if annotate else None)
    if any(each.unreadable for each in found):
        raise typer.Exit(2)
    raise typer.Exit(0 if all(each.ok for each in found) else 1)


@app.command(cls=Command)
def grade(
    book: Book,
    policy: PolicyName = None,
    password: Password = None,
    out: Out = None,
    draft: Draft = False,
    force: Force = False,
    dry_run: DryRun = False,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """算出本季每个人的等次，写出《…-考核结果.xlsx》。

    登记簿有错误时不写结果，退出码为 1；加 --draft 写一份标明“试算”的。
    用 --json 时，只有写了 -o 才写出文件。
    """
    from pinshi_cli.workflow import registers
    from pinshi_cli.workflow.documents import grade_document

    quarter = registers.Call(policy, password, asking(no_input)).open(book)
    written = registers.Written()
    if not json or out is not None:
        written = registers.write_result(book, quarter, out, draft=draft, force=force, dry=dry_run)
    if json:
        print_json(grade_document(quarter, written.names))
    else:
        from pinshi_cli.cli.check_view import show_quarter

        show_quarter(Screen(color=not no_color, quiet=quiet), book, quarter, written, draft=draft)
    raise typer.Exit(0 if quarter.ok else 1)


@app.command(cls=Command)
def explain(
    book: Book,
    who: Annotated[str, typer.Argument(metavar="姓名或编号", help="要看的人。")],
    policy: PolicyName = None,
    password: Password = None,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """说明一个人的等次怎么来：每个数字到单元格，每一步到条款，离上一等次还差多少。"""
    from pinshi_cli.workflow import registers
    from pinshi_cli.workflow.explained import explain_document

    found = registers.explain(book, who, registers.Call(policy, password, asking(no_input)))
    if json:
        print_json(explain_document(found))
    else:
        from pinshi_cli.cli.check_view import show_person

        show_person(Screen(color=not no_color, quiet=quiet), found)
    raise typer.Exit(0 if found.ok else 1)


app.command("records", cls=Command)(records)
app.command("batch", cls=Command)(batch)
app.command("overview", cls=Command)(overview)
app.command("whatif", cls=Command)(whatif)
app.command("annual", cls=Command)(annual)
app.command("use", cls=Command)(use)
app.command("report", cls=Command)(report)
app.command("notice", cls=Command)(notice)
app.command("form", cls=Command)(form)
app.add_typer(template_app, name="template")
app.add_typer(roster_app, name="roster")
app.command("record", cls=Command)(record)
app.add_typer(review_app, name="review")
app.add_typer(file_app, name="file")
app.command("seal", cls=Command)(seal)
app.command("verify", cls=Command)(verify)
app.command("import", cls=Command)(import_)
app.command("history", cls=Command)(history)
app.command("find", cls=Command)(find)
app.command("export", cls=Command)(export)
app.command("backup", cls=Command)(backup)
app.command("restore", cls=Command)(restore)
app.command("prune", cls=Command)(prune)


@app.command(cls=Command)
def rule(
    code: Annotated[str, typer.Argument(metavar="代码", help="问题代码，例如 R203。")],
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """说明一个问题代码是什么意思，为什么要紧，怎么改。"""
    from pinshi_cli.workflow.codes import find_code

    found = find_code(code)
    if json:
        print_json({"schema": "pinshi/rule/1", "ok": True, **found._asdict(), "diagnostics": []})
    else:
        screen = Screen(color=not no_color, quiet=quiet)
        screen.line(f"{found.code}　{found.title}", "strong")
        screen.line(f"为什么：{found.why}")
        screen.line(f"怎么改：{found.remedy}")
