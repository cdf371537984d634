"""Files that cannot be read: each with its own code, and never a traceback."""

import contextlib
import io
import os
import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pinshi_cli.model.codes import files
from pinshi_cli.model.diagnostic import Refusal, Severity
from pinshi_cli.sheets import faults
from pinshi_cli.sheets.read import cells_from_bytes, cells_here, read_workbook
from pinshi_cli.sheets.refusals import refusal_of
from tests.sheets.odd_files import (
    codes,
    packed,
    read,
    refusal_code,
    with_part,
    xlsb,
    xlsb_cell,
    xlsb_row,
    xlsx,
)

DATA = Path(__file__).parent / "data"
HTML = "<html><head><meta charset=gb2312></head><body><table><tr><td>007</td></tr></table>"
XML_2003 = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
WORD = packed(
    {
        "[Content_Types].xml": '<Types><Override PartName="/word/document.xml" ContentType="applica'
        'tion/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships><Relationship Id="a" Type="x/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": "<w/>",
    }
)

STRANGERS = {
    "nothing at all": (b"", "F104"),
    "a web page": (HTML.encode("gb18030"), "F110"),
    "a web page with a byte order mark": (b"\xef\xbb\xbf" + HTML.encode(), "F110"),
    "comma separated text": ("编号,姓名\n007,张三\n".encode("gb18030"), "F111"),
    "tab separated text in UTF-16": ("编号\t姓名\n".encode("utf-16"), "F111"),
    "text that begins like a picture": (b"BM,007\n1,2\n", "F111"),
    "XML of Excel 2003": (XML_2003.encode(), "F105"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "F105"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "F105"),
    "bytes without meaning": (b"\x00\x01\x02\x03" * 50 + b"\xff", "F105"),
    "an ordinary archive": (packed({"a.txt": "x"}), "F105"),
    "a Word document": (WORD, "F105"),
    "an archive cut off": (xlsx()[:300], "F106"),
    "a compound file cut off": ((DATA / "odd.xls").read_bytes()[:600], "F106"),
    "a package without its workbook": (with_part(xlsx(), "xl/workbook.xml", None), "F106"),
    "a package without a sheet": (with_part(xlsx(), "xl/worksheets/sheet1.xml", None), "F106"),
}


@pytest.mark.parametrize("name", STRANGERS)
def test_refused_with_its_own_code_is(name: str) -> None:
    data, code = STRANGERS[name]
    assert refusal_code(lambda: read(data, "a.xls")) == code


def test_the_paths_that_lead_nowhere_are_refused(tmp_path: Path) -> None:
    assert refusal_code(lambda: read_workbook(tmp_path / "没有.xlsx")) == "F101"
    (tmp_path / "a").write_bytes(b"x")
    assert refusal_code(lambda: read_workbook(tmp_path / "a" / "b.xlsx")) == "F101"
    assert refusal_code(lambda: read_workbook(tmp_path / ("长" * 300))) == "F103"
    assert refusal_code(lambda: read_workbook(Path("a\0b"))) == "F103"


def test_a_file_without_permission_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx())

    def deny(self: Path) -> bytes:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "read_bytes", deny)
    assert refusal_code(lambda: read_workbook(path)) == "F103"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="只有 POSIX 有命名管道")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.xlsx")
    assert refusal_code(lambda: read_workbook(tmp_path / "a.xlsx")) == "F105"


def test_a_file_too_large_to_be_a_register_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with path.open("wb") as stream:
        stream.truncate(300 << 20)
    assert refusal_code(lambda: read_workbook(path)) == "F112"


@pytest.mark.parametrize("name", ["a.xls", "a.ods", "a.xlsb", "a.txt", "a"])
def test_a_wrong_extension_reads_with_a_note(name: str) -> None:
    book = read(xlsx(), name)
    assert book.kind == "xlsx"
    assert codes(book) == ["F131"]
    assert book.findings[0].severity is Severity.NOTE


@pytest.mark.parametrize("name", ["a.xlsx", "A.XLSX", "a.xltx"])
def test_a_right_extension_reads_without_one(name: str) -> None:
    assert codes(read(xlsx(), name)) == []


def test_every_code_of_this_package_is_in_the_catalogue() -> None:
    known = {entry.code for entry in files.CODES}
    said = {
        refusal_of(fault("x"), "a").diagnostics[0].code
        for fault in vars(faults).values()
        if isinstance(fault, type) and issubclass(fault, faults.Fault)
    }
    assert said <= known
    assert len(known) == len(files.CODES)
    for entry in files.CODES:
        assert entry.title
        assert entry.why.endswith("。")
        assert entry.remedy.endswith("。")


def _xlsb() -> bytes:
    rows = b"".join(xlsb_row(i) + xlsb_cell(7, 1, b"\0\0\0\0") for i in range(1, 20))
    return xlsb(rows, strings=["张三"])


def _ods() -> bytes:
    return (DATA / "odd.ods").read_bytes()


def _xls() -> bytes:
    return (DATA / "odd.xls").read_bytes()


FORMATS: dict[str, Callable[[], bytes]] = {"xlsx": xlsx, "xlsb": _xlsb, "ods": _ods, "xls": _xls}


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_cut_anywhere_is_refused(kind: str) -> None:
    data = FORMATS[kind]()
    for part in range(20):
        with pytest.raises(Refusal):
            cells_here(data[: len(data) * part // 20], f"a.{kind}", None)


@pytest.mark.parametrize("kind", FORMATS)
def test_flipped_bytes_never_end_in_anything_but_a_refusal(kind: str) -> None:
    data = FORMATS[kind]()
    chance = random.Random(2026)  # noqa: S311
    for _ in range(200):
        _read_or_refuse(_flipped(data, chance), f"a.{kind}", cells_here)


@pytest.mark.parametrize("kind", ["xlsx", "xlsb", "ods"])
def test_flipped_bytes_inside_the_parts_never_do_either(kind: str) -> None:
    """Behind a right checksum, so that the readers themselves must cope."""
    source = zipfile.ZipFile(io.BytesIO(FORMATS[kind]()))
    parts: dict[str, str | bytes] = {name: source.read(name) for name in source.namelist()}
    chance = random.Random(7)  # noqa: S311
    for _ in range(150):
        name = chance.choice([n for n in parts if parts[n] and "docProps" not in n])
        body = parts[name]
        assert isinstance(body, bytes)
        _read_or_refuse(packed({**parts, name: _flipped(body, chance)}), f"a.{kind}", cells_here)


@pytest.mark.parametrize("kind", ["xlsb", "ods", "xls"])
def test_the_child_answers_for_broken_files_in_time(kind: str) -> None:
    data = FORMATS[kind]()
    chance = random.Random(11)  # noqa: S311
    began = time.monotonic()
    for _ in range(5):
        _read_or_refuse(_flipped(data, chance), f"a.{kind}", cells_from_bytes)
    assert time.monotonic() - began < 120


def _flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _read_or_refuse(data: bytes, file: str, reader: Callable[..., object]) -> None:
    with contextlib.suppress(Refusal):
        reader(data, file, None)
