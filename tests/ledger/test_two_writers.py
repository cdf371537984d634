"""Two who write at once: one waits, nobody's entry is lost, and a conflict shows in time."""

import threading

import pytest

from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.append import append, head_of
from pinshi_cli.ledger.connect import WAIT, open_ledger
from pinshi_cli.ledger.entry import CORRECT, UnitName
from pinshi_cli.ledger.query import entries
from pinshi_cli.ledger.state import standing
from pinshi_cli.ledger.verify import verify
from pinshi_cli.model.diagnostic import Refusal
from tests.ledger.building import Q1, Q2, UNIT, entry, people


def test_who_cannot_write_for_long_is_told_within_five_seconds(address: Address) -> None:
    assert WAIT < 5
    with (
        open_ledger(address, create=True) as ledger,
        open_ledger(address, create=False) as other,
    ):
        append(ledger, entry())
        with other.writing(), pytest.raises(Refusal) as refused:
            append(ledger, entry(quarter=Q2))
        assert refused.value.diagnostics[0].code == "L010"
        append(ledger, entry(quarter=Q2))
        assert head_of(other).seq == 2


def test_reading_waits_for_no_writer_and_sees_one_picture(address: Address) -> None:
    with (
        open_ledger(address, create=True) as ledger,
        open_ledger(address, create=False) as other,
    ):
        append(ledger, entry(people("好")))
        with other.reading():
            before = standing(other, UNIT, Q1)
            append(ledger, entry(people("一般"), CORRECT, 1))
            assert standing(other, UNIT, Q1) == before
            assert head_of(other).seq == 1
        assert head_of(other).seq == 2


def test_many_writers_at_once_lose_nothing(address: Address) -> None:
    """Eight writers, one quarter: each writes after having seen the last."""
    with open_ledger(address, create=True) as ledger:
        append(ledger, entry())
    conflicts = []

    def write(number: int) -> None:
        with open_ledger(address, create=False) as own:
            for _ in range(5):
                append(own, entry(unit=UnitName(f"第{number}所"), quarter=Q1, follows=_seen(own)))
                while True:
                    found = standing(own, UNIT, Q1)
                    assert found is not None
                    try:
                        append(own, entry(kind=CORRECT, follows=found.latest.seq))
                    except Refusal as refusal:
                        conflicts.append(refusal.diagnostics[0].code)
                    else:
                        break

    def _seen(own: object) -> int:
        mine = standing(own, UnitName(threading.current_thread().name), Q1)  # type: ignore[arg-type]
        return mine.latest.seq if mine else 0

    threads = [
        threading.Thread(target=write, args=(number,), name=f"第{number}所") for number in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_ledger(address, create=False) as ledger:
        assert len(entries(ledger)) == 1 + 8 * 5 * 2
        assert len(entries(ledger, UNIT)) == 1 + 8 * 5
        assert verify(ledger).faults == ()
    assert set(conflicts) <= {"L011"}


def test_a_writer_who_is_gone_holds_nobody_up(address: Address) -> None:
    with open_ledger(address, create=True) as ledger:
        append(ledger, entry())

    def gone() -> None:
        with open_ledger(address, create=False) as own, own.writing() as connection:
            connection.exec_driver_sql("DELETE FROM results")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        gone()
    with open_ledger(address, create=False) as ledger:
        append(ledger, entry(quarter=Q2))
        assert verify(ledger).faults == ()
