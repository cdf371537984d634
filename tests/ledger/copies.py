"""A ledger filled, copied and looked at, for the tests of backing up and restoring."""

from pathlib import Path

import pytest

from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.append import append, head_of
from pinshi_cli.ledger.backup import backup
from pinshi_cli.ledger.connect import open_ledger
from pinshi_cli.ledger.entry import Head
from pinshi_cli.ledger.prune import prune
from pinshi_cli.model.diagnostic import Refusal
from pinshi_cli.model.period import Quarter
from tests.ledger.building import NOON, OTHER, Q2, entry, run


def filled(address: Address) -> Head:
    with open_ledger(address, create=True) as ledger:
        append(ledger, entry())
        append(ledger, entry(quarter=Quarter(2019, 1)))
        append(ledger, entry(unit=OTHER))
        prune(ledger, Quarter(2020, 1), NOON, "孙立")
        return head_of(ledger)


def add(address: Address, quarter: Quarter = Q2) -> Head:
    with open_ledger(address, create=False) as ledger:
        append(ledger, entry(quarter=quarter))
        return head_of(ledger)


def back_up(address: Address, path: Path) -> Head:
    with open_ledger(address, create=False) as ledger:
        return backup(ledger, path).head


def rows(address: Address) -> list[object]:
    return [
        run(address, f"SELECT * FROM {table} ORDER BY 1, 2") for table in ("entries", "results")
    ]


def code_of(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.diagnostics[0].code
