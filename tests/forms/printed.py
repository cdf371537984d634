"""Documents as LibreOffice prints them, and what of them does not get onto the paper.

A cell that is too small for its text is printed with a clip path: what lies beyond it is in the
PDF, and is not seen. So each page is drawn twice, as it is and without its clip paths.
"""

import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from pathlib import Path
from typing import NamedTuple

import docx
import openpyxl

DPI = 72
FAINT = 96
"""How much darker a point must be, of 255, to be ink: the edges of a letter may differ."""
_CLIP = re.compile(rb"(?<=\s)W\*?(?=\s+n\s)")
_SIZE = re.compile(rb"P5\s+(\d+)\s+(\d+)\s+255\s")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Cut(NamedTuple):
    """Ink of a page that its clip paths hide: between which lines, in millimetres from above."""

    page: int
    top: int
    bottom: int


def run(*command: str | Path, timeout: int = 60) -> bytes:
    """What a program of Debian's packages says."""
    told = subprocess.run(
        [str(each) for each in command], check=True, capture_output=True, timeout=timeout
    )
    return told.stdout


def print_all(folder: Path, documents: Sequence[Path]) -> None:
    """A PDF beside each document."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    run(*convert, *documents, timeout=500)


def pages_of(pdf: Path) -> list[str]:
    """The text of each page."""
    return run("pdftotext", pdf, "-").decode().split("\f")[:-1]


def cut_off(pdf: Path) -> list[Cut]:
    """What is clipped of a PDF's pages."""
    plain, open_ = pdf.with_suffix(".qdf"), pdf.with_suffix(".open")
    run("qpdf", "--qdf", "--object-streams=disable", pdf, plain)
    data = plain.read_bytes()
    changed = _CLIP.sub(lambda match: b" " * len(match[0]), data)
    if changed == data:
        return []
    open_.write_bytes(changed)
    both = zip(_drawn(plain), _drawn(open_), strict=True)
    return [cut for page, (seen, all_) in enumerate(both, 1) for cut in _hidden(page, seen, all_)]


class Drawing(NamedTuple):
    """A page in shades of grey: 0 is black."""

    width: int
    points: bytes


def _drawn(pdf: Path) -> Iterator[Drawing]:
    data, at = run("pdftoppm", "-gray", "-r", str(DPI), pdf), 0
    while found := _SIZE.match(data, at):
        width, height = int(found[1]), int(found[2])
        at = found.end() + width * height
        yield Drawing(width, data[found.end() : at])


def _hidden(page: int, seen: Drawing, all_: Drawing) -> Iterator[Cut]:
    if seen == all_:
        return
    width = seen.width
    rows = [
        row
        for row in range(len(seen.points) // width)
        if (mine := seen.points[row * width : (row + 1) * width])
        != (whole := all_.points[row * width : (row + 1) * width])
        and any(a - b > FAINT for a, b in zip(mine, whole, strict=True))
    ]
    for _, together in groupby(enumerate(rows), lambda each: each[1] - each[0]):
        found = [row for _, row in together]
        yield Cut(page, *(round(row * 25.4 / DPI) for row in (found[0], found[-1])))


def missing(document: Path, pages: Sequence[str]) -> str:
    """The characters of a document's texts that are not on its pages, each as often as it lacks."""
    texts = _in_workbook(document) if document.suffix == ".xlsx" else _in_word(document)
    lacking = Counter(chain.from_iterable(texts)) - Counter("".join(pages))
    return "".join(sorted(each for each in lacking.elements() if not each.isspace()))


def _in_workbook(path: Path) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows(values_only=True):
            yield from (str(value) for value in row if value is not None)


def _in_word(path: Path) -> Iterator[str]:
    yield from (each.text or "" for each in docx.Document(str(path)).element.iter(f"{_WORD}t"))
