"""A small sound pack, for the tests that spoil it."""

from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.policy.library import Edition, read_policy

SOUND = """
[policy]
id = "demo"
name = "示范办法"
source = "甲〔2020〕1号"
effective_from = 2020-01-01

[score]
decimals = 2
maximum = 100
cite = "D1"

[quota]
grade = "优"
share = 0.3
most = 0.4
label = "优比例"
cite = "D2"

[decision]
cite = "D3"

[sheets]
required = ["基本信息", "人员名册"]

[[parts]]
name = "评分"
from = "indicators"
weight = 0.6
cite = "D4"

[[parts]]
name = "测评"
from = "ratings"
weight = 0.4
groups = [{ name = "领导", weight = 0.5 }, { name = "群众", weight = 0.5 }]
cite = "D5"

[[dimensions]]
name = "绩"
full = 100
cite = "D6"

[[bands]]
grade = "优"
least = 85
cite = "D7"

[[bands]]
grade = "良"
least = 0
cite = "D7"

[[ties]]
by = "dimension"
of = "绩"
cite = "D8"

[[attendance]]
id = "present"
title = "参加"
statuses = ["参加"]
then = "graded"
cite = "D9"

[[terms]]
kind = "警告"
months = 6
cite = "D10"

[[measures]]
id = "warning"
title = "警告"
when = { kinds = ["警告"], span = "term" }
then = { at_most = "良" }
cite = "D10"
"""


def faults_of(text: str) -> list[Diagnostic]:
    """Every fault that reading the pack finds; none exactly where it gives a policy."""
    policy, faults = read_policy(Edition("demo.toml", text))
    assert (policy is None) == bool(faults)
    return faults
