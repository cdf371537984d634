"""`--json` of a call that could not be served: the same keys as of one that was."""

import shutil
from pathlib import Path

import pytest

from pinshi_cli.workflow.samples import sample
from tests.cli.running import SOUND, Pinshi

Arguments = list[str | Path]

CALLS: dict[str, tuple[Arguments, Arguments]] = {
    "grade": (["grade", SOUND], ["grade", "没有.xlsx"]),
    "check": (["check", SOUND], ["check"]),
    "explain": (["explain", SOUND, "001"], ["explain", SOUND, "没有此人"]),
    "init": (["init", "--from", SOUND], ["init"]),
    "whatif": (["whatif", SOUND, "--set", "bands.一般.least=58"], ["whatif", SOUND]),
    "use": (["use", "improve", SOUND], ["use", "没有", SOUND]),
    "records": (["records", SOUND], ["records", "没有.xlsx"]),
    "report": (["report", sample("wangjiang/two-way.xlsx")], ["report", SOUND]),
    "policy-list": (["policy", "list"], ["policy", "list", "多的"]),
    "policy-show": (["policy", "show", "shanxi"], ["policy", "show", "没有"]),
    "policy-check": (["policy", "check", "shanxi"], ["policy", "check", "没有"]),
    "policy-lint": (["policy", "lint", "shanxi"], ["policy", "lint", "没有"]),
    "policy-diff": (["policy", "diff", "shanxi", "shanxi"], ["policy", "diff", "shanxi", "没有"]),
    "policy-new": (["policy", "new", "qingshan"], ["policy", "new", "shanxi"]),
}


@pytest.mark.parametrize("command", CALLS)
def test_a_refused_call_has_the_schema_and_the_keys_of_its_command(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    good, bad = CALLS[command]
    served, refused = pinshi(*good, "--json"), pinshi(*bad, "--json")
    assert (served.code, refused.code) == (0, 2)
    assert refused.json["schema"] == served.json["schema"] == f"pinshi/{command}/1"
    assert set(refused.json) - {"diagnostics"} == set(served.json) - {"diagnostics"}
    assert refused.json["ok"] is False
    assert [each["severity"] for each in refused.json["diagnostics"]] == ["error"]


def test_a_value_out_of_range_is_told_in_chinese(pinshi: Pinshi) -> None:
    for value in ("1999", "zwei"):
        ended = pinshi("init", "--policy", "zhangdian", "--year", value, "--quarter", "1")
        assert ended.code == 2
        assert "--year 的值不对：写 2000 到 2199 的整数" in ended.err


def test_help_has_no_space_where_a_docstring_breaks_its_lines(pinshi: Pinshi) -> None:
    assert "。 " not in pinshi("use", "--help").out


def test_a_register_of_two_way_ratings_is_checked_too(pinshi: Pinshi, tmp_path: Path) -> None:
    book = tmp_path / "两评.xlsx"
    shutil.copy(sample("wangjiang/two-way.xlsx"), book)
    ended = pinshi("check", book)
    assert ended.code == 0
    assert f"下一步：pinshi report {book}" in ended.err
    ended = pinshi("check", SOUND, "--policy", "wangjiang")
    assert ended.code == 1  # it has no 正反测评
    assert "正反测评" in ended.out


def test_a_base_is_no_policy_to_check_by(pinshi: Pinshi) -> None:
    ended = pinshi("check", SOUND, "--policy", "national")
    assert (ended.code, "P617" in ended.err, ended.out) == (2, True, "")
