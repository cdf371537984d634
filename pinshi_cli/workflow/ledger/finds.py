"""`pinshi find`: results on record by whatever is known of them, in one query."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pinshi_cli.ledger.connect import Ledger
from pinshi_cli.ledger.entry import UnitName
from pinshi_cli.ledger.query import Criteria, Lived, find
from pinshi_cli.ledger.units import unit_of
from pinshi_cli.model.diagnostic import Diagnostic, refuse
from pinshi_cli.model.names import nearest
from pinshi_cli.model.words import SHOWN
from pinshi_cli.results.table_files import DataTable
from pinshi_cli.results.table_workbook import TableCell
from pinshi_cli.workflow.documents import Document, document
from pinshi_cli.workflow.ledger.calls import quarter_named
from pinshi_cli.workflow.ledger.entries import listed, text
from pinshi_cli.workflow.ledger.histories import measure_said
from pinshi_cli.workflow.ledger.people import unit_named
from pinshi_cli.workflow.ledger.prunings import told_pruned
from pinshi_cli.workflow.ledger.tables_out import Tables

COLUMNS = {
    "unit": "单位",
    "period": "季度",
    "id": "编号",
    "name": "姓名",
    "department": "内设机构",
    "post": "职务",
    "shown": "等次",
    "score": "得分",
    "measures": "处分问责",
    "work": "工作",
    "entry": "台账第几笔",
}


class Asked(NamedTuple):
    """What `pinshi find` was asked for, as it was written."""

    name: str | None = None
    unit: str | None = None
    grade: str | None = None
    year: int | None = None
    quarter: str | None = None
    measure: str | None = None
    task: str | None = None
    standing: str | None = None


class Found(NamedTuple):
    """The results in force that fit, and as a table of the day that the ledger was looked at.

    `first` is the unit of the first row as it is called now.
    """

    asked: Asked
    rows: tuple[Lived, ...]
    tables: Tables
    ledger: str
    diagnostics: tuple[Diagnostic, ...]
    first: UnitName | None = None


def find_results(ledger: Ledger, asked: Asked, as_of: date | None, day: date) -> Found:
    """Look the results up. Raises `Refusal`: U701 for a call that asks for nothing, L061."""
    if not any(each is not None for each in asked):
        hint = "写上至少一个条件，例如 --grade 好 --year 2026；全部的用 pinshi export。"
        raise refuse("U701", "没有写找什么", hint)
    if asked.standing is not None and asked.standing not in SHOWN:
        close = nearest(asked.standing, SHOWN, 0.3)
        guess = f"你是不是想写“{close}”？" if close else ""
        hint = f"{guess}可写{'、'.join(SHOWN)}；等次用 --grade。"
        raise refuse("U701", f"--standing 没有“{asked.standing}”", hint)
    criteria = Criteria(
        name=asked.name,
        unit=None if asked.unit is None else unit_named(ledger, asked.unit),
        year=asked.year,
        quarter=None if asked.quarter is None else quarter_named(asked.quarter),
        grade=asked.grade,
        shown=asked.standing,
        measure=asked.measure,
        task=asked.task,
    )
    found = find(ledger, criteria, as_of)
    table = DataTable(COLUMNS, [_row(asked, each) for each in found])
    tables = Tables("台账查询结果", as_of or day, {"查询结果": table})
    pruned = tuple(told_pruned(ledger, as_of))
    first = unit_of(ledger, found[0].of) if found else None
    return Found(asked, found, tables, ledger.address.shown, pruned, first)


def _row(asked: Asked, lived: Lived) -> Sequence[TableCell]:
    entry, result = lived.entry, lived.result
    return (
        entry.unit.name,
        str(entry.quarter),
        result.id,
        result.name,
        result.department,
        result.post,
        result.grade or result.shown or "",
        None if result.total is None else Decimal(result.total),
        "；".join(measure_said(each) for each in listed(result.marks, "measures")),
        "；".join(_work(asked, lived)),
        entry.seq,
    )


def _work(asked: Asked, lived: Lived) -> list[str]:
    """The work that was looked for; else all of the person's, where a person was."""
    rows = listed(lived.result.facts, "work")
    if asked.task is not None:
        rows = [row for row in rows if any(asked.task in str(said) for said in row.values())]
    elif asked.name is None:
        return []
    return [f"{text(row, 'period')} {text(row, 'content')}" for row in rows]


def find_document(found: Found, outputs: Sequence[str]) -> Document:
    """`pinshi find --json`."""
    return document(
        "find",
        ok=True,
        diagnostics=found.diagnostics,
        ledger=found.ledger,
        results=[
            {
                "unit": each.entry.unit.name,
                "code": each.entry.unit.code or None,
                "period": str(each.entry.quarter),
                "id": each.result.id,
                "name": each.result.name,
                "department": each.result.department,
                "post": each.result.post,
                "grade": each.result.grade,
                "shown": each.result.shown,
                "score": each.result.total,
                "measures": list(listed(each.result.marks, "measures")),
                "work": _work(found.asked, each),
                "entry": each.entry.seq,
            }
            for each in found.rows
        ],
        outputs=list(outputs),
    )
