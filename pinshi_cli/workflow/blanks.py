"""`pinshi init`: an empty register for a policy and a quarter."""

from pathlib import Path
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Refusal, refuse
from pinshi_cli.model.names import words_in
from pinshi_cli.model.period import Quarter
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import gradable
from pinshi_cli.policy.scopes import within, words_of
from pinshi_cli.registers.blank_book import blank_workbook
from pinshi_cli.registers.blank_plan import NOTHING, blank_sheets
from pinshi_cli.registers.carried import Handed, handed_on
from pinshi_cli.registers.reader import read_register
from pinshi_cli.sheets.cells import Value
from pinshi_cli.sheets.write import Output
from pinshi_cli.workflow.documents import Document, document, policy_head
from pinshi_cli.workflow.policy.packs import chosen_freely, policy_on
from pinshi_cli.workflow.registers import Call, Written, write_all
from pinshi_cli.workflow.targets import target


class Wanted(NamedTuple):
    """What the call says of the register: each part may be left to last quarter's."""

    policy: str | None = None
    year: int | None = None
    quarter: int | None = None
    unit: str | None = None
    scope: str | None = None


class Begun(NamedTuple):
    """An empty register as it was written, and what people should hear."""

    policy: Policy
    quarter: Quarter
    sheets: tuple[str, ...]
    remarks: tuple[str, ...]
    written: Written


def begin(
    wanted: Wanted,
    book: Path | None,
    out: Path | None,
    call: Call,
    *,
    write: bool = True,
    force: bool,
    dry: bool,
) -> Begun:
    """Write an empty register; `book` is last quarter's. Raises `Refusal` where something lacks.

    Without `write` it is made, but no file is: what stands in the way of one does not matter.
    """
    handed, before, named = Handed(NOTHING, {}, ()), None, ""
    if book is not None:
        cells = call.read(book)
        last = read_register(cells, chosen_freely(None), any_policy=True)
        if last.register is None or last.policy is None:
            raise Refusal(*(each for each in last.diagnostics if each.is_error))
        before, named = last.register.quarter, last.policy.head.id
        policy = _policy(wanted.policy or named, _quarter(wanted, before))
        handed = handed_on(cells, last.register, policy, _quarter(wanted, before))
    quarter = _quarter(wanted, before)
    policy = _policy(wanted.policy or named, quarter)
    items = _items(handed.items, policy, quarter, wanted)
    resolved = within(policy, _scope(items, policy))
    sheets = blank_sheets(resolved, items, handed.carried)
    unit = str(items.get("单位名称") or "")
    title = f"{unit or '单位：　　　　　　'}　{quarter.chinese}"
    data = blank_workbook(sheets, resolved, title)
    path = target(out, f"平时考核登记簿-{quarter}.xlsx", [] if book is None else [book])
    written = Written(dry=dry)
    if write:
        written = write_all([Output(path, data)], force=force, dry=dry)
    names = tuple(sheet.name for sheet in sheets)
    return Begun(resolved, quarter, names, handed.remarks, written)


def _quarter(wanted: Wanted, before: Quarter | None) -> Quarter:
    """The quarter asked for; what is not said follows on last quarter's register."""
    after = None
    if before is not None:
        over = before.number == 4
        after = Quarter(before.year + over, 1 if over else before.number + 1)
    year = wanted.year or (after.year if after is not None else None)
    number = wanted.quarter or (after.number if after is not None else None)
    if year is None or number is None:
        hint = "写上 --year 和 --quarter，或用 --from 指明上一季的登记簿。"
        raise refuse("U707", "没有写哪一年、哪一季", hint)
    return Quarter(year, number)


def _policy(named: str, quarter: Quarter) -> Policy:
    if not named:
        hint = "写上 --policy（pinshi policy list 看有哪些），或用 --from 指明上一季的登记簿。"
        raise refuse("U707", "没有写按哪部考核办法", hint)
    policy = policy_on(named, quarter.last)
    return gradable(policy) if policy.report is None else policy


def _items(
    before: dict[str, Value], policy: Policy, quarter: Quarter, wanted: Wanted
) -> dict[str, Value]:
    items = dict(before)
    items |= {"年度": quarter.year, "季度": quarter.number}
    items["考核办法"] = policy.head.id
    if wanted.unit:
        items["单位名称"] = wanted.unit
    if wanted.scope:
        items["适用机关"] = wanted.scope
    return items


def _scope(items: dict[str, Value], policy: Policy) -> frozenset[str]:
    """The words of 适用机关 and 机关类别. Raises `Refusal` U707 where the policy knows no such."""
    said = str(items.get("适用机关") or "")
    words = words_in(said)
    unknown = [word for word in words if word not in words_of(policy)]
    if unknown:
        known = "、".join(words_of(policy)) or "（没有）"
        raise refuse("U707", f"这部办法没有适用机关“{unknown[0]}”", f"可写：{known}。")
    return frozenset((*words, str(items.get("机关类别") or "")))


def init_document(begun: Begun) -> Document:
    """`pinshi init --json`."""
    return document(
        "init",
        ok=True,
        diagnostics=(),
        policy=policy_head(begun.policy),
        period=str(begun.quarter),
        sheets=list(begun.sheets),
        remarks=list(begun.remarks),
        outputs=begun.written.names,
    )
