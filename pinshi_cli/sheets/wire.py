"""A workbook as lines of JSON and back: data only, with a tag for what JSON does not know."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from pinshi_cli.model.diagnostic import Diagnostic, Place, Refusal, Severity
from pinshi_cli.sheets.cells import Lost, Sheet, Value, Workbook
from pinshi_cli.sheets.faults import Crashed

# A line is [kind, ...]. A value that is no text, number, truth or None is [tag, ...].
_END = ["end"]


def encoded(book: Workbook) -> Iterator[bytes]:
    """The workbook, line by line; the last line says that it was whole."""
    yield _line(["book", book.file, book.kind, book.sha256, book.typed])
    for sheet in book.sheets:
        yield _line(
            [
                "sheet",
                sheet.name,
                sheet.first_row,
                sheet.first_column,
                sheet.hidden,
                sorted(sheet.hidden_rows),
                sorted(sheet.hidden_columns),
                sheet.merged,
            ]
        )
        for row in sheet.rows:
            yield _line(["row", [_packed(value) for value in row]])
    yield _line(["findings", [_diagnostic_line(d) for d in book.findings]])
    yield _line(_END)


def encoded_refusal(refusal: Refusal) -> bytes:
    """A refusal as the only line of an answer."""
    return _line(["refusal", [_diagnostic_line(d) for d in refusal.diagnostics]]) + _line(_END)


def decoded(answer: bytes) -> Workbook:
    """The workbook of an answer. Raises the child's `Refusal`, or `Crashed` where it broke off."""
    try:
        return _workbook([json.loads(line) for line in answer.splitlines()])
    except (ValueError, TypeError, IndexError, KeyError) as error:
        raise Crashed(repr(error)) from error


def _workbook(lines: list[list[Any]]) -> Workbook:
    if not lines or lines[-1] != _END:
        raise Crashed("answer breaks off")
    book = Workbook("", "", "", ())
    sheets: list[Sheet] = []
    rows: list[list[Value]] = []
    for kind, *fields in lines[:-1]:
        if kind == "row":
            rows.append([_unpacked(value) for value in fields[0]])
        elif kind == "sheet":
            rows = []
            sheets.append(_sheet(rows, *fields))
        elif kind == "book":
            file, form, sha256, typed = fields
            book = Workbook(file, form, sha256, (), typed)
        elif kind == "findings":
            book = book._replace(findings=tuple(_diagnostic(*d) for d in fields[0]))
        elif kind == "refusal":
            raise Refusal(*(_diagnostic(*d) for d in fields[0]))
        else:
            raise ValueError(kind)
    return book._replace(sheets=tuple(sheets))


def _sheet(rows: list[list[Value]], *fields: Any) -> Sheet:  # noqa: ANN401 - parsed JSON
    name, first_row, first_column, hidden, hidden_rows, hidden_columns, merged = fields
    return Sheet(
        name,
        rows,
        first_row,
        first_column,
        hidden,
        frozenset(hidden_rows),
        frozenset(hidden_columns),
        tuple((a, b, c, d) for a, b, c, d in merged),
    )


def _line(value: list[Any]) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode("ascii") + b"\n"


def _packed(value: Value) -> Any:  # noqa: ANN401 - what JSON takes
    if value is None or isinstance(value, str | bool | float | int):
        return value
    if isinstance(value, Lost):
        return ["lost", value.kind, value.text]
    if isinstance(value, timedelta):
        return ["span", value.days, value.seconds, value.microseconds]
    tag = "moment" if isinstance(value, datetime) else "date" if isinstance(value, date) else "time"
    return [tag, value.isoformat()]


def _unpacked(value: Any) -> Value:  # noqa: ANN401 - parsed JSON
    if not isinstance(value, list):
        return value  # type: ignore[no-any-return]
    tag, *fields = value
    if tag == "lost":
        return Lost(fields[0], fields[1])
    if tag == "span":
        return timedelta(fields[0], fields[1], fields[2])
    if tag == "moment":
        return datetime.fromisoformat(fields[0])
    if tag == "date":
        return date.fromisoformat(fields[0])
    return time.fromisoformat(fields[0])


def _diagnostic_line(finding: Diagnostic) -> list[Any]:
    return [*finding[:3], list(finding.where), *finding[4:]]


def _diagnostic(code: str, severity: str, message: str, where: list[Any], *rest: str) -> Diagnostic:
    return Diagnostic(code, Severity(severity), message, Place(*where), *rest)
