"""Packs with examples, for the tests that run them."""

from collections.abc import Sequence

from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import Edition, read_policy, shipped
from pinshi_cli.proof.examples import run_examples
from pinshi_cli.proof.worked import Open, Worked

ZHANGDIAN = shipped("zhangdian")[0].text.partition("[[examples]]")[0]
PARTS = '[[parts]]\nname = "季度考核"'


def no_registers(name: str, without: Sequence[str], policy: Policy) -> Worked | str:
    """There are no registers at hand."""
    return f"没有登记簿 {name}"


def with_example(given: str, expect: str, rules: str = ZHANGDIAN) -> Policy:
    """The rules with this one example."""
    example = f'[[examples]]\nname = "例"\ngiven = {{ {given} }}\nexpect = {{ {expect} }}\n'
    policy, faults = read_policy(Edition("例.toml", f"{rules}\n{example}"))
    assert policy is not None, faults
    return policy


def faults(
    given: str, expect: str, rules: str = ZHANGDIAN, opened: Open = no_registers
) -> list[str]:
    """What running this one example says, without its beginning; the codes are all P619."""
    found = run_examples(with_example(given, expect, rules), "例.toml", opened)
    assert {each.code for each in found} <= {"P619"}
    assert all(each.where.key == "examples[0]" for each in found)
    return [each.message.removeprefix("例证“例”：") for each in found]
