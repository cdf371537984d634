"""Whose fault it is that reading a ledger came to grief: pinshi's own, or the ledger's."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pinshi_cli.ledger.failures import no_ledger
from pinshi_cli.ledger.verify import verify

if TYPE_CHECKING:
    from pinshi_cli.ledger.connect import Ledger

_MISREAD = (ArithmeticError, AttributeError, LookupError, StopIteration, TypeError, ValueError)


@contextmanager
def damage_said(ledger: "Ledger") -> Iterator[None]:
    """Raises `Refusal` (L006) for what comes to grief on a ledger that does not verify.

    Nobody can foresee all that a changed row or an index astray leads to. Where the ledger is as
    it was written, the fault is pinshi's own and goes on.
    """
    try:
        yield
    except _MISREAD as error:
        if verify(ledger).sound:
            raise
        raise no_ledger("L006", ledger.address) from error
