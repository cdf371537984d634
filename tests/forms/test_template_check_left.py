"""What does not come along from a workbook is named; names for its own cells do come along."""

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pinshi_cli.forms.fonts import Fonts
from pinshi_cli.forms.paper_check import on_paper
from pinshi_cli.model.diagnostic import Severity
from pinshi_cli.workflow.templates.machine import this_machine
from pinshi_cli.workflow.templates.prints import Draft, pages_printed
from tests.forms.made import PEOPLE, VALUES, compiled, opened, saved

Change = Callable[[Workbook, Worksheet], object]
FONTS = Fonts(frozenset(("Calibri",)), lambda _: "")


def book(change: Change) -> bytes:
    made = openpyxl.Workbook()
    page = made.active
    assert isinstance(page, Worksheet)
    page.title = "表 一"
    page["A1"], page["A2"] = "{{ 单位名称 }}", "{{ 姓名 }}"
    page.column_dimensions["A"].width = 60
    change(made, page)
    return saved(made)


def named(made: Workbook, name: str, text: str, *, hidden: bool = False) -> None:
    made.defined_names[name] = DefinedName(name, attr_text=text, hidden=hidden or None)


def listing(page: Worksheet, formula: str, at: str = "B2") -> None:
    rule = DataValidation(type="list", formula1=formula)
    rule.add(at)
    page.add_data_validation(rule)


def shaded(page: Worksheet, formula: str) -> None:
    fill = PatternFill(bgColor="FFFF00", fill_type="solid")
    rule = Rule(type="expression", dxf=DifferentialStyle(fill=fill), formula=[formula])
    page.conditional_formatting.add("A2:B2", rule)


def _hyperlink(_: Workbook, page: Worksheet) -> None:
    page["A3"] = "省局网站"
    page["A3"].hyperlink = "https://example.invalid/"


def _other_sheet(made: Workbook, page: Worksheet) -> None:
    made.create_sheet("选项")["A1"] = "好"
    listing(page, "选项!$A$1:$A$4")
    shaded(page, "选项!$A$1=1")


def _reckoned(made: Workbook, page: Worksheet) -> None:
    named(made, "比例", "0.4*2")
    shaded(page, "比例>1")


def _protected(made: Workbook, _: Worksheet) -> None:
    made.security = WorkbookProtection(lockStructure=True)


LEFT: dict[str, tuple[Change, tuple[str, ...]]] = {
    "a hyperlink": (_hyperlink, ("A3 的超链接",)),
    "what looks at another sheet": (
        _other_sheet,
        ("B2 的数据验证", "A2:B2 的条件格式"),
    ),
    "a name that reckons": (
        _reckoned,
        ("名称“比例”", "A2:B2 的条件格式"),
    ),
    "a name of another workbook": (
        lambda made, _: named(made, "外部", "[1]表!$A$1"),
        ("名称“外部”",),
    ),
    "a hidden name": (
        lambda made, _: named(made, "旧名", "'表 一'!$A$1", hidden=True),
        ("名称“旧名”",),
    ),
    "a name that runs a macro": (
        lambda made, _: named(made, "Auto_Open", "'表 一'!$A$1"),
        ("名称“Auto_Open”",),
    ),
    "a protected structure": (_protected, ("“保护工作簿结构”",)),
}


@pytest.mark.parametrize("what", LEFT)
def test_what_does_not_come_along_is_named(what: str) -> None:
    change, words = LEFT[what]
    found = list(on_paper("模板", book(change), FONTS))
    assert [each.code for each in found] == ["T936"] * len(words)
    assert all(each.severity is Severity.WARNING and each.hint for each in found)
    assert all(word in each.message for word, each in zip(words, found, strict=True))


@pytest.mark.parametrize("what", [name for name in LEFT if "another workbook" not in name])
def test_and_it_is_not_in_the_document(what: str) -> None:
    change, _ = LEFT[what]
    data = compiled(book(change)).render(VALUES)
    made = opened(data)
    page = made.worksheets[0]
    assert not made.defined_names
    assert not page.defined_names
    assert not page.conditional_formatting
    assert not page.data_validations.dataValidation
    assert page["A3"].hyperlink is None
    assert b"example.invalid" not in b"".join(_parts(data))


def _parts(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def with_part(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The package with one part changed."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w") as new:
        for each in old.namelist():
            text = old.read(each)
            new.writestr(each, change(text.decode()).encode() if each == name else text)
    return held.getvalue()


@pytest.mark.parametrize(
    ("element", "said"),
    [
        ('<extLst><ext uri="x"><x:dataValidations xmlns:x="y"/></ext></extLst>', "下拉列表"),
        ('<extLst><ext uri="x"><x:sparklineGroups xmlns:x="y"/></ext></extLst>', "迷你图"),
        ('<extLst><ext uri="x"><x:novelty xmlns:x="y"/></ext></extLst>', "novelty"),
        ('<scenarios><scenario name="甲"/></scenarios>', "“方案”"),
        ("<novelty/>", "novelty"),
    ],
)
def test_what_newer_programs_add_is_named_too(element: str, said: str) -> None:
    def add(text: str) -> str:
        return text.replace("</worksheet>", f"{element}</worksheet>")

    data = with_part(book(lambda *_: None), "xl/worksheets/sheet1.xml", add)
    (found,) = on_paper("模板", data, FONTS)
    assert (found.code, found.where.sheet) == ("T936", "表 一")
    assert said in found.message
    assert compiled(data).render(VALUES)


def test_the_printer_s_settings_stay_behind_because_they_name_the_printer() -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/printerSettings" Target="../printerSettings/printerSettings1.bin"/>'
        "</Relationships>"
    )
    held = io.BytesIO(book(lambda *_: None))
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr("xl/worksheets/_rels/sheet1.xml.rels", rels)
        archive.writestr("xl/printerSettings/printerSettings1.bin", "\\\\SERVER\\HP")
    (found,) = on_paper("模板", held.getvalue(), FONTS)
    assert "打印机的设置" in found.message
    assert "纸张、方向、缩放照留" in found.message
    assert b"SERVER" not in b"".join(_parts(compiled(held.getvalue()).render(VALUES)))


def _with_names(made: Workbook, page: Worksheet) -> None:
    page["D1"], page["D2"] = "好", "较好"
    named(made, "等次表", "'表 一'!$D$1:$D$2")
    page.defined_names["本表"] = DefinedName("本表", attr_text="'表 一'!$A$1")
    listing(page, "等次表")
    listing(page, '"是,否"', "C2")
    page.print_title_rows = "1:1"
    page.print_area = "A1:D9"


def test_names_for_own_cells_come_along_and_the_lists_that_use_them() -> None:
    data = book(_with_names)
    assert list(on_paper("模板", data, FONTS)) == []
    page = opened(compiled(data).render(VALUES)).worksheets[0]
    assert page.defined_names["等次表"].attr_text == "'表 一'!$D$1:$D$2"
    assert page.defined_names["本表"].attr_text == "'表 一'!$A$1"
    rules = {str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation}
    assert rules == {"B2": "等次表", "C2": '"是,否"'}
    assert page.print_title_rows == "$1:$1"


def test_in_a_print_file_each_person_s_names_are_for_that_person_s_sheet() -> None:
    data = compiled(book(_with_names)).render_many([{**VALUES, "姓名": n} for n in ("甲", "乙")])
    made = opened(data)
    assert not made.defined_names
    found = {page.title: page.defined_names["等次表"].attr_text for page in made.worksheets}
    assert found == {"甲": "'甲'!$D$1:$D$2", "乙": "'乙'!$D$1:$D$2"}


def test_a_name_on_another_sheet_of_the_template_is_that_person_s_other_sheet() -> None:
    def two(made: Workbook, page: Worksheet) -> None:
        made.create_sheet("选项")["A1"] = "{{ 等次 }}"
        named(made, "选项表", "选项!$A$1")
        listing(page, "选项表")

    people = [{**VALUES, "姓名": name, "等次": "好"} for name in ("甲", "乙")]
    made = opened(compiled(book(two)).render_many(people))
    found = [page.defined_names["选项表"].attr_text for page in made.worksheets]
    assert found == ["'甲 选项'!$A$1"] * 2 + ["'乙 选项'!$A$1"] * 2


def test_a_name_moves_with_its_rows() -> None:
    def rows(made: Workbook, page: Worksheet) -> None:
        page["A3"], page["A4"], page["A5"] = "{% for 人 in 人员 %}", "{{ 人.姓名 }}", "{% endfor %}"
        page["A6"] = "填表人"
        named(made, "落款", "'表 一'!$A$6")
        named(made, "名单", "'表 一'!$A$4")

    page = opened(compiled(book(rows)).render({**VALUES, "人员": PEOPLE})).worksheets[0]
    assert page.defined_names["落款"].attr_text == "'表 一'!$A$6:$A$6"
    assert page.defined_names["名单"].attr_text == ",".join(
        f"'表 一'!$A${row}:$A${row}" for row in (3, 4, 5)
    )
    assert page["A6"].value == "填表人"


def test_a_sheet_s_own_name_goes_before_one_of_the_workbook() -> None:
    def both(made: Workbook, page: Worksheet) -> None:
        named(made, "项", "'表 一'!$A$1")
        page.defined_names["项"] = DefinedName("项", attr_text="'表 一'!$B$2")

    page = opened(compiled(book(both)).render(VALUES)).worksheets[0]
    assert page.defined_names["项"].attr_text == "'表 一'!$B$2"


@pytest.mark.office
def test_libreoffice_opens_a_print_file_with_names() -> None:
    office = this_machine().office
    assert office is not None, "LibreOffice is what this test is about"
    people = [{**VALUES, "姓名": name} for name in ("甲", "乙", "丙")]
    data = compiled(book(_with_names)).render_many(people)
    assert pages_printed(office, [Draft(".xlsx", data)]) == [3]
