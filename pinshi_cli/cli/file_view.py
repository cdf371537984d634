"""`pinshi file` on the screen."""

from collections import Counter
from collections.abc import Sequence

from pinshi_cli.cli.console import Cell, Column, Screen
from pinshi_cli.cli.findings import show_findings
from pinshi_cli.cli.written import ledger_said, unit_said
from pinshi_cli.model.period import Quarter
from pinshi_cli.workflow.ledger.filings import (
    ABSENT,
    AGAIN,
    CHANGED,
    ON_FILE,
    PRUNED,
    RETURNED,
    Filed,
    Filing,
)

_STYLES = {ON_FILE: "good", CHANGED: "warning", RETURNED: "error", AGAIN: "warning", ABSENT: "dim"}


def show_filed(screen: Screen, ledger: str, found: Filed) -> None:
    """What was put on record of each unit, then the next command."""
    show_findings(screen, found.diagnostics, on_result=False)
    quarters = []
    for each in found.filings:
        entry = each.entry
        if entry is None or entry.quarter is None:
            continue
        quarters.append(entry.quarter)
        why = f"：{each.why}" if each.why else ""
        where = f"{each.unit.name}　{entry.quarter.chinese}"
        said = f"{where}：第 {entry.seq} 笔，{each.state}{why}"
        screen.line(said, _STYLES.get(each.state, ""))
    if any(each.state == RETURNED for each in found.filings):
        where = ledger_said(ledger)
        correct = f"pinshi record 登记簿 --correct --why 理由{where}"
        screen.message(f"下一步：单位改好后 {correct}，再 pinshi file accept{where}")
    else:
        said = f"--quarter {max(quarters)}{ledger_said(ledger)}"
        screen.message(f"下一步：pinshi file list {said}（看各单位）")


def show_filings(screen: Screen, ledger: str, quarter: Quarter, found: Sequence[Filing]) -> None:
    """Every unit's state, then how many of each."""
    screen.line(f"{quarter.chinese}备案情况", "strong")
    columns = [Column("单位", grows=True), Column("编码"), Column("人数", right=True)]
    columns += [Column("审定"), Column("备案"), Column("经办"), Column("说明", grows=True)]
    screen.table(columns, [_row(each) for each in found])
    counts = Counter(each.state for each in found)
    screen.line("、".join(f"{state} {number} 个" for state, number in counts.items()))
    done = (ON_FILE, RETURNED, ABSENT, PRUNED)
    waiting = [each.unit for each in found if each.decided and each.state not in done]
    if waiting:
        whom = unit_said(waiting[0]) if len(waiting) == 1 else "--all"
        said = f"{whom} --quarter {quarter}{ledger_said(ledger)}"
        screen.message(f"下一步：pinshi file accept {said}")


def _row(each: Filing) -> list[Cell]:
    absent = each.state in (ABSENT, PRUNED)
    entry = each.entry
    return [
        Cell(each.unit.name),
        Cell(each.unit.code),
        Cell("" if absent else str(each.people)),
        Cell("" if absent else "已审定" if each.decided else "拟定"),
        Cell(each.state, _STYLES.get(each.state, "")),
        Cell("" if entry is None else f"{entry.by} {entry.at.date()}"),
        Cell(each.why),
    ]
