"""The registers of the other places: plain tables in `places/<id>.py`, one workbook each.

A place's module says `REGISTERS`: by the file's stem, the sheets; by a sheet's name, its rows, the
first of which are the headings.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

from sample_data.people import Value
from sample_data.register_sheets import Cells, Column, SheetPlan, cells_of, write_book

Rows = Sequence[Sequence[Value]]
Sheets = Mapping[str, Rows]

_WIDEST = 40
_LEFT_FROM = 16
"""Columns at least so wide hold sentences, which read from the left."""

PLACES = tuple(
    sorted(
        path.stem
        for path in (Path(__file__).resolve().parent / "places").glob("*.py")
        if not path.stem.startswith("_")
    )
)


def registers_of(place: str) -> Mapping[str, Sheets]:
    """The registers of a place, by the stems of their files."""
    found: Mapping[str, Sheets] = import_module(f"sample_data.places.{place}").REGISTERS
    return found


def make_places(folder: Path) -> list[Path]:
    """Write every place's registers into `folder/<place>/`, and return their paths."""
    made = []
    for place in PLACES:
        for stem, sheets in registers_of(place).items():
            path = folder / place / f"{stem}.xlsx"
            path.parent.mkdir(parents=True, exist_ok=True)
            plans = [_planned(name, rows) for name, rows in sheets.items()]
            write_book(path, plans, {}, _whose(sheets))
            made.append(path)
    return made


def _whose(sheets: Sheets) -> str:
    """The unit and its quarter, as they stand under each sheet's title."""
    said = {str(row[0]): row[1] for row in sheets["基本信息"][1:]}
    quarter = "一二三四"[int(str(said["季度"])) - 1]
    return f"{said['单位名称']}　{said['年度']}年第{quarter}季度"


def _planned(name: str, rows: Rows) -> tuple[SheetPlan, Cells]:
    headings, *below = rows
    columns = [_column(place, str(heading), below) for place, heading in enumerate(headings)]
    plan = SheetPlan(name, columns, below, portrait=len(columns) < 8)
    return plan, cells_of(plan)


def _column(place: int, heading: str, rows: Rows) -> Column:
    said = [heading, *(str(row[place]) for row in rows if place < len(row) and row[place])]
    width = max(sum(2 if ord(each) > 255 else 1 for each in text) for text in said) + 2
    held = float(min(max(width, 6), _WIDEST))
    return Column(heading, held, left=held >= _LEFT_FROM and place > 1)
