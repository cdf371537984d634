"""`pinshi policy list · show · check` on the screen."""

from collections.abc import Sequence
from typing import Any

from pinshi_cli.cli.console import Cell, Column, Screen
from pinshi_cli.cli.findings import show_refusal
from pinshi_cli.policy.book import Policy
from pinshi_cli.workflow.policies import Tested
from pinshi_cli.workflow.rulebook import Section


def show_list(screen: Screen, policies: Sequence[dict[str, Any]]) -> None:
    """The packs that ship, one a row."""
    columns = [
        Column("编号"),
        Column("名称", grows=True),
        Column("文号", grows=True),
        Column("施行"),
    ]
    rows = []
    for each in policies:
        name = each["name"] if each["gradable"] else f"{each['name']}（底本）"
        said = (each["id"], name, each["source"], each["effective_from"])
        rows.append([Cell(str(text)) for text in said])
    screen.table(columns, rows)
    screen.message("下一步：pinshi policy show 编号（看全部条目）")


def show_policy(screen: Screen, policy: Policy, sections: Sequence[Section]) -> None:
    """The book, section by section; a default is marked, with why."""
    head = policy.head
    screen.line(f"{head.name}（{head.id}）", "strong")
    base = f"，底本 {head.base}" if head.base else ""
    screen.line(f"{head.source}，{head.effective_from} 起施行{base}", "dim")
    columns = [Column("条目"), Column("规定", grows=True), Column("出处"), Column("来自")]
    for section in sections:
        screen.line()
        screen.line(section.title, "strong")
        rows = []
        for line in section.lines:
            source = line.source
            says = f"{line.says}【默认：{source.assumed}】" if source.assumed else line.says
            style = "warning" if source.assumed else ""
            cells = (line.name, says, source.cite, source.origin)
            rows.append([Cell(text, style) for text in cells])
        screen.table(columns, rows)


def show_tested(screen: Screen, found: Sequence[Tested]) -> None:
    """Each pack's faults, or that its examples all hold."""
    for each in found:
        show_refusal(screen, each.diagnostics)
        if each.ok:
            screen.line(f"{each.file}：合格，{each.examples} 条例证全部成立", "good")
        else:
            screen.line(f"{each.file}：有 {len(each.diagnostics)} 处错误", "error")
