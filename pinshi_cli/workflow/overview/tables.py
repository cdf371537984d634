"""An overview as the tables of a workbook."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from pinshi_cli.model.number import fixed
from pinshi_cli.reports.overview import Group, Overview, Standing
from pinshi_cli.reports.overview_charts import STAGE_LOOKS
from pinshi_cli.reports.overview_figures import NARROW, WIDE, funnel_limits
from pinshi_cli.reports.overview_page import FUNNEL_WORDS, notes_of
from pinshi_cli.reports.overview_unit import (
    DECIDED,
    FAULTY,
    FILED,
    GRADED,
    MISSING,
    PUBLISHED,
    RETURNED,
    STAGES,
    Unit,
)
from pinshi_cli.results.charted_workbook import SCATTER, STACKED, Chart, ChartedSheet
from pinshi_cli.results.table_workbook import TableCell, TableSheet

_SAID = {
    "应报": "名单里的和报来的，打不开的也算一个",
    "已报": "报来登记簿的，有错误的、已备案的也算",
    MISSING: "名单里有，没有报",
    FAULTY: "有错误、打不开，或一个单位报了两份",
    GRADED: "没有错误，已算出等次",
    DECIDED: "填了会议日期，会已经开过",
    PUBLISHED: "已审定，公示已经开始",
    FILED: "台账里已备案",
    RETURNED: "台账里已退回，还没有重新记入",
}


def sheets_of(overview: Overview, *, names: bool) -> list[ChartedSheet]:
    """The sheets, in the order of the page."""
    sheets = [_steps(overview), _groups(overview, "县区", (*overview.counties, overview.total))]
    sheets.append(_groups(overview, "机关类别", overview.kinds))
    sheets += _funnel(overview)
    sheets += [_units(overview, "各单位", overview.standings)]
    if overview.level:
        sheets.append(_units(overview, "平均主义", overview.level))
    if overview.contacts:
        sheets.append(_units(overview, "联系点", overview.contacts))
    return [*sheets, _reminders(overview), _faults(overview, names=names)]


def _steps(overview: Overview) -> ChartedSheet:
    rows = [(name, count, _SAID[name]) for name, count in overview.steps if count is not None]
    title = f"全市一览　{overview.period}"
    table = TableSheet("概况", title, ("进度", "单位数", "说明"), rows)
    return ChartedSheet(table, (Chart(STACKED, "单位数", 0, (1,)),))


def _groups(overview: Overview, name: str, groups: Sequence[Group]) -> ChartedSheet:
    grades = [grade for grade, _ in overview.total.grades]
    head = (
        name,
        "单位",
        *STAGES,
        "人数",
        *grades,
        "没有等次",
        "好的比例（%）",
        "好",
        "名额",
        "基数",
    )
    rows = [
        (
            each.name,
            each.units,
            *(count for _, count in overview.stages_of(each)),
            each.people,
            *(count for _, count in each.grades),
            each.ungraded,
            _percent(each.share),
            each.given,
            each.limit,
            each.base,
        )
        for each in groups
    ]
    first = 3 + len(STAGES)
    skip = 1 if groups and groups[-1] is overview.total else 0
    spans = tuple(range(2, 2 + len(STAGES)))
    looks = tuple(STAGE_LOOKS[stage] for stage in STAGES)
    stages = Chart(STACKED, f"各{name}进度（单位数）", 0, spans, looks, skip)
    spans = tuple(range(first, first + len(grades) + 1))
    graded = Chart(STACKED, f"各{name}等次分布（人数）", 0, spans, skip=skip)
    table = TableSheet(name, f"{name}　{overview.period}", head, rows)
    return ChartedSheet(table, (stages, graded))


def _funnel(overview: Overview) -> Iterator[ChartedSheet]:
    share = overview.share
    own = [each for each in overview.standings if each.funnel is not None]
    if share is None or not own:
        return
    own.sort(key=lambda each: (each.unit.base, each.unit.number))
    limits: dict[int, tuple[TableCell, ...]] = {}
    rows: list[Sequence[TableCell]] = []
    for each in own:
        base = each.unit.base
        if base not in limits:
            limits[base] = tuple(_limits(base, share))
        about = (each.unit.name, each.unit.county, base, _percent(each.unit.share))
        rows.append((*about, *limits[base], FUNNEL_WORDS[each.funnel or 0]))
    low, high = "偏低线（%）", "偏高线（%）"
    head = ("单位", "县区", "基数", "好的比例（%）", low, high, f"明显{low}", f"明显{high}", "对照")
    chart = Chart(
        SCATTER,
        "好的比例和单位大小",
        2,
        (3, 4, 5, 6, 7),
        x_title="应考核人数",
        y_title="好的比例（%）",
        y_most=100,
    )
    notes = (
        "人少的单位，多一个少一个好，比例就跳得很大；两条线之间的高低，只凭偶然就会有。"
        "落在明显线以外的，才值得去看一看为什么。",
    )
    title = f"好的比例同全部单位合计 {fixed(share * 100, 1)}% 的对照"
    yield ChartedSheet(TableSheet("漏斗", title, head, rows, notes), (chart,))


def _limits(base: int, share: Fraction) -> Iterator[Decimal]:
    for tail in (NARROW, WIDE):
        for limit in funnel_limits(base, float(share), float(tail)):
            yield Decimal(f"{limit * 100:.2f}")


def _units(overview: Overview, name: str, standings: Sequence[Standing]) -> ChartedSheet:
    grades = [grade for grade, _ in overview.total.grades]
    head = [
        *("单位", "单位编码", "县区", "机关类别", "联系点", "进度", "备案", "人数", *grades),
        *("基数", "好的名额", "好的比例（%）", "对照", "平均分", "折算均分", "名次", "参排单位"),
        "同类名次",
        "离散",
    ]
    if overview.last:
        head += [f"比例较{overview.against}（百分点）", f"均分较{overview.against}"]
    head.append("留意")
    rows = [_unit(each, grades, last=bool(overview.last)) for each in standings]
    notes = (
        "折算均分：人越少的单位，平均分越靠向用同一考核办法的各单位的平均；名次按它排，"
        "只在用同一考核办法、没有错误的单位之间排。留意写“不分先后”的，"
        "各单位均分的差别不超过偶然，名次都一样。",
    )
    table = TableSheet(name, f"{name}　{overview.period}", tuple(head), rows, notes)
    return ChartedSheet(table)


def _unit(standing: Standing, grades: Sequence[str], *, last: bool) -> list[TableCell]:
    unit = standing.unit
    about = [unit.name, unit.code, unit.county, unit.kind, "是" if unit.contact else "", unit.stage]
    cells: list[TableCell] = [*about, unit.filing]
    if unit.graded:
        given = dict(unit.grades)
        cells += [unit.people, *(given.get(grade) for grade in grades), unit.base, unit.limit]
        cells.append(_percent(unit.share))
    else:
        cells += [None] * (len(grades) + 4)
    scores = unit.scores if unit.graded else None
    cells.append("" if standing.funnel is None else FUNNEL_WORDS[standing.funnel])
    cells += [_points(None if scores is None else scores.mean), _points(standing.fair)]
    cells += [standing.rank, standing.among, standing.rank_of_kind]
    cells.append(_points(None if scores is None else scores.spread))
    if last:
        cells += [_percent(standing.share_change), _points(standing.mean_change)]
    cells.append("、".join(notes_of(standing)))
    return cells


def _reminders(overview: Overview) -> ChartedSheet:
    rows = [
        (each.title, unit.county, unit.name, unit.code, each.what)
        for each in overview.reminders
        for unit in each.units or (Unit(0, ""),)
    ]
    head = ("提醒", "县区", "单位", "单位编码", "为什么")
    return ChartedSheet(TableSheet("待办提醒", f"待办提醒　{overview.period}", head, rows))


def _faults(overview: Overview, *, names: bool) -> ChartedSheet:
    rows = []
    for each in overview.standings:
        unit = each.unit
        for fault in (*unit.faults, *unit.unmade):
            said = (fault.said,) if names else ()
            file = unit.file if names or unit.nameless else ""
            about = (unit.county, unit.name, file, fault.code, fault.title, fault.place)
            rows.append((*about, *said))
    head = ("县区", "单位", "登记簿", "代码", "问题", "位置", *(("原文",) if names else ()))
    return ChartedSheet(TableSheet("问题", f"登记簿的问题　{overview.period}", head, rows))


def _percent(share: Fraction | None) -> Decimal | None:
    return None if share is None else Decimal(fixed(share * 100, 1))


def _points(value: Fraction | None) -> Decimal | None:
    return None if value is None else Decimal(fixed(value, 2))
