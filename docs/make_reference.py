"""Makes docs/commands.md, docs/codes.md and the gaps in docs/systems.md from the program itself.

A test compares them.

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
    "Y": "年度",
    "P": "考核规则",
    "T": "模板和表",
    "L": "台账",
    "B": "批量",
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


GAPS_BEGIN, GAPS_END = "<!-- 空缺：由程序生成 -->", "<!-- 空缺到此 -->"


def systems_page() -> str:
    """docs/systems.md with what `pinshi policy lint` finds open in each shipped pack."""
    page = (HERE / "systems.md").read_text(encoding="utf-8")
    before, _, rest = page.partition(GAPS_BEGIN)
    _, _, after = rest.partition(GAPS_END)
    return "".join((before, GAPS_BEGIN, "\n\n", _gaps(), "\n", GAPS_END, after))


def _gaps() -> str:
    from pinshi_cli.proof.lint_finding import GAPS
    from pinshi_cli.workflow.policy.proofs import lint_policies

    lines = ["| 规则 | 空缺 | 条款 | 程序怎么办 |", "| --- | --- | --- | --- |"]
    for pack in lint_policies(None):
        if pack.policy is not None and pack.linted is not None:
            for each in pack.linted.findings:
                if each.kind in GAPS:
                    scope = f"（{'、'.join(each.scope)}）" if each.scope else ""
                    cites = "、".join(dict.fromkeys(each.rules)) or "—"
                    name = pack.policy.head.id
                    lines.append(f"| {name} | {each.says}{scope} | {cites} | {each.does or '—'} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (HERE / "systems.md").write_text(systems_page(), encoding="utf-8")
    (HERE / "codes.md").write_text(codes_page(), encoding="utf-8")
    (HERE / "commands.md").write_text(commands_page(), encoding="utf-8")
