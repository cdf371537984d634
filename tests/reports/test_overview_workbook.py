"""The workbook: the page's numbers, charts of Excel's own, nothing from data alive."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest

from pinshi_cli.reports.overview import overview_of
from pinshi_cli.results.charted_workbook import charted_workbook
from pinshi_cli.workflow.overview.tables import sheets_of
from tests.reports.cities import small_before, small_city
from tests.reports.test_overview_page import hostile_city

DAY = date(2026, 7, 20)


def small(*, names: bool = False) -> bytes:
    overview = overview_of(
        small_city(), "2026年第二季度", last="2026年第一季度", before=small_before(), ledger=True
    )
    return charted_workbook("全市一览", DAY, sheets_of(overview, names=names))


def test_the_sheets_are_those_of_the_page() -> None:
    book = openpyxl.load_workbook(BytesIO(small()))
    names = ["概况", "图表", "县区", "机关类别", "漏斗", "各单位", "平均主义", "联系点"]
    assert book.sheetnames == [*names, "待办提醒", "问题"]


def test_the_charts_are_native_and_point_at_the_cells() -> None:
    with ZipFile(BytesIO(small())) as parts:
        charts = [name for name in parts.namelist() if name.startswith("xl/charts/chart")]
        texts = [parts.read(name).decode() for name in charts]
    assert len(charts) == 6
    assert sum("<c:barChart>" in text for text in texts) == 5
    assert sum("<c:scatterChart>" in text for text in texts) == 1
    (funnel,) = [text for text in texts if "<c:scatterChart>" in text]
    assert "漏斗!$C$4:$C$8" in funnel
    county = next(text for text in texts if "各县区进度" in text)
    assert "县区!$A$3:$A$4" in county, "the sum of all is no bar beside its parts"


def test_a_unit_has_the_numbers_of_the_page() -> None:
    sheet = openpyxl.load_workbook(BytesIO(small()))["各单位"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    first = dict(zip(rows[0], rows[1], strict=True))
    assert first["单位"] == "第一局"
    assert (first["好"], first["基数"], first["好的名额"], first["好的比例（%）"]) == (4, 10, 4, 40)
    assert (first["名次"], first["均分较上季"], first["留意"]) == (2, 6, "均分上升")


def test_the_same_city_gives_the_same_bytes() -> None:
    assert small() == small()


@pytest.mark.parametrize("names", [False, True])
def test_persons_are_named_only_where_it_was_asked_for(names: bool) -> None:
    with ZipFile(BytesIO(small(names=names))) as parts:
        text = "".join(parts.read(name).decode() for name in parts.namelist())
    assert ("张三" in text) is names


def test_a_file_name_stands_only_for_a_unit_that_has_no_other() -> None:
    city = [*small_city()[:5], small_city()[4]._replace(number=5, file="李四.xlsx", nameless=True)]
    sheets = sheets_of(overview_of(city, "", wrong=["合计超了"]), names=False)
    tables = {each.table.name: each.table.rows for each in sheets}
    assert [row[2] for row in tables["问题"]] == ["", "李四.xlsx"]
    assert ("核对名单", "", "", "", "合计超了") in tables["待办提醒"]


def test_hostile_names_are_texts() -> None:
    overview = overview_of(hostile_city(), "2026年第二季度", ledger=True)
    data = charted_workbook("全市一览", DAY, sheets_of(overview, names=True))
    book = openpyxl.load_workbook(BytesIO(data))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    with ZipFile(BytesIO(data)) as parts:
        sheets = "".join(
            parts.read(name).decode() for name in parts.namelist() if "worksheets/" in name
        )
    assert "<f>" not in sheets
    assert "<hyperlink" not in sheets
