"""What a pack may say of a year: the keys of its tables, and the rules that they become."""

from pinshi_cli.model.words import VERDICTS
from pinshi_cli.policy.form import WORDS, Form, Raw, by_id, plain
from pinshi_cli.policy.shape import Key, by_word, flag, listed, number, one_of, table, text, whole
from pinshi_cli.policy.source import Source
from pinshi_cli.policy.year_book import YearCeiling, YearEnd, YearRule, YearTie

_VERDICT = Key(one_of(*VERDICTS))
_COUNTS = Key(by_word(whole(0, 4)), required=False, default=())
_ENDS_WHEN = {
    "shown": WORDS,
    "latest": WORDS,
    "kinds": WORDS,
    "years": Key(listed(whole(-10, 0)), required=False, default=(0,)),
    "open": Key(flag, required=False, default=False),
    "leave_share": Key(number(0, 1), required=False),
}
_RULE_WHEN = {"at_least": _COUNTS, "at_most": _COUNTS, "half_of": WORDS}
_TITLED = {"id": Key(text), "title": Key(text)}


def _end(raw: Raw, source: Source) -> YearEnd:
    return YearEnd(raw["id"], raw["title"], raw["verdict"], source, **raw["when"])


def _rule(raw: Raw, source: Source) -> YearRule:
    return YearRule(raw["id"], raw["title"], raw["verdict"], source, **raw["when"])


YEAR: dict[str, Form] = {
    "year_ends": Form(
        {**_TITLED, "verdict": _VERDICT, "when": Key(table(_ENDS_WHEN))}, _end, by_id
    ),
    "year_rules": Form(
        {**_TITLED, "verdict": _VERDICT, "when": Key(table(_RULE_WHEN))}, _rule, by_id
    ),
    "year_ceilings": Form(
        {
            **_TITLED,
            "kinds": Key(listed(text)),
            "bars": Key(listed(one_of(*VERDICTS))),
            "verdict": _VERDICT,
            "least": Key(whole(1, 100), required=False, default=1),
        },
        plain(YearCeiling),
        by_id,
    ),
    "year_ties": Form(
        {"by": Key(one_of("best", "score", "frontline"))}, plain(YearTie), lambda rule: rule.by
    ),
}
"""The kinds of rule about a year."""

YEAR_SINGLE = {
    "weight": Key(number(0, 1)),
    "decimals": Key(whole(0, 6)),
    "share": Key(number(0, 1)),
    "most": Key(number(0, 1)),
    "label": Key(text),
}
"""The keys of `[year]`, beside its source."""
