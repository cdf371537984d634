"""`pinshi template list · copy · check`."""

from pathlib import Path
from typing import Annotated

import typer

from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.help import Command, Group
from pinshi_cli.cli.options import DryRun, Force, Json, NoColor, NoInput, Quiet
from pinshi_cli.cli.output import print_json

template_app = typer.Typer(cls=Group, help="各种表的模板：列出、复制出来修改、检查。")

Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="模板", show_default=False, help="表名（登记表甲）或模板文件（登记表甲.docx）。"
    ),
]
ListKind = Annotated[
    str | None, typer.Option("--kind", metavar="表名", help="列出这种表可以用的全部字段。")
]
Folder = Annotated[
    Path | None,
    typer.Option(
        "--out", "-o", readable=False, metavar="文件夹", help="不写则放在当前文件夹的“模板”里。"
    ),
]


@template_app.command("list", cls=Command)
def list_(
    kind: ListKind = None,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """列出各种表的模板，哪些已经换成自己的；加 --kind 列出一种表可以用的字段。"""
    from pinshi_cli.workflow.templates import checks as templates

    found = templates.list_templates(Path.cwd())
    chosen = None if kind is None else templates.kind_named(kind)
    if json:
        print_json(templates.list_document(found, chosen))
        return
    from pinshi_cli.cli.template_view import show_fields, show_templates

    screen = Screen(color=not no_color, quiet=quiet)
    if chosen is None:
        show_templates(screen, found)
    else:
        show_fields(screen, chosen, templates.field_names(chosen))


@template_app.command("copy", cls=Command)
def copy(
    names: Names = None,
    out: Folder = None,
    force: Force = False,
    dry_run: DryRun = False,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """把自带的模板复制到“模板”文件夹，用 Excel、Word 或 WPS 修改；以后先用这里的。

    不写模板名就全部复制。文件夹放在登记簿旁边，做表时就会用到。
    """
    from pinshi_cli.workflow.templates.checks import copy_templates

    written = copy_templates(names or (), out, force=force, dry=dry_run)
    if json:
        document = {"schema": "pinshi/template-copy/1", "ok": True, "outputs": written.names}
        print_json({**document, "diagnostics": []})
    else:
        from pinshi_cli.cli.template_view import show_copied

        show_copied(Screen(color=not no_color, quiet=quiet), written)


@template_app.command("check", cls=Command)
def check(
    names: Names = None,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """检查模板：不认识和缺的字段、没有的字体、放不下的地方、印几页，各在哪一格、哪一段。

    不写模板名就检查“模板”文件夹里的全部。有错误时退出码为 1。
    页数用编造的内容试填试排得出，不写任何文件；没有 LibreOffice 时是估算。
    """
    from pinshi_cli.workflow.templates import checks as templates
    from pinshi_cli.workflow.templates import machine

    found = templates.check_templates(names or (), Path.cwd(), machine.this_machine())
    if json:
        print_json(templates.check_document(found))
    else:
        from pinshi_cli.cli.template_view import show_checks

        show_checks(Screen(color=not no_color, quiet=quiet), found)
    raise typer.Exit(0 if all(each.ok for each in found) else 1)
