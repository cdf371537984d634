"""汇总, 名额, 缺项, 问题清单 and 依据 of a year."""

from collections.abc import Sequence
from fractions import Fraction

from pinshi_cli import __version__
from pinshi_cli.grading.year_lacking import lacking
from pinshi_cli.grading.year_quota import mean_of
from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.model.number import plain
from pinshi_cli.model.words import BEST_OF_YEAR, CANDIDATE, VERDICTS
from pinshi_cli.policy.said_year import year_sections
from pinshi_cli.results.findings_sheet import LISTED, SEVERITY_WORDS
from pinshi_cli.results.paper import Page, at, fitting
from pinshi_cli.results.year_contents import UnitSheet, YearContents, counts
from pinshi_cli.results.year_people import Row, rows


def write_summary(page: Page, contents: YearContents) -> None:
    """One row for each unit; the sums below are live."""
    looks = page.looks
    numbers = ("参加人数", f"{BEST_OF_YEAR}名额", "拟定优秀", *VERDICTS, "缺项人数")
    names = fitting((unit.name for unit in contents.units), 20, 36)
    page.set_up((5, names, 40, *(9 for _ in numbers)), draft=contents.draft)
    page.title(0, f"{contents.year}年度考核资格汇总", draft=contents.draft)
    page.texts(1, ("序号", "单位", "考核办法", *numbers), looks.head)
    row = 1
    for row, unit in enumerate(contents.units, start=2):
        page.number(row, 0, row - 1, looks.whole)
        page.texts(row, (unit.name, unit.policy.head.name), looks.text, first=1)
        page.fit(row, (unit.name, unit.policy.head.name), first=1)
        found = _numbers(unit)
        if found is None:
            said = "登记簿有错误，没有结论，见“问题清单”"
            page.across(row, 3, 2 + len(numbers), said, looks.text)
            continue
        for column, value in enumerate(found, start=3):
            _whole_or_blank(page, row, column, value)
    end = row + 1
    page.text(end, 0, "", looks.head)
    page.texts(end, ("合计", ""), looks.head, first=1)
    told = [found for unit in contents.units if (found := _numbers(unit)) is not None]
    for column, values in enumerate(zip(*told, strict=True), start=3):
        cells = f"{at(2, column)}:{at(end - 1, column)}"
        total = Fraction(sum(each for each in values if each is not None))
        page.formula(end, column, f"=SUM({cells})", total, looks.whole)
    page.sheet.repeat_rows(1, 1)
    page.sheet.freeze_panes(2, 2)


def _numbers(unit: UnitSheet) -> tuple[int | None, ...] | None:
    """What 汇总 counts; of a quota that no rule gives, nothing."""
    if unit.year is None:
        return None
    use, people = unit.year.quota, unit.year.people
    lacks = sum(1 for each in people if lacking(each))
    return (use.base, use.limit, use.given, *counts(people).values(), lacks)


def write_quota(page: Page, contents: YearContents) -> None:
    """Each unit's quota of 优秀 and its candidates in their order."""
    looks = page.looks
    people = [each.person.person for each in rows(contents)]
    name = fitting((person.name for person in people), 10, 18)
    id_ = fitting((person.id for person in people), 8, 16)
    page.set_up((8, id_, name, 18, 10, 12, 12, 10, 12, 46), draft=contents.draft)
    title = f"{contents.whose}{contents.year}年度“{BEST_OF_YEAR}”名额"
    page.title(0, title, draft=contents.draft)
    row = 1
    for unit, year in contents.judged:
        page.line(row, _quota_said(unit, contents), looks.note)
        best = f"“{unit.policy.grades[0]}”次数"
        titles = ("排序", "编号", "姓名", "内设机构", best, "年度得分", "各季平均", "一线岗位")
        page.texts(row + 1, (*titles, "拟定等次", "说明"), looks.head)
        own = [Row(unit, each, None) for each in year.people if each.verdict.verdict == CANDIDATE]
        row += 2
        for each in sorted(own, key=lambda each: each.person.rank or 0):
            _candidate(page, row, each)
            row += 1
        if not own:
            page.across(row, 0, 9, "没有可评优的人选", looks.text)
            row += 1
        row += 1
    page.sheet.freeze_panes(1, 0)


def _candidate(page: Page, row: int, each: Row) -> None:
    looks, person = page.looks, each.person
    _whole_or_blank(page, row, 0, person.rank)
    page.texts(row, each.who[:3], looks.centre, first=1)
    page.number(row, 4, person.shown.count(each.unit.policy.grades[0]), looks.whole)
    for column, value in ((5, person.score), (6, mean_of(person.totals))):
        if value is None:
            page.text(row, column, "", looks.total)
        else:
            page.number(row, column, value, looks.total if column == 5 else looks.exact)
    frontline = "是" if person.person.frontline else ""
    page.texts(row, (frontline, person.proposed or ""), looks.centre, first=7)
    why = "；".join(reason.text for reason in person.allotted.reasons)
    page.text(row, 9, why, looks.text)
    page.fit(row, (why,), first=9)


def _whole_or_blank(page: Page, row: int, column: int, value: int | None) -> None:
    if value is None:
        page.text(row, column, "", page.looks.whole)
    else:
        page.number(row, column, value, page.looks.whole)


def _quota_said(unit: UnitSheet, contents: YearContents) -> str:
    year = unit.year
    if year is None:
        return ""
    use, rule = year.quota, unit.policy.year_quota
    whose = f"{unit.name}：" if contents.many else ""
    if use.limit is None or use.share is None or rule is None:
        return f"{whose}办法没有规定“{BEST_OF_YEAR}”名额，由本单位集体研究。"
    said = f"{whose}名额＝{plain(use.share)}×{use.base} 人，舍去小数，为 {use.limit} 人"
    cited = f"{said}（{rule.source.cite}）"
    tied = f"；并列 {len(use.tied)} 人待集体研究" if use.tied else ""
    return f"{cited}；人选 {use.eligible} 人，拟定 {use.given} 人{tied}。"


def write_lacking(page: Page, contents: YearContents) -> None:
    """What is missing, and from whom: one row for each thing."""
    looks = page.looks
    whose = ("单位",) if contents.many else ()
    names = fitting((unit.name for unit in contents.units), 12, 30)
    widths = (6, *((names,) if contents.many else ()), 12, 14, 20, 12, 50, 26)
    page.set_up(widths, draft=contents.draft)
    page.title(0, f"{contents.whose}{contents.year}年度考核缺项", draft=contents.draft)
    titles = ("序号", *whose, "编号", "姓名", "内设机构", "现结论", "还缺什么", "由谁补")
    page.texts(1, titles, looks.head)
    row = 1
    for each in rows(contents):
        for lack in lacking(each.person):
            row += 1
            page.number(row, 0, row - 1, looks.whole)
            of = (each.unit.name,) if contents.many else ()
            texts = (*of, *each.who[:3], each.person.verdict.verdict, lack.what, lack.who)
            page.texts(row, texts, looks.text, first=1)
            page.fit(row, texts, first=1)
    if row == 1:
        page.line(2, "没有缺项。", looks.note)
    first = titles.index("编号")
    page.ids(2, row, first)
    page.sheet.repeat_rows(1, 1)
    page.sheet.freeze_panes(2, first + 2)
    page.sheet.autofilter(1, 0, max(2, row), len(titles) - 1)


def write_year_findings(page: Page, contents: YearContents) -> None:
    """Every finding about the registers and their year, with its file."""
    looks = page.looks
    widths = (6, 7, 8, 24, 12, 9, 46, 40, 9)
    page.set_up(widths, draft=contents.draft)
    page.title(0, "问题清单", draft=contents.draft)
    found = contents.diagnostics
    titles = ("序号", "级别", "代码", "登记簿", "工作表", "单元格", "说明", "改法", "条款")
    page.line(1, _findings_said(found), looks.note)
    page.texts(2, titles, looks.head)
    for row, each in enumerate(found[:LISTED], start=3):
        page.number(row, 0, row - 2, looks.whole)
        where = each.where
        place = (where.file, where.sheet, where.cell or where.key)
        kind = (SEVERITY_WORDS[each.severity], each.code)
        texts = (*kind, *place, each.message, each.hint, each.rule)
        page.texts(row, texts, looks.text, first=1)
        page.fit(row, texts, first=1)
    page.sheet.repeat_rows(2, 2)
    page.sheet.freeze_panes(3, 0)
    page.sheet.autofilter(2, 0, max(3, 2 + min(len(found), LISTED)), len(titles) - 1)


def _findings_said(found: Sequence[Diagnostic]) -> str:
    if not found:
        return "没有发现问题。"
    said = "，".join(
        f"{word} {sum(each.severity is severity for each in found)} 条"
        for severity, word in SEVERITY_WORDS.items()
    )
    rest = f"只列前 {LISTED} 条。" if len(found) > LISTED else ""
    return f"共 {len(found)} 条：{said}。错误须改正后重算；警告和提示请核对。{rest}"


def write_year_basis(page: Page, contents: YearContents) -> None:
    """What the year rests on: the rules with their clauses, the registers with their hashes."""
    looks = page.looks
    page.set_up((26, 60, 14, 66), draft=contents.draft)
    page.title(0, "依据", draft=contents.draft)
    row = 1
    page.text(row, 0, "计算程序", looks.head)
    page.across(row, 1, 3, f"pinshi {__version__}", looks.text)
    if contents.ledger:
        row += 1
        page.text(row, 0, "台账校验值", looks.head)
        page.across(row, 1, 3, contents.ledger, looks.text)
    row += 2
    for policy in {unit.policy.sha256: unit.policy for unit in contents.units}.values():
        head = policy.head
        for name, text in (
            ("考核办法", f"{head.name}（{head.source}）"),
            ("规则文件", f"{head.id}，自 {head.effective_from} 起施行"),
            ("规则文件 SHA-256", policy.sha256),
        ):
            page.text(row, 0, name, looks.head)
            page.across(row, 1, 3, text, looks.text)
            row += 1
        told = [
            (section.title, f"{line.name}：{line.says}", line.source.cite, line.source.assumed)
            for section in year_sections(policy)
            for line in section.lines
        ]
        row = page.table(row, ("年度规则", "内容", "条款", "说明"), told) + 1
    sources = [
        (unit.name, each.file, each.period, each.sha256)
        for unit in contents.units
        for each in unit.sources
    ]
    page.table(row, ("单位", "登记簿", "季度", "SHA-256"), sources)
