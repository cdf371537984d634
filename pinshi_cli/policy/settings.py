"""A pack with single values set otherwise (`parts.民主测评.weight=0.2`), before it is read.

The values go into the parsed TOML, so that the strict reader judges them like those of any pack.
"""

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from pinshi_cli.model.diagnostic import Refusal, refuse
from pinshi_cli.model.names import nearest

Raw = dict[str, Any]

_NAMING = ("id", "name", "grade", "identity", "kind", "sheet", "label", "by", "of")
"""The keys that name an entry of a list, by whichever it has."""

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class Setting(NamedTuple):
    """A value and where it goes: `path` as in `parts.民主测评.weight`, `said` as it was written.

    A name that stands twice, for two scopes, is told apart by `@`:
    `parts.民主测评@窗口单位.weight`.
    """

    path: tuple[str, ...]
    said: str

    @property
    def key(self) -> str:
        return ".".join(self.path)


def setting(text: str) -> Setting:
    """`KEY=VALUE` as a setting. Raises `Refusal` U708 where it is none."""
    key, equals, said = text.partition("=")
    path = tuple(part.strip() for part in key.split("."))
    if not equals or not said.strip() or len(path) < 2 or not all(path):
        hint = "写成 键=值，例如 parts.民主测评.weight=0.2；有哪些键，见 pinshi policy show。"
        raise refuse("U708", f"“{text}”不是一项改动", hint)
    return Setting(path, said.strip())


def with_settings(packs: Sequence[Raw], settings: Iterable[Setting]) -> list[Raw]:
    """The packs (a pack, then its base) with each setting in the first that has its rule.

    Raises `Refusal` U709 where none has.
    """
    changed = [deepcopy(pack) for pack in packs]
    for each in settings:
        found = [owner for pack in changed if (owner := _owner(pack, each)) is not None]
        if not found:
            raise _unknown(each, packs)
        key = each.path[-1]
        found[0][key] = _value(each.said, found[0].get(key))
    return changed


def rebalanced(pack: Raw, settings: Sequence[Setting]) -> Raw:
    """The pack with the weights beside those that were set scaled so that they make 1 again.

    Parts weigh against the parts of their own scope, rater groups against those of their part.
    """
    changed = deepcopy(pack)
    for siblings in _sums(changed):
        own = [each for each in siblings if _is_set(each, changed, settings)]
        others = [each for each in siblings if each not in own]
        rest = 1 - _total(own)
        total = _total(others)
        if own and rest > 0 and total:
            for each in others:
                each["weight"] = Fraction(str(each["weight"])) * rest / total
    return changed


def _total(entries: Sequence[Raw]) -> Fraction:
    """The sum of the weights that are numbers; what is none, the strict reader reports."""
    weights = [each.get("weight") for each in entries]
    numbers = [each for each in weights if isinstance(each, (int, Decimal, Fraction))]
    return sum((Fraction(str(each)) for each in numbers), Fraction(0))


def _sums(pack: Raw) -> Iterable[list[Raw]]:
    """The lists of weights that make 1 together."""
    parts: list[Raw] = pack.get("parts", [])
    for scope in dict.fromkeys(tuple(part.get("scope", ())) for part in parts):
        yield [part for part in parts if tuple(part.get("scope", ())) == scope]
    for part in parts:
        yield part.get("groups", [])


def _is_set(entry: Raw, pack: Raw, settings: Iterable[Setting]) -> bool:
    weights = [each for each in settings if each.path[-1] == "weight"]
    return any(_owner(pack, each) is entry for each in weights)


def _owner(pack: Raw, wanted: Setting) -> Raw | None:
    """The table in which the setting's last key stands (or may stand), or None.

    A pack's own data and its examples are no rules: nothing would be graded otherwise by them.
    """
    if wanted.path[0] in ("policy", "examples"):
        return None
    at: Any = pack
    for segment in wanted.path[:-1]:
        at = _entry(at, segment) if isinstance(at, list) else at.get(segment)
        if not isinstance(at, (dict, list)):
            return None
    return at if isinstance(at, dict) else None


def _entry(entries: Sequence[Raw], segment: str) -> Raw | None:
    """The entry of a list by its name; without `@` the one for everyone, else the only one."""
    name, at, scope = segment.partition("@")
    named = [entry for entry in entries if name in _names(entry)]
    if at:
        return next((entry for entry in named if scope in entry.get("scope", ())), None)
    plain = [entry for entry in named if not entry.get("scope")]
    return next(iter(plain or named), None)


def _names(entry: Raw) -> list[str]:
    return [str(entry[key]) for key in _NAMING if key in entry]


def _value(said: str, before: object) -> object:
    """What is written as the kind of value that stands there, else as its looks say."""
    if isinstance(before, list):
        return [each.strip() for each in re.split("[、,，]", said) if each.strip()]
    if isinstance(before, str):
        return said
    if said in ("true", "false"):
        return said == "true"
    number, percent = (said[:-1], True) if said.endswith("%") else (said, False)
    if not _NUMBER.fullmatch(number):
        return said
    if percent:
        return Decimal(number) / 100
    return Decimal(number) if "." in number else int(number)


def _unknown(wanted: Setting, packs: Sequence[Raw]) -> Refusal:
    known = list(dict.fromkeys(path for pack in packs for path in _paths(pack)))
    if wanted.key in known:
        hint = f"还要写明改它的哪一项，例如 {wanted.key}.least、{wanted.key}.weight。"
        return refuse("U709", f"{wanted.key} 是一条规则，不是一个数", hint)
    close = nearest(".".join(wanted.path[:-1]), known, 0.5)
    guess = f"你是不是想写 {close}.{wanted.path[-1]}？" if close else ""
    hint = f"{guess}用 pinshi policy show 看有哪些条目。"
    return refuse("U709", f"规则里没有 {'.'.join(wanted.path[:-1])}", hint)


def _paths(pack: Raw) -> Iterable[str]:
    for kind, entries in pack.items():
        if isinstance(entries, dict):
            yield kind
        elif isinstance(entries, list):
            for entry in entries:
                yield from (f"{kind}.{name}" for name in _names(entry))
                for group in entry.get("groups", []):
                    yield from (f"{kind}.{n}.groups.{group.get('name')}" for n in _names(entry))
