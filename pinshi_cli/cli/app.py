"""The commands: parse, call the workflow, show, exit."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from pinshi_cli import __version__
from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.help import Command, Group
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
)
from pinshi_cli.cli.output import print_json

app = typer.Typer(
    name="pinshi",
    cls=Group,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="公务员平时考核：从登记簿到等次。",
)
policy_app = typer.Typer(cls=Group, help="随附的和自备的考核规则：列出、查看、核对。")
app.add_typer(policy_app, name="policy")


def _asking(no_input: bool) -> Callable[[str], str] | None:
    """How a password is asked for, where a person sits at the terminal and may be asked."""
    if no_input or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None

    def ask(name: str) -> str:
        question = f"{name} 已加密，请输入打开密码（直接回车放弃）"
        return str(
            typer.prompt(question, default="", show_default=False, hide_input=True, err=True)
        )

    return ask


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

    常用：pinshi check 登记簿.xlsx 先核查，pinshi grade 登记簿.xlsx 出等次，
    pinshi explain 登记簿.xlsx 姓名 看一个人怎么来的。
    """
    if ctx.invoked_subcommand is None:
        if sys.stdin.isatty() and sys.stdout.isatty():
            from pinshi_cli.cli.menu import show_menu

            raise typer.Exit(show_menu(Path.cwd()))
        typer.echo(ctx.get_help())


@app.command(cls=Command)
def check(
    books: Books,
    policy: PolicyName = None,
    password: Password = None,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """核查登记簿，列出全部问题：在哪个单元格，怎么改。

    没有错误时退出码为 0（可以有警告），有错误为 1，有文件读不了为 2。
    """
    from pinshi_cli.workflow import registers
    from pinshi_cli.workflow.documents import check_document

    found = registers.check(books, registers.Call(policy, password, _asking(no_input)))
    if json:
        print_json(check_document((each.file, each.people, each.diagnostics) for each in found))
    else:
        from pinshi_cli.cli.check_view import show_checked

        show_checked(Screen(color=not no_color, quiet=quiet), found, books)
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

    quarter = registers.Call(policy, password, _asking(no_input)).open(book)
    written = registers.Written()
    if not json or out is not None:
        written = registers.write_result(book, quarter, out, draft=draft, force=force, dry=dry_run)
    if json:
        names = [] if written.dry else [str(each.path) for each in written.planned]
        print_json(grade_document(quarter, names))
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

    found = registers.explain(book, who, registers.Call(policy, password, _asking(no_input)))
    if json:
        print_json(explain_document(found))
    else:
        from pinshi_cli.cli.check_view import show_person

        show_person(Screen(color=not no_color, quiet=quiet), found)
    raise typer.Exit(0 if found.ok else 1)


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


@policy_app.command("list", cls=Command)
def policy_list(
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """列出随附的规则。"""
    from pinshi_cli.cli.policy_view import show_list
    from pinshi_cli.workflow.policies import list_policies

    found = list_policies()
    if json:
        print_json(
            {"schema": "pinshi/policy-list/1", "ok": True, "policies": found, "diagnostics": []}
        )
    else:
        show_list(Screen(color=not no_color, quiet=quiet), found)


@policy_app.command("show", cls=Command)
def policy_show(
    name: Annotated[str, typer.Argument(metavar="规则", help="规则的编号、名称或文件。")],
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """显示一部规则的全部条目，每条标明出处、来自哪一部、是否默认。"""
    from pinshi_cli.cli.policy_view import show_policy
    from pinshi_cli.workflow.policies import open_policy
    from pinshi_cli.workflow.rulebook import policy_document, sections

    policy = open_policy(name)
    if json:
        print_json(policy_document(policy))
    else:
        show_policy(Screen(color=not no_color, quiet=quiet), policy, sections(policy))


@policy_app.command("check", cls=Command)
def policy_check(
    name: Annotated[
        str | None,
        typer.Argument(metavar="规则", help="规则的编号或文件；不写则核对全部随附规则。"),
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """核对规则：写法是否合格，自带的例证是否都成立。"""
    from pinshi_cli.cli.policy_view import show_tested
    from pinshi_cli.workflow.policies import check_policies, tested_document

    found = check_policies(name)
    if json:
        print_json(tested_document(found))
    else:
        show_tested(Screen(color=not no_color, quiet=quiet), found)
    raise typer.Exit(0 if all(each.ok for each in found) else 1)
