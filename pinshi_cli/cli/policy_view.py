"""`pinshi policy list · show · check` on the screen."""

from collections.abc import Sequence
from typing import Any

from pinshi_cli.cli.console import Cell, Column, Screen
from pinshi_cli.cli.findings import show_refusal
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.said import Section
from pinshi_cli.proof.diff import Difference
from pinshi_cli.proof.lint_finding import ASSUMED, GAPS
from pinshi_cli.workflow.policy.proofs import LintedPack, Tested


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
        remark = "" if each["gradable"] else "（不核定等次）" if each["base"] else "（底本）"
        name = f"{each['name']}{remark}"
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
    columns = [Column("条目", grows=True), Column("规定", grows=True)]
    columns += [Column("出处"), Column("来自")]
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
            proved = f"{each.examples} 条例证全部成立" if each.examples else "没有例证"
            screen.line(f"{each.file}：合格，{proved}", "good")
        else:
            screen.line(f"{each.file}：有 {len(each.diagnostics)} 处错误", "error")


def show_differences(screen: Screen, old: Policy, new: Policy, found: Sequence[Difference]) -> None:
    """What is new, gone or otherwise, in words."""
    screen.line(f"{old.head.name}（{old.head.effective_from} 起）", "dim")
    screen.line(f"→ {new.head.name}（{new.head.effective_from} 起）", "dim")
    if not found:
        screen.line("两部规则没有不同。", "good")
        return
    for each in found:
        screen.line(f"{each.what}　{each.section}·{each.name}", "strong")
        if each.before:
            screen.line(f"    原：{each.before}", "dim" if each.after else "warning")
        if each.after:
            screen.line(f"    现：{each.after}")
    screen.line(f"共 {len(found)} 处不同。")


def show_linted(screen: Screen, found: Sequence[LintedPack]) -> None:
    """Each pack's gaps by kind, then how many defaults it has; with one pack, those too."""
    for each in found:
        show_refusal(screen, each.diagnostics)
        if each.policy is None or each.linted is None:
            continue
        linted = each.linted
        screen.line(f"{each.policy.head.name}（{each.file}）", "strong")
        screen.line(f"走过 {linted.quarters} 种季度、{linted.years} 种年度", "dim")
        kinds = GAPS if len(found) > 1 else (*GAPS, ASSUMED)
        for kind in kinds:
            of_kind = [finding for finding in linted.findings if finding.kind == kind]
            if of_kind:
                screen.line(f"{kind}（{len(of_kind)}）", "warning" if kind in GAPS else "note")
            for finding in of_kind:
                scope = f"（适用机关：{'、'.join(finding.scope)}）" if finding.scope else ""
                rules = f"　{'、'.join(dict.fromkeys(finding.rules))}" if finding.rules else ""
                does = f"：{finding.does}" if finding.does else ""
                screen.line(f"    {finding.says}{scope}{does}{rules}")
        if not any(finding.kind in GAPS for finding in linted.findings):
            screen.line("没有空缺。", "good")
        if len(found) > 1:
            assumed = sum(1 for finding in linted.findings if finding.kind == ASSUMED)
            screen.line(f"默认值 {assumed} 项：pinshi policy lint {each.policy.head.id}", "dim")
