"""依据: what the result rests on: the register, the pack's edition, the parameters, the rules."""

from collections.abc import Iterator

from pinshi_cli import __version__
from pinshi_cli.grading.weights import unconfirmed, weights_in
from pinshi_cli.model.grade import STANDING_WORDS
from pinshi_cli.model.number import plain
from pinshi_cli.policy.book import Attendance, MeasureRule, Policy
from pinshi_cli.policy.source import Source
from pinshi_cli.results.contents import Contents
from pinshi_cli.results.paper import Page

_WIDTHS = (24, 66, 20, 46)

_SPANS = {
    "term": "处分期内",
    "open": "解除以前",
    "dated": "生效当季",
    "dated-or-open": "生效当季，填有解除日期的至解除",
    "since": "自生效日起",
    "listed": "本季列入的",
}

Row = tuple[str, str, str, str]


def write_basis(page: Page, contents: Contents) -> None:
    """Four lists below each other."""
    page.set_up(_WIDTHS, draft=contents.draft)
    page.title(0, "依据", draft=contents.draft)
    row = 1
    for name, text in _grounds(contents):
        page.text(row, 0, name, page.looks.head)
        page.across(row, 1, 3, text, page.looks.text)
        row += 1
    register, policy = contents.register, contents.policy
    open_ones = [
        (each.title, each.value, each.source.cite, each.source.assumed)
        for each in unconfirmed(register, policy)
    ]
    row = _table(page, row + 1, ("参数", "数值", "来自", "条款"), list(_parameters(contents)))
    titles = ("本单位尚未确认的默认值", "数值", "条款", "原因")
    row = _table(page, row + 1, titles, open_ones or [("（没有）", "", "", "")])
    titles = ("条款", "规则", "规则文件", "说明")
    rules = [
        (source.cite, text, source.origin, source.assumed) for text, source in rules_said(policy)
    ]
    _table(page, row + 1, titles, rules)


def _table(page: Page, row: int, titles: Row, rows: list[Row]) -> int:
    """A list with its headings; the row after it."""
    page.texts(row, titles, page.looks.head)
    for number, texts in enumerate(rows, start=row + 1):
        page.texts(number, texts, page.looks.text)
        page.fit(number, texts)
    return row + len(rows) + 1


def _grounds(contents: Contents) -> Iterator[tuple[str, str]]:
    register, head = contents.register, contents.policy.head
    unit = register.unit
    yield "单位", f"{unit.name}（{unit.code}）" if unit.code else unit.name
    yield "季度", register.quarter.chinese
    if unit.meeting_date is None:
        yield "审定", "未填写会议日期，等次为拟定"
    else:
        yield "审定", f"{unit.meeting_date} {unit.meeting_name}".strip()
    yield "考核办法", f"{head.name}（{head.source}）"
    yield "规则文件", f"{head.id}，自 {head.effective_from} 起施行"
    yield "规则文件 SHA-256", contents.policy.sha256
    yield "登记簿", register.file
    yield "登记簿 SHA-256", contents.sha256
    yield "计算程序", f"pinshi {__version__}"


def _parameters(contents: Contents) -> Iterator[Row]:
    """Every weight and share in force, and the cell that states it."""
    register, policy = contents.register, contents.policy
    weights = weights_in(register, policy)
    for part in policy.parts:
        rest = any(each.label in register.stated for each in policy.parts)
        origin = _origin(contents, part.label, inferred=rest)
        yield f"{part.name}占比", plain(weights.parts[part.name]), origin, part.source.cite
        rest = any(each.label in register.stated for each in part.groups)
        for group in part.groups:
            origin = _origin(contents, group.label, inferred=rest)
            value = plain(weights.groups[group.name])
            yield f"{part.name}：{group.name}占比", value, origin, part.source.cite
    quota, share = policy.quota, contents.graded.quota.share
    if quota is not None:
        origin = _origin(contents, quota.label, inferred=False)
        yield quota.label, "" if share is None else plain(share), origin, quota.source.cite
    if policy.score is not None:
        cite = policy.score.source.cite
        yield "总分小数位", str(policy.score.decimals), "规则文件", cite
        yield "总分最高", plain(policy.score.maximum), "规则文件", cite


def _origin(contents: Contents, label: str, *, inferred: bool) -> str:
    if label in contents.register.broken:
        return f"“{label}”填写有误"
    stated = contents.register.stated.get(label)
    if stated is not None:
        return f"{stated.at.sheet} {stated.at.cell}"
    return "由其他占比推得" if inferred else "默认"


def rules_said(policy: Policy) -> Iterator[tuple[str, Source]]:
    """Each rule of the book in a sentence, in the order of the steps."""
    yield from ((_attendance(rule), rule.source) for rule in policy.attendance)
    yield from _score_said(policy)
    yield from ((_measure(rule), rule.source) for rule in policy.measures)
    for term in policy.terms:
        yield f"处分期：{term.kind} {term.months} 个月", term.source
    yield from _quota_said(policy)
    if policy.decision is not None:
        yield "集体研究审定等次", policy.decision.source
    for sheet in policy.uncounted:
        yield f"“{sheet.sheet}”不计分", sheet.source


def _score_said(policy: Policy) -> Iterator[tuple[str, Source]]:
    for part in policy.parts:
        yield f"总分：{part.name}占 {plain(part.weight)}", part.source
    for dimension in policy.dimensions:
        yield f"满分：{dimension.name} {plain(dimension.full)} 分", dimension.source
    score = policy.score
    if score is not None:
        said = f"总分四舍五入到 {score.decimals} 位小数，最高 {plain(score.maximum)} 分"
        yield said, score.source
    for band in policy.bands:
        yield f"分数段：满 {plain(band.least)} 分为“{band.grade}”", band.source


def _quota_said(policy: Policy) -> Iterator[tuple[str, Source]]:
    quota = policy.quota
    if quota is not None:
        said = f"名额：“{quota.grade}”不超过参加考核人数的 {plain(quota.share)}，舍去小数"
        yield said, quota.source
    for tie in policy.ties:
        by = "得分" if tie.by == "dimension" else "分"
        yield f"同分先后：比“{tie.of}”{by}", tie.source


def _attendance(rule: Attendance) -> str:
    said = f"参加情况：{rule.title}（{'、'.join(rule.statuses)}）"
    if rule.away_months is not None:
        said += f"，至季末在外满 {rule.away_months} 个月"
    if rule.leave_share is not None:
        said += f"，超过全季天数的 {plain(rule.leave_share)}"
    return f"{said}：{STANDING_WORDS[rule.standing]}"


def _measure(rule: MeasureRule) -> str:
    if rule.standing:
        then = STANDING_WORDS[rule.standing]
    elif rule.at_most:
        then = f"最高为“{rule.at_most}”"
    elif rule.exactly:
        by_case = "，按处理等次" if rule.by_case else ""
        then = f"定为{'或'.join(f'“{grade}”' for grade in rule.exactly)}{by_case}"
    else:
        then = f"本季不影响等次，{rule.later}时起作用"
    return f"处分问责：{rule.title}（{'、'.join(rule.kinds)}；{_SPANS[rule.span]}）：{then}"
