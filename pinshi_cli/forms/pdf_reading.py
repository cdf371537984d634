"""A PDF taken apart, in a process of its own: pypdf reads whatever a file claims to be.

Nothing of it is shown or run; what stands in it goes to the parent as lines of JSON
(`finished_pdf.py` puts them together).
"""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pinshi_cli.forms.finished import COMMENT, HIDDEN, PROPERTY, UNSEEN
from pinshi_cli.model.diagnostic import Refusal, refuse
from pinshi_cli.sheets.child import answer_with
from pinshi_cli.sheets.faults import Damaged, NeedsPassword, TooLarge, WrongPassword
from pinshi_cli.sheets.refusals import refusal_of

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAX_PAGES = 1_000
MAX_TEXT = 5_000_000
_MOST_SAID = 200
_DEPTH = 4
"""Pictures within pictures are looked for so deep."""

TEXT, TRACE, END = "text", "trace", "end"

_ABOUT = {
    "/Author": "作者",
    "/Subject": "主题",
    "/Keywords": "关键词",
    "/Company": "单位",
    "/Manager": "主管",
    "/Comments": "备注",
    "/Category": "类别",
}
_OF_PROGRAMS = ("/Producer", "/CreationDate", "/ModDate", "/Trapped", "/SourceModified")
_PROGRAM = re.compile(
    "word|wps|excel|writer|calc|office|adobe|acrobat|pdf|ghostscript|chrom|skia|quartz|kingsoft|"
    "foxit|pages|numbers|latex|qt|mozilla|firefox|edge|pscript|福昕|永中|数科",
    re.IGNORECASE,
)
"""`/Creator` is the program, as a rule; where it names none of these it may be a person."""


def serve() -> None:
    """The child's whole life."""
    answer_with(read)


def read(data: bytes, file: str, password: str | None) -> Iterator[bytes]:
    """What a PDF holds, line by line; the last line says that it was whole. Raises `Refusal`."""
    from pypdf.errors import LimitReachedError

    try:
        lines = list(_lines(data, file, password))
    except (Refusal, MemoryError, RecursionError):
        raise
    except LimitReachedError as error:
        raise refusal_of(TooLarge(repr(error)), file) from error
    except Exception as error:  # the library raises whatever a bad file makes it
        raise refusal_of(Damaged(repr(error)), file) from error
    for line in (*lines, (END,)):
        yield json.dumps(line).encode("ascii") + b"\n"


def _lines(data: bytes, file: str, password: str | None) -> Iterator[tuple[str, ...]]:
    reader = _opened(data, file, password)
    if len(reader.pages) > MAX_PAGES:
        raise refusal_of(TooLarge(f"{len(reader.pages)} pages"), file)
    total = unread = 0
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        total += len(text)
        if total > MAX_TEXT:
            raise refusal_of(TooLarge(f"{total} characters"), file)
        yield TEXT, text, f"第 {number} 页"
        why = _why_unread(page, text)
        if why:
            unread += 1
            yield TRACE, UNSEEN, f"第 {number} 页{why}"
        elif any(_pictures(page.get("/Resources"))):
            yield TRACE, UNSEEN, f"第 {number} 页有图片"
        yield from _notes(page, f"第 {number} 页")
    if unread == len(reader.pages):
        message = "PDF 里没有读得出来的文字，多半是扫描的图片，查不了"
        hint = "检查扫描、导出之前的 .docx 或 .xlsx；没有的，请人逐行看一遍。"
        raise refuse("U725", message, hint, file=file)
    yield from _fields(reader)
    yield from _carried(reader, data)
    yield from _about(reader)


def _opened(data: bytes, file: str, password: str | None) -> "PdfReader":
    from pypdf import PasswordType, PdfReader

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        if password is None:
            raise refusal_of(NeedsPassword("no password"), file)
        if reader.decrypt(password) == PasswordType.NOT_DECRYPTED:
            raise refusal_of(WrongPassword("password"), file)
    return reader


def _why_unread(page: "PageObject", text: str) -> str:
    """Why nobody can judge a page by its text; empty where one can."""
    if not text.strip():
        contents = page.get_contents()
        blank = contents is None or not contents.get_data().strip()
        return "" if blank and "/Annots" not in page else "没有文字，可能是扫描的图片"
    fonts = _entries(_entries(page.get("/Resources")).get("/Font")).values()
    return "有读不出来的文字（字体没有字符对照）" if any(map(_is_unmapped, fonts)) else ""


def _is_unmapped(font: object) -> bool:
    """Whether the codes of a font stand for shapes, and nothing says for which characters."""
    said = _entries(font)
    if "/ToUnicode" in said:
        return False
    by_shape = str(_plain(said.get("/Encoding"))).startswith("/Identity")
    kind = said.get("/Subtype")
    return kind == "/Type3" or (kind == "/Type0" and by_shape)


def _pictures(resources: object, depth: int = _DEPTH) -> Iterator[bool]:
    for each in _entries(_entries(resources).get("/XObject")).values():
        inner = _entries(each)
        if inner.get("/Subtype") == "/Image":
            yield True
        elif depth:
            yield from _pictures(inner.get("/Resources"), depth - 1)


def _notes(page: "PageObject", at: str) -> Iterator[tuple[str, ...]]:
    """Comments, files and links into other files that are pinned to a page."""
    for each in _items(page.get("/Annots")):
        note = _entries(each)
        kind = str(note.get("/Subtype", ""))
        if kind == "/FileAttachment":
            yield TRACE, HIDDEN, "附着的文件", at
        elif kind == "/Link":
            way = str(_entries(note.get("/A")).get("/S", ""))
            if way in ("/Launch", "/GoToR", "/JavaScript"):
                yield TRACE, PROPERTY, "到别的文件的链接", at
        elif kind not in ("/Widget", "/Popup"):
            who, words = _said(note.get("/T")), _said(note.get("/Contents"))
            yield TRACE, COMMENT, f"{who + '：' if who else ''}{words or '标注'}", at


def _fields(reader: "PdfReader") -> Iterator[tuple[str, ...]]:
    """What is filled into the fields of a form: seldom part of a page's text."""
    fields = reader.get_fields() or {}
    for name, field in fields.items():
        value = _plain(field.get("/V"))
        if isinstance(value, str) and value.strip():
            yield TEXT, value, f"表单“{_said(name)}”"
    if fields:
        yield TRACE, UNSEEN, "有表单，别人还能改"


def _carried(reader: "PdfReader", data: bytes) -> Iterator[tuple[str, ...]]:
    for name in reader.attachments:
        yield TRACE, HIDDEN, f"随附的文件“{_said(name)}”"
    root = _entries(reader.root_object)
    layers = _entries(_entries(root.get("/OCProperties")).get("/D"))
    if _items(layers.get("/OFF")):
        yield TRACE, HIDDEN, "隐藏的图层"
    opening = _entries(root.get("/OpenAction")).get("/S") == "/JavaScript"
    if opening or "/AA" in root or "/JavaScript" in _entries(root.get("/Names")):
        yield TRACE, PROPERTY, "脚本"
    if data.count(b"%%EOF") > (2 if b"/Linearized" in data[:2048] else 1):
        yield TRACE, UNSEEN, "文件改过再存，改之前的内容可能还在里面"


def _about(reader: "PdfReader") -> Iterator[tuple[str, ...]]:
    """The properties: who made it, for whom. The title is held against the rules as a text."""
    found: dict[str, str] = {}
    for key, value in (reader.metadata or {}).items():
        words = _said(value)
        if key == "/Title":
            yield TEXT, words, "文件标题"
        elif key == "/Creator":
            if not _PROGRAM.search(words):
                found[words] = "制作者"
        elif key not in _OF_PROGRAMS and not key.startswith("/PTEX"):
            found[words] = _ABOUT.get(key, f"自定义属性“{_said(key.lstrip('/'))}”")
    found = _of_second_kind(reader) | found
    for words, name in found.items():
        if words:
            yield TRACE, PROPERTY, f"{name}“{words}”"


def _of_second_kind(reader: "PdfReader") -> dict[str, str]:
    """The properties that newer programs keep as XMP, beside the others or in their stead."""
    about = reader.xmp_metadata
    if about is None:
        return {}
    words = (*(about.dc_subject or ()), about.pdf_keywords or "")
    return dict.fromkeys(map(_said, words), "关键词") | dict.fromkeys(
        map(_said, about.dc_creator or ()), "作者"
    )


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a PDF holds
    return value.get_object() if hasattr(value, "get_object") else value


def _entries(value: object) -> dict[str, Any]:
    """A dictionary of the file, or none."""
    found = _plain(value)
    return found if isinstance(found, dict) else {}


def _items(value: object) -> list[Any]:
    found = _plain(value)
    return found if isinstance(found, list) else []


def _said(value: object) -> str:
    """A text of the file in one line, not too long to be shown."""
    found = _plain(value)
    return " ".join(found.split())[:_MOST_SAID] if isinstance(found, str) else ""
