"""A plain table on the screen, as it would stand in a workbook."""

from collections.abc import Collection

from pinshi_cli.cli.console import Cell, Column, Screen
from pinshi_cli.results.table_workbook import TableSheet, cell_text


def show_table(
    screen: Screen, table: TableSheet, *, titled: bool = True, growing: Collection[str] = ()
) -> None:
    """The title and the rows; nothing of a table without rows.

    The last column grows, and those of `growing`.
    """
    if not table.rows:
        return
    if titled:
        screen.line(f"{table.title}（{len(table.rows)}）", "strong")
    last = len(table.headings) - 1
    columns = [
        Column(title, grows=n == last or title in growing) for n, title in enumerate(table.headings)
    ]
    screen.table(columns, [[Cell(cell_text(value)) for value in row] for row in table.rows])
