"""What no tool can save of a city's work.

calamine's bare reading of the registers; deflating the one part of each 登记表 that differs from
the next, and writing the file; writing the same cells of the result workbooks by XlsxWriter's bare
calls, without looks. What is asked for is read before the clock runs.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import unescape

from benchmarks import measure
from pinshi_cli.sheets.package import Package

_CELL = re.compile(r'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_TEXT = re.compile(r"<si>(.*?)</si>", re.DOTALL)
_SAID = re.compile(r"<t[^>]*>(.*?)</t>", re.DOTALL)
_FORMULA = re.compile(r"<f>(.*?)</f>", re.DOTALL)
_VALUE = re.compile(r"<v>(.*?)</v>", re.DOTALL)


class Cell(NamedTuple):
    """A cell of a result workbook."""

    row: int
    column: int
    value: str | float
    formula: str = ""


class Floor(NamedTuple):
    """CPU seconds of the parts of the floor, and over how much."""

    reading: float
    forms: float
    results: float
    registers: int
    papers: int
    workbooks: int


def floor(registers: Sequence[Path], outputs: Path, scratch: Path) -> Floor:
    """The floor of what was made of these registers below `outputs`."""
    reading = sum(measure.call(partial(read_bare, path)) for path in registers)
    papers = results = 0
    forms = writing = 0.0
    for folder in sorted({path.parent for path in outputs.rglob("单份/*.xlsx")}):
        parts, rest = changed_parts([path.read_bytes() for path in sorted(folder.iterdir())])
        place = scratch / f"forms-{papers}"
        place.mkdir(parents=True)
        forms += measure.call(partial(write_forms, place, parts, rest))
        papers += len(parts)
    for path in sorted(outputs.rglob("*-考核结果.xlsx")):
        sheets = cells_of(path)
        results += 1
        writing += measure.call(partial(write_bare, scratch / f"result-{results}.xlsx", sheets))
    return Floor(reading, forms, writing, len(registers), papers, results)


def read_bare(path: Path) -> None:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def changed_parts(forms: Sequence[bytes]) -> tuple[list[bytes], bytes]:
    """The part of each form that differs from the others', and as many bytes as all others have."""
    packages = [Package(data) for data in forms if data[:2] == b"PK"]
    name = "xl/worksheets/sheet1.xml"
    same = bytes(len(forms[0]) - len(packages[0].packed(name).body))
    return [package.read(name) for package in packages], same


def write_forms(folder: Path, parts: Sequence[bytes], rest: bytes) -> None:
    for number, part in enumerate(parts):
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        (folder / f"{number}.xlsx").write_bytes(rest + packer.compress(part) + packer.flush())


def cells_of(path: Path) -> list[list[Cell]]:
    """The cells of each sheet of a workbook that XlsxWriter wrote."""
    package = Package(path.read_bytes())
    shared = package.read("xl/sharedStrings.xml").decode()
    texts = [unescape("".join(_SAID.findall(each))) for each in _TEXT.findall(shared)]
    names = sorted(name for name in package.names if name.startswith("xl/worksheets/sheet"))
    return [list(_cells(package.read(name).decode(), texts)) for name in names]


def _cells(markup: str, texts: Sequence[str]) -> Iterator[Cell]:
    for letters, row, attributes, inner in _CELL.findall(markup):
        value = _VALUE.search(inner)
        if value is None:
            continue
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        held: str | float = unescape(value[1])
        if 't="s"' in attributes:
            held = texts[int(value[1])]
        elif 't="' not in attributes:
            held = float(value[1])
        formula = _FORMULA.search(inner)
        yield Cell(int(row) - 1, column - 1, held, unescape(formula[1]) if formula else "")


def write_bare(path: Path, sheets: Sequence[Sequence[Cell]]) -> None:
    """The cells by XlsxWriter's bare calls, without looks."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as book:
        for cells in sheets:
            sheet = book.add_worksheet()
            for cell in cells:
                if cell.formula:
                    sheet.write_formula(cell.row, cell.column, cell.formula, None, cell.value)
                elif isinstance(cell.value, float):
                    sheet.write_number(cell.row, cell.column, cell.value)
                else:
                    sheet.write_string(cell.row, cell.column, cell.value)
