"""`pinshi whatif`: who would be graded otherwise."""

from pathlib import Path

import pytest

from tests.cli.running import FAULTY, ROOT, SOUND, Pinshi


def changes(pinshi: Pinshi, *arguments: str | Path) -> dict[str, tuple[str, str]]:
    ended = pinshi("whatif", SOUND, *arguments, "--json")
    assert ended.code == 0
    assert ended.json["schema"] == "pinshi/whatif/1"
    return {
        each["id"]: (each["from"]["grade"], each["to"]["grade"]) for each in ended.json["changes"]
    }


def test_a_lower_band_lifts_whoever_it_reaches(pinshi: Pinshi) -> None:
    assert changes(pinshi, "--set", "bands.一般.least=58") == {"010": ("较差", "一般")}


def test_several_settings_apply_together(pinshi: Pinshi) -> None:
    settings = ["--set", "parts.季度考核.weight=0.5", "--set", "parts.民主测评.weight=0.5"]
    ended = pinshi("whatif", SOUND, *settings)
    assert ended.code == 0
    assert "16 人的等次都不变" in ended.out


def test_it_says_who_from_what_to_what_and_why(pinshi: Pinshi) -> None:
    ended = pinshi("whatif", SOUND, "--set", "bands.一般.least=58")
    assert "16 人中有 1 人的等次会不同" in ended.out
    row = next(line for line in ended.out.splitlines() if line.startswith("010"))
    assert "冯立秋" in row
    assert row.index("较差") < row.index("一般")
    assert "总分58.27，达到“一般”的58分（ZD7.1）" in "".join(ended.out.split())


def test_what_is_set_goes_before_what_the_register_states(pinshi: Pinshi) -> None:
    settings = ["--set", "parts.季度考核.weight=0.01", "--rebalance"]
    ended = pinshi("whatif", SOUND, *settings, "--set", "bands.一般.least=58.5", "--json")
    (change,) = ended.json["changes"]
    assert (change["from"]["score"], change["to"]["score"]) == ("58.27", "58.89")


def test_weights_that_miss_1_are_a_wrong_call_unless_rebalanced(pinshi: Pinshi) -> None:
    ended = pinshi("whatif", SOUND, "--set", "parts.民主测评.weight=0.5")
    assert ended.code == 2
    assert "1.2" in ended.err
    assert pinshi("whatif", SOUND, "--set", "parts.民主测评.weight=0.5", "--rebalance").code == 0


def test_another_policy_is_compared_as_a_whole(pinshi: Pinshi, tmp_path: Path) -> None:
    pack = (ROOT / "pinshi_cli/policy/packs/zhangdian.toml").read_text(encoding="utf-8")
    mine = tmp_path / "mine.toml"
    mine.write_text(
        pack.replace('id = "zhangdian"', 'id = "mine"').replace("least = 60", "least = 58"),
        encoding="utf-8",
    )
    assert changes(pinshi, "--policy", mine) == {"010": ("较差", "一般")}


@pytest.mark.parametrize("arguments", [[], ["--set", "bands"], ["--policy", "没有的办法"]])
def test_a_call_that_says_no_change_is_refused(pinshi: Pinshi, arguments: list[str]) -> None:
    assert pinshi("whatif", SOUND, *arguments).code == 2


def test_a_faulty_register_ends_in_1_and_says_what_is_wrong(pinshi: Pinshi) -> None:
    ended = pinshi("whatif", FAULTY, "--set", "bands.一般.least=58")
    assert ended.code == 1
    assert "错误" in ended.err


def test_nothing_is_written(pinshi: Pinshi) -> None:
    before = sorted(SOUND.parent.rglob("*"))
    pinshi("whatif", SOUND, "--set", "bands.一般.least=58")
    assert sorted(SOUND.parent.rglob("*")) == before


def test_what_only_the_tried_rules_make_wrong_is_a_warning(pinshi: Pinshi) -> None:
    ended = pinshi("whatif", SOUND, "--set", "bands.好.least=96", "--json")
    assert ended.code == 0  # the register is sound: its decisions fit the rules in force
    caused = [each for each in ended.json["diagnostics"] if "按改后的规则" in each["message"]]
    assert {each["severity"] for each in caused} == {"warning"}
    assert caused


def test_the_packs_own_data_is_no_rule_to_try(pinshi: Pinshi) -> None:
    assert pinshi("whatif", SOUND, "--set", "policy.name=别的").code == 2
