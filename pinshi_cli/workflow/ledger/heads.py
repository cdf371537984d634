"""What results and forms say of the ledger that goes with a register."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pinshi_cli.model.diagnostic import Refusal

if TYPE_CHECKING:
    from pinshi_cli.ledger.address import Address

LEDGER_VARIABLE = "PINSHI_LEDGER"
BESIDE = "pinshi.db"
"""The ledger's name in the folder of its registers."""

UNREADABLE = "（台账读不了）"


@contextmanager
def without_ledger() -> Iterator[None]:
    """No ledger goes with what is made meanwhile: it shall come out the same ever after."""
    said = os.environ.pop(LEDGER_VARIABLE, None)
    try:
        yield
    finally:
        if said is not None:
            os.environ[LEDGER_VARIABLE] = said


def head_beside(book: Path) -> str:
    """The head of the ledger of a register (PINSHI_LEDGER, or beside it); "" where none is.

    A ledger that is there and cannot be read is said to be so. Where there is none, nothing of the
    ledger is loaded.
    """
    said = os.environ.get(LEDGER_VARIABLE) or None
    folder = book.absolute().parent
    return _head(said, folder) if said is not None or (folder / BESIDE).is_file() else ""


def _head(said: str | None, folder: Path) -> str:
    from pinshi_cli.ledger.address import ledger_address
    from pinshi_cli.ledger.head import head_of_file

    address = ledger_address(None, said, folder)
    if address.path is None:
        return _shared(address)
    if not address.path.exists():
        return ""
    found = head_of_file(address.path)
    return UNREADABLE if found is None else str(found) if found.seq else ""


def _shared(address: "Address") -> str:
    """The head of a PostgreSQL ledger."""
    from pinshi_cli.ledger.append import head_of
    from pinshi_cli.ledger.connect import open_ledger

    try:
        with open_ledger(address, create=False) as ledger:
            found = head_of(ledger)
    except Refusal:
        return UNREADABLE
    return str(found) if found.seq else ""
