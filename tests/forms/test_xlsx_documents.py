"""What comes of an .xlsx template: print files, no trace of its author, the same bytes."""

import openpyxl
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from pinshi_cli.model.diagnostic import Place
from tests.forms.made import (
    PEOPLE,
    VALUES,
    compiled,
    foot_of,
    only,
    opened,
    parts,
    saved,
    sheet,
    with_part,
)

LOOP = {"A1": "名单", "A2": "{% for 人 in 人员 %}", "A3": "{{ 人.姓名 }}", "B3": "{{ 人.总分 }}",
        "A4": "{% endfor %}", "A5": "合计"}  # fmt: skip


def test_a_print_file_has_a_sheet_for_each_person_with_safe_names_and_pages_from_1() -> None:
    def fill(page: Worksheet) -> None:
        page["A1"] = "{{ 姓名 }}"
        page.print_area = "A1:C9"
        foot_of(page).text = "&P"

    names = ["张三", "张三", "a/b:c*d", "'", "长" * 40, "𠮷" * 20, "History", "", "ab\ud800"]
    book = opened(compiled(sheet(fill)).render_many([{"姓名": name} for name in names]))
    assert book.sheetnames == [
        "张三", "张三(2)", "abcd", "表", "长" * 31, "𠮷" * 15, "History_", "表(2)", "ab",
    ]  # fmt: skip
    assert [page.print_area for page in book][:2] == ["'张三'!$A$1:$C$9", "'张三(2)'!$A$1:$C$9"]
    assert {page.page_setup.firstPageNumber for page in book} == {1}
    assert all(page.page_setup.useFirstPageNumber for page in book)


def test_nothing_tells_of_the_templates_author() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page["A1"] = "{{ 姓名 }}"
    book.properties.creator = book.properties.lastModifiedBy = "作者甲"
    book.defined_names["旧名"] = DefinedName("旧名", attr_text="'C:\\作者甲\\[旧.xlsx]S'!$A$1")
    data = with_part(saved(book), "docProps/app.xml", lambda xml: xml + b"<!-- \xe4\xbd\x9c -->")
    found = parts(compiled(data).render(VALUES))
    assert not [name for name in found if name.startswith("docProps")]
    assert not [name for name, xml in found.items() if "作者甲" in xml.decode("utf-8", "ignore")]
    assert not [name for name, xml in found.items() if b"{{" in xml]


def test_the_same_values_give_the_same_bytes_and_one_document_leaves_nothing_to_the_next() -> None:
    template = compiled(sheet(LOOP))
    first = template.render(VALUES)
    template.render({"人员": []})
    assert template.render(VALUES) == first


def test_fields_are_named_with_their_lists_and_cells() -> None:
    fields = compiled(sheet({**LOOP, "A6": "{{ 姓名 | 喊 }}"})).fields
    assert [(field.path, field.where.cell) for field in fields] == [
        ("人员", "A2"), ("人员.姓名", "A3"), ("人员.总分", "B3"), ("姓名", "A6"),
    ]  # fmt: skip
    assert fields[0].where == Place("模板.xlsx", "表", 2, 1)


def test_documents_of_many_layouts_are_each_as_they_would_be_alone() -> None:
    def fill(page: Worksheet) -> None:
        for address, text in {**LOOP, "A6": "{{ 姓名 }}"}.items():
            page[address] = text
        page.merge_cells("A6:C6")
        page.print_area = "A1:C6"

    data = sheet(fill)
    times = [*range(20), 1, 1, 0, 19]
    each = [{**VALUES, "人员": PEOPLE * number} for number in times]
    template = compiled(data)
    found = [template.render(values) for values in each]
    assert found == [compiled(data).render(values) for values in each]
    last = [3 + number * len(PEOPLE) for number in times]
    assert [str(only(made).merged_cells) for made in found] == [f"A{n}:C{n}" for n in last]
    assert [only(made).print_area for made in found] == [f"'表'!$A$1:$C${n}" for n in last]
