"""The analysis report of two-way ratings: for the unit and for each leader, in words."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from pinshi_cli.grading.two_way import Aspect, Fact, Judged, Portrait, Share
from pinshi_cli.model.number import fixed
from pinshi_cli.model.register import Person, Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.reports.pages_of import word_document

NOTHING_SAID = "—"


class Told(NamedTuple):
    """A portrait in words: rows of tables, lists of sentences."""

    title: str
    below: str
    warning: str
    aspects: tuple[tuple[str, ...], ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    facts: tuple[tuple[str, ...], ...]


class AnalysisReport(NamedTuple):
    """All portraits in words, and what they rest on."""

    portraits: tuple[Told, ...]
    grounds: str


def told(found: Sequence[Portrait], register: Register, policy: Policy) -> AnalysisReport:
    """The report's words; `found` are the unit's portrait and the leaders'."""
    head = policy.head
    grounds = f"{head.name}（{head.source}）；登记簿 {register.file}"
    return AnalysisReport(tuple(_told(each, register, policy) for each in found), grounds)


def as_docx(report: AnalysisReport) -> bytes:
    """The report as a Word document, a page or more for each portrait."""
    return word_document("docx-portraits.xml", report=report)


def _told(portrait: Portrait, register: Register, policy: Policy) -> Told:
    person = portrait.person
    whose = register.unit.name if person is None else _who(person)
    sheets = "、".join(f"{group} {number} 张" for group, number in portrait.sheets)
    below = f"{register.unit.name}　{register.quarter.chinese}　测评票：{sheets or '没有'}"
    least = policy.report.min_raters if policy.report is not None else 0
    warning = f"测评票少于 {least} 张，以下只供参考。" if portrait.few else ""
    lists = (
        ("二、长处", tuple(_seen(portrait.strengths))),
        ("三、不足", tuple(_seen(portrait.shortcomings))),
        ("四、各评价主体看法不一的", tuple(map(_split, portrait.split))),
    )
    return Told(
        f"{whose}政治素质正反向测评分析报告",
        below,
        warning,
        tuple(map(_aspect, portrait.aspects)),
        lists,
        tuple(_fact(each, named=person is None) for each in portrait.facts),
    )


def _who(person: Person) -> str:
    """`华阳（雷港镇镇长）`, or the 编号 where no post is told."""
    return f"{person.name}（{person.department}{person.post or person.id}）"


def percent(share: Share) -> str:
    """`92.5%（37/40）`, or a dash where nobody answered."""
    value = share.value
    if value is None:
        return NOTHING_SAID
    return f"{fixed(value * 100, 1)}%（{share.yes}/{share.answers}）"


def change(now: Share, before: Share | None) -> str:
    """By how many points of a hundred a share rose or fell; a dash where nothing is known."""
    if before is None or now.value is None or before.value is None:
        return NOTHING_SAID
    points: Fraction = (now.value - before.value) * 100
    said = fixed(points, 1)
    sign = "+" if points > 0 and Fraction(said) else ""
    return f"{sign}{said} 个百分点" if points else "持平"


def _aspect(aspect: Aspect) -> tuple[str, ...]:
    return (
        aspect.name,
        percent(aspect.good),
        change(aspect.good, aspect.good_before),
        percent(aspect.bad),
        change(aspect.bad, aspect.bad_before),
    )


def _seen(found: Sequence[Judged]) -> Iterator[str]:
    """A sentence for each aspect and way: its criteria with their shares."""
    for key, each in groupby(found, lambda judged: (judged.criterion.aspect, judged.criterion.way)):
        said = "；".join(f"{judged.criterion.name} {percent(judged.share)}" for judged in each)
        yield f"{'·'.join(key)}：{said}。"


def _split(judged: Judged) -> str:
    criterion = judged.criterion
    said = f"{criterion.aspect}·{criterion.way}：{criterion.name} {percent(judged.share)}"
    return f"{said}，其中{'、'.join(_by_group(judged))}。"


def _by_group(judged: Judged) -> Iterator[str]:
    for group, share in judged.groups:
        yield f"{group} {percent(share)}"


def _fact(fact: Fact, *, named: bool) -> tuple[str, ...]:
    return (
        fact.source,
        f"{fact.name}：{fact.fact}" if named else fact.fact,
        fact.day or NOTHING_SAID,
        fact.checked or "（没有核实）",
        fact.result or "（没有结果）",
    )
