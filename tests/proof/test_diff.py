"""What a change of edition changes, in words."""

from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import Edition, read_policy, shipped
from pinshi_cli.proof.diff import differences

TEXT = shipped("zhangdian")[0].text


def edition(old: str = "", new: str = "") -> Policy:
    assert old in TEXT
    policy, faults = read_policy(Edition("mine.toml", TEXT.replace(old, new, 1) if old else TEXT))
    assert policy is not None, faults
    return policy


def told(old: Policy, new: Policy) -> list[tuple[str, str, str]]:
    return [(each.what, each.section, each.name) for each in differences(old, new)]


def test_a_book_does_not_differ_from_itself() -> None:
    assert told(edition(), edition()) == []


def test_a_number_is_told_as_it_was_and_as_it_is() -> None:
    (only,) = differences(edition(), edition("away_months = 6", "away_months = 12"))
    assert only.what == "改变"
    assert "满 6 个月" in only.before
    assert "满 12 个月" in only.after
    assert only.cite == "ZD7.2"


def test_a_new_rule_and_a_gone_one_are_told() -> None:
    sheet = '[[uncounted]]\nsheet = "加减分"\ncite = "ZD4.4"\n'
    assert told(edition(), edition(sheet)) == [("删去", "登记簿", "加减分")]
    assert told(edition(sheet), edition()) == [("新增", "登记簿", "加减分")]


def test_another_clause_is_another_rule() -> None:
    before = 'title = "告诫"\nwhen = { kinds = ["告诫"], span = "dated" }\nthen = { exactly = ["较差"] }\ncite = "ZD8.2"'  # noqa: E501  # as the pack says it
    found = differences(edition(), edition(before, before.replace("ZD8.2", "ZD7.3")))
    assert [(each.what, each.cite) for each in found] == [("改变", "ZD7.3")]


def test_rules_of_one_name_are_compared_in_their_order() -> None:
    found = differences(edition(), edition('of = "民主测评"', 'of = "季度考核"'))
    assert [each.name for each in found] == ["同分先后"]
    assert "民主测评" in found[0].before
