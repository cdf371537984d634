"""`check`, `explain`, `rule`, `policy` and the bare command."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import FAULTY, SOUND, Pinshi

PACK = """
[policy]
id = "mine"
name = "本单位办法"
source = "某字〔2026〕1号"
effective_from = 2026-01-01
base = "national"
"""


def test_check_of_a_sound_register_ends_in_0(pinshi: Pinshi) -> None:
    ended = pinshi("check", SOUND)
    assert ended.code == 0
    assert "quarter.xlsx：16 人，没有错误" in ended.out
    assert f"pinshi grade {SOUND}" in "".join(ended.err.splitlines())


def test_check_lists_every_error_at_its_cell(pinshi: Pinshi) -> None:
    ended = pinshi("check", FAULTY)
    assert ended.code == 1
    listed = pinshi("check", FAULTY, "--json").json["books"][0]["diagnostics"]
    errors = [each for each in listed if each["severity"] == "error"]
    assert len(errors) > 50
    for each in errors:
        assert each["cell"] is None or each["cell"] in ended.out
        assert each["hint"], each


def test_check_of_several_books_goes_on_after_one_that_cannot_be_read(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    ended = pinshi("check", broken, SOUND, "--json")
    assert ended.code == 2
    assert [each["ok"] for each in ended.json["books"]] == [False, True]
    assert ended.json["books"][0]["diagnostics"][0]["code"].startswith("F")


def _recomputed(figure: dict[str, Any], decimals: int = 2) -> Fraction:
    inputs = [_recomputed(each) for each in figure.get("inputs", [])]
    exact = Fraction(figure["exact"])
    results = {
        "sum": lambda: sum(inputs, Fraction(0)),
        "difference": lambda: inputs[0] - inputs[1],
        "product": lambda: inputs[0] * inputs[1],
        "quotient": lambda: inputs[0] / inputs[1],
        "held": lambda: min(max(inputs[0], Fraction(0)), inputs[1]),
        "rounded": lambda: Fraction(int(inputs[0] * 10**decimals + Fraction(1, 2)), 10**decimals),
    }
    made = results.get(figure["how"], lambda: exact)()
    assert made == exact, figure["name"]
    return made


def test_explain_as_json_is_a_tree_that_recomputes_its_root(pinshi: Pinshi) -> None:
    document = pinshi("explain", SOUND, "012", "--json").json
    assert document["schema"] == "pinshi/explain/1"
    assert _recomputed(document["figure"]) == Fraction(document["person"]["score"])
    assert document["person"]["score"] == "90.00"
    assert document["order"] == {"rank": 5, "compared": 5, "limit": 3}


def test_explain_goes_down_to_the_cells_with_clauses(pinshi: Pinshi) -> None:
    ended = pinshi("explain", SOUND, "许归帆")
    assert ended.code == 0
    assert "总分 = 89.99（四舍五入）　［ZD4.4］" in ended.out
    assert "基本信息!B11" in ended.out
    assert "指标评分!" in ended.out
    assert "民主测评!" in ended.out
    assert "距“好”还差 0.01 分" in ended.out
    assert "不参加名额排序" in ended.out


def test_what_is_lacking_to_the_next_grade_is_enough(pinshi: Pinshi) -> None:
    """With so much more in one part alone, the total reaches the band."""
    document = pinshi("explain", SOUND, "011", "--json").json
    weighed = {part["name"]: Fraction(part["weight"]) for part in document["person"]["parts"]}
    exact = Fraction(document["figure"]["inputs"][0]["exact"])
    assert document["next"]["grade"] == "好"
    for part in document["next"]["by_part"]:
        more = Fraction(part["points"])
        assert exact + weighed[part["name"]] * more >= Fraction("89.995")
        assert exact + weighed[part["name"]] * (more - Fraction("0.01")) < Fraction("89.995")


@pytest.mark.parametrize(
    ("who", "code"), [("无此人", "U704"), ("099", "U704")], ids=["a name", "an id"]
)
def test_explain_of_nobody_is_a_wrong_call(pinshi: Pinshi, who: str, code: str) -> None:
    ended = pinshi("explain", SOUND, who)
    assert ended.code == 2
    assert code in ended.err


def test_explain_of_a_shared_name_lists_the_ids(pinshi: Pinshi) -> None:
    ended = pinshi("explain", FAULTY, "苏晚晴")
    assert ended.code == 2
    assert "U705" in ended.err
    assert "009" in ended.err
    assert "017" in ended.err


def test_explain_of_a_person_with_faults_shows_them_and_ends_in_1(pinshi: Pinshi) -> None:
    ended = pinshi("explain", FAULTY, "黎昭")
    assert ended.code == 1
    assert "D505" in ended.err


@pytest.mark.parametrize("code", ["R203", "r203", "Ｒ２０３"])
def test_rule_tells_what_a_code_means(pinshi: Pinshi, code: str) -> None:
    ended = pinshi("rule", code)
    assert ended.code == 0
    assert "不是数字" in ended.out
    assert "怎么改" in ended.out


def test_rule_of_an_unknown_code_suggests_one(pinshi: Pinshi) -> None:
    ended = pinshi("rule", "R2033")
    assert ended.code == 2
    assert "你是不是想写 R203" in ended.err


def test_policy_list_marks_the_base(pinshi: Pinshi) -> None:
    policies = pinshi("policy", "list", "--json").json["policies"]
    gradable = {each["id"]: each["gradable"] for each in policies}
    assert gradable["zhangdian"] is True
    assert gradable["national"] is False
    assert "zhangdian" in pinshi("policy", "list").out


def test_policy_show_gives_every_rule_with_its_origin(pinshi: Pinshi) -> None:
    rules = pinshi("policy", "show", "zhangdian", "--json").json["rules"]
    assert {each["origin"] for each in rules} == {"national", "zhangdian"}
    assert all(each["cite"] for each in rules)
    out = pinshi("policy", "show", "zhangdian").out
    assert "张统字〔2020〕36号" in out
    assert "【默认：" in out
    assert pinshi("policy", "show", "张店区统计局公务员平时考核实施方案").out == out


def test_policy_show_of_a_base_has_no_score(pinshi: Pinshi) -> None:
    assert "分数段" not in pinshi("policy", "show", "national").out


def test_policy_check_of_what_ships_is_sound(pinshi: Pinshi) -> None:
    ended = pinshi("policy", "check")
    assert ended.code == 0
    assert "例证全部成立" in ended.out


def test_policy_check_of_a_file_lists_all_faults(pinshi: Pinshi, tmp_path: Path) -> None:
    pack = tmp_path / "mine.toml"
    part = '[[parts]]\nname = "季度考核"\nfrom = "indicators"\nweight = 1.1\nciet = "一"\n'
    pack.write_text(PACK + part, encoding="utf-8")
    ended = pinshi("policy", "check", pack)
    assert ended.code == 1
    for expected in ("parts[0].weight", "parts[0].cite", "parts[0].ciet", "你是不是想写 cite"):
        assert expected in ended.err
    document = pinshi("policy", "check", pack, "--json").json
    assert {each["key"] for each in document["diagnostics"]} >= {"parts[0].weight"}


def test_an_example_that_does_not_hold_is_an_error(pinshi: Pinshi, tmp_path: Path) -> None:
    pack = tmp_path / "mine.toml"
    text = (Path("pinshi_cli/policy/packs/zhangdian.toml")).read_text(encoding="utf-8")
    pack.write_text(text.replace("least = 90", "least = 91"), encoding="utf-8")
    ended = pinshi("policy", "check", pack)
    assert ended.code == 1
    assert "P619" in ended.err
    assert "满90分可定为好" in ended.err


def test_a_policy_file_goes_before_the_registers_own(pinshi: Pinshi, tmp_path: Path) -> None:
    pack = tmp_path / "mine.toml"
    text = (Path("pinshi_cli/policy/packs/zhangdian.toml")).read_text(encoding="utf-8")
    pack.write_text(text.replace("least = 90", "least = 95"), encoding="utf-8")
    document = pinshi("grade", SOUND, "--json", "--policy", pack).json
    assert [each["id"] for each in document["people"] if each["band"] == "好"] == ["014"]
    assert (
        pinshi("grade", SOUND, "--json", "--policy", "zhangdian").json["quota"][0]["eligible"] == 5
    )


def test_the_bare_command_is_short_help_where_nobody_sits(pinshi: Pinshi) -> None:
    ended = pinshi()
    assert ended.code == 0
    assert "用法：pinshi" in ended.out


def test_a_folder_of_csv_is_a_register(pinshi: Pinshi, tmp_path: Path) -> None:
    import csv
    from datetime import date, datetime

    import openpyxl

    folder = tmp_path / "quarter"
    folder.mkdir()
    for sheet in openpyxl.load_workbook(SOUND, data_only=True):
        with (folder / f"{sheet.title}.csv").open("w", encoding="gb18030", newline="") as file:
            for row in sheet.iter_rows(values_only=True):
                shown = [v.date() if isinstance(v, datetime) else v for v in row]
                csv.writer(file).writerow(
                    [
                        "" if v is None else v.isoformat() if isinstance(v, date) else v
                        for v in shown
                    ]
                )
    mine, theirs = (pinshi("grade", each, "--json").json for each in (folder, SOUND))
    assert mine["people"] == theirs["people"]
    assert mine["quota"] == theirs["quota"]
