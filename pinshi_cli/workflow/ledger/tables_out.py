"""What is asked of the ledger as a file: which format, whose eyes, where it lies."""

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.model.diagnostic import refuse
from pinshi_cli.results.table_files import DataTable, as_csv, as_json, as_parquet
from pinshi_cli.results.table_workbook import TableSheet, table_workbook
from pinshi_cli.sheets.write import Output
from pinshi_cli.workflow.registers import Written, write_all
from pinshi_cli.workflow.targets import target

PASSPHRASE_VARIABLE = "PINSHI_PASSPHRASE"  # noqa: S105  # the variable's name, not a passphrase
XLSX, CSV, JSON, PARQUET = ".xlsx", ".csv", ".json", ".parquet"

Ask = Callable[[str], str]


class Tables(NamedTuple):
    """Tables with a title; the last is what a format of one table holds. `day`: of what day."""

    title: str
    day: date
    tables: Mapping[str, DataTable]
    notes: tuple[str, ...] = ()


class Wanted(NamedTuple):
    """Where a file goes, and how: `passphrase` None leaves it open."""

    out: Path | None
    force: bool = False
    dry: bool = False
    passphrase: str | None = None


def ending_of(out: Path | None, endings: tuple[str, ...]) -> str:
    """The format that `-o` names; .xlsx for a folder or nothing. Raises `Refusal` U706."""
    said = "" if out is None or out.is_dir() else out.suffix.lower()
    if said in endings or not said:
        return said or XLSX
    if said in (XLSX, CSV, JSON, PARQUET, ".xls", ".ods", ".docx", ".pdf", ".txt", ".zip", ".db"):
        hint = f"写成 {'、'.join(endings)}；要放进文件夹，写文件夹的名字。"
        raise refuse("U706", f"输出不能写成 {said} 文件", hint, file=out.name if out else "")
    return XLSX


def passphrase_of(*, wanted: bool, ask: Ask | None) -> str | None:
    """The passphrase: of PINSHI_PASSPHRASE, else asked for twice. Raises `Refusal` L095."""
    if not wanted:
        return None
    said = os.environ.get(PASSPHRASE_VARIABLE, "")
    if not said and ask is not None:
        said = ask("导出文件的打开密码")
        if said and ask("再输入一遍") != said:
            raise refuse("L095", "两遍密码不一样", "重新运行，输入两遍一样的密码。")
    if not said:
        hint = f"在终端里输入，或放在环境变量 {PASSPHRASE_VARIABLE}；不要写在命令里。"
        raise refuse("L095", "没有密码", hint)
    return said


def write_tables(made: Tables, stem: str, endings: tuple[str, ...], wanted: Wanted) -> Written:
    """Write the tables as `-o` says, for the owner's eyes only. Raises `Refusal`."""
    ending = ending_of(wanted.out, endings)
    if wanted.passphrase is not None and ending != XLSX:
        hint = f"写成 .xlsx 才能加密；或去掉 --passphrase，另外保管这个 {ending} 文件。"
        raise refuse("L096", f"{ending} 文件不能加密", hint)
    place = target(wanted.out, f"{stem}{ending}")
    data = _data(made, ending)
    if wanted.passphrase is not None:
        from pinshi_cli.sheets.encrypting import encrypted

        data = encrypted(data, wanted.passphrase)
    output = Output(place, data, private=True)
    return write_all([output], force=wanted.force, dry=wanted.dry)


def _data(made: Tables, ending: str) -> bytes:
    last = list(made.tables.values())[-1]
    if ending == CSV:
        return as_csv(last)
    if ending == PARQUET:
        return as_parquet(last, title=made.title, notes=made.notes)
    if ending == JSON:
        return as_json(made.tables, title=made.title, notes=list(made.notes))
    sheets = [
        TableSheet(name, f"{made.title}　{name}", each.headings, each.rows, made.notes)
        for name, each in made.tables.items()
    ]
    return table_workbook(made.title, made.day, sheets)
