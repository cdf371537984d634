"""工作纪实清单: what each person completed, what is unfinished and why, whose records came late."""

from collections.abc import Sequence

from pinshi_cli.grading.records import PersonRecords, Tally, totals_of
from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.results.paper import Page, looks_of, new_book

_TALLY = ("类别", "任务", "已完成", "未完成", "推进中", "完成率")
_WHO = ("编号", "姓名", "内设机构")


def records_workbook(register: Register, policy: Policy, found: Sequence[PersonRecords]) -> bytes:
    """The bytes of `<stem>-工作纪实清单.xlsx`: 完成情况, 未完成, 迟报漏报."""
    quarter = register.quarter
    book = new_book(f"{quarter.chinese}工作纪实清单", quarter.last)
    looks = looks_of(book, 2)
    _done(Page(book.add_worksheet("完成情况"), looks), register, found)
    _undone(Page(book.add_worksheet("未完成"), looks), register, found)
    _late(Page(book.add_worksheet("迟报漏报"), looks), register, policy, found)
    return book.finished()


def _head(
    page: Page, register: Register, name: str, titles: Sequence[str], widths: Sequence[int]
) -> None:
    page.set_up(widths, draft=False)
    page.title(0, f"{register.unit.name}{register.quarter.chinese}{name}", draft=False)
    page.texts(1, titles, page.looks.head)
    page.sheet.repeat_rows(0, 1)
    page.sheet.freeze_panes(2, 2)


def _done(page: Page, register: Register, found: Sequence[PersonRecords]) -> None:
    """Each person's tasks by class, the whole unit's last; the rates are live formulas."""
    _head(page, register, "工作完成情况", (*_WHO, *_TALLY), (8, 12, 16, 18, 8, 9, 9, 9, 10))
    row = 2
    for each in found:
        for tally in each.tallies:
            who = (each.person.id, each.person.name, each.person.department)
            row = _tally(page, row, who, tally)
    for tally in totals_of(found):
        row = _tally(page, row, ("", "全体", ""), tally)
    page.ids(2, row, 0)


def _tally(page: Page, row: int, who: Sequence[str], tally: Tally) -> int:
    from fractions import Fraction

    looks = page.looks
    page.texts(row, (*who, tally.category), looks.centre)
    counts = (tally.tasks, tally.done, tally.undone, tally.under_way)
    for column, count in enumerate(counts, start=4):
        page.number(row, column, count, looks.whole)
    rate = Fraction(tally.done, tally.tasks)
    page.formula(row, 8, f"=F{row + 1}/E{row + 1}", rate, looks.exact)
    return row + 1


def _undone(page: Page, register: Register, found: Sequence[PersonRecords]) -> None:
    titles = (*_WHO, "周期", "类别", "内容", "未完成原因")
    _head(page, register, "未完成工作", titles, (8, 12, 16, 12, 16, 40, 40))
    row = 2
    for each in found:
        for task in each.undone:
            who = (each.person.id, each.person.name, each.person.department)
            texts = (*who, task.period, task.category, *task.shown)
            page.texts(row, texts, page.looks.text)
            page.fit(row, texts)
            row += 1
    page.ids(2, row, 0)


def _late(page: Page, register: Register, policy: Policy, found: Sequence[PersonRecords]) -> None:
    titles = (*_WHO, "周期", "应在此前填报", "填报日期", "建议")
    _head(page, register, "纪实迟报漏报", titles, (8, 12, 16, 12, 16, 14, 40))
    cite = "" if policy.records is None else f"（{policy.records.source.cite}）"
    row = 2
    for each in found:
        proposed = f"建议{each.proposed}，由主管领导决定{cite}" if each.proposed else ""
        for late in each.late:
            who = (each.person.id, each.person.name, each.person.department)
            filed = "没有填报" if late.filed is None else str(late.filed)
            texts = (*who, late.period, str(late.due), filed, proposed)
            page.texts(row, texts, page.looks.centre)
            row += 1
    page.ids(2, row, 0)
