"""Registers of 张店 as files, and a rule file with the lists of several places."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

from pinshi_cli.policy.library import shipped
from tests.builders import Cells, Rows, unit
from tests.grading.use_pack import CITY, OWN

TOTALS = (92, 80, 70, 50, 91)
"""好, 较好, 一般, 较差, 好: the quota of five is two."""

MET: Cells = {"会议日期": "2026-04-10"}


def register(
    folder: Path,
    name: str = "一季度",
    totals: Sequence[object] = TOTALS,
    *,
    items: Cells | None = None,
    people: Mapping[str, Cells] | None = None,
    sheets: Mapping[str, Rows | None] | None = None,
) -> Path:
    """A register of 张店 as a file."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for each in unit(totals, items=items, people=people, sheets=sheets).sheets:
        sheet = book.create_sheet(each.name)
        for row in each.rows:
            sheet.append(list(row))
    path = folder / f"{name}.xlsx"
    book.save(path)
    return path


def city(folder: Path) -> Path:
    """A rule file of one's own: 张店 with the lists of several places."""
    path = folder / "city.toml"
    path.write_text(OWN.sub("", shipped("zhangdian")[0].text) + CITY, encoding="utf-8")
    return path
