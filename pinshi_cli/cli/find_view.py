"""`pinshi find` on the screen."""

from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.findings import show_findings
from pinshi_cli.cli.table_view import show_table
from pinshi_cli.cli.written import ledger_said, quoted, show_written, unit_said
from pinshi_cli.results.table_workbook import TableSheet
from pinshi_cli.workflow.ledger.finds import COLUMNS, Found
from pinshi_cli.workflow.registers import Written

MOST = 200
"""So many rows are shown; of more, how many there are."""

_SHOWN = ("period", "unit", "id", "name", "department", "shown", "score", "entry", "measures")
_WITH_WORK = (*_SHOWN[:-1], "work")


def show_found(screen: Screen, found: Found, written: Written) -> None:
    """The rows, how many, the file written."""
    (table,) = found.tables.tables.values()
    asks_work = found.asked.task is not None
    keys = _WITH_WORK if asks_work else _SHOWN
    shown = table.rows[:MOST]
    places = [list(COLUMNS).index(key) for key in keys]
    # a screen is narrow: what nobody has takes no column
    places = [place for place in places if any(row[place] not in ("", None) for row in shown)]
    rows = [[row[place] for place in places] for row in shown]
    headings = tuple(table.headings[place] for place in places)
    growing = (COLUMNS["unit"], COLUMNS["department"])
    of_screen = TableSheet("查询结果", "查询结果", headings, rows)
    show_table(screen, of_screen, titled=False, growing=growing)
    more = f"，只显示前 {MOST} 条" if len(table.rows) > MOST else ""
    screen.line(f"共 {len(table.rows)} 条{more}", "strong")
    show_findings(screen, found.diagnostics, on_result=False)
    show_written(screen, written)
    if written.planned:
        screen.message("下一步：打开核对；里面有个人信息，用完删去。")
    elif found.first is not None:
        whom = f"{quoted(found.rows[0].result.id)} --unit {unit_said(found.first)}"
        said = f"{whom}{ledger_said(found.ledger)}"
        screen.message(f"下一步：pinshi history {said}（看一个人历年的）")
    else:
        screen.message("下一步：少写一个条件再找；姓名、等次要与台账里的一样。")
