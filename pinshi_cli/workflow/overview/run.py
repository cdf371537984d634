"""`pinshi overview`: where all units of a run stand, as a page and a workbook."""

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity, refuse
from pinshi_cli.reports.overview import BEFORE, Group, Overview, Standing, overview_of
from pinshi_cli.sheets.write import Output
from pinshi_cli.workflow.documents import Document, document
from pinshi_cli.workflow.ledger.calls import quarter_named, where
from pinshi_cli.workflow.ledger.filings import ABSENT, Filing, filings
from pinshi_cli.workflow.overview.read import Run, before_of, read_run, units_of
from pinshi_cli.workflow.registers import Written, write_all
from pinshi_cli.workflow.targets import target

STEM = "全市一览"


class Asked(NamedTuple):
    """What `pinshi overview` was asked for. `names`: what may name persons stands on it too."""

    folder: Path
    ledger: str | None = None
    last: Path | None = None
    names: bool = False


class Seen(NamedTuple):
    """The overview, what was noticed on the way, what was written."""

    overview: Overview
    diagnostics: tuple[Diagnostic, ...]
    written: Written


def look_over(
    asked: Asked, day: date, out: Path | None, *, force: bool, dry: bool, write: bool = True
) -> Seen:
    """See where everything stands on a day, and write it; not `write`: only look.

    Raises `Refusal`: for the folders see `read_run`; B042 where `last` is no earlier quarter; the
    ledger's own; what stands in the way of writing.
    """
    run = read_run(asked.folder)
    last = None if asked.last is None else _before(asked.last, run)
    filed = None if asked.ledger is None else _filings(asked.ledger, run.period)
    units = units_of(run, day, filed)
    before = None if last is None else before_of(units, units_of(last, day, None))
    overview = overview_of(
        units,
        _chinese(run.period),
        last="" if last is None else _chinese(last.period),
        before=before,
        ledger=filed is not None,
        against=BEFORE if last is None else _against(last.period, run.period),
        wrong=run.wrong,
    )
    found = []
    graded = [unit for unit in units if unit.graded]
    if filed is not None and graded and all(unit.filing == ABSENT for unit in graded):
        message = f"台账里没有这些单位的 {run.period}"
        hint = "核对 --ledger；还没有记入的，先 pinshi record。"
        found.append(Diagnostic("B043", Severity.WARNING, message, Place(asked.ledger or ""), hint))
    written = Written()
    if write:
        outputs = _outputs(overview, day, out or run.folder, names=asked.names)
        written = write_all(outputs, force=force, dry=dry)
    return Seen(overview, tuple(found), written)


def _before(folder: Path, run: Run) -> Run:
    last = read_run(folder)
    if last.period >= run.period:
        hint = "--last 写上一季的输出文件夹；各季用 -o 分开存放。"
        message = f"{last.period} 不在 {run.period} 之前"
        raise refuse("B042", message, hint, file=str(folder))
    return last


def _against(last: str, period: str) -> str:
    """What an earlier quarter is called: 上季 only where it is the one before."""
    before, now = quarter_named(last), quarter_named(period)
    apart = 4 * (now.year - before.year) + now.number - before.number
    return BEFORE if apart == 1 else before.chinese


def _chinese(period: str) -> str:
    return quarter_named(period).chinese if period else ""


def _filings(ledger: str, period: str) -> list[Filing]:
    from pinshi_cli.ledger.connect import open_ledger

    with ExitStack() as stack:
        book = stack.enter_context(open_ledger(where(ledger), create=False))
        stack.enter_context(book.reading())
        return filings(book, quarter_named(period)) if period else []


def _outputs(overview: Overview, day: date, out: Path, *, names: bool) -> Sequence[Output]:
    from pinshi_cli.reports.overview_page import as_html
    from pinshi_cli.results.charted_workbook import charted_workbook
    from pinshi_cli.workflow.overview.tables import sheets_of

    folder = out.parent if out.suffix.lower() in (".html", ".xlsx") else out
    stem = out.stem if folder != out else STEM
    title = f"{STEM} {overview.period}"
    page = target(folder, f"{stem}.html")
    book = target(folder, f"{stem}.xlsx")
    return (
        Output(page, as_html(overview, day, names=names)),
        Output(book, charted_workbook(title, day, sheets_of(overview, names=names))),
    )


def overview_document(seen: Seen) -> Document:
    """`pinshi overview --json`."""
    overview = seen.overview
    return document(
        "overview",
        ok=True,
        diagnostics=seen.diagnostics,
        period=overview.period or None,
        last=overview.last or None,
        steps=dict(overview.steps),
        share=None if overview.share is None else str(overview.share),
        counties=[_group(overview, each) for each in overview.counties],
        kinds=[_group(overview, each) for each in overview.kinds],
        units=[_standing(each) for each in overview.standings],
        reminders=[
            {"title": each.title, "what": each.what, "units": [u.number for u in each.units]}
            for each in overview.reminders
        ],
        outputs=seen.written.names,
    )


def _group(overview: Overview, group: Group) -> Document:
    said = group._asdict()
    return said | {"stages": dict(overview.stages_of(group)), "grades": dict(group.grades)}


def _standing(standing: Standing) -> Document:
    unit = standing.unit
    changes = (standing.share_change, standing.mean_change, standing.fair)
    share_change, mean_change, fair = (None if v is None else str(v) for v in changes)
    return {
        "number": unit.number,
        "unit": unit.name,
        "code": unit.code or None,
        "county": unit.county or None,
        "kind": unit.kind or None,
        "contact": unit.contact,
        "file": unit.file or None,
        "stage": unit.stage,
        "filing": unit.filing or None,
        "people": unit.people,
        "grades": dict(unit.grades),
        "base": unit.base,
        "limit": unit.limit,
        "given": unit.given,
        "funnel": standing.funnel,
        "fair": fair,
        "rank": standing.rank,
        "among": standing.among,
        "rank_of_kind": standing.rank_of_kind,
        "alike": standing.alike,
        "uniform": unit.is_uniform,
        "flat": standing.flat,
        "share_change": share_change,
        "mean_change": mean_change,
        "moved": standing.moved,
    }
