"""What a pack may say of the use of results: the keys of its tables, and what they become."""

from pinshi_cli.policy.form import OPTIONAL_TEXT, WORDS, Form, Raw, by_id, plain
from pinshi_cli.policy.shape import Key, listed, number, one_of, table, text
from pinshi_cli.policy.source import Source
from pinshi_cli.policy.use_book import USES, Coefficient, Condition, Criterion, Third, Use

_CONDITION = {
    "what": Key(text),
    "words": WORDS,
    "least": Key(number(0, 100_000), required=False),
    "most": Key(number(0, 100_000), required=False),
    "label": OPTIONAL_TEXT,
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
    "criteria": Form(
        {"name": Key(text), "aspect": Key(text), "way": Key(one_of("正向", "反向"))},
        plain(Criterion),
        lambda rule: rule.name,
    ),
}
"""The kinds of rule about the use of results."""
