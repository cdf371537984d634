"""Workbooks of Excel since 2007: calamine behind a guard, or tag by tag where it trips."""

from io import BytesIO
from typing import NamedTuple

from python_calamine import CalamineWorkbook

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.sheets.cells import Sheet, Value
from pinshi_cli.sheets.grid import Address, Found, settle
from pinshi_cli.sheets.ooxml import (
    Part,
    Plan,
    formats_of,
    plan_of,
    strings_are_honest,
    unknown_date_styles,
)
from pinshi_cli.sheets.package import Package
from pinshi_cli.sheets.scan import UNTRUSTED, Scan, scan
from pinshi_cli.sheets.serials import DATE, from_serial
from pinshi_cli.sheets.sparse import read_sheet, shared_strings

# calamine holds a sheet as a full rectangle, 32 bytes a cell
_MAX_AREA = 10_000_000
_AREA_PER_VALUE = 12


class Loaded(NamedTuple):
    """The sheets of a file, and what is to be said of them."""

    sheets: tuple[Sheet, ...]
    findings: tuple[Diagnostic, ...] = ()


def read_xlsx(data: bytes, package: Package, file: str) -> Loaded:
    """Read an .xlsx or .xlsm. Raises a `Fault`."""
    plan = plan_of(package)
    tables = [part for part in plan.sheets if part.path]
    honest = plan.usual and strings_are_honest(package, plan.strings)
    scans = _scans(package, plan, tables, trusted=honest)
    dense = _read_dense(data, plan, tables, scans) if any(s.trusted for s in scans) else {}
    careful: _Careful | None = None
    sheets: list[Sheet] = []
    findings: list[Diagnostic] = []
    for part, found in zip(tables, scans, strict=True):
        sheet, zeros = dense.get(part.path), found.zeros
        if sheet is None:
            careful = careful or _Careful(package, plan)
            sheet, zeros, more = careful.read(part, file)
            findings += more
        sheets.append(sheet)
        if plan.recalculates and zeros:
            findings.append(_doubtful_zero(file, part.name, zeros[0]))
    return Loaded(tuple(sheets), tuple(findings))


def _scans(package: Package, plan: Plan, tables: list[Part], *, trusted: bool) -> list[Scan]:
    if not trusted:
        return [UNTRUSTED] * len(tables)
    styles = unknown_date_styles(package, plan.styles)
    scans = (scan(package.chunks(part.path), styles) for part in tables)
    return [s if _fits(s) else UNTRUSTED for s in scans]


def _fits(found: Scan) -> bool:
    area = found.last_row * found.last_column
    return found.trusted and area <= max(_MAX_AREA, _AREA_PER_VALUE * found.values)


def _read_dense(data: bytes, plan: Plan, tables: list[Part], scans: list[Scan]) -> dict[str, Sheet]:
    """The trusted sheets by path, as far as calamine's answer bears out the scan."""
    sheets: dict[str, Sheet] = {}
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
    except Exception:  # noqa: BLE001 - whatever it was, the careful way will find or refuse it
        return {}
    except BaseException as error:  # noqa: BLE001 - a panic of Rust is one
        _raise_unless_panic(error)
        return {}
    if book.sheet_names != [part.name for part in plan.sheets]:
        return {}
    order = {part.path: index for index, part in enumerate(plan.sheets)}
    for part, found in zip(tables, scans, strict=True):
        if not found.trusted:
            continue
        try:
            calamine = book.get_sheet_by_index(order[part.path])
            rows: list[list[Value]] = calamine.to_python()  # type: ignore[assignment]
            start = calamine.start or (0, 0)
        except Exception:  # noqa: BLE001, S112 - the same
            continue
        except BaseException as error:  # noqa: BLE001 - a panic of Rust is one
            _raise_unless_panic(error)
            continue
        if _empty_out(rows) == found.values:
            sheets[part.path] = _dense_sheet(part, found, rows, start, is_1904=plan.is_1904)
    return sheets


def _raise_unless_panic(error: BaseException) -> None:
    # a panic of Rust is a BaseException of its own; Ctrl-C must stay what it is
    if type(error).__name__ != "PanicException":
        raise error


def _empty_out(rows: list[list[Value]]) -> int:
    """Make "" None, in place; return how many cells are filled."""
    filled = 0
    for row in rows:
        filled += len(row)
        if "" in row:
            row[:] = [None if value == "" else value for value in row]
            filled -= row.count(None)
    return filled


def _dense_sheet(
    part: Part, found: Scan, rows: list[list[Value]], start: Address, *, is_1904: bool
) -> Sheet:
    first_row, first_column = (start[0] + 1, start[1] + 1) if rows else (1, 1)
    for row, column in found.dates:
        i, j = row - first_row, column - first_column
        if 0 <= i < len(rows) and 0 <= j < len(rows[i]):
            value = rows[i][j]
            if type(value) is float:
                rows[i][j] = from_serial(value, DATE, is_1904=is_1904)
    if found.lost:
        first_row, first_column = _make_room(rows, set(found.lost), (first_row, first_column))
        for (row, column), lost in found.lost.items():
            line = rows[row - first_row]
            j = column - first_column
            line.extend([None] * (j + 1 - len(line)))
            line[j] = lost
    return Sheet(
        part.name,
        rows,
        first_row,
        first_column,
        part.hidden,
        found.hidden_rows,
        found.hidden_columns,
        found.merged,
    )


def _make_room(rows: list[list[Value]], lost: set[Address], first: Address) -> Address:
    """Lengthen `rows` so that the lost cells, which calamine left out, have a place."""
    top, left = min(row for row, _ in lost), min(column for _, column in lost)
    if not rows:
        first = top, left
    first_row, first_column = min(first[0], top), min(first[1], left)
    if first_column < first[1]:
        for row in rows:
            row[:0] = [None] * (first[1] - first_column)
    rows[:0] = [[] for _ in range(first[0] - first_row)]
    bottom = max(row for row, _ in lost)
    rows.extend([] for _ in range(bottom - first_row + 1 - len(rows)))
    return first_row, first_column


class _Careful:
    """The slow way; strings and styles are read once, when a first sheet needs them."""

    def __init__(self, package: Package, plan: Plan) -> None:
        self._package = package
        self._is_1904 = plan.is_1904
        self._strings = shared_strings(package.chunks(plan.strings)) if plan.strings else []
        self._formats = formats_of(package, plan.styles)

    def read(
        self, part: Part, file: str
    ) -> tuple[Sheet, tuple[Address, ...], tuple[Diagnostic, ...]]:
        found = Found(part.name, hidden=part.hidden)
        zeros = read_sheet(
            self._package.chunks(part.path),
            found,
            self._strings,
            self._formats,
            is_1904=self._is_1904,
        )
        sheet, findings = settle(found, file)
        return sheet, zeros, findings


def _doubtful_zero(file: str, sheet: str, address: Address) -> Diagnostic:
    return Diagnostic(
        "F138",
        Severity.WARNING,
        "公式的结果存为 0，而文件注明打开时才计算：这个 0 可能没有算过",
        Place(file, sheet, *address),
        "用 Excel 或 WPS 打开，保存后再用。",
    )
