"""Fills in an empty register as a clerk would: what each column's rule allows, for every person."""

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pinshi_cli.policy.book import Policy

HEADING = 3
PEOPLE = (
    ("001", "梁望舒"),
    ("002", "沈听澜"),
    ("003", "孟怀瑾"),
    ("004", "苏晚晴"),
    ("005", "许归帆"),
)

Value = str | float | int | None
Row = Mapping[str, Value]


def headings(page: Worksheet) -> list[str]:
    return [str(cell.value) for cell in page[HEADING]]


def add_rows(page: Worksheet, rows: Sequence[Row]) -> None:
    """Write rows below what stands, under their headings."""
    places = {heading: place for place, heading in enumerate(headings(page), start=1)}
    below = HEADING + 1
    while any(cell.value is not None for cell in page[below]):
        below += 1
    for number, row in enumerate(rows, start=below):
        for heading, value in row.items():
            if heading in places:
                page.cell(number, places[heading], value)


def filled(data: bytes, policy: Policy, quarter: int) -> Workbook:
    """The empty register `data` with five people, all their scores, ratings, months and reviews."""
    book = load_workbook(io.BytesIO(data))
    unit = book["基本信息"]
    for row in unit.iter_rows(min_row=HEADING + 1):
        if row[0].value == "单位名称" and row[1].value is None:
            row[1].value = "青禾区示范局"
    _more_indicators(book, policy)
    who = [{"编号": id_, "姓名": name} for id_, name in PEOPLE]
    fills: dict[str, list[Row]] = {
        "人员名册": [{**each, **_words(policy, place)} for place, each in enumerate(who)],
        "指标评分": [{**each, **_points(book, policy)} for each in who],
        "民主测评": [row for each in who for row in _ratings(each, policy)],
        "月度考核": [
            {**each, "月份": f"2026-{month:02d}", "建议等次": grade, "审定等次": grade}
            for each in who
            for month in range(3 * quarter - 2, 3 * quarter + 1)
            for grade in policy.grades[:1]
        ],
        "领导评鉴": [row for each in who for row in _reviews(each, policy)],
        "部门考评": [{"内设机构": "办公室", "得分": 90, "档次": "好"}],
    }
    for name, rows in fills.items():
        if name in book.sheetnames:
            add_rows(book[name], rows)
    return book


def _more_indicators(book: Workbook, policy: Policy) -> None:
    """As many rows of 指标体系, and columns of 指标评分, as the policy asks for."""
    wanted = max((each.value or 0 for each in policy.checks), default=0)
    more = [f"指标{place}" for place in range(len(policy.indicators) + 1, wanted + 1)]
    if more:
        dimension = policy.dimensions[0].name
        common: dict[str, Value] = {"维度": dimension, "性质": "共性", "满分": 10}
        ways = ("正向", "反向")
        rows = [
            {**common, "指标名称": name, "方向": ways[place % 2]} for place, name in enumerate(more)
        ]
        add_rows(book["指标体系"], rows)
        page = book["指标评分"]
        for name in more:
            page.cell(HEADING, page.max_column + 1, name)


def _words(policy: Policy, place: int) -> Row:
    """考核类别, 层级 and 内设机构 that the policy's rules know."""
    categories = [word for each in policy.indicators for word in each.categories]
    return {
        "内设机构": "办公室",
        "层级": "一般干部",
        "考核类别": categories[0] if categories else "综合管理类",
        "出生年月": f"199{place}-05",
    }


def _points(book: Workbook, policy: Policy) -> Row:
    if "指标评分" not in book.sheetnames:
        return {}
    fulls = {each.name: float(each.full) for each in policy.dimensions}
    fulls |= {each.name: float(each.full) for each in policy.indicators}
    return {name: fulls.get(name, 10) * 0.8 for name in headings(book["指标评分"])[2:]}


def _ratings(who: Row, policy: Policy) -> list[Row]:
    rows: list[Row] = []
    for part in policy.parts:
        for group in part.groups:
            for number in (1, 2, 3):
                rater = who["编号"] if group.name == "自评" else f"{group.name}{number}"
                row: dict[str, Value] = {**who, "评价主体": group.name, "评价人": rater}
                row |= {
                    each.name: float(each.full) * (0.9 if place else 0.8)  # not all the same
                    for place, each in enumerate(policy.rated(part))
                }
                if part.form == "total":
                    row["总分"] = float(part.full) * 0.9
                if part.form == "vote":
                    row["等次"] = policy.grades[0]
                rows.append(row)
                if group.name == "自评":
                    break
    return rows


def _reviews(who: Row, policy: Policy) -> list[Row]:
    identities = [name for part in policy.parts for name in part.reviewers]
    return [
        {
            **who,
            "评鉴身份": identity,
            "个人小结": "完成各项任务",
            "建议等次": policy.grades[0],
            "个性等次": policy.grades[0],
        }
        for identity in identities or ["分管领导"]
    ]
