"""Tables, and a sheet with charts of Excel's own that follow their cells."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from pinshi_cli.results.paper import Book, Page, looks_of, new_book
from pinshi_cli.results.table_workbook import TableSheet, write_table

STACKED, SCATTER = "stacked", "scatter"

LOOKS = (
    ("#0B6E4F", ""),
    ("#4F8FC7", "wide_upward_diagonal"),
    ("#D9A22B", "dark_vertical"),
    ("#B3402F", "dark_upward_diagonal"),
    ("#8B7BB5", "wide_downward_diagonal"),
    ("#5F6B76", "dark_horizontal"),
    ("#B9C2CB", "dotted_diamond"),
)
"""What bars are filled with: a colour and a pattern each, so that they differ in print too."""

_CHARTS = "图表"
_WIDTH, _ROW, _PAGE = 745, 24, 27
"""The width of a chart and the height of a row, in pixels; how many rows a printed page has."""


class Chart(NamedTuple):
    """A chart of a table's columns: bars stacked by row, or points.

    `across` is the column of the labels (the places across, for points), `values` are the columns
    drawn; of points, those after the first are lines. `looks` are places in LOOKS, one for each
    value. `skip` rows at the table's end are not drawn.
    """

    kind: str
    title: str
    across: int
    values: tuple[int, ...]
    looks: tuple[int, ...] = ()
    skip: int = 0
    x_title: str = ""
    y_title: str = ""
    y_most: int | None = None


class ChartedSheet(NamedTuple):
    """A table and what is drawn of it."""

    table: TableSheet
    charts: tuple[Chart, ...] = ()


def charted_workbook(title: str, day: date, sheets: Sequence[ChartedSheet]) -> bytes:
    """The bytes of the workbook; `day` is when it says it was made.

    All charts stand together on the second sheet, so that the tables print as tables.
    """
    book = new_book(title, day)
    looks = looks_of(book, 2)
    for place, each in enumerate(sheets):
        write_table(Page(book.add_worksheet(each.table.name), looks), each.table)
        if place == 0:
            charts = Page(book.add_worksheet(_CHARTS), looks)
    charts.set_up([10] * 10, draft=False)
    row = 0
    for each in sheets:
        for chart in each.charts:
            if rows := len(each.table.rows) - chart.skip:
                height = _height(chart, rows)
                drawn = _drawn(book, each.table, chart, rows)
                drawn.set_size({"width": _WIDTH, "height": height})
                charts.sheet.insert_chart(row, 0, drawn, {"object_position": 3})
                row += _PAGE * -(-height // (_PAGE * _ROW))
    return book.finished()


def _height(chart: Chart, rows: int) -> int:
    """In pixels: a page, or for very many rows some."""
    if chart.kind == SCATTER:
        return _ROW * (_PAGE - 3)
    return min(1900, max(300, 30 * rows + 130))


def _drawn(book: Book, table: TableSheet, chart: Chart, rows: int) -> Any:  # noqa: ANN401  # a chart has no types
    first = 2 + len(table.notes)
    kind = {"type": "bar", "subtype": "stacked"} if chart.kind == STACKED else {"type": "scatter"}
    drawn = book.add_chart(kind)
    for number, column in enumerate(chart.values):
        series = {
            "name": [table.name, first - 1, column],
            "categories": [table.name, first, chart.across, first + rows - 1, chart.across],
            "values": [table.name, first, column, first + rows - 1, column],
        }
        drawn.add_series(series | _look(chart, number))
    drawn.set_title({"name": chart.title, "name_font": {"size": 13}})
    drawn.set_legend({"position": "bottom"} if len(chart.values) > 1 else {"none": True})
    if chart.kind == STACKED:
        drawn.set_x_axis({"min": 0, "num_format": "0"})
        # the first row on top, and the numbers still below
        drawn.set_y_axis({"reverse": True, "crossing": "max"})
    else:
        drawn.set_x_axis({"name": chart.x_title, "min": 0})
        drawn.set_y_axis({"name": chart.y_title, "min": 0, "max": chart.y_most})
    return drawn


def _look(chart: Chart, number: int) -> dict[str, object]:
    if chart.kind == STACKED:
        place = chart.looks[number] if chart.looks else number
        colour, pattern = LOOKS[place % len(LOOKS)]
        if not pattern:
            return {"fill": {"color": colour}, "gap": 60}
        # of a dark pattern the lines are most of it, of the others what lies behind them
        lines, behind = (colour, "#FFFFFF") if pattern.startswith("dark") else ("#FFFFFF", colour)
        filled = {"pattern": pattern, "fg_color": lines, "bg_color": behind}
        return {"pattern": filled, "gap": 60}
    if number:
        dash = "dash" if number <= 2 else "solid"
        line = {"color": "#444444", "width": 1.25, "dash_type": dash}
        return {"line": line, "marker": {"type": "none"}}
    mark = {"type": "circle", "size": 6, "fill": {"color": "#4F8FC7"}}
    return {"marker": mark, "line": {"none": True}}
