"""`pinshi policy list · show · check · diff · lint`."""

from typing import Annotated

import typer

from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.help import Command, Group
from pinshi_cli.cli.options import DryRun, Force, Json, NoColor, NoInput, Out, Quiet
from pinshi_cli.cli.output import print_json
from pinshi_cli.cli.written import quoted, show_written

policy_app = typer.Typer(cls=Group, help="随附的和自备的考核规则：列出、查看、核对、比较。")

Name = Annotated[str, typer.Argument(metavar="规则", help="规则的编号、名称或文件。")]


@policy_app.command("list", cls=Command)
def list_packs(
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """列出随附的规则。"""
    from pinshi_cli.cli.policy_view import show_list
    from pinshi_cli.workflow.documents import document
    from pinshi_cli.workflow.policy.packs import list_policies

    found = list_policies()
    if json:
        print_json(document("policy-list", ok=True, diagnostics=(), policies=found))
    else:
        show_list(Screen(color=not no_color, quiet=quiet), found)


@policy_app.command("show", cls=Command)
def show(
    name: Name,
    html: Annotated[bool, typer.Option("--html", help="写成一页网页手册。")] = False,
    docx: Annotated[bool, typer.Option("--docx", help="写成 Word 手册。")] = False,
    out: Out = None,
    force: Force = False,
    dry_run: DryRun = False,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """显示一部规则的全部条目，每条标明出处、来自哪一部、是否默认。

    加 --html 或 --docx 写成给经办人看的手册，放在 -o 指定的文件夹，不写则放在当前文件夹。
    用 --json 时，只有写了 -o 才写出手册。
    """
    from pinshi_cli.policy.said_book import sections
    from pinshi_cli.workflow.policy.handbooks import write_handbooks
    from pinshi_cli.workflow.policy.packs import open_policy
    from pinshi_cli.workflow.policy.rulebook import policy_document
    from pinshi_cli.workflow.registers import Written

    policy = open_policy(name)
    written = Written(dry=dry_run)
    if not json or out is not None:
        written = write_handbooks(policy, out, html=html, docx=docx, force=force, dry=dry_run)
    screen = Screen(color=not no_color, quiet=quiet)
    if json:
        print_json(policy_document(policy, written.names))
    elif written.planned:
        show_written(screen, written)
        screen.message(f"下一步：打开手册核对；规则有疑问的地方：pinshi policy lint {quoted(name)}")
    else:
        from pinshi_cli.cli.policy_view import show_policy

        show_policy(screen, policy, sections(policy))


@policy_app.command("check", cls=Command)
def check(
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
    from pinshi_cli.workflow.policy.proofs import check_policies, tested_document

    found = check_policies(name)
    if json:
        print_json(tested_document(found))
    else:
        show_tested(Screen(color=not no_color, quiet=quiet), found)
    raise typer.Exit(0 if all(each.ok for each in found) else 1)


@policy_app.command("diff", cls=Command)
def diff(
    old: Annotated[str, typer.Argument(metavar="原规则", help="编号、编号@施行日期、名称或文件。")],
    new: Annotated[str, typer.Argument(metavar="新规则", help="编号、编号@施行日期、名称或文件。")],
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """比较两部规则或一部规则的两个版次：新增、删去、改变了哪些条。"""
    from pinshi_cli.cli.policy_view import show_differences
    from pinshi_cli.proof.diff import differences
    from pinshi_cli.workflow.policy.packs import open_policy
    from pinshi_cli.workflow.policy.proofs import diff_document

    before, after = open_policy(old), open_policy(new)
    found = differences(before, after)
    if json:
        print_json(diff_document(before, after, found))
    else:
        show_differences(Screen(color=not no_color, quiet=quiet), before, after, found)


@policy_app.command("lint", cls=Command)
def lint(
    name: Annotated[
        str | None,
        typer.Argument(metavar="规则", help="规则的编号或文件；不写则检查全部随附规则。"),
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """找规则的空缺：逐一走过可能的季度和年度，列出没有规定、规定不一和默认的地方。

    空缺是原文的，不是错误，退出码为 0；规则文件本身有误为 1。
    """
    from pinshi_cli.cli.policy_view import show_linted
    from pinshi_cli.workflow.policy.proofs import lint_document, lint_policies

    found = lint_policies(name)
    if json:
        print_json(lint_document(found))
    else:
        show_linted(Screen(color=not no_color, quiet=quiet), found)
    raise typer.Exit(1 if any(each.policy is None for each in found) else 0)
