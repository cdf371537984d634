"""`pinshi policy new`."""

from typing import Annotated

import typer

from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.options import DryRun, Force, Json, NoColor, NoInput, Out, Quiet
from pinshi_cli.cli.output import print_json
from pinshi_cli.cli.written import quoted, show_written


def new(
    pack: Annotated[str, typer.Argument(metavar="编号", help="新规则的编号，小写字母和数字。")],
    name: Annotated[
        str | None, typer.Option("--name", metavar="名称", help="考核办法的名称。")
    ] = None,
    base: Annotated[
        str, typer.Option("--base", metavar="底本", help="照用哪部底本的规则。")
    ] = "national",
    out: Out = None,
    force: Force = False,
    dry_run: DryRun = False,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """写一份带说明的规则骨架，照着原文改。

    放在 -o 指定的文件夹或文件，不写则放在当前文件夹。写出来的就能通过 pinshi policy check。
    """
    from pinshi_cli.workflow.policy.skeletons import new_document, new_pack
    from pinshi_cli.workflow.registers import Written, write_all

    output, text = new_pack(pack, name, base, out)
    written = Written(dry=dry_run)
    if not json or out is not None:
        written = write_all([output], force=force, dry=dry_run)
    if json:
        print_json(new_document(pack, text, written))
    else:
        screen = Screen(color=not no_color, quiet=quiet)
        show_written(screen, written)
        screen.message(f"下一步：照原文改好，再运行 pinshi policy check {quoted(output.path)}")
