"""What a pack may say of a quarter: the keys of its tables, and the rules that they become."""

from pinshi_cli.model.words import NATURES
from pinshi_cli.policy.book import (
    Attendance,
    Check,
    MeasureRule,
    QuotaFactor,
    QuotaGroup,
    Reviewer,
    Scope,
    Share,
    Term,
    Tie,
    Uncounted,
)
from pinshi_cli.policy.form import OPTIONAL_TEXT, WORDS, Form, Raw, by_id, plain
from pinshi_cli.policy.score_book import (
    AdjustmentRule,
    Band,
    Dimension,
    Group,
    IndicatorRule,
    Level,
    Part,
)
from pinshi_cli.policy.shape import (
    Key,
    by_word,
    flag,
    listed,
    number,
    one_of,
    table,
    text,
    weight,
    whole,
)
from pinshi_cli.policy.source import Source

SPANS = ("term", "open", "dated", "dated-or-open", "since", "listed")
STANDINGS = ("graded", "no-grade", "not-assessed")
PART_KINDS = ("indicators", "ratings", "months", "review", "fixed")

_GROUP = {
    "name": Key(text),
    "weight": Key(weight),
    "label": OPTIONAL_TEXT,
    "categories": WORDS,
}
_PART = {
    "name": Key(text),
    "from": Key(one_of(*PART_KINDS)),
    "weight": Key(weight),
    "label": OPTIONAL_TEXT,
    "natures": Key(listed(one_of(*NATURES)), required=False, default=()),
    "dimensions": WORDS,
    "groups": Key(listed(table(_GROUP)), required=False, default=()),
    "missing": Key(one_of("share", "error"), required=False, default="share"),
    "form": Key(one_of("dimensions", "total", "vote"), required=False, default="dimensions"),
    "full": Key(number(1, 1000), required=False),
    "points": Key(by_word(number(0, 100)), required=False, default=()),
    "aggregate": Key(one_of("mean", "trimmed", "median"), required=False, default="mean"),
    "trim": Key(whole(1, 100), required=False),
    "trim_from": Key(whole(3, 1000), required=False),
    "min_raters": Key(whole(1, 1000), required=False),
    "void": Key(listed(one_of("all-full", "all-same")), required=False, default=()),
    "stand_out": Key(number(0, 100), required=False),
    "reviewers": WORDS,
    "column": Key(one_of("建议等次", "个性等次"), required=False, default=""),
    "value": Key(number(0, 100), required=False),
}
_ATTENDANCE = {
    "id": Key(text),
    "title": Key(text),
    "statuses": Key(listed(text)),
    "then": Key(one_of(*STANDINGS)),
    "away_months": Key(whole(1, 120), required=False),
    "leave_share": Key(number(0, 1), required=False),
}
_WHEN = {"kinds": Key(listed(text)), "span": Key(one_of(*SPANS)), "classes": WORDS}
_THEN = {
    "at_most": OPTIONAL_TEXT,
    "exactly": WORDS,
    "standing": Key(one_of("pending", "no-grade", "not-assessed"), required=False, default=""),
    "later": OPTIONAL_TEXT,
}


def _part(raw: Raw, source: Source) -> Part:
    groups = tuple(Group(**group) for group in raw.pop("groups"))
    said = {key: value for key, value in raw.items() if value is not None}
    return Part(kind=said.pop("from"), source=source, groups=groups, **said)


def _attendance(raw: Raw, source: Source) -> Attendance:
    return Attendance(standing=raw.pop("then"), source=source, **raw)


def _measure(raw: Raw, source: Source) -> MeasureRule:
    return MeasureRule(raw["id"], raw["title"], source=source, **raw["when"], **raw["then"])


QUARTER: dict[str, Form] = {
    "scopes": Form({"name": Key(text)}, plain(Scope), lambda rule: rule.name),
    "parts": Form(_PART, _part, lambda rule: rule.name),
    "dimensions": Form(
        {"name": Key(text), "full": Key(number(0, 1000))}, plain(Dimension), lambda rule: rule.name
    ),
    "indicators": Form(
        {
            "name": Key(text),
            "dimension": Key(text),
            "nature": Key(one_of(*NATURES)),
            "full": Key(number(1, 1000)),
            "reverse": Key(flag, required=False, default=False),
            "categories": WORDS,
        },
        plain(IndicatorRule),
        lambda rule: "/".join((rule.name, *rule.categories)),
    ),
    "levels": Form(
        {"name": Key(text), "share": Key(number(0, 1))}, plain(Level), lambda rule: rule.name
    ),
    "adjustments": Form(
        {
            "id": Key(text),
            "title": Key(text),
            "kind": Key(one_of("加分", "减分")),
            "cap": Key(number(0, 1000)),
            "classes": WORDS,
            "each": Key(number(0, 1000), required=False),
        },
        plain(AdjustmentRule),
        by_id,
    ),
    "bands": Form(
        {"grade": Key(text), "least": Key(number(0, 1000))}, plain(Band), lambda rule: rule.grade
    ),
    "attendance": Form(_ATTENDANCE, _attendance, by_id),
    "measures": Form(
        {
            "id": Key(text),
            "title": Key(text),
            "when": Key(table(_WHEN)),
            "then": Key(table(_THEN)),
        },
        _measure,
        by_id,
    ),
    "terms": Form(
        {"kind": Key(text), "months": Key(whole(1, 120))}, plain(Term), lambda rule: rule.kind
    ),
    "quota_groups": Form(
        {"by": Key(one_of("层级", "内设机构", "考核类别", "中心工作"))},
        plain(QuotaGroup),
        lambda rule: rule.by,
    ),
    "quota_factors": Form(
        {
            "id": Key(text),
            "of": Key(one_of("档次", "得分", "中心工作")),
            "factor": Key(number(0, 10)),
            "value": OPTIONAL_TEXT,
            "least": Key(number(0, 1000), required=False),
        },
        plain(QuotaFactor),
        by_id,
    ),
    "reviewers": Form(
        {"identity": Key(text), "proposes": Key(flag)},
        plain(Reviewer),
        lambda rule: rule.identity,
    ),
    "checks": Form(
        {
            "id": Key(text),
            "title": Key(text),
            "what": Key(text),
            "severity": Key(one_of("error", "warning")),
            "value": Key(whole(0, 10_000), required=False),
        },
        plain(Check),
        by_id,
    ),
    "ties": Form(
        {"by": Key(one_of("dimension", "part")), "of": Key(text)},
        plain(Tie),
        lambda rule: f"{rule.by}:{rule.of}",
    ),
    "uncounted": Form({"sheet": Key(text)}, plain(Uncounted), lambda rule: rule.sheet),
    "shares": Form(
        {"label": Key(text), "most": Key(number(0, 1))}, plain(Share), lambda rule: rule.label
    ),
}
"""The kinds of rule about a quarter."""
