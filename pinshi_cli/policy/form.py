"""How one kind of rule stands in a pack: its keys, the rule made of them, what names it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from pinshi_cli.policy.shape import Key, Keys, listed, text
from pinshi_cli.policy.source import Source

Raw = dict[str, Any]
"""A table that `shape.table` has checked: its values have the types that the keys say."""

SOURCE: dict[str, Key] = {
    "cite": Key(text),
    "assumed": Key(text, required=False, default=""),
    "scope": Key(listed(text), required=False, default=()),
}
"""What every rule says of its source."""

OPTIONAL_TEXT = Key(text, required=False, default="")
WORDS = Key(listed(text), required=False, default=())

Maker = Callable[[Raw, Source], Any]
"""make(table without its source, source): the rule."""


class Form(NamedTuple):
    """A kind of rule: the keys of its table beside `SOURCE`, its maker, and its name in the pack.

    `name_of` is by what a pack replaces a rule of its base, and by what one in a scope goes before
    one for everyone.
    """

    keys: Keys
    make: Maker
    name_of: Callable[[Any], str]


def by_id(rule: Any) -> str:  # noqa: ANN401  # any rule that has an id
    """The name of a rule that has an `id`."""
    named: str = rule.id
    return named


def plain(rule: Callable[..., Any]) -> Maker:
    """A rule whose fields are named as its keys."""
    return lambda raw, source: rule(source=source, **raw)
