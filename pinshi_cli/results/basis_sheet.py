"""依据: what the result rests on: the register, the pack's edition, the parameters, the rules."""

from collections.abc import Iterator

from pinshi_cli import __version__
from pinshi_cli.grading.unconfirmed import unconfirmed
from pinshi_cli.grading.weights import weights_in
from pinshi_cli.model.number import plain
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.said_quarter import quarter_sections
from pinshi_cli.policy.source import Source
from pinshi_cli.results.contents import Contents
from pinshi_cli.results.paper import Page

_WIDTHS = (24, 66, 20, 46)

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
    row = page.table(row + 1, ("参数", "数值", "来自", "条款"), list(_parameters(contents)))
    titles = ("本单位尚未确认的默认值", "数值", "条款", "原因")
    row = page.table(row + 1, titles, open_ones or [("（没有）", "", "", "")])
    titles = ("条款", "规则", "规则文件", "说明")
    rules = [
        (source.cite, text, source.origin, source.assumed) for text, source in rules_said(policy)
    ]
    page.table(row + 1, titles, rules)


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
    if contents.ledger:
        yield "台账校验值", contents.ledger


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
    """Each rule of the quarter in a sentence, as the handbook says it."""
    for section in quarter_sections(policy):
        for line in section.lines:
            yield f"{section.title}：{line.name}：{line.says}", line.source
