"""Makes docs/commands.md and docs/codes.md from the program itself; a test compares them.

Run as `python docs/make_reference.py`.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pinshi_cli.model.codes import CATALOGUE

HERE = Path(__file__).parent
FAMILIES = {
    "F": "文件",
    "S": "工作表和表头",
    "R": "单元格",
    "N": "人员",
    "G": "核定",
    "D": "集体研究",
    "P": "考核规则",
    "U": "命令",
    "X": "本工具自身",
}


def codes_page() -> str:
    """docs/codes.md: every message code, by family."""
    lines = [
        "# 问题代码",
        "",
        "由程序生成（`python docs/make_reference.py`），与 `pinshi rule 代码` 一致。",
    ]
    for letter, family in FAMILIES.items():
        lines += ["", f"## {letter} {family}"]
        for code in sorted(CATALOGUE):
            if code.startswith(letter):
                entry = CATALOGUE[code]
                lines += [
                    "",
                    f"### {code} {entry.title}",
                    "",
                    entry.why,
                    "",
                    f"改法：{entry.remedy}",
                ]
    return "\n".join(lines) + "\n"


def commands_page() -> str:
    """docs/commands.md: the help of every command."""
    os.environ["COLUMNS"] = "100"
    lines = ["# 命令", "", "由程序生成（`python docs/make_reference.py`），与 `--help` 一致。"]
    for path, text in _helps():
        lines += ["", f"## {path}", "", "```", text.rstrip(), "```"]
    return "\n".join(lines) + "\n"


def _helps() -> Iterator[tuple[str, str]]:
    from typer.main import get_command

    from pinshi_cli.cli.app import app

    root: Any = get_command(app)
    with root.make_context("pinshi", [], resilient_parsing=True) as context:
        yield "pinshi", root.get_help(context)
        yield from _below(root, context, "pinshi")


def _below(group: Any, context: Any, path: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401  # typer's own types are private
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        full = f"{path} {name}"
        with command.make_context(name, [], parent=context, resilient_parsing=True) as inner:
            yield full, command.get_help(inner)
            if hasattr(command, "list_commands"):
                yield from _below(command, inner, full)


if __name__ == "__main__":
    (HERE / "codes.md").write_text(codes_page(), encoding="utf-8")
    (HERE / "commands.md").write_text(commands_page(), encoding="utf-8")
