"""Cases for forms: registers of the sample data, and small ones made in memory."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from pinshi_cli.forms.case import Case, YearCase
from pinshi_cli.registers.as_written import rows_as_written
from pinshi_cli.sheets.cells import Workbook
from pinshi_cli.sheets.read import read_workbook
from pinshi_cli.unit import Quarter, grade_workbook
from pinshi_cli.workflow.policy.packs import chosen_by
from pinshi_cli.workflow.samples import sample
from pinshi_cli.workflow.year.years import annual
from tests.builders import Cells, Rows, table, unit


def graded(book: Workbook) -> tuple[Quarter, Case]:
    """A sound register, graded, as forms see it."""
    quarter = grade_workbook(book, chosen_by(None))
    register, policy, found = quarter.register, quarter.policy, quarter.graded
    assert register is not None
    assert policy is not None
    assert found is not None
    assert quarter.ok, [each.message for each in quarter.diagnostics if each.is_error]
    rows = rows_as_written(book, register.people, policy.grades)
    return quarter, Case(register, found, policy, rows)


def case_of(book: Workbook) -> Case:
    return graded(book)[1]


@cache
def sample_case(name: str = "quarter.xlsx") -> Case:
    return case_of(read_workbook(Path(sample(name)), None))


@cache
def sample_year() -> YearCase:
    return year_of([read_workbook(sample(f"zhangdian/q{n}.xlsx"), None) for n in range(1, 5)])


def year_of(books: Sequence[Workbook]) -> YearCase:
    """The year of four quarters' registers."""
    quarters = [graded(book) for book in books]
    found = annual([quarter for quarter, _ in quarters])
    year = found.units[0].year
    assert year is not None
    return YearCase(year, quarters[-1][1], tuple(case for _, case in quarters))


LONG = "　　一、" + "".join(
    f"本季度完成第{number}项工作：核对报表、走访企业、汇总数据，按时上报；"
    for number in range(1, 40)
)
"""个人小结 of more than 800 characters."""

LONG_NAME = "阿卜杜热依木·阿卜力克木艾山江"
"""A name of 15 characters."""


@cache
def bare_case() -> Case:
    """Three people of whom the register says no more than it must."""
    return case_of(unit((92, 80, 60)))


@cache
def bare_year() -> YearCase:
    return year_of([unit((92, 80, 60), items={"季度": number}) for number in range(1, 5)])


@cache
def hard_case() -> Case:
    """Long texts, a name of 15 characters, rare characters, people of whom nothing else is told."""
    return case_of(hard_register(1))


@cache
def hard_year() -> YearCase:
    """The same four times over."""
    return year_of([hard_register(number) for number in range(1, 5)])


def hard_register(number: int) -> Workbook:
    """The register of the hardest case in a quarter of the year."""
    people: dict[str, Cells] = {
        "001": {
            "姓名": LONG_NAME,
            "性别": "男",
            "出生年月": "1988.07",
            "政治面貌": "中共党员",
            "内设机构": "统计执法监督和普查中心办公室（合署）",
            "职务": "副主任",
            "职级": "四级调研员",
            "从事或分管工作": "负责规模以上工业、能源、投资、房地产开发统计，分管普查中心日常工作",
            "备注": "兼任机关党支部组织委员、工会主席",
        },
        "002": {"姓名": "㐂𠮷䶮", "内设机构": "办公室", "职务": "科员"},
        "003": {"姓名": "欧阳"},
    }
    who = (("001", LONG_NAME), ("002", "㐂𠮷䶮"), ("003", "欧阳"))
    heads = "编号 姓名 个人小结 评鉴身份 评鉴意见 建议等次 改进要求"
    reviews = table(
        heads,
        (*who[0], LONG[:820], "分管领导", LONG[:200], "好", LONG[:150]),
        (*who[1], "完成档案整理。", "分管领导", "㐂𠮷䶮同志工作踏实。", "较好", "按周报送进度。"),
    )
    measures = table(
        "编号 姓名 种类 生效日期 文号",
        (*who[1], "告诫", date(2026, 3 * number - 1, 3), "青告〔2026〕1号"),
    )
    negative = table(
        "编号 姓名 情形 认定机关 认定日期 处理等次 说明",
        (*who[2], LONG[:80], "机关纪委", date(2026, 3 * number - 1, 26), "一般", LONG[:60]),
    )
    standards = [
        (name, name, "共性", full, f"{LONG[4:54]}{name}")
        for name, full in (("德", 15), ("能", 15), ("勤", 15), ("绩", 40), ("廉", 15))
    ]
    indicators = table("指标名称 维度 性质 满分 评分标准", *standards)
    more: dict[str, Rows] = {
        "领导评鉴": reviews,
        "处分问责": measures,
        "负面清单": negative,
        "指标体系": indicators,
    }
    items: Cells = {
        "季度": number,
        "会议名称": "局党组会议",
        "会议日期": date(2026, 3 * number, 30) + timedelta(days=4),
        "受理部门": "机关纪委",
        "监督电话": "0000-0000000",
        "落款日期": date(2026, 3 * number, 30) + timedelta(days=8),
    }
    return unit((95, 80, 72), people=people, items=items, sheets=more)
