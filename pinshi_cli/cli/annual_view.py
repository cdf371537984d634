"""`pinshi annual` on the screen."""

from pinshi_cli.cli.console import Cell, Column, Screen
from pinshi_cli.cli.findings import show_findings
from pinshi_cli.grading.year_unit import UnitYear, YearPerson
from pinshi_cli.model.number import fixed
from pinshi_cli.model.words import BEST_OF_YEAR, CANDIDATE, INCOMPETENT, TO_STUDY
from pinshi_cli.policy.book import Policy
from pinshi_cli.workflow.years import Annual

_STYLES = {CANDIDATE: "good", TO_STUDY: "warning", INCOMPETENT: "error"}
_LACKING = "缺"


def show_annual(screen: Screen, found: Annual) -> None:
    """Each unit: everyone's quarters, score, verdict and the reason that decides; the quota."""
    show_findings(screen, found.diagnostics, on_result=False)
    for unit in found.units:
        if unit.year is None or unit.policy is None:
            continue
        screen.line(f"{unit.name}　{unit.year.year}年度考核资格", "strong")
        head = unit.policy.head
        screen.line(f"依据：{head.name}（{head.source}）", "dim")
        _people(screen, unit.year, unit.policy)
        _quota(screen, unit.year)
    if found.units and found.ok:
        screen.message("结论是建议，由本单位集体研究确定；“需研究”的，办法没有规定。")


def _people(screen: Screen, year: UnitYear, policy: Policy) -> None:
    columns = [Column("编号"), Column("姓名"), Column("一至四季", grows=True)]
    columns += [Column("得分", right=True), Column("结论"), Column("拟定")]
    columns.append(Column("理由", grows=True))
    screen.table(columns, [_row(each, policy) for each in year.people])


def _row(each: YearPerson, policy: Policy) -> list[Cell]:
    decimals = policy.year.decimals if policy.year is not None else 2
    verdict = each.verdict.verdict
    told = each.reasons[:1]
    if each.rank is not None and len(each.reasons) > 1:
        told = (*told, each.reasons[-1])  # how the quota came out
    why = "；".join(f"{reason.text}（{reason.rule}）" for reason in told)
    return [
        Cell(each.person.id),
        Cell(each.person.name),
        Cell("、".join(word or _LACKING for word in each.shown)),
        Cell("—" if each.score is None else fixed(each.score, decimals)),
        Cell(verdict, _STYLES.get(verdict, "")),
        Cell(each.proposed or "—"),
        Cell(why.replace("（）", "")),
    ]


def _quota(screen: Screen, year: UnitYear) -> None:
    use = year.quota
    limit = "无法计算" if use.limit is None else f"{use.limit} 人"
    given = "名额暂不分配" if use.given is None else f"拟定 {use.given} 人"
    screen.line(
        f"“{BEST_OF_YEAR}”名额 {limit}（参加 {use.base} 人），人选 {use.eligible} 人，{given}"
    )
    if use.tied:
        screen.line(f"名额线上完全相同，待集体研究：{'、'.join(use.tied)}", "warning")
