"""`pinshi batch --json`: one document, written register by register, however many there are."""

import json
from collections.abc import Iterator

from pinshi_cli.registers.unit_list import ListedUnit
from pinshi_cli.workflow.batch.ended import Batch
from pinshi_cli.workflow.batch.lines import Line
from pinshi_cli.workflow.documents import Document, diagnostic


def batch_pieces(batch: Batch) -> Iterator[str]:
    """The text of the document, in pieces."""
    head = {"schema": "pinshi/batch/1", "ok": batch.ok, "period": batch.settled.period or None}
    yield _text(head)[:-1] + ', "books": ['
    yield from _listed(_book(line, batch) for line in batch.lines(_files(batch)))
    if batch.settings.wanted.year:
        yield '], "years": ['
        yield from _listed(_year(line, batch) for line in batch.lines(batch.years))
    rest = {
        "missing": [_unit(each) for each in batch.settled.missing],
        "totals": batch.totals.document(),
        "folder": batch.settings.where if batch.written else None,
        "diagnostics": [diagnostic(each) for each in batch.findings],
    }
    yield "], " + _text(rest)[1:] + "\n"


def _files(batch: Batch) -> Iterator[str]:
    return (book.file for book in batch.books)


def _listed(documents: Iterator[Document]) -> Iterator[str]:
    for number, each in enumerate(documents):
        yield (",\n" if number else "\n") + _text(each)


def _text(document: Document) -> str:
    return json.dumps(document, ensure_ascii=False)


def _book(line: Line, batch: Batch) -> Document:
    more = [diagnostic(each) for each in batch.about(line["file"])]
    unit = line["unit"]
    return {
        "file": line["file"],
        "ok": line["ok"] and not any(each["severity"] == "error" for each in more),
        "unit": None if unit is None else unit["name"],
        "code": None if unit is None else unit["code"],
        "county": None if unit is None else unit["county"] or None,
        "period": line["period"],
        "policy": line["policy"],
        "adopted": line["decided"],
        "people": line["people"],
        "grades": line["grades"],
        "quota": line["quota"],
        "scores": line["scores"],
        "sha256": line["sha256"] or None,
        "outputs": _outputs(line, batch),
        "diagnostics": [*line["diagnostics"], *more],
    }


def _year(line: Line, batch: Batch) -> Document:
    said = {key: line.get(key) for key in ("ok", "year", "books", "quota", "verdicts")}
    unit = line["unit"]
    more = [diagnostic(each) for each in batch.about(line["file"])]
    return {
        "unit": None if unit is None else unit["name"],
        **said,
        "outputs": _outputs(line, batch),
        "diagnostics": [*line["diagnostics"], *more],
    }


def _outputs(line: Line, batch: Batch) -> list[str]:
    """The files that are there now."""
    if not batch.written or not line.get("place") or line["file"] in batch.placing.barred:
        return []
    names = [f"{line['place']}/{path}" for path, _, _ in line["outputs"]]
    if batch.settings.target:
        return [f"{batch.settings.target.rstrip('/')}/{name}" for name in names]
    return [str(batch.settings.out / name) for name in names]


def _unit(unit: ListedUnit) -> Document:
    return {"name": unit.name, "code": unit.code, "county": unit.county}
