"""The lists worked by hand on the pages of docs/places: `pinshi use` comes to the same.

A page's table with 编号, 姓名 and 列为 (several lists split by ；) is about the command last named
above it, `pinshi use <kind> sample_data/<place>/<stem>.xlsx`; it names everybody who is listed.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from pinshi_cli.workflow.registers import Call
from pinshi_cli.workflow.use.run import use
from tests.cli.running import ROOT

PAGES = sorted((ROOT / "docs" / "places").glob("*.md"))
_COMMAND = re.compile(r"pinshi use ([a-z]+) (sample_data/[a-z]+/[a-z0-9-]+\.xlsx)")


class WorkedList(NamedTuple):
    """A table of a page: the command, and everybody's lists by 编号 and name."""

    kind: str
    register: str
    listed: dict[tuple[str, str], list[str]]

    def __str__(self) -> str:
        return f"{self.kind}:{self.register}"


def lists_on(page: Path) -> Iterator[WorkedList]:
    """Every list worked by hand on a page."""
    command = ("", "")
    headings: list[str] = []
    found: dict[tuple[str, str], dict[tuple[str, str], list[str]]] = {}
    for line in page.read_text(encoding="utf-8").splitlines():
        if said := _COMMAND.findall(line):
            command = said[-1]
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            headings = []
        elif not headings:
            headings = cells
        elif {"编号", "姓名", "列为"} <= set(headings) and not set(cells[0]) <= set("-: "):
            row = dict(zip(headings, cells, strict=True))
            found.setdefault(command, {})[row["编号"], row["姓名"]] = row["列为"].split("；")
    for (kind, register), listed in found.items():
        yield WorkedList(kind, register, listed)


LISTS = [worked for page in PAGES for worked in lists_on(page)]


def test_there_are_lists_worked_by_hand() -> None:
    assert {worked.kind for worked in LISTS} >= {"promotion", "training"}


@pytest.mark.parametrize("worked", LISTS, ids=str)
def test_each_list_comes_out_as_worked_by_hand(worked: WorkedList) -> None:
    used = use(worked.kind, [ROOT / worked.register], Call())
    assert used.made is not None, [each.message for each in used.diagnostics]
    got: dict[tuple[str, str], list[str]] = {}
    for line in used.made.lines:
        got.setdefault((line.id, line.name), []).append(line.entry.listed)
    assert got == worked.listed
