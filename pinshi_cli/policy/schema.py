"""What a pack may say: the keys of its TOML, and the rules that they become."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from pinshi_cli.policy.book import Decision, Example, Head, Quota, Records
from pinshi_cli.policy.form import OPTIONAL_TEXT, SOURCE, WORDS, Form, Maker, Raw, plain
from pinshi_cli.policy.quarter_schema import QUARTER
from pinshi_cli.policy.report_book import ReportRule
from pinshi_cli.policy.report_schema import READING, REPORT
from pinshi_cli.policy.review_book import ReviewRule
from pinshi_cli.policy.score_book import Score
from pinshi_cli.policy.shape import (
    Key,
    Keys,
    Report,
    Take,
    day,
    free_table,
    identifier,
    listed,
    number,
    one_of,
    partial_table,
    table,
    text,
    whole,
)
from pinshi_cli.policy.source import Source
from pinshi_cli.policy.use_book import Evaluation, HigherRanks
from pinshi_cli.policy.use_schema import EVALUATION, HIGHER_RANKS, USE
from pinshi_cli.policy.year_book import Year, YearQuota
from pinshi_cli.policy.year_schema import YEAR, YEAR_QUOTA, YEAR_SCORE

_HEAD = {
    "id": Key(identifier, default=""),
    "name": Key(text, default=""),
    "source": Key(text, default=""),
    "effective_from": Key(day, default=date.max),
    "base": OPTIONAL_TEXT,
    "replaces": Key(listed(text), required=False, default=()),
}
_SHEETS = {
    "required": Key(listed(text), required=False, default=()),
    "offered": Key(listed(text), required=False, default=()),
}
_EXAMPLE = {"name": Key(text), "given": Key(free_table), "expect": Key(free_table)}

FORMS: dict[str, Form] = {**QUARTER, **YEAR, **USE, **REPORT}
"""Every kind of rule that a pack may have many of."""

NAME_OF: dict[str, Callable[[Any], str]] = {
    **{kind: form.name_of for kind, form in FORMS.items()},
    "examples": lambda example: example.name,
}
"""What names a rule of each kind: by it a pack replaces a rule of its base."""

_ONCE: dict[str, tuple[Keys, Maker]] = {
    "score": ({"decimals": Key(whole(0, 6)), "maximum": Key(number(1, 1000))}, plain(Score)),
    "quota": (
        {
            "grade": Key(text),
            "share": Key(number(0, 1)),
            "most": Key(number(0, 1)),
            "label": Key(text),
        },
        plain(Quota),
    ),
    "decision": ({}, plain(Decision)),
    "records": (
        {
            "every": Key(one_of("week", "month")),
            "due_days": Key(whole(0, 366)),
            "late_least": Key(whole(1, 100)),
            "proposes": Key(text),
        },
        plain(Records),
    ),
    "review": (
        {"ask_days": Key(whole(1, 366)), "decide_days": Key(whole(1, 366)), "grades": WORDS},
        plain(ReviewRule),
    ),
    "year": (YEAR_SCORE, plain(Year)),
    "year_quota": (YEAR_QUOTA, plain(YearQuota)),
    "higher_ranks": (HIGHER_RANKS, plain(HigherRanks)),
    "evaluation": (EVALUATION, plain(Evaluation)),
    "report": (READING, plain(ReportRule)),
}
ONCE = tuple(_ONCE)
"""What a pack has once; named in `replaces` as it stands."""

PACK: Take = partial_table(
    {
        "policy": Key(partial_table(_HEAD)),
        "sheets": Key(table(_SHEETS), required=False),
        **{
            name: Key(table({**keys, **SOURCE}), required=False)
            for name, (keys, _) in _ONCE.items()
        },
        **{
            kind: Key(listed(table({**form.keys, **SOURCE}), least=0), required=False, default=())
            for kind, form in FORMS.items()
        },
        "examples": Key(listed(table(_EXAMPLE), least=0), required=False, default=()),
    }
)


class Pack(NamedTuple):
    """One pack as its own file says it. `once` and `rules` hold its rules by kind."""

    head: Head
    required_sheets: tuple[str, ...]
    offered_sheets: tuple[str, ...]
    once: dict[str, Any]
    rules: dict[str, tuple[Any, ...]]


def pack_from(raw: object, report: Report) -> Pack | None:
    """The pack that `raw` (parsed TOML) says; of what is faulty, the sound rest.

    None where it has no head. Whether there were faults, `report` knows.
    """
    taken: Raw | None = PACK(raw, "", report)  # type: ignore[assignment]  # PACK takes tables only
    if taken is None or taken["policy"] is None:
        return None
    head = Head(**taken["policy"])

    def made(make: Maker, table: Raw) -> Any:  # noqa: ANN401  # a rule of any kind
        source = Source(table.pop("cite"), table.pop("assumed"), head.id, table.pop("scope"))
        return make(table, source)

    rules: dict[str, tuple[Any, ...]] = {
        kind: tuple(made(form.make, each) for each in taken[kind]) for kind, form in FORMS.items()
    }
    rules["examples"] = tuple(Example(**each) for each in taken["examples"])
    once = {name: made(make, taken[name]) for name, (_, make) in _ONCE.items() if taken[name]}
    sheets = taken["sheets"] or {"required": (), "offered": ()}
    return Pack(head, sheets["required"], sheets["offered"], once, rules)
