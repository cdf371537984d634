"""`pinshi annual` on the screen."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pinshi_cli.cli.console import Cell, Column, Screen
from pinshi_cli.cli.findings import counted, show_findings
from pinshi_cli.cli.written import quoted, show_written
from pinshi_cli.grading.year_forecast import Forecast
from pinshi_cli.grading.year_unit import UnitYear, YearPerson
from pinshi_cli.model.number import fixed
from pinshi_cli.model.words import BEST_OF_YEAR, CANDIDATE, INCOMPETENT, TO_STUDY, VERDICTS
from pinshi_cli.policy.book import Policy
from pinshi_cli.workflow.registers import Written
from pinshi_cli.workflow.year.years import Annual, YearOf

_STYLES = {CANDIDATE: "good", TO_STUDY: "warning", INCOMPETENT: "error"}
_LACKING = "缺"

MOST_UNITS = 3
"""Of more units the screen shows only the counts; the workbook has everyone."""

MOST_PEOPLE = 300
"""Of a longer roster the screen shows only those who need a look."""


def show_annual(
    screen: Screen,
    books: Sequence[Path],
    found: Annual,
    written: Written,
    policy: str | None = None,
) -> None:
    """Each unit: everyone's quarters, score, verdict and the reason that decides; the quota.

    `policy` is what `--policy` said: the next command must say it, too.
    """
    judged = [unit for unit in found.units if unit.year is not None]
    if len(found.units) > MOST_UNITS:
        _summary(screen, found)
        errors = [each for each in found.diagnostics if each.is_error]
        show_findings(screen, errors, on_result=False, files=True)
        screen.message(f"{counted(found.diagnostics)}；警告和提示见工作簿的“问题清单”。")
    else:
        for unit in judged:
            _unit(screen, unit, draft=found.draft)
        several = len(books) > 1 or len(found.units) > 1
        show_findings(screen, found.diagnostics, on_result=False, files=several)
    if len(found.units) > 1 and not found.ok:
        screen.complaint(f"{len(found.units)} 个单位，{len(judged)} 个有结论", "error")
    if not judged:
        screen.complaint(f"登记簿有错误，没有年度结论（{counted(found.diagnostics)}）", "error")
        return
    screen.message(f"结论是建议，由本单位集体研究确定{_to_study(judged)}。")
    show_written(screen, written)
    if found.ok and len(found.units) == 1 and books:
        named = " ".join(quoted(book) for book in books)
        by = "" if policy is None else f" --policy {quoted(policy)}"
        screen.message(f"下一步：pinshi form --year {named}{by}（做年度的表）")
    elif written.planned:
        screen.message("下一步：打开工作簿，先看“缺项”和“问题清单”。")


def _to_study(judged: Sequence[YearOf]) -> str:
    """Where to see why: not every 需研究 is one that the policy leaves open."""
    people = [each for unit in judged if unit.year is not None for each in unit.year.people]
    some = any(each.verdict.verdict == TO_STUDY for each in people)
    return f"；“{TO_STUDY}”的，见各人理由" if some else ""


def _unit(screen: Screen, unit: YearOf, *, draft: bool) -> None:
    year = unit.year
    if year is None:
        return
    mark = "【试算】" if draft else ""
    screen.line(f"{mark}{unit.name}　{year.year}年度考核资格", "strong")
    head = unit.policy.head
    screen.line(f"依据：{head.name}（{head.source}）", "dim")
    _people(screen, unit, year)
    _quota(screen, year)


def _people(screen: Screen, unit: YearOf, year: UnitYear) -> None:
    columns = [Column("编号"), Column("姓名"), Column("一至四季", grows=True)]
    columns += [Column("得分", right=True), Column("结论"), Column("拟定")]
    columns.append(Column("还可能怎样" if unit.forecasts else "理由", grows=True))
    ahead = unit.forecasts or (None,) * len(year.people)
    rows = list(zip(year.people, ahead, strict=True))
    if len(rows) > MOST_PEOPLE:
        screen.line(f"共 {len(rows)} 人，这里只列需研究和并列的：")
        rows = [row for row in rows if row[0].tied or row[0].verdict.verdict == TO_STUDY]
    screen.table(columns, [_row(each, told, unit.policy) for each, told in rows[:MOST_PEOPLE]])
    if len(rows) > MOST_PEOPLE:
        screen.line(f"还有 {len(rows) - MOST_PEOPLE} 人没有列出，全部见工作簿。")


def _row(each: YearPerson, ahead: Forecast | None, policy: Policy) -> list[Cell]:
    verdict = each.verdict.verdict
    return [
        Cell(each.person.id),
        Cell(each.person.name),
        Cell("、".join(word or _LACKING for word in each.shown)),
        Cell("—" if each.score is None else fixed(each.score, policy.year_decimals)),
        Cell(verdict, _STYLES.get(verdict, "")),
        Cell(each.proposed or "—"),
        Cell(_why(each) if ahead is None else ahead.text),
    ]


def _why(each: YearPerson) -> str:
    """The reason that decides, and how the quota came out."""
    told = (*each.verdict.reasons[:1], *each.allotted.reasons)
    return "；".join(f"{reason.text}（{reason.rule}）" for reason in told).replace("（）", "")


def _quota(screen: Screen, year: UnitYear) -> None:
    use = year.quota
    limit = "无法计算" if use.limit is None else f"{use.limit} 人"
    given = "名额暂不分配" if use.given is None else f"拟定 {use.given} 人"
    screen.line(
        f"“{BEST_OF_YEAR}”名额 {limit}（参加 {use.base} 人），人选 {use.eligible} 人，{given}"
    )
    if use.tied:
        screen.line(f"名额线上完全相同，待集体研究：{'、'.join(use.tied)}", "warning")


def _summary(screen: Screen, found: Annual) -> None:
    """One line for each unit."""
    screen.line(f"{len(found.units)} 个单位　{found.year}年度考核资格", "strong")
    columns = [Column("单位", grows=True), Column("名额", right=True), Column("拟定", right=True)]
    columns += [Column(verdict, right=True) for verdict in VERDICTS]
    rows = []
    for unit in found.units:
        if unit.year is None:
            rows.append([Cell(unit.name), *[Cell("—", "error")] * (2 + len(VERDICTS))])
            continue
        use = unit.year.quota
        number = Counter(each.verdict.verdict for each in unit.year.people)
        numbers = (use.limit, use.given, *(number[each] for each in VERDICTS))
        said = ("—" if each is None else str(each) for each in numbers)
        rows.append([Cell(unit.name), *map(Cell, said)])
    screen.table(columns, rows)
