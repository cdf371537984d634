"""加减分 as JSON and on the screen: what counts of it, after its caps."""

import json
from pathlib import Path

from pinshi_cli.workflow.documents import person
from tests.cli.running import ROOT, in_a_process
from tests.grading.every_kind import every_kind, register_of_every_kind
from tests.grading.made import graded

REGISTER = ROOT / "sample_data" / "daguan" / "quarter.xlsx"


def test_the_document_says_what_each_rule_comes_to() -> None:
    policy = every_kind()
    said = [person(each, policy) for each in graded(policy, register_of_every_kind()).outcomes]
    assert said[0]["adjustment"] == "-1.6"  # 2 + 0.4 − 4
    assert [
        (each["title"], each["kind"], each["points"], each["counted"])
        for each in said[0]["adjustments"]
    ] == [
        ("表彰奖励", "加分", "3", "2"),
        ("创新创先", "加分", "0.4", "0.4"),
        ("违规扣分", "减分", "4.75", "4"),
    ]
    assert said[1]["adjustment"] == "0"


def test_a_wide_screen_has_a_column_for_it(tmp_path: Path) -> None:
    ended = in_a_process("grade", REGISTER, "-o", tmp_path, COLUMNS="170")
    lines = ended.stdout.decode().splitlines()
    head = next(line for line in lines if line.startswith("编号")).split()
    by_id = {line.split()[0]: line.split() for line in lines if line[:3].isdigit()}
    document = json.loads(in_a_process("grade", REGISTER, "--json").stdout)
    shown = {each["id"]: each["adjustment"] for each in document["people"] if each["score"]}
    assert set(shown.values()) > {"0"}
    place = head.index("加减分")
    assert {id_: by_id[id_][place] for id_ in shown} == shown
