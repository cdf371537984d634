"""What every command of the ledger is told: where it is, who acts, which quarter, which day."""

import getpass
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pinshi_cli.ledger.address import Address, ledger_address
from pinshi_cli.model.diagnostic import Refusal, refuse
from pinshi_cli.model.identity import without_identity
from pinshi_cli.model.names import squeezed, trimmed
from pinshi_cli.model.period import Quarter
from pinshi_cli.workflow.ledger.heads import LEDGER_VARIABLE

if TYPE_CHECKING:
    from pinshi_cli.ledger.connect import Ledger

BY_VARIABLE = "PINSHI_BY"

NO_LEDGER = "L001"
"""The refusal's code where there is no ledger yet."""

_DAY = re.compile(r"(20\d\d)(?:[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d\d)(\d\d))")
_QUARTER = re.compile(r"(20\d\d)(?:Q|q|年第?)([1-4一二三四])(?:季度?)?")


def where(option: str | None, books: Sequence[Path] = ()) -> Address:
    """The ledger meant: `--ledger`, else PINSHI_LEDGER, else beside the registers, or here.

    Raises `Refusal` L057 where the registers lie in several folders and nothing says which.
    """
    said = os.environ.get(LEDGER_VARIABLE) or None
    folders = list(dict.fromkeys(book.absolute().parent for book in books))
    if len(folders) > 1 and option is None and said is None:
        hint = "用 --ledger 写明台账，例如 --ledger pinshi.db。"
        raise refuse("L057", "登记簿不在同一个文件夹，不知道记入哪本台账", hint)
    return ledger_address(option, said, folders[0] if folders else Path.cwd())


@contextmanager
def opened_if_there(address: Address, *, create: bool = False) -> Iterator["Ledger | None"]:
    """The ledger open; None where there is none yet and `create` does not have it made.

    Raises `Refusal` for any other reason.
    """
    from pinshi_cli.ledger.connect import open_ledger

    with ExitStack() as stack:
        try:
            ledger = stack.enter_context(open_ledger(address, create=create))
        except Refusal as refusal:
            if any(each.code != NO_LEDGER for each in refusal.diagnostics):
                raise
            ledger = None
        yield ledger


def signer(by: str | None) -> str:
    """Who acts: `--by`, else PINSHI_BY, else the system's user. Raises `Refusal` L056."""
    said = by or os.environ.get(BY_VARIABLE) or _user()
    if not squeezed(said):
        raise refuse("L056", "不知道经办人是谁", "用 --by 写经办人的姓名。")
    return said_plainly(said)


def _user() -> str:
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # a system without users' names
        return ""


def quarter_named(said: str) -> Quarter:
    """The quarter of `2026Q1` (or 2026年第一季度). Raises `Refusal` U701."""
    found = _QUARTER.fullmatch(squeezed(said))
    if found is None:
        raise refuse("U701", f"“{said}”不是季度", "写成 2026Q1。")
    number = found[2]
    return Quarter(int(found[1]), "一二三四".find(number) + 1 or int(number))


def day_named(said: str | None, option: str) -> date | None:
    """The day of `2026-04-10`; None where nothing is said. Raises `Refusal` U701."""
    return None if said is None else day_said(said, option)


def day_said(said: str, option: str) -> date:
    """The day that an option says: `2026-04-10`, `2026-4-10`, `2026年4月10日`, `20260410`.

    A day of another century is a slip: a ledger keeps for good what it is told. Raises `Refusal`
    U701.
    """
    found = _DAY.fullmatch(squeezed(said))
    numbers = [int(each) for each in found.groups() if each] if found else []
    try:
        return date(*numbers)
    except (TypeError, ValueError):
        raise refuse("U701", f"{option} 的“{said}”不是日期", "写成 2026-04-10。") from None


def must_say(said: str | None, option: str, what: str) -> str:
    """What an option says, as `said_plainly`. Raises `Refusal` L055 where it says nothing."""
    words = said_plainly(said)
    if not words:
        raise refuse("L055", f"没有写{what}", f"加 {option} {what}。")
    return words


def ids_said(said: Sequence[str] | None) -> tuple[str, ...]:
    """The 编号 that an option names, as the ledger keeps them."""
    return tuple(without_identity(trimmed(each)) for each in said or ())


def said_plainly(said: str | None) -> str:
    """What an option says, on one line and without identity numbers; empty where nothing."""
    return without_identity(" ".join((said or "").split()))
