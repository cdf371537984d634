"""What a call of `pinshi batch` means."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.city.address import brought, is_address
from pinshi_cli.city.far import kept_at
from pinshi_cli.city.local import processors
from pinshi_cli.model.diagnostic import Diagnostic, Refusal, refuse
from pinshi_cli.registers.unit_list import UnitList, read_unit_list
from pinshi_cli.sheets.read import read_workbook
from pinshi_cli.workflow.batch.run import How
from pinshi_cli.workflow.batch.settings import Settings, wanted_of
from pinshi_cli.workflow.policy.packs import chosen_by
from pinshi_cli.workflow.registers import PASSWORD_VARIABLE
from pinshi_cli.workflow.targets import OUTPUTS

_QUARTER = re.compile(r"(\d{4})\s*(?:[Qq]|年第?)?\s*([1-4一二三四])\s*季?度?")
_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4}


class BatchCall(NamedTuple):
    """The call as it was written.

    `source` is where the registers were brought from, `target` where the outputs go from `out`.
    """

    folder: Path
    out: Path | None
    units: Path | None
    make: str
    format: str
    policy: str | None
    password: str | None
    source: str = ""
    target: str = ""


class Home(NamedTuple):
    """Where outputs go: a folder (None: nothing was said), and from there to an address, if any.

    `send` takes them to the address, when all is done.
    """

    folder: Path | None
    address: str = ""
    send: Callable[[], None] = lambda: None


@contextmanager
def outputs_at(said: str | None, *, write: bool) -> Iterator[Home]:
    """Where the outputs of a call go.

    Raises `Refusal` for an address: B054 where it cannot be read, B055 where it cannot be written
    to, B056 where other files lie there.
    """
    if said is None or not is_address(said):
        yield Home(None if said is None else Path(said))
    elif not write:
        yield Home(Path(OUTPUTS), said)
    else:
        with kept_at(said) as (folder, send):
            yield Home(folder, said, send)


@contextmanager
def registers_at(said: str, out: Path | None) -> Iterator[tuple[Path, str]]:
    """The folder of the registers, and the address that they were brought from, if any.

    Raises `Refusal` U701 for an address without `-o`, B054 for one that cannot be read.
    """
    if not is_address(said):
        yield Path(said), ""
        return
    if out is None:
        raise refuse("U701", "登记簿在别处，不知道输出放在哪里", "加 -o 文件夹。")
    with brought(said) as folder:
        yield folder, said


def settings_of(call: BatchCall, *, draft: bool, year: bool, annotate: bool) -> Settings:
    """What holds for every register. Raises `Refusal` for a wrong call, or a faulty list."""
    chosen_by(call.policy)
    out = call.out or call.folder / OUTPUTS
    if out.suffix and not out.is_dir() and out.suffix.lower() in (".xlsx", ".json", ".csv"):
        raise refuse("U706", "批量的输出是一个文件夹", "写文件夹的名字。", file=out.name)
    if out.exists() and not out.is_dir():
        raise refuse("U706", "输出的位置是一个文件", "写文件夹的名字。", file=out.name)
    hint = "换一个文件夹；不写 -o 就放在里面的“考核输出”。"
    here = call.folder.resolve()
    if out.resolve() == here:
        raise refuse("U706", "输出不能直接放在登记簿的文件夹里", hint, file=out.name)
    if out.resolve() in here.parents:  # else an output could take the place of a register
        raise refuse("U706", "登记簿的文件夹在输出的文件夹里面", hint, file=out.name)
    return Settings(
        call.folder.absolute(),
        out.absolute(),
        wanted_of(call.make, call.format, draft=draft, year=year)._replace(annotate=annotate),
        call.policy,
        call.password or os.environ.get(PASSWORD_VARIABLE) or None,
        _units(call),
        None if call.units is None else call.units.absolute(),
        source=call.source,
        target=call.target,
    )


def _units(call: BatchCall) -> UnitList | None:
    if call.units is None:
        return None
    try:
        return read_unit_list(read_workbook(call.units, call.password))
    except Refusal as refusal:
        raise Refusal(*[_named(each, call.units) for each in refusal.diagnostics]) from None


def _named(found: Diagnostic, path: Path) -> Diagnostic:
    where = found.where
    return found if where.file else found._replace(where=where._replace(file=path.name))


def how_of(jobs: int | None, quarter: str | None, *, resume: bool, force: bool) -> How:
    """How it is to be run. Raises `Refusal` U701 for a quarter that is none."""
    period = None
    if quarter is not None:
        found = _QUARTER.fullmatch(quarter.strip())
        if found is None:
            raise refuse("U701", f"--quarter 看不懂“{quarter}”", "写成 2026Q1。")
        number = _NUMBERS.get(found[2]) or int(found[2])
        period = f"{found[1]}Q{number}"
    return How(jobs or processors(), resume, force, period=period)
