"""What stands since an earlier run: looked at before anybody is asked to work."""

import hashlib
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path

from pinshi_cli.city.tray import File, forget, holds, is_just, tray_of
from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.model.register import Unit
from pinshi_cli.registers.unit_list import COUNTY, ListedUnit, UnitList
from pinshi_cli.sheets.read import MAX_FILE
from pinshi_cli.workflow.batch.lines import Line, files_of
from pinshi_cli.workflow.batch.settings import Settings


def stands(path: Path, line: Line, settings: Settings) -> bool:
    """Whether nothing that a register's line came of has changed, and its outputs are there."""
    if line.get("settings") != settings.digest or not line["sha256"]:
        return False
    if not _is_granted(line, settings.units):
        return False
    return digest_of(path, MAX_FILE) == line["sha256"] and outputs_stand(settings.out, line)


def outputs_stand(out: Path, line: Line) -> bool:
    """Whether the outputs of a line are as they were written, in place or in their tray.

    Where they stand in place, a tray beside them is of a run that was broken off: it goes, so that
    it is not put in their place.
    """
    files: Sequence[File] = files_of(line)
    in_place = bool(line.get("place")) and holds(out / line["place"], files)
    if in_place or not files:
        forget(out, line["file"])
        return True
    return is_just(tray_of(out, line["file"]), files)


def granted_line(units: UnitList | None, unit: Unit, found: Iterable[Diagnostic]) -> Line:
    """What of the authority's list a register's line came of, as its line keeps it.

    By the register's own words: the list may have another row for them next time. Which cells they
    are counts only where a finding names one of the list's.
    """
    own = [unit.code, unit.name, str(unit.items.get(COUNTY, ""))]
    row = None if units is None else units.find(*own)
    named = row is not None and any(each.where.file == row.at[0][1].file for each in found)
    return {"own": own, "granted": _seal(units, own), "cells": _cells(row) if named else ""}


def _is_granted(line: Line, units: UnitList | None) -> bool:
    """Whether the list says the same of the line's register now."""
    own = line.get("own")
    if own is None:  # nobody could open it, with whatever list
        return True
    row = None if units is None else units.find(*own)
    return _seal(units, own) == line["granted"] and line["cells"] in ("", _cells(row))


def _seal(units: UnitList | None, own: Sequence[str]) -> str:
    """What the list says of a unit that calls itself so, in short; empty without a list."""
    if units is None:
        return ""
    row = units.find(*own)
    said = sorted(each.code for each in units.named(own[1])) if row is None else row[:8]
    return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _cells(row: ListedUnit | None) -> str:
    return "" if row is None else hashlib.sha256(repr(row.at).encode()).hexdigest()[:16]


def digest_of(path: Path, most: int | None = None) -> str:
    """The SHA-256 of a register's bytes.

    Empty for a folder, where it cannot be read, and where it is larger than `most`.
    """
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode) or (most is not None and state.st_size > most):
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
