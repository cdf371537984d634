"""考核结果: everyone's grade, for print, and a chart of the grades beside it."""

from collections import Counter

from pinshi_cli.grading.remarks import counts_line, grade_word, quota_lines, remarks
from pinshi_cli.model.grade import GRADED, Outcome
from pinshi_cli.results.contents import Contents
from pinshi_cli.results.paper import Book, Page, at, fitting, fixed_at

GRADE = 8
"""The column of the grades."""

_COUNTS = 11
"""The column where the chart's figures begin: right of what is printed."""

_PAGE = 140
"""The width of a landscape page, in half-width characters."""

_SIGNED = "填报人：　　　　　　　　考核机构负责人：　　　　　　　　　　年　　月　　日"
"""Left for the pen."""

_COLOURS = ("#70AD47", "#5B9BD5", "#FFC000", "#C00000")


def write_grades(page: Page, contents: Contents) -> None:
    """The title, what it rests on, the table, the counts."""
    outcomes = contents.graded.outcomes
    page.set_up(_widths(contents), draft=contents.draft)
    page.title(0, f"{contents.title}结果", draft=contents.draft)
    page.line(1, _grounds(contents), page.looks.note)
    head = heading_row(contents)
    if head == 3:
        page.line(2, f"{contents.unconfirmed}。", page.looks.alert)
    grade = "审定等次" if contents.adopted else "拟定等次"
    titles = (
        "序号",
        "编号",
        "姓名",
        "内设机构",
        "职务",
        "得分",
        "分数段",
        "处理结果",
        grade,
        "说明",
    )
    page.texts(head, titles, page.looks.head)
    page.sheet.set_row(head, 24)
    for number, outcome in enumerate(outcomes, start=1):
        _row(page, head + number, number, outcome, contents)
    end = head + len(outcomes) + 1
    lines = [counts_line(outcomes, contents.policy)]
    lines += quota_lines(contents.graded, contents.register, contents.policy)
    for offset, line in enumerate([*lines, _SIGNED]):
        page.line(end + offset, line, page.looks.note)
    page.ids(head + 1, end - 1, 1)
    page.sheet.repeat_rows(head, head)
    page.sheet.freeze_panes(head + 1, 3)
    page.sheet.print_area(0, 0, end + len(lines), len(titles) - 1)


def heading_row(contents: Contents) -> int:
    """The row of the headings: one lower where something is unconfirmed."""
    return 3 if contents.unconfirmed else 2


def draw_chart(book: Book, page: Page, name: str, contents: Contents) -> None:
    """The grades' distribution, right of what is printed; its figures count the table's cells."""
    head = heading_row(contents)
    first, last = head + 1, head + max(1, len(contents.graded.outcomes))
    counts = Counter(grade_word(outcome) for outcome in contents.graded.outcomes)
    grades = contents.policy.grades
    page.texts(head, ("等次", "人数"), page.looks.head, first=_COUNTS)
    for row, grade in enumerate(grades, start=first):
        page.text(row, _COUNTS, grade, page.looks.centre)
        cells = f"{fixed_at(first, GRADE)}:{fixed_at(last, GRADE)}"
        formula = f"=COUNTIF({cells},{at(row, _COUNTS)})"
        page.sheet.write_formula(row, _COUNTS + 1, formula, page.looks.whole, counts[grade])
    chart = book.add_chart({"type": "column"})
    end = head + len(grades)
    colours = [_COLOURS[min(place, len(_COLOURS) - 1)] for place in range(len(grades))]
    chart.add_series(
        {
            "name": "人数",
            "categories": [name, first, _COUNTS, end, _COUNTS],
            "values": [name, first, _COUNTS + 1, end, _COUNTS + 1],
            "points": [{"fill": {"color": colour}} for colour in colours],
            "data_labels": {"value": True},
            "gap": 80,
        }
    )
    most = max((counts[grade] for grade in grades), default=0)
    chart.set_title({"name": "等次分布", "name_font": {"size": 14}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"min": 0, "num_format": "0", "major_unit": max(1, -(-most // 5))})
    chart.set_size({"width": 460, "height": 300})
    page.sheet.insert_chart(head, _COUNTS + 3, chart, {"object_position": 3})


def _row(page: Page, row: int, number: int, outcome: Outcome, contents: Contents) -> None:
    looks, person = page.looks, outcome.person
    about = (person.id, person.name, person.department, person.post)
    grade = grade_word(outcome)
    why = "；".join(remarks(outcome, contents.policy, adopted=contents.adopted))
    page.number(row, 0, number, looks.whole)
    page.texts(row, about, looks.centre, first=1)
    if outcome.standing == GRADED and outcome.total is not None:
        page.number(row, 5, outcome.total, looks.total)
    else:
        page.text(row, 5, "", looks.total)
    page.text(row, 6, outcome.band or "", looks.centre)
    page.text(row, 7, _ceiling(outcome.ceiling), looks.centre)
    page.text(row, GRADE, grade, looks.centre)
    page.text(row, 9, why, looks.text)
    page.fit(row, (*about, "", "", "", grade, why), first=1)


def _ceiling(ceiling: str | None) -> str:
    if ceiling is None:
        return ""
    return f"定为{ceiling[1:]}" if ceiling.startswith("=") else ceiling


def _grounds(contents: Contents) -> str:
    head, unit = contents.policy.head, contents.register.unit
    said = f"依据：{head.name}（{head.source}）。"
    if unit.meeting_date is None:
        return f"{said}基本信息没有填写会议日期，以下等次均为拟定，尚未审定。"
    day = unit.meeting_date
    return f"{said}{day.year}年{day.month}月{day.day}日经{unit.meeting_name or '会议'}审定。"


def _widths(contents: Contents) -> tuple[int, ...]:
    people = contents.register.people
    widths = (
        5,
        fitting((person.id for person in people), 6, 20),
        fitting((person.name for person in people), 8, 22),
        fitting((person.department for person in people), 10, 20),
        fitting((person.post for person in people), 8, 20),
        *(9, 8, 9),
        fitting(map(grade_word, contents.graded.outcomes), 11, 18),
    )
    return (*widths, max(36, _PAGE - sum(widths)))
