"""问题清单: every finding about the register, with the way out."""

from pinshi_cli.model.diagnostic import Diagnostic, Severity
from pinshi_cli.results.contents import Contents
from pinshi_cli.results.paper import Page

SEVERITY_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"}

LISTED = 100_000
"""So many findings are listed: a sheet has an end, and nobody reads as far."""

_TITLES = ("序号", "级别", "代码", "工作表", "单元格", "说明", "改法", "条款")
_WIDTHS = (6, 7, 8, 12, 9, 52, 46, 9)
_CENTRED = 4
"""So many texts of a row, from 级别 on, stand in the middle of their cells."""


def write_findings(page: Page, contents: Contents) -> None:
    """One row a finding, as they were reported: by sheet and cell."""
    page.set_up(_WIDTHS, draft=contents.draft)
    page.title(0, "问题清单", draft=contents.draft)
    found = contents.diagnostics
    page.line(1, _summary(contents), page.looks.note)
    page.texts(2, _TITLES, page.looks.head)
    for row, finding in enumerate(found[:LISTED], start=3):
        page.number(row, 0, row - 2, page.looks.whole)
        texts = _texts(finding)
        page.texts(row, texts[:_CENTRED], page.looks.centre, first=1)
        page.texts(row, texts[_CENTRED:], page.looks.text, first=1 + _CENTRED)
        page.fit(row, texts, first=1)
    end = 2 + min(len(found), LISTED)
    if len(found) > LISTED:
        rest = f"其余 {len(found) - LISTED} 条未列出，可用 pinshi check --json 查看。"
        page.line(end + 1, rest, page.looks.alert)
    page.sheet.repeat_rows(2, 2)
    page.sheet.freeze_panes(3, 0)
    page.sheet.autofilter(2, 0, max(3, end), len(_TITLES) - 1)


def _summary(contents: Contents) -> str:
    found = contents.diagnostics
    if not found:
        return "没有发现问题。"
    counts = {word: sum(d.severity is each for d in found) for each, word in SEVERITY_WORDS.items()}
    said = "，".join(f"{word} {count} 条" for word, count in counts.items())
    return f"共 {len(found)} 条：{said}。错误须改正后重算；警告和提示请核对。"


def _texts(finding: Diagnostic) -> tuple[str, ...]:
    where = finding.where
    return (
        SEVERITY_WORDS[finding.severity],
        finding.code,
        where.sheet,
        where.cell or where.key,
        finding.message,
        finding.hint,
        finding.rule,
    )
