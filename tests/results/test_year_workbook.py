"""The workbook of a year: rows for print, live sums, and nothing from a cell becomes a formula."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook as Opened
from openpyxl.worksheet.worksheet import Worksheet

from pinshi_cli.grading.year_facts import PersonQuarter, YearQuarter
from pinshi_cli.grading.year_forecast import forecasts
from pinshi_cli.grading.year_unit import year_of
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.period import Quarter
from pinshi_cli.model.register import Person
from pinshi_cli.policy.library import book_for
from pinshi_cli.results.year_contents import Source, UnitSheet, YearContents
from pinshi_cli.results.year_workbook import year_workbook
from tests.results.books import opened
from tests.results.recalculated import formulas, recalculated, spoiled

ZD = book_for("zhangdian", date(2026, 12, 31))
LETTERS = {"好": "好", "较": "较好", "般": "一般", "差": "较差", "无": "不确定等次", "外": "在外"}
HOSTILE = ("=1+1", "+cmd|' /C calc'!A0", "@SUM(1)", "-2", "http://a.example/", "甲\x07乙\ud800")


def unit(
    name: str, *people: str, names: tuple[str, ...] = (), quarters: int = 4, foresee: bool = False
) -> UnitSheet:
    """A unit whose people show `好较较好` and so on; with `quarters` registers of its year."""
    listed = []
    for number in range(quarters):
        rows = []
        for place, letters in enumerate(people):
            said = names[place] if names else f"{name}{place}号"
            person = Person(f"{place:03}", said, Place(), "科室", "科员")
            total = Fraction(90 - place)
            rating = Fraction(88) if number == 3 else None
            shown = LETTERS[letters[number]]
            rows.append(PersonQuarter(person, shown, total, rating=rating))
        listed.append(YearQuarter(Quarter(2026, number + 1), ZD, tuple(rows), file=f"{name}.xlsx"))
    year = year_of(listed)
    foreseen = forecasts(ZD)
    ahead = tuple(foreseen(each.shown, each.facts) for each in year.people) if foresee else ()
    sources = tuple(Source(each.quarter.chinese, each.file, "ab" * 32) for each in listed)
    return UnitSheet(name, ZD, year, sources, ahead)


def book(*units: UnitSheet, draft: bool = False, found: tuple[Diagnostic, ...] = ()) -> Opened:
    return opened(_bytes(*units, draft=draft, found=found))


def _bytes(*units: UnitSheet, draft: bool = False, found: tuple[Diagnostic, ...] = ()) -> bytes:
    contents = YearContents(2026, units, found, date(2026, 12, 31), len(units) > 1, draft, "7:abc")
    return year_workbook(contents)


def texts(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def table(sheet: Worksheet, head: int) -> list[dict[str, object]]:
    """The rows below the headings in row `head`."""
    titles = [str(cell.value) for cell in sheet[head]]
    return [
        dict(zip(titles, (cell.value for cell in row), strict=True))
        for row in sheet.iter_rows(min_row=head + 1)
    ]


ONE = ("好好好好", "较较较较", "般般较好", "差好好好", "好外较较")


def test_one_row_for_each_person_with_quarters_verdict_grade_and_reasons() -> None:
    rows = table(book(unit("甲局", *ONE))["年度考核资格"], 4)
    assert [row["编号"] for row in rows] == ["000", "001", "002", "003", "004"]
    first = rows[0]
    quarters = [first[each] for each in ("一季度", "二季度", "三季度", "四季度")]
    assert quarters == ["好"] * 4
    assert (first["结论"], first["拟定等次"], first["排序"]) == ("可评优", "优秀", 1)
    assert first["年度得分"] == pytest.approx(89.2)
    assert "ZD9.2" in str(first["依据和理由"])
    assert "名额" in str(first["依据和理由"])
    assert rows[3]["结论"] == "需研究"
    assert rows[3]["拟定等次"] is None


def test_what_is_missing_and_from_whom_stands_in_the_row_and_on_a_sheet() -> None:
    made = book(unit("甲局", *ONE))
    assert "第二季度的考核结果：现工作单位" in str(
        table(made["年度考核资格"], 4)[4]["还缺什么、由谁补"]
    )
    lacking = [(row["编号"], row["还缺什么"], row["由谁补"]) for row in table(made["缺项"], 2)]
    assert lacking == [
        ("003", "年度等次：办法没有规定", "本单位集体研究"),
        ("004", "第二季度的考核结果", "现工作单位"),
    ]


def test_the_quota_lists_the_candidates_in_their_order() -> None:
    made = book(unit("甲局", "好较较较", "好好好好", "好好较较", "较较较较", "般般般般"))
    sheet = made["名额"]
    assert "名额＝0.2×5 人" in str(sheet["A2"].value)
    ids = [row["编号"] for row in table(sheet, 3) if row["编号"]]
    assert ids == ["001", "002", "000"]


def test_a_unit_without_a_rule_of_quota_has_no_number_and_not_zero() -> None:
    given, other = unit("甲局", *ONE), unit("乙局", *ONE)
    assert other.year is not None
    none = other.year.quota._replace(limit=None, given=None)
    other = other._replace(year=other.year._replace(quota=none))
    sheet = opened(_bytes(given, other))["汇总"]
    assert [[sheet.cell(row, column).value for column in (5, 6)] for row in (3, 4, 5)] == [
        [1, 1],
        [None, None],
        [1, 1],
    ]


def test_of_many_units_a_summary_comes_first_with_live_sums() -> None:
    units = unit("甲局", *ONE), unit("乙局", *ONE[:2])._replace(year=None), unit("丙局", *ONE)
    data = _bytes(*units)
    live, values = opened(data, values=False), opened(data)
    assert live.sheetnames == ["汇总", "年度考核资格", "名额", "缺项", "问题清单", "依据"]
    assert live["汇总"]["D6"].value == "=SUM(D3:D5)"
    assert values["汇总"]["D6"].value == 10
    assert "没有结论" in str(values["汇总"]["D4"].value)
    people = table(values["年度考核资格"], 4)
    assert [row["单位"] for row in people] == ["甲局"] * 5 + ["丙局"] * 5


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_register_becomes_a_formula_or_a_link(text: str) -> None:
    found = (Diagnostic("Y805", Severity.ERROR, text, Place(text, text), text),)
    data = _bytes(unit(text, *ONE, names=(text,) * 5), unit("乙局", *ONE), found=found)
    made = opened(data, values=False)
    live = [
        (sheet.title, cell.value)
        for sheet in made
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and not str(cell.value).startswith("=SUM(")
    ]
    assert live == []
    assert not [
        cell for sheet in made for row in sheet.iter_rows() for cell in row if cell.hyperlink
    ]


def test_a_draft_says_so_on_every_sheet() -> None:
    for sheet in book(unit("甲局", *ONE), draft=True):
        assert str(sheet["A1"].value).startswith("试算"), sheet.title


def test_forecasts_have_a_column_only_where_they_were_asked_for() -> None:
    half = [letters[:2] for letters in ONE]
    rows = table(book(unit("甲局", *half, quarters=2, foresee=True))["年度考核资格"], 4)
    assert "还需至少一次“好”" in str(rows[1]["还可能怎样"])
    assert "已不能评优（ZD9.2）" in str(rows[2]["还可能怎样"])
    assert "还可能怎样" not in table(book(unit("甲局", *ONE))["年度考核资格"], 4)[0]


def test_it_rests_on_rules_with_their_clauses_registers_and_the_ledger() -> None:
    told = texts(book(unit("甲局", *ONE))["依据"])
    assert {"7:abc", "ab" * 32, "A13", "ZD9.2", ZD.sha256} <= set(told)


def test_every_sheet_prints_on_landscape_a4_with_its_headings_on_each_page() -> None:
    made = book(unit("甲局", *ONE), unit("乙局", *ONE))
    for sheet in made:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.page_setup.fitToHeight == 0
    for name in ("汇总", "年度考核资格", "缺项", "问题清单"):
        assert made[name].print_title_rows, name


@pytest.mark.office
def test_the_live_sums_come_to_the_stored_values(tmp_path: Path) -> None:
    data = _bytes(unit("甲局", *ONE), unit("乙局", *ONE)._replace(year=None), unit("丙局", *ONE))
    found = recalculated({"year": spoiled(data)}, tmp_path)["year"]
    cells = formulas(data)
    assert len(cells) == 11
    assert [found[each.sheet, each.address] for each in cells] == [each.stored for each in cells]
