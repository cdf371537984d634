"""Plain tables as files for other programs: .csv, .json and Parquet."""

import csv
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any, NamedTuple

from pinshi_cli.model.diagnostic import refuse
from pinshi_cli.model.extras import to_install
from pinshi_cli.results.table_workbook import TableCell, cell_text

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes Excel and its like read a text of a .csv as a formula."""


class DataTable(NamedTuple):
    """A table with a key for each column: Chinese headings for people, keys for programs."""

    columns: Mapping[str, str]
    rows: Sequence[Sequence[TableCell]]

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(self.columns.values())


def as_csv(table: DataTable) -> bytes:
    """UTF-8 with a mark, so that Excel reads it; a text that looks like a formula gets a '."""
    written = StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([defused(heading) for heading in table.headings])
    for row in table.rows:
        writer.writerow([_csv_cell(value) for value in row])
    return written.getvalue().encode("utf-8-sig", "backslashreplace")


def _csv_cell(value: TableCell) -> str:
    return defused(value) if isinstance(value, str) else cell_text(value)


def defused(text: str) -> str:
    """The text, made harmless where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.lstrip(" \u3000").startswith(_BEGINS_A_FORMULA) else text


def as_json(tables: Mapping[str, DataTable], **head: object) -> bytes:
    """Each table as a list of objects; exact numbers as strings."""
    said = {name: [_object(table, row) for row in table.rows] for name, table in tables.items()}
    text = json.dumps({**head, **said}, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _object(table: DataTable, row: Sequence[TableCell]) -> dict[str, object]:
    return {
        key: f"{value:f}" if isinstance(value, Decimal) else value
        for key, value in zip(table.columns, row, strict=True)
    }


def as_parquet(table: DataTable, *, title: str = "", notes: Sequence[str] = ()) -> bytes:
    """A Parquet file; exact numbers are decimals, title and notes stand in its metadata.

    Raises `Refusal` where pyarrow is not there.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        hint = f"{to_install('parquet')}；或改写成 .xlsx、.csv、.json。"
        raise refuse("L094", "写 Parquet 要用的 pyarrow 没有安装", hint) from None
    columns = {
        key: _column(pa, [row[place] for row in table.rows])
        for place, key in enumerate(table.columns)
    }
    written = BytesIO()
    about = {"title": title, "notes": "\n".join(notes)}
    parquet.write_table(pa.table(columns).replace_schema_metadata(about), written)
    return written.getvalue()


def _column(pa: Any, values: Sequence[TableCell]) -> object:  # noqa: ANN401  # it has no types
    """An array of whole numbers, of decimals with as many places as they need, or of texts."""
    filled = [value for value in values if value is not None]
    if filled and all(isinstance(value, int) for value in filled):
        return pa.array(values, pa.int64())
    if filled and all(isinstance(value, Decimal) for value in filled):
        places = max(-int(value.as_tuple().exponent) for value in filled)  # type: ignore[union-attr]
        return pa.array(values, pa.decimal128(38, max(0, places)))
    texts = [None if value is None else _whole_text(cell_text(value)) for value in values]
    return pa.array(texts, pa.string())


def _whole_text(text: str) -> str:
    """The text without lone surrogates, which no Parquet file can hold."""
    return text.encode("utf-8", "replace").decode()
