"""Every rule of the twelve places acts: its ID stands in its pack, or docs/systems.md says where.

The list of IDs is the project's own: it changes only when a source is read anew.
"""

import re

import pytest

from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import read_policy, shipped
from pinshi_cli.policy.schema import FORMS, ONCE
from tests.cli.running import ROOT

RULES = {
    "zhangdian": (
        "ZD3 ZD4.2 ZD4.4 ZD5 ZD6.1 ZD6.2 ZD6.2.3 ZD7.1 ZD7.2 ZD7.3 ZD7.4 "
        "ZD8.1 ZD8.2 ZD8.3 ZD8.4 ZD9.1 ZD9.2 ZD9.3 ZD9.4 ZD10 ZDA"
    ),
    "cangzhou": "CZ1 CZ2 CZ3 CZ4 CZ5 CZ6 CZ7 CZ8 CZ9 CZ10 CZ11 CZ12",
    "qianshan": "QS1 QS2 QS3 QS4 QS5 QS6 QS7 QS8",
    "daguan": "DG1 DG2 DG3 DG4 DG5 DG6",
    "wangjiang": "WJ1 WJ2 WJ3 WJ4",
    "jingning": "JN1 JN2 JN3 JN4 JN5 JN6",
    "hulunbuir": "HL1 HL2 HL3 HL4 HL5 HL6 HL7 HL8 HL9 HL10",
    "beijing": "BJ1 BJ2 BJ3 BJ4",
    "tianjin": "TJ1 TJ2 TJ3",
    "shaanxi": "SX1 SX2 SX3",
    "chongqing": "CQ1 CQ2 CQ3 CQ4 CQ5 CQ6 CQ7 CQ8",
    "shanxi": "SXI1",
}
"""The rules that each place's source states."""

SYSTEMS = (ROOT / "docs" / "systems.md").read_text(encoding="utf-8")


def cites(policy: Policy) -> set[str]:
    """The clauses that a pack's own rules cite; one rule may rest on several, split by 、."""
    rules = [rule for kind in FORMS for rule in getattr(policy, kind)]
    rules += [rule for name in ONCE if (rule := getattr(policy, name)) is not None]
    own = [rule.source.cite for rule in rules if rule.source.origin == policy.head.id]
    return {cite for said in own for cite in said.split("、")}


def left_to_commands() -> dict[str, str]:
    """The table of docs/systems.md: which command carries out a rule that acts on no grade."""
    section = SYSTEMS.partition("## 由命令执行的")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([A-Z0-9.、]+) \| (.+) \|$", section, re.MULTILINE)
    return {cite: row for cited, row in rows for cite in cited.split("、")}


def policy_of(place: str) -> Policy:
    policy, faults = read_policy(shipped(place)[-1])
    assert policy is not None, faults
    return policy


@pytest.mark.parametrize(
    ("place", "rule"), [(place, rule) for place, rules in RULES.items() for rule in rules.split()]
)
def test_every_rule_of_a_place_stands_in_its_pack_or_in_the_table(place: str, rule: str) -> None:
    assert rule in cites(policy_of(place)) or rule in left_to_commands()


@pytest.mark.parametrize("place", RULES)
def test_a_pack_cites_no_rule_that_its_source_does_not_state(place: str) -> None:
    national = re.compile(r"[LAP][0-9]+")
    strange = cites(policy_of(place)) - set(RULES[place].split())
    assert {cite for cite in strange if not national.fullmatch(cite)} == set()


def test_each_row_of_the_table_says_a_command_and_when_it_comes() -> None:
    for cite, row in left_to_commands().items():
        cells = [cell.strip() for cell in row.split("|")]
        assert len(cells) == 3, cite
        assert all(cells), cite
        assert "pinshi" in cells[1], cite
