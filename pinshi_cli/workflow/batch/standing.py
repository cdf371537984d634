"""What stands since an earlier run: looked at before anybody is asked to work."""

import hashlib
import stat
from collections.abc import Sequence
from pathlib import Path

from pinshi_cli.city.tray import File, holds, tray_of
from pinshi_cli.registers.unit_list import ListedUnit
from pinshi_cli.sheets.read import MAX_FILE
from pinshi_cli.workflow.batch.lines import Line, files_of
from pinshi_cli.workflow.batch.settings import Settings


def stands(path: Path, line: Line, settings: Settings) -> bool:
    """Whether nothing that a register's line came of has changed, and its outputs are there."""
    if line.get("settings") != settings.digest or not line["sha256"]:
        return False
    if _row(line, settings) != line.get("granted", ""):
        return False
    return digest_of(path, MAX_FILE) == line["sha256"] and outputs_stand(settings.out, line)


def outputs_stand(out: Path, line: Line) -> bool:
    """Whether the outputs of a line are as they were written, in their tray or in place."""
    files: Sequence[File] = files_of(line)
    if not files:
        return True
    places = [tray_of(out, line["file"])]
    if line.get("place"):
        places.insert(0, out / line["place"])
    return any(holds(place, files) for place in places)


def _row(line: Line, settings: Settings) -> str:
    """The seal of the row that the list has for the line's unit now."""
    unit, units = line["unit"], settings.units
    if unit is None or units is None:
        return seal_of(None) if unit is not None else line.get("granted", "")
    return seal_of(units.find(unit["code"], unit["name"], unit["county"]))


def seal_of(row: ListedUnit | None) -> str:
    """What a row of the authority's list says, in short."""
    return "" if row is None else hashlib.sha256(repr(row[:8]).encode()).hexdigest()[:16]


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
