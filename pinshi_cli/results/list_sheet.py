"""名单, 评估排名 and 依据 of a list's workbook."""

from fractions import Fraction

from pinshi_cli import __version__
from pinshi_cli.grading.use_list import Line, Ranked
from pinshi_cli.model.number import ZERO
from pinshi_cli.results.paper import Look, Page, at, fitting, fixed_at
from pinshi_cli.results.use_workbook import ListContents

_QUARTERS = ("一季度", "二季度", "三季度", "四季度")
_WHY = ("列入", "理由", "条款")


def write_list(page: Page, contents: ListContents) -> None:
    """The title, what is open, a row for each line in the order of the rules, the counts."""
    made, looks = contents.made, page.looks
    lines = [line for _, each in made.by_rule for line in each]
    titles = _titles(contents, lines)
    page.set_up(_widths(titles, lines), draft=False)
    page.title(0, contents.title, draft=False)
    row = 1
    page.line(row, _grounds(contents), looks.note)
    for notice in made.notices:
        row += 1
        page.line(row, f"{notice}。", looks.alert)
    head = row + 1
    page.texts(head, titles, looks.head)
    page.sheet.set_row(head, 24)
    for number, line in enumerate(lines, start=1):
        texts = _texts(contents, line)
        page.number(head + number, 0, number, looks.whole)
        page.texts(head + number, texts[:-2], looks.centre, first=1)
        page.texts(head + number, texts[-2:], looks.text, first=len(titles) - 2)
        page.fit(head + number, texts, first=1)
    end = head + len(lines) + 1
    for offset, said in enumerate(made.closing):
        page.line(end + offset, said, looks.note)
    page.ids(head + 1, end - 1, 2 if _many(contents) else 1)
    page.sheet.repeat_rows(head, head)
    page.sheet.freeze_panes(head + 1, 3)


def _grounds(contents: ListContents) -> str:
    head = contents.made.policy.head
    periods = "、".join(dict.fromkeys(each.period for each in contents.sources))
    return f"依据：{head.name}（{head.source}）。登记簿：{periods}。"


def _many(contents: ListContents) -> bool:
    """Whether the people are of several units, so that each row names its own."""
    return contents.made.kind != "contact" and len({each.unit for each in contents.sources}) > 1


def _titles(contents: ListContents, lines: list[Line]) -> tuple[str, ...]:
    whose = ("单位",) if _many(contents) else ()
    if contents.made.kind == "contact":
        about: tuple[str, ...] = ("编码", "单位")
    else:
        about = ("编号", "姓名", "内设机构", "职务", *_QUARTERS)
    facts = tuple(title for title, _ in lines[0].facts if title != "职务") if lines else ()
    return ("序号", *whose, *about, *facts, *_WHY)


def _texts(contents: ListContents, line: Line) -> tuple[str, ...]:
    """The cells of a line, without its number; the reasons and their clauses last."""
    whose = (line.unit,) if _many(contents) else ()
    person = line.person
    about: tuple[str, ...] = (line.id, line.name)
    if person is not None:
        quarters = (word or "" for word in line.quarters)
        about = (*about, person.department, person.post, *quarters)
    facts = tuple(said for title, said in line.facts if title != "职务")
    then = line.entry.listed + ("（待定）" if line.entry.open else "")
    reasons = line.entry.reasons
    why = "\n".join(each.text for each in reasons)
    return (*whose, *about, *facts, then, why, "、".join(dict.fromkeys(e.rule for e in reasons)))


def _widths(titles: tuple[str, ...], lines: list[Line]) -> tuple[int, ...]:
    names = [line.name for line in lines]
    known = {
        "序号": 6,
        "姓名": fitting(names, 10, 18),
        "单位": 22,
        "列入": 18,
        "理由": 60,
        "条款": 10,
        **dict.fromkeys(_QUARTERS, 8),
    }
    return tuple(known.get(title, 12) for title in titles)


def write_ranking(page: Page, contents: ListContents) -> None:
    """Every contact point in the order of the evaluation; the score is a live formula."""
    made, looks = contents.made, page.looks
    page.set_up((8, 28, 10, 10, 12, 12, 12, 12), draft=False)
    page.title(0, "联系点评估排名", draft=False)
    page.text(1, 0, "定量占比", looks.head)
    page.number(1, 1, made.ranked[0].ledger.weight, looks.parameter)
    titles = ("名次", "单位", "任务数", "已完成", "完成率", "定量得分", "定性得分", "评估得分")
    page.texts(2, titles, looks.head)
    for row, each in enumerate(made.ranked, start=3):
        _ranked(page, row, each)
    page.sheet.repeat_rows(2, 2)
    page.sheet.freeze_panes(3, 2)


def _ranked(page: Page, row: int, each: Ranked) -> None:
    looks, ledger = page.looks, each.ledger
    _number_or_blank(
        page, row, 0, None if each.place is None else Fraction(each.place), looks.whole
    )
    page.text(row, 1, each.unit, looks.text)
    page.number(row, 2, ledger.tasks, looks.whole)
    page.number(row, 3, ledger.done, looks.whole)
    done = Fraction(ledger.done, ledger.tasks) if ledger.tasks else ZERO
    share = f"=IF({at(row, 2)}=0,0,{at(row, 3)}/{at(row, 2)})"
    page.formula(row, 4, share, done, looks.exact)
    _number_or_blank(page, row, 5, ledger.quantity, looks.exact)
    _number_or_blank(page, row, 6, ledger.quality_points, looks.exact)
    if ledger.score is None:
        page.text(row, 7, "", looks.exact)
    else:
        weight = fixed_at(1, 1)
        formula = f"={weight}*{at(row, 5)}+(1-{weight})*{at(row, 6)}"
        page.formula(row, 7, formula, ledger.score, looks.exact)


def _number_or_blank(page: Page, row: int, column: int, value: Fraction | None, look: Look) -> None:
    if value is None:
        page.text(row, column, "", look)
    else:
        page.number(row, column, value, look)


def write_sources(page: Page, contents: ListContents) -> None:
    """What the list rests on: the rules with their clauses, the registers."""
    made, looks = contents.made, page.looks
    head = made.policy.head
    page.set_up((24, 40, 12, 66), draft=False)
    page.title(0, "依据", draft=False)
    grounds = (
        ("考核办法", f"{head.name}（{head.source}）"),
        ("规则文件", f"{head.id}，自 {head.effective_from} 起施行"),
        ("规则文件 SHA-256", made.policy.sha256),
        ("计算程序", f"pinshi {__version__}"),
    )
    for row, (name, text) in enumerate(grounds, start=1):
        page.text(row, 0, name, looks.head)
        page.across(row, 1, 3, text, looks.text)
    row = len(grounds) + 2
    page.texts(row, ("列入", "规则", "条款", "说明"), looks.head)
    for rule in made.policy.uses:
        if rule.kind == made.kind:
            row += 1
            texts = (rule.then, rule.title, rule.source.cite, rule.source.assumed)
            page.texts(row, texts, looks.text)
            page.fit(row, texts)
    row += 2
    page.texts(row, ("单位", "登记簿", "季度", "SHA-256"), looks.head)
    for each in contents.sources:
        row += 1
        texts = (each.unit, each.file, each.period, each.sha256)
        page.texts(row, texts, looks.text)
        page.fit(row, texts)
