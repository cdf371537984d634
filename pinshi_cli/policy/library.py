"""From the text of packs to the rule book in force on a day."""

import hashlib
import tomllib
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Refusal, refuse
from pinshi_cli.model.names import nearest, squeezed
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.form import Raw
from pinshi_cli.policy.schema import NAME_OF, ONCE, Pack, pack_from
from pinshi_cli.policy.shape import Report, reporter
from pinshi_cli.policy.soundness import check_pack, check_policy


class Edition(NamedTuple):
    """A pack as it lies in a file: its name, its text."""

    file: str
    text: str


def shipped(pack_id: str = "") -> list[Edition]:
    """The packs that come with pinshi: all, or every edition of one.

    The latest edition lies in `<id>.toml`, an earlier one in `<id>@<day it came into force>.toml`.
    """
    found = []
    for entry in sorted(resources.files("pinshi_cli.policy").joinpath("packs").iterdir(), key=str):
        stem, dot, ending = entry.name.rpartition(".")
        if dot and ending == "toml" and (not pack_id or stem.partition("@")[0] == pack_id):
            found.append(Edition(entry.name, entry.read_text(encoding="utf-8")))
    return found


def book_for(named: str, day: date) -> Policy:
    """The shipped book of that id or Chinese name, in the edition in force on `day`.

    Raises `Refusal`: P601 where there is none of that name, P613 where none is in force yet.
    """
    editions = editions_of(squeezed(named))
    in_force = [edition for edition in editions if _head(edition)["effective_from"] <= day]
    if not in_force:
        first = min(_head(edition)["effective_from"] for edition in editions)
        message = f"考核办法“{named}”自 {first} 起施行，所给季度还没有办法可依"
        raise refuse(
            "P613", message, "核对年度和季度；更早的季度请另备当时的规则文件，用 --policy。"
        )
    latest = max(in_force, key=lambda edition: _head(edition)["effective_from"])
    policy, faults = read_policy(latest, day)
    if policy is None:
        raise refuse("P614", f"随附规则 {latest.file} 有误：{faults[0].message}", "请重新安装。")
    return policy


def gradable(policy: Policy) -> Policy:
    """The policy itself. Raises `Refusal` P617 where nobody is graded by it."""
    if policy.report is not None and policy.is_base:
        message = f"“{policy.head.name}”只有正反向测评，不核定等次"
        raise refuse("P617", message, "分析报告用 pinshi report；核定等次的，写本单位的考核办法。")
    if policy.is_base:
        message = f"“{policy.head.name}”只是底本，没有计分办法，不能核定等次"
        raise refuse("P617", message, "在考核办法（或 --policy）里写本单位的办法。")
    return policy


def editions_of(named: str) -> list[Edition]:
    """Every shipped edition of that id or Chinese name. Raises `Refusal` P601 where none is."""
    editions = shipped(named.lower()) if _is_id(named) else []
    editions = editions or [each for each in shipped() if squeezed(_head(each)["name"]) == named]
    if not editions:
        raise _unknown(named)
    return editions


Change = Callable[[list[Raw]], list[Raw]]
"""change(parsed packs: a pack, then its base): the same, with values set otherwise."""


def read_policy(
    edition: Edition,
    day: date = date.max,
    change: Change | None = None,
    bases: Sequence[Edition] | None = None,
) -> tuple[Policy | None, list[Diagnostic]]:
    """The whole book that a pack's text says with its base (the edition in force on `day`).

    None with every fault found where it does not hold. `change` sets values before they are read;
    `bases` is the base's text where it is at hand, and no shipped one is asked.
    """
    found: list[Diagnostic] = []
    report = reporter(edition.file, found)
    editions = [edition, *(base_of(edition, day) if bases is None else bases)]
    raws = [raw for each in editions if (raw := _toml(each, report)) is not None]
    if len(raws) < len(editions):
        return None, found
    packs = [_checked(raw, report) for raw in (change(raws) if change is not None else raws)]
    pack, base = packs[0], packs[1] if len(packs) > 1 else None
    if pack is not None and pack.head.base:
        if base is None:
            hint = "写 national 或删去。"
            report("P601", "policy.base", f"没有名为 {pack.head.base} 的底本", hint)
        elif base.head.base:
            report("P615", "policy.base", f"底本 {base.head.id} 自己也有底本", "底本只有一层。")
            base = None  # its rules are not whole without its own base's
    if pack is None:
        return None, found
    digest = hashlib.sha256("".join(each.text for each in editions).encode())
    left_out = any(each.code != "P602" for each in found)  # an unknown key costs no rule
    grades_lack = any(each.where.key.startswith("bands[") for each in found)
    told = _of_what_stands(report, grades_lack=grades_lack) if left_out else report
    policy = _joined(pack, base, digest.hexdigest(), told)
    return (None, found) if found else (policy, found)


_OF_WHAT_LACKS = ("P606", "P610", "P611", "P612", "P618")
"""Faults that may only come of rules left out for faults of their own."""


def _of_what_stands(report: Report, *, grades_lack: bool) -> Report:
    """Reports only what is wrong with rules that stand, where others could not be read.

    With `grades_lack` nobody can tell which words are grades (P609).
    """
    silent = (*_OF_WHAT_LACKS, "P609") if grades_lack else _OF_WHAT_LACKS

    def told(code: str, path: str, message: str, hint: str) -> None:
        if code not in silent:
            report(code, path, message, hint)

    return told


def base_of(edition: Edition, day: date) -> list[Edition]:
    """The edition of a pack's base that is in force on `day`; none where it has no such base."""
    try:
        named = _parsed(edition.text)["policy"]["base"]
    except (tomllib.TOMLDecodeError, KeyError, TypeError):
        return []  # what is wrong with the head is said where it is read
    if not isinstance(named, str) or not named:
        return []
    bases = [each for each in shipped(named) if _head(each)["effective_from"] <= day]
    return sorted(bases, key=lambda each: _head(each)["effective_from"])[-1:]


def _toml(edition: Edition, report: Report) -> Raw | None:
    try:
        return _parsed(edition.text)
    except tomllib.TOMLDecodeError as fault:
        report("P616", "", f"不是合格的 TOML：{fault}", "按提示的行和列改正；可对照随附的规则。")
        return None


def _checked(raw: Raw, report: Report) -> Pack | None:
    pack = pack_from(raw, report)
    if pack is not None:
        check_pack(pack, report)
    return pack


def _joined(pack: Pack, base: Pack | None, sha256: str, report: Report) -> Policy:
    """The pack's rules, then those of its base that it does not replace."""
    _check_replaced(pack, base, report)
    replaced = set(pack.head.replaces)
    rules: dict[str, tuple[Any, ...]] = {}
    for kind, own in pack.rules.items():
        name_of = NAME_OF[kind]
        based = base.rules[kind] if base is not None and kind != "examples" else ()
        kept = [rule for rule in based if f"{kind}.{name_of(rule)}" not in replaced]
        rules[kind] = (*own, *kept)
    singles = {
        name: pack.once.get(name, base.once.get(name) if base is not None else None)
        for name in ONCE
    }
    fields: dict[str, Any] = {**singles, **rules}
    fields["required_sheets"] = pack.required_sheets or (base.required_sheets if base else ())
    fields["offered_sheets"] = pack.offered_sheets
    policy = Policy(head=pack.head, sha256=sha256, **fields)
    check_policy(policy, report)
    return policy


def _check_replaced(pack: Pack, base: Pack | None, report: Report) -> None:
    """Each rule that stands in pack and base is named in `replaces`, and nothing else is."""
    once = set(base.once) if base is not None else set()
    based = {
        f"{kind}.{NAME_OF[kind](rule)}"
        for kind, rules in (base.rules.items() if base is not None else ())
        for rule in rules
        if kind != "examples"
    }
    own = {f"{kind}.{NAME_OF[kind](rule)}" for kind, rules in pack.rules.items() for rule in rules}
    for index, name in enumerate(pack.head.replaces):
        path = f"policy.replaces[{index}]"
        if name not in once | based:
            report("P618", path, f"底本里没有 {name}", "写成 种类.编号。")
        elif name in based - own:
            report("P618", path, f"本规则没有写用来替换 {name} 的", "写上替换它的规则，或删去。")
    doubled = (once & pack.once.keys()) | (based & own)
    for name in sorted(doubled - set(pack.head.replaces)):
        hint = f"要替换它，在 policy.replaces 里写上 {name}。"
        report("P607", name.partition(".")[0], f"底本里已有 {name}", hint)


def _is_id(named: str) -> bool:
    return named.isascii() and named.replace("-", "").replace("_", "").isalnum()


def begins(edition: Edition) -> date:
    """The day from which an edition is in force."""
    day: date = _head(edition)["effective_from"]
    return day


def heads() -> list[dict[str, Any]]:
    """The head of every edition shipped, as its file says it; `gradable` is False for a base."""
    return [
        {**_head(edition), "gradable": "parts" in _parsed(edition.text)} for edition in shipped()
    ]


def _head(edition: Edition) -> dict[str, Any]:
    head: dict[str, Any] = _parsed(edition.text)["policy"]
    return head


@cache
def _parsed(text: str) -> dict[str, Any]:
    """TOML with exact decimals. Kept, since a pack is asked for its head before it is read."""
    return tomllib.loads(text, parse_float=Decimal)


def _named_in_part(named: str) -> str | None:
    """The id of the one pack whose name has these words in it (张店), or None."""
    ids = {head["id"] for head in heads() if len(named) > 1 and named in head["name"]}
    return ids.pop() if len(ids) == 1 else None


def _unknown(named: str) -> Refusal:
    known = heads()
    words = [word for head in known for word in (head["id"], head["name"])]
    close = nearest(named, words, 0.5) or _named_in_part(named)
    ids = "、".join(dict.fromkeys(head["id"] for head in known))
    guess = f"你是不是想写“{close}”？" if close else ""
    hint = (
        f"{guess}随附的规则有：{ids}（pinshi policy list）；自备的规则文件写它的文件名，如 x.toml。"
    )
    return refuse("P601", f"没有名为“{named}”的考核办法", hint)
