"""Every finding of a run in one table, for the authority's clerk: 问题清单.csv."""

import csv
from collections.abc import Iterator
from pathlib import Path

from pinshi_cli.model.diagnostic import Severity
from pinshi_cli.results.table_files import defused
from pinshi_cli.workflow.batch.ended import Batch
from pinshi_cli.workflow.batch.lines import Line
from pinshi_cli.workflow.documents import Document, diagnostic

NAME = "问题清单.csv"
_HEADINGS = ("登记簿", "县区", "单位", "级别", "工作表", "单元格", "问题", "改法", "代码")
_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"}


def write_findings(batch: Batch) -> Path:
    """Write the list beside the units' folders, whole; register by register, errors first."""
    path = batch.settings.out / NAME
    beside = path.with_suffix(".new")
    with beside.open("w", encoding="utf-8-sig", newline="", errors="backslashreplace") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(_HEADINGS)
        for each in map(diagnostic, batch.findings):
            writer.writerow([defused(cell) for cell in _row(each, ("", "", ""))])
        keys = (*(book.file for book in batch.books), *batch.years)
        for line in batch.lines(keys):
            for row in _rows(line, batch):
                writer.writerow([defused(cell) for cell in row])
    beside.replace(path)
    return path


def _rows(line: Line, batch: Batch) -> Iterator[tuple[str, ...]]:
    unit = line["unit"] or {"county": "", "name": ""}
    whose = (line["file"], unit["county"], unit["name"])
    found = [*line["diagnostics"], *map(diagnostic, batch.about(line["file"]))]
    order = list(_WORDS)
    for each in sorted(found, key=lambda said: order.index(Severity(said["severity"]))):
        yield _row(each, whose)


def _row(said: Document, whose: tuple[str, str, str]) -> tuple[str, ...]:
    word = _WORDS[Severity(said["severity"])]
    where = (said["sheet"] or "", said["cell"] or "")
    return (*whose, word, *where, said["message"], said["hint"], said["code"])
