"""LibreOffice as an independent reckoner of the formulas in our workbooks."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from openpyxl import load_workbook

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item></oor:items>
"""
"""A profile in which a workbook is always recalculated when it is opened."""

_FORMULA = re.compile(rb"<c ([^>]*)><f>([^<]*)</f><v>[^<]*</v></c>")

Value = object


class Cell(NamedTuple):
    """A formula with what is stored beside it."""

    sheet: str
    address: str
    formula: str
    stored: Value


def formulas(data: bytes) -> list[Cell]:
    """All formulas of a workbook."""
    with_formulas = load_workbook(BytesIO(data))
    with_values = load_workbook(BytesIO(data), data_only=True)
    return [
        Cell(
            sheet.title,
            cell.coordinate,
            str(cell.value),
            with_values[sheet.title][cell.coordinate].value,
        )
        for sheet in with_formulas.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


def spoiled(data: bytes) -> bytes:
    """The workbook with a wrong value stored beside every formula."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename.startswith("xl/worksheets/sheet"):
                content = _FORMULA.sub(_wrong, content)
            new.writestr(item, content)
    return out.getvalue()


def _wrong(match: re.Match[bytes]) -> bytes:
    value = "错".encode() if b't="str"' in match[1] else b"-12345.678"
    return b"<c %s><f>%s</f><v>%s</v></c>" % (match[1], match[2], value)


def recalculated(
    books: Mapping[str, bytes], folder: Path
) -> dict[str, dict[tuple[str, str], Value]]:
    """What LibreOffice makes of each book's cells, by (sheet, address); one process for all."""
    office = shutil.which("soffice")
    assert office is not None, "这些测试需要 LibreOffice（soffice）"
    given, profile, made = folder / "given", folder / "profile", folder / "made"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    given.mkdir()
    for name, data in books.items():
        (given / f"{name}.xlsx").write_bytes(data)
    files = [str(given / f"{name}.xlsx") for name in books]
    settings = [f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    convert = ["--convert-to", "xlsx", "--outdir", str(made)]
    subprocess.run(
        [office, *settings, *convert, *files], check=True, capture_output=True, timeout=600
    )
    return {name: _cells(made / f"{name}.xlsx") for name in books}


def _cells(path: Path) -> dict[tuple[str, str], Value]:
    book = load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
    }
