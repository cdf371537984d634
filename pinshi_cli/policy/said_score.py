"""What makes up a score, in sentences."""

from collections.abc import Iterator

from pinshi_cli.model.number import plain
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.said import Line, listed
from pinshi_cli.policy.score_book import GradePoints, Part

VOID_WORDS = {"all-full": "全部满分", "all-same": "各项得分率相同"}
"""Which sheets are void."""


def scoring(policy: Policy) -> Iterator[Line]:
    """The total, its parts and groups, dimensions, indicators, levels, 加减分."""
    if policy.score is not None:
        score = policy.score
        says = f"四舍五入到 {score.decimals} 位小数，满分 {plain(score.maximum)}"
        yield Line("总分", says, score.source)
    for part in policy.parts:
        says = f"权重 {plain(part.weight)}{_label(part.label)}；{_COMES[part.kind](part)}"
        yield Line(part.name, says, part.source)
        for group in part.groups:
            only = f"，只评考核类别为{listed(group.categories)}的" if group.categories else ""
            says = f"权重 {plain(group.weight)}{_label(group.label)}{only}"
            yield Line(f"{part.name}·{group.name}", says, part.source)
    for dimension in policy.dimensions:
        yield Line(dimension.name, f"满分 {plain(dimension.full)}", dimension.source)
    for indicator in policy.indicators:
        only = f"，适用于{listed(indicator.categories)}" if indicator.categories else ""
        way = "，反向" if indicator.reverse else ""
        says = f"{indicator.dimension}，{indicator.nature}，满分 {plain(indicator.full)}{way}{only}"
        yield Line(indicator.name, says, indicator.source)
    for level in policy.levels:
        yield Line(level.name, f"得该项满分的 {plain(level.share)}", level.source)
    for rule in policy.adjustments:
        of = f"，类别：{listed(rule.classes)}" if rule.classes else ""
        each = f"，每项最多 {plain(rule.each)} 分" if rule.each is not None else ""
        says = f"{rule.kind}{of}{each}，合计最多 {plain(rule.cap)} 分；同一事件只计一次"
        yield Line(rule.title, says, rule.source)


def _label(label: str) -> str:
    return f"（可在基本信息填“{label}”）" if label else ""


def _indicators(part: Part) -> str:
    of = listed((*part.natures, *part.dimensions))
    return f"指标评分{f'（{of}）' if of else ''}，得分占满分之比乘 100"


def _ratings(part: Part) -> str:
    form = {
        "dimensions": f"按维度打分（{listed(part.dimensions)}）"
        if part.dimensions
        else "按维度打分",
        "total": f"打总分（满分 {plain(part.full)}）",
        "vote": f"投等次票（{_points(part.points)}）",
    }[part.form]
    how = {
        "mean": "取平均",
        "trimmed": (
            f"满 {part.trim_from} 张的去掉 {part.trim} 个最高和 {part.trim} 个最低后平均，"
            "不满的取平均"
        ),
        "median": "取中位数",
    }[part.aggregate]
    said = [f"民主测评，{form}", how]
    if part.void:
        said.append(f"废票（不计）：{listed(VOID_WORDS[each] for each in part.void)}")
    if part.min_raters > 1:
        said.append(f"少于 {part.min_raters} 张的视为没有测评")
    if part.stand_out is not None:
        said.append(f"与中位数相差超过 {plain(part.stand_out)} 分的提示核对")
    said.append("缺一方时按比例分给其他各方" if part.missing == "share" else "各方都须有测评")
    return "；".join(said)


def _months(part: Part) -> str:
    return f"各月审定等次折算后平均（{_points(part.points)}）"


def _review(part: Part) -> str:
    return f"领导评鉴：{listed(part.reviewers)}的{part.column}折算（{_points(part.points)}）"


def _fixed(part: Part) -> str:
    return f"固定 {plain(part.value)} 分"


_COMES = {
    "indicators": _indicators,
    "ratings": _ratings,
    "months": _months,
    "review": _review,
    "fixed": _fixed,
}


def _points(points: GradePoints) -> str:
    return listed(f"{grade} {plain(value)}" for grade, value in points)
