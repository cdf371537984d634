"""What a pack may say of the use of results: the keys of its tables, and what they become."""

from fractions import Fraction

from pinshi_cli.policy.form import OPTIONAL_TEXT, WORDS, Form, Raw, by_id, plain
from pinshi_cli.policy.shape import Key, by_word, flag, listed, number, one_of, table, text, weight
from pinshi_cli.policy.source import Source
from pinshi_cli.policy.use_book import (
    BOUNDS,
    USES,
    Coefficient,
    Condition,
    Third,
    Use,
)

_BOUND = Key(number(0, 100_000), required=False)
_CONDITION = {
    "what": Key(text),
    "words": WORDS,
    **dict.fromkeys(BOUNDS, _BOUND),
    "label": OPTIONAL_TEXT,
    "bound": Key(one_of(*BOUNDS), required=False, default=""),
}


def _use(raw: Raw, source: Source) -> Use:
    when = tuple(Condition(**each) for each in raw.pop("when"))
    return Use(when=when, source=source, **raw)


USE: dict[str, Form] = {
    "uses": Form(
        {
            "id": Key(text),
            "kind": Key(one_of(*USES)),
            "title": Key(text),
            "then": Key(text),
            "when": Key(listed(table(_CONDITION))),
            "factor": Key(number(0, 100), required=False, default=Fraction(1)),
            "bars": Key(flag, required=False, default=False),
            "gives": OPTIONAL_TEXT,
        },
        _use,
        by_id,
    ),
    "coefficients": Form(
        {"grade": Key(text), "factor": Key(number(0, 100))},
        plain(Coefficient),
        lambda rule: rule.grade,
    ),
    "thirds": Form({"name": Key(text)}, plain(Third), lambda rule: rule.name),
}
"""The kinds of rule about the use of results."""

HIGHER_RANKS = {"ranks": Key(listed(text)), "label": Key(text)}
"""The keys of `[higher_ranks]`, beside its source."""

EVALUATION = {
    "quantity": Key(weight),
    "points": Key(by_word(number(0, 100))),
    "label": OPTIONAL_TEXT,
}
"""The keys of `[evaluation]`, beside its source."""
