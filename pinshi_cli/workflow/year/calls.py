"""Where a year is to come from: registers, or the ledger."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.ledger.address import Address
from pinshi_cli.model.diagnostic import refuse
from pinshi_cli.workflow.ledger.calls import day_named, where
from pinshi_cli.workflow.register_files import Found
from pinshi_cli.workflow.year.years import Annual, with_forecasts


class YearCall(NamedTuple):
    """Registers, or (`year`) a year of the ledger: of one unit or all, as of a day or now."""

    books: tuple[Path, ...]
    year: int | None = None
    unit: str | None = None
    as_of: date | None = None
    ledger: str | None = None

    @classmethod
    def of(
        cls,
        books: Sequence[Path] | None,
        year: int | None,
        unit: str | None,
        as_of: str | None,
        ledger: str | None,
    ) -> "YearCall":
        """What a call means. Raises `Refusal` U701 where it names both, or neither."""
        if books and year is not None:
            raise refuse("U701", "登记簿和 --year 只能写一样", "由台账得出的，去掉登记簿。")
        if not books and year is None:
            hint = "写一年的登记簿；由台账得出的，写 --year 2026。"
            raise refuse("U701", "没有写登记簿，也没有写 --year", hint)
        if year is None and (unit or as_of or ledger):
            hint = "和 --year 一起用；给登记簿的不用。"
            raise refuse("U701", "--unit、--as-of、--ledger 只用于台账", hint)
        return cls(tuple(books or ()), year, unit, day_named(as_of, "--as-of"), ledger)

    def and_for_registers(self, *, many: bool, draft: bool, password: bool) -> "YearCall":
        """The same. Raises `Refusal` U701 where the ledger is told what only registers need."""
        words = {"--many": many, "--draft": draft, "--password": password}
        told = [word for word, given in words.items() if given]
        if self.year is not None and told:
            hint = "由台账得出的，去掉它；台账里的都核定过，没有密码。"
            raise refuse("U701", f"{'、'.join(told)} 只用于登记簿", hint)
        return self


class RecordedYear(NamedTuple):
    """A year from the ledger: what is written of it goes beside it, and prints its head."""

    found: Found
    years: Annual
    head: str


def recorded_year(call: YearCall, policy: str | None, *, forecast: bool) -> RecordedYear:
    """The year from the ledger. Raises `Refusal`."""
    from pinshi_cli.ledger.append import head_of
    from pinshi_cli.ledger.connect import open_ledger
    from pinshi_cli.workflow.year.on_record import Ask, annual_on_record

    address = where(call.ledger)
    with open_ledger(address, create=False) as ledger:
        years = annual_on_record(ledger, Ask(call.year or 0, call.unit, call.as_of, policy))
        head = str(head_of(ledger))
    return RecordedYear(_beside(address), with_forecasts(years) if forecast else years, head)


def _beside(address: Address) -> Found:
    folder = Path.cwd() if address.path is None else address.path.absolute().parent
    return Found(files=(), folders=(folder,), skipped=())
