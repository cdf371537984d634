"""How a command ends on the screen: what it wrote, and the next command as it is typed."""

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from pinshi_cli.cli.console import Screen

if TYPE_CHECKING:
    from pinshi_cli.ledger.entry import UnitName
    from pinshi_cli.workflow.registers import Written


def show_written(screen: Screen, written: "Written") -> None:
    """Each file, written or (in a dry run) to be written."""
    for each in written.planned:
        verb = ("将覆盖" if each.replaces else "将写出") if written.dry else "已写出"
        screen.line(f"{verb} {each.path}", "strong")


def ledger_said(ledger: str) -> str:
    """What the next command must say of a ledger that it would not find by itself."""
    from pinshi_cli.workflow.ledger.calls import where

    if "://" in ledger:  # it is shown without what a password may stand in
        return ""
    path, usual = Path(ledger).absolute(), where(None).path
    if usual is not None and path == usual.absolute():
        return ""
    here = Path.cwd()
    return f" --ledger {quoted(path.relative_to(here) if path.is_relative_to(here) else path)}"


def unit_said(unit: "UnitName") -> str:
    """A unit as `--unit` names it: by its code where it has one, for names may be alike."""
    return quoted(unit.code or unit.name)


def quoted(argument: Path | str) -> str:
    """An argument as it is typed: in quotes where it has a space or the like."""
    text = str(argument)
    plain = all(character.isalnum() or character in "._-/\\:·" for character in text)
    return text if plain else f'"{text}"' if os.name == "nt" else shlex.quote(text)
