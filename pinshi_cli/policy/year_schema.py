"""What a pack may say of a year: the keys of its tables, and the rules that they become."""

from pinshi_cli.model.words import VERDICTS
from pinshi_cli.policy.form import WORDS, Form, Raw, by_id, plain
from pinshi_cli.policy.shape import Key, listed, number, one_of, table, text, whole
from pinshi_cli.policy.source import Source
from pinshi_cli.policy.year_book import Count, YearCeiling, YearEnd, YearRule, YearTie

END_SPANS = ("dated", "open", "since")
YEAR_TIES = ("best", "score", "frontline")

_VERDICT = Key(one_of(*VERDICTS))
_SHARE = Key(number(0, 1), required=False)
_ENDS_WHEN = {
    "shown": WORDS,
    "latest": WORDS,
    "kinds": WORDS,
    "span": Key(one_of(*END_SPANS), required=False, default="dated"),
    "years": Key(listed(whole(-10, 0)), required=False, default=(0,)),
    "over_months": Key(whole(1, 120), required=False),
    "leave_share": _SHARE,
}
_COUNT = {
    "grades": Key(listed(text)),
    "least": Key(whole(0, 4), required=False, default=0),
    "most": Key(whole(0, 4), required=False),
    "over": _SHARE,
    "within": _SHARE,
}
_TITLED = {"id": Key(text), "title": Key(text), "verdict": _VERDICT}


def _end(raw: Raw, source: Source) -> YearEnd:
    return YearEnd(raw["id"], raw["title"], raw["verdict"], source, **raw["when"])


def _rule(raw: Raw, source: Source) -> YearRule:
    when = tuple(Count(**each) for each in raw["when"])
    return YearRule(raw["id"], raw["title"], raw["verdict"], when, source)


YEAR: dict[str, Form] = {
    "year_ends": Form({**_TITLED, "when": Key(table(_ENDS_WHEN))}, _end, by_id),
    "year_rules": Form({**_TITLED, "when": Key(listed(table(_COUNT)))}, _rule, by_id),
    "year_ceilings": Form(
        {
            **_TITLED,
            "kinds": Key(listed(text)),
            "bars": Key(listed(one_of(*VERDICTS))),
            "least": Key(whole(1, 100), required=False, default=1),
        },
        plain(YearCeiling),
        by_id,
    ),
    "year_ties": Form({"by": Key(one_of(*YEAR_TIES))}, plain(YearTie), lambda rule: rule.by),
}
"""The kinds of rule about a year."""

YEAR_SCORE = {"weight": Key(number(0, 1)), "decimals": Key(whole(0, 6))}
"""The keys of `[year]`, beside its source."""

YEAR_QUOTA = {"share": Key(number(0, 1)), "label": Key(text)}
"""The keys of `[year_quota]`, beside its source."""
