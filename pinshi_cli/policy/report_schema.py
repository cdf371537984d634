"""What a pack may say of two-way ratings: the keys of its tables, and what they become."""

from pinshi_cli.policy.form import Form, plain
from pinshi_cli.policy.report_book import Criterion, FactSource
from pinshi_cli.policy.shape import Key, number, one_of, text, whole

REPORT: dict[str, Form] = {
    "criteria": Form(
        {"name": Key(text), "aspect": Key(text), "way": Key(one_of("正向", "反向"))},
        plain(Criterion),
        lambda rule: rule.name,
    ),
    "fact_sources": Form(
        {"name": Key(text), "every": Key(one_of("季度", "年度"))},
        plain(FactSource),
        lambda rule: rule.name,
    ),
}
"""The kinds of rule about two-way ratings."""

READING = {
    "strong": Key(number(0, 1)),
    "weak": Key(number(0, 1)),
    "against": Key(number(0, 1)),
    "spread": Key(number(0, 1)),
    "min_raters": Key(whole(1, 1000)),
}
"""The keys of `[report]`, beside its source."""
