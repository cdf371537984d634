"""What is too old is emptied: no name is left, the chain still holds, and it says so."""

from datetime import timedelta
from pathlib import Path

import pytest

from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.append import append, head_of
from pinshi_cli.ledger.connect import open_ledger
from pinshi_cli.ledger.entry import CORRECT, PRUNE, REVIEW_OPEN
from pinshi_cli.ledger.prune import prunable, prune
from pinshi_cli.ledger.query import entries, history
from pinshi_cli.ledger.state import standing, year_rows
from pinshi_cli.ledger.verify import verify
from pinshi_cli.model.diagnostic import Refusal
from pinshi_cli.model.period import Quarter
from tests.ledger.building import NOON, OTHER, UNIT, entry, person, run

OLD = Quarter(2019, 4)
GONE = person(77, facts={"work": "东方既白在办公室整理档案"})._replace(name="东方既白")
LATER = NOON + timedelta(days=1)


def _filled(address: Address) -> None:
    with open_ledger(address, create=True) as ledger:
        append(ledger, entry((GONE, person(1)), quarter=OLD))
        append(ledger, entry((person(1),)))
        append(ledger, entry((), REVIEW_OPEN, 1, quarter=OLD, head={"person": "东方既白"}))
        append(ledger, entry((GONE,), unit=OTHER, quarter=Quarter(2019, 3)))


def test_older_quarters_are_emptied_and_the_chain_holds(address: Address) -> None:
    _filled(address)
    with open_ledger(address, create=False) as ledger:
        before = head_of(ledger)
        assert prunable(ledger, Quarter(2020, 1)) == (1, 3, 4)
        made = prune(ledger, Quarter(2020, 1), LATER, "孙立")
        assert made is not None
        assert made.kind == PRUNE
        assert made.head is not None
        assert made.head["before"] == "2020Q1"
        assert made.head["pruned"] == [[1, 1], [3, 4]]
        assert verify(ledger, before).faults == ()
        assert [each.head is None for each in entries(ledger)] == [True, False, True, True, False]
        assert history(ledger, "东方既白") == ()
        found = standing(ledger, UNIT, OLD)
        assert found is not None
        assert (found.base.head, found.results) == (None, ())
        assert list(year_rows(ledger, 2019)) == []
        assert len(list(year_rows(ledger, 2026))) == 1
        assert prunable(ledger, Quarter(2020, 1)) == ()


def test_only_what_is_older_than_the_quarter_goes(address: Address) -> None:
    _filled(address)
    with open_ledger(address, create=False) as ledger:
        prune(ledger, OLD, LATER, "孙立")
        assert [each.seq for each in entries(ledger) if each.head is None] == [4]
        assert len(history(ledger, "东方既白")) == 1


def test_pruning_again_writes_nothing_and_pruning_more_does(address: Address) -> None:
    _filled(address)
    with open_ledger(address, create=False) as ledger:
        assert prune(ledger, Quarter(2019, 1), LATER, "孙立") is None
        assert prune(ledger, OLD, LATER, "孙立") is not None
        assert prune(ledger, OLD, LATER, "孙立") is None
        assert prune(ledger, Quarter(2027, 1), LATER, "孙立") is not None
        assert verify(ledger).faults == ()
        assert run(address, "SELECT count(*) FROM results") == [(0,)]


def test_a_pruned_quarter_can_be_recorded_anew(address: Address) -> None:
    _filled(address)
    with open_ledger(address, create=False) as ledger:
        prune(ledger, Quarter(2020, 1), LATER, "孙立")
        append(ledger, entry((person(1),), CORRECT, 3, quarter=OLD, at=LATER))
        found = standing(ledger, UNIT, OLD)
        assert found is not None
        assert len(found.results) == 1
        assert verify(ledger).faults == ()


def test_no_trace_of_a_name_is_left_in_the_file(tmp_path: Path) -> None:
    address = Address(tmp_path / "pinshi.db")
    name = "东方既白".encode()
    _filled(address)
    with open_ledger(address, create=False) as ledger:
        files = [path.read_bytes() for path in tmp_path.glob("pinshi.db*")]
        assert any(name in each for each in files)
        prune(ledger, Quarter(2020, 1), LATER, "孙立")
        files = [path.read_bytes() for path in tmp_path.glob("pinshi.db*")]
        assert not any(name in each for each in files)
    assert not any(name in path.read_bytes() for path in tmp_path.iterdir())


def test_where_somebody_reads_pruning_stands_but_is_not_done(address: Address) -> None:
    """The old picture that the other still reads holds the names; the clerk is told."""
    _filled(address)
    with (
        open_ledger(address, create=False) as ledger,
        open_ledger(address, create=False) as other,
    ):
        with other.reading() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM results").all()
            if address.path is None:
                ledger.alone("SET lock_timeout = '100ms'")
            else:
                ledger.alone("PRAGMA busy_timeout = 100")
            with pytest.raises(Refusal) as refused:
                prune(ledger, Quarter(2020, 1), LATER, "孙立")
            assert refused.value.diagnostics[0].code == "L043"
        assert head_of(ledger).seq == 5
        assert prune(ledger, Quarter(2020, 1), LATER, "孙立") is None
        assert verify(ledger).faults == ()


def test_a_killed_pruning_leaves_all_as_it_was(
    address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    _filled(address)
    with open_ledger(address, create=False) as ledger:

        def broken(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("pinshi_cli.ledger.prune.write", broken)
        with pytest.raises(KeyboardInterrupt):
            prune(ledger, Quarter(2020, 1), LATER, "孙立")
        assert len(history(ledger, "东方既白")) == 2
        assert verify(ledger).faults == ()
