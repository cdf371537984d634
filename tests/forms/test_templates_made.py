"""The templates that come with pinshi: made by a script, the same bytes every time."""

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from pinshi_cli.forms.fields import fields_of
from pinshi_cli.forms.kinds import KINDS, Kind
from pinshi_cli.forms.template import compile_template
from pinshi_cli.forms.template_check import unknown_fields
from pinshi_cli.workflow.templates.places import ENDINGS, bundled_template
from templates.blocks import Form, Para, Row, Table
from templates.make_templates import FORMS, HERE, made

MADE = made()
FILES = [f"{kind.id}{ending}" for kind in KINDS for ending in ENDINGS]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parsed(part: bytes) -> ET.Element:
    return ET.fromstring(part)  # noqa: S314  # our own template


def test_every_kind_has_a_template_in_both_formats_and_nothing_else_lies_there() -> None:
    assert sorted(MADE) == sorted(FILES)
    lying = {path.name for path in HERE.iterdir() if path.suffix in ENDINGS}
    assert lying - {"register-zhangdian.xlsx"} == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_the_committed_file_is_what_the_script_makes(name: str) -> None:
    assert (HERE / name).read_bytes() == MADE[name]


def test_the_script_makes_the_same_bytes_again() -> None:
    assert made() == MADE


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_a_form_s_rows_fill_its_columns_and_fit_the_page(form: Form) -> None:
    assert sum(form.widths) <= (257.5 if form.landscape else 156 if form.letter else 170)
    for block in form.blocks:
        if not isinstance(block, Table):
            continue
        reaching: dict[int, int] = {}
        for index, row in enumerate(block.rows):
            if isinstance(row, Row):
                width = sum(cell.span for cell in row.cells) + reaching.get(index, 0)
                assert width == len(form.widths), [cell.text for cell in row.cells]
                for cell in row.cells:
                    for below in range(1, cell.down):
                        reaching[index + below] = reaching.get(index + below, 0) + cell.span


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_template_asks_only_for_fields_that_its_kind_has(kind: Kind, ending: str) -> None:
    found = bundled_template(kind, ending)
    template = compile_template(found.name, found.data)
    assert template.fields
    assert [each.message for each in unknown_fields(kind, template.fields)] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_both_formats_of_a_form_have_the_same_fields(kind: Kind) -> None:
    in_xlsx, in_docx = (
        {path for path, _ in compile_template(each.name, each.data).fields}
        for each in (bundled_template(kind, ending) for ending in ENDINGS)
    )
    assert in_xlsx == in_docx
    assert {path.partition(".")[0] for path in in_xlsx} <= set(fields_of(kind))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_a_workbook_is_a4_one_page_wide_with_its_heading_repeated(kind: Kind) -> None:
    book = openpyxl.load_workbook(io.BytesIO(MADE[f"{kind.id}.xlsx"]))
    (sheet,) = book.worksheets
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.fitToWidth in (None, 1)
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_area
    form = next(each for each in FORMS if each.id == kind.id)
    headed = not form.letter and any(
        isinstance(row, Row) and row.head
        for block in form.blocks
        if isinstance(block, Table)
        for row in block.rows
    )
    assert bool(sheet.print_title_rows) == headed
    assert book.properties.creator in (None, "")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_a_document_is_a4_with_the_margins_of_its_kind_and_named_fonts(form: Form) -> None:
    package = zipfile.ZipFile(io.BytesIO(MADE[f"{form.id}.docx"]))
    body = parsed(package.read("word/document.xml"))
    (size,) = body.iter(f"{W}pgSz")
    assert {size.get(f"{W}w"), size.get(f"{W}h")} == {"11906", "16838"}
    (margin,) = body.iter(f"{W}pgMar")
    top = 2098 if form.letter else 907
    assert margin.get(f"{W}top") == str(top)
    fonts = {font.get(f"{W}eastAsia") for font in body.iter(f"{W}rFonts")}
    assert fonts <= {"方正小标宋_GBK", "黑体", "仿宋_GB2312"}
    if any(isinstance(block, Para) for block in form.blocks):
        assert {"方正小标宋_GBK", "仿宋_GB2312"} <= fonts
    names = {font.get(f"{W}name") for font in parsed(package.read("word/fontTable.xml"))}
    assert fonts <= names
    assert not [name for name in package.namelist() if name.startswith("docProps")]


def test_the_templates_lie_where_pinshi_looks_for_them() -> None:
    assert Path(bundled_template(KINDS[0], ".xlsx").path).parent == HERE
