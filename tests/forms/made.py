"""Templates made for tests, by the libraries that a clerk's own files come closest to."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

import docx
import openpyxl
from docx.document import Document
from openpyxl.workbook import Workbook
from openpyxl.worksheet.header_footer import _HeaderFooterPart
from openpyxl.worksheet.worksheet import Worksheet

from pinshi_cli.forms.template import Template, compile_template
from pinshi_cli.model.diagnostic import Diagnostic, Refusal

Values = Mapping[str, object]

PEOPLE: list[object] = [
    {"姓名": "张三", "等次": "好", "总分": Decimal("92.50")},
    {"姓名": "李四", "等次": "较好", "总分": Decimal("88.00")},
    {"姓名": "王五", "等次": "好", "总分": Decimal("91.35")},
]
VALUES: dict[str, object] = {
    "单位名称": "某市某局",
    "姓名": "张三",
    "总分": Decimal("91.35"),
    "名次": 3,
    "会议日期": date(2026, 3, 31),
    "个人小结": "完成各项工作。",
    "理由": "",
    "人员": PEOPLE,
}


def shout(value: object, times: int = 1) -> str:
    """A filter for tests."""
    return f"{value}" + "！" * times


FILTERS: dict[str, Callable[..., object]] = {"日期": lambda value: f"〔{value}〕", "喊": shout}


def sheet(fill: Callable[[Worksheet], object] | Mapping[str, object]) -> bytes:
    """An .xlsx template of one sheet 表, its cells as given or as filled in."""
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = "表"
    if callable(fill):
        fill(page)
    else:
        for address, value in fill.items():
            page[address] = value  # type: ignore[assignment]
    return saved(book)


def saved(book: Workbook | Document) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def compiled(data: bytes, name: str = "") -> Template:
    kind = "xlsx" if b"xl/workbook.xml" in data else "docx"
    return compile_template(name or f"模板.{kind}", data, FILTERS)


def opened(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), rich_text=False)


def only(data: bytes) -> Worksheet:
    page = opened(data).active
    assert isinstance(page, Worksheet)
    return page


def head_of(page: Worksheet) -> _HeaderFooterPart:
    """The left of a sheet's header."""
    assert page.oddHeader is not None
    return page.oddHeader.left


def foot_of(page: Worksheet) -> _HeaderFooterPart:
    """The middle of a sheet's footer."""
    assert page.oddFooter is not None
    return page.oddFooter.center


def rendered(template: bytes, values: Values = VALUES) -> Worksheet:
    """The one sheet of a rendered .xlsx."""
    return only(compiled(template).render(values))


def table(page: Worksheet) -> list[list[object]]:
    """The cells of a sheet without what is empty at the end of rows."""
    return [[cell for cell in row if cell is not None] for row in page.iter_rows(values_only=True)]


def word(*paragraphs: str) -> bytes:
    """A .docx template of these paragraphs."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def read(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def lines(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in read(data).paragraphs]


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same package with one part changed, or made from nothing."""
    held = io.BytesIO()
    found = parts(data)
    found[name] = change(found.get(name, b""))
    with zipfile.ZipFile(held, "w") as archive:
        for each, content in found.items():
            archive.writestr(each, content)
    return held.getvalue()


def refusal(template: bytes, values: Values | None = None) -> tuple[Diagnostic, ...]:
    """What is wrong with a template, or with rendering it."""
    try:
        done = compiled(template)
        if values is not None:
            done.render(values)
    except Refusal as refused:
        return refused.diagnostics
    return ()


def codes(found: tuple[Diagnostic, ...]) -> list[str]:
    return [each.code for each in found]


def texts_of(xml: bytes) -> str:
    """The text of an XML part, tags taken out."""
    return re.sub(r"<[^>]*>", "", xml.decode())
