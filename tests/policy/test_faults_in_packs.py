"""A pack at fault: each fault an error with its key path and a way out, all of them at once."""

import re

import pytest

from tests.policy.demo_pack import SOUND, faults_of


def _without(kind: str) -> str:
    """SOUND without its tables of one kind."""
    return re.sub(rf"\n\[+{kind}\]+\n(?:[^\[\n].*\n)*", "\n", SOUND)


def test_the_pack_that_these_tests_spoil_is_sound() -> None:
    assert faults_of(SOUND) == []


@pytest.mark.parametrize(
    ("was", "now", "code", "key"),
    [
        ("decimals = 2", "decimals = 2\ndecimal = 2", "P602", "score.decimal"),
        ("least = 85", "least = 85\nmost = 90", "P602", "bands[0].most"),
        ('id = "demo"', "id = 7", "P603", "policy.id"),
        ('id = "demo"', 'id = " "', "P603", "policy.id"),
        ("effective_from = 2020-01-01", 'effective_from = "2020"', "P603", "policy.effective_from"),
        (
            "effective_from = 2020-01-01",
            "effective_from = 2020-01-01T00:00:00",
            "P603",
            "policy.effective_from",
        ),
        ("weight = 0.6", "weight = 1.1", "P604", "parts[0].weight"),
        ("weight = 0.6", "weight = -0.1", "P604", "parts[0].weight"),
        ("weight = 0.6", "weight = true", "P604", "parts[0].weight"),
        ("weight = 0.6", "weight = nan", "P604", "parts[0].weight"),
        ("weight = 0.6", 'weight = "0.6"', "P604", "parts[0].weight"),
        ("decimals = 2", "decimals = 7", "P604", "score.decimals"),
        ("decimals = 2", "decimals = 2.0", "P604", "score.decimals"),
        ("months = 6", "months = 0", "P604", "terms[0].months"),
        ('from = "indicators"', 'from = "guesses"', "P605", "parts[0].from"),
        ('span = "term"', 'span = "always"', "P605", "measures[0].when.span"),
        ('then = "graded"', 'then = "pending"', "P605", "attendance[0].then"),
        ('name = "示范办法"\n', "", "P606", "policy.name"),
        ('statuses = ["参加"]', "statuses = []", "P603", "attendance[0].statuses"),
        ('statuses = ["参加"]', 'statuses = "参加"', "P603", "attendance[0].statuses"),
        ('then = { at_most = "良" }', 'then = "良"', "P603", "measures[0].then"),
        ('then = { at_most = "良" }', "then = { }", "P608", "measures[0].then"),
        (
            'then = { at_most = "良" }',
            'then = { at_most = "良", standing = "no-grade" }',
            "P608",
            "measures[0].then",
        ),
        ('at_most = "良"', 'at_most = "中"', "P609", "measures[0].then.at_most"),
        ('at_most = "良"', 'exactly = ["良", "中"]', "P609", "measures[0].then.exactly"),
        ('grade = "优"\nshare', 'grade = "甲"\nshare', "P609", "quota.grade"),
        ('of = "绩"', 'of = "德"', "P610", "ties[0].of"),
        ('kinds = ["警告"]', 'kinds = ["记过"]', "P610", "measures[0].when.kinds"),
        ("weight = 0.6", "weight = 0.7", "P611", "parts"),
        ("weight = 0.6", "weight = 0.5", "P611", "parts"),
        ('"群众", weight = 0.5', '"群众", weight = 0.6', "P611", "parts[1].groups"),
        ('"群众", weight = 0.5', '"群众", weight = 0.4', "P611", "parts[1].groups"),
        ("least = 85", "least = 0", "P612", "bands"),
        ("least = 0\n", "least = 1\n", "P612", "bands"),
        ("least = 0\n", "least = 90\n", "P612", "bands"),
        ("most = 0.4", "most = 0.2", "P604", "quota.most"),
        ("full = 100", "full = 0", "P604", "dimensions"),
        (
            'from = "indicators"\n',
            'from = "indicators"\ngroups = [{ name = "领导", weight = 1 }]\n',
            "P602",
            "parts[0].groups",
        ),
        (
            '[[terms]]\nkind = "警告"',
            "[[terms]]\n[[terms]]\nkind = '警告'",
            "P606",
            "terms[0].kind",
        ),
    ],
)
def test_a_fault_of_a_pack_is_an_error_with_its_key_path(
    was: str, now: str, code: str, key: str
) -> None:
    assert SOUND.count(was) >= 1
    faults = faults_of(SOUND.replace(was, now, 1))
    assert (code, key) in [(fault.code, fault.where.key) for fault in faults]
    for fault in faults:
        assert fault.is_error
        assert fault.where.file == "demo.toml"
        assert fault.hint


@pytest.mark.parametrize("kind", ["score", "quota", "decision", "bands", "dimensions"])
def test_a_pack_with_parts_needs_all_that_grading_needs(kind: str) -> None:
    assert ("P606", kind) in [(f.code, f.where.key) for f in faults_of(_without(kind))]


@pytest.mark.parametrize(
    ("kind", "again"),
    [
        ("terms", '[[terms]]\nkind = "警告"\nmonths = 7\ncite = "D"'),
        ("bands", '[[bands]]\ngrade = "良"\nleast = 0\ncite = "D"'),
        ("dimensions", '[[dimensions]]\nname = "绩"\nfull = 1\ncite = "D"'),
        (
            "attendance",
            '[[attendance]]\nid = "present"\ntitle = "一"\nstatuses = ["借调"]\n'
            'then = "graded"\ncite = "D"',
        ),
        (
            "measures",
            '[[measures]]\nid = "warning"\ntitle = "二"\n'
            'when = { kinds = ["告诫"], span = "dated" }\nthen = { at_most = "良" }\ncite = "D"',
        ),
    ],
)
def test_two_rules_of_one_id_are_an_error(kind: str, again: str) -> None:
    faults = faults_of(f"{SOUND}\n{again}\n")
    assert "P607" in [fault.code for fault in faults]
    assert any(fault.where.key.startswith(f"{kind}[") for fault in faults)


@pytest.mark.parametrize(
    ("more", "key"),
    [
        (
            '[[attendance]]\nid = "again"\ntitle = "一"\nstatuses = ["参加"]\n'
            'then = "graded"\ncite = "D"',
            "attendance[1]",
        ),
        (
            '[[measures]]\nid = "again"\ntitle = "二"\n'
            'when = { kinds = ["警告"], span = "dated" }\nthen = { at_most = "良" }\ncite = "D"',
            "measures[1]",
        ),
    ],
)
def test_one_word_under_two_rules_is_an_error(more: str, key: str) -> None:
    faults = faults_of(f"{SOUND}\n{more}\n")
    assert ("P607", key) in [(fault.code, fault.where.key) for fault in faults]


def test_toml_that_does_not_parse_says_where() -> None:
    (fault,) = faults_of(SOUND.replace('id = "demo"', "id = demo"))
    assert fault.code == "P616"
    assert "line 3" in fault.message


def test_a_key_twice_is_no_toml() -> None:
    (fault,) = faults_of(SOUND.replace("decimals = 2", "decimals = 2\ndecimals = 3"))
    assert fault.code == "P616"


def test_a_table_where_a_value_belongs_and_the_other_way_round() -> None:
    faults = faults_of("policy = 1\nexamples = [1]\nterms = 3\n")
    keys = {fault.where.key for fault in faults if fault.code == "P603"}
    assert keys == {"policy", "examples[0]", "terms"}


def test_an_example_must_be_two_tables() -> None:
    faults = faults_of(f'{SOUND}\n[[examples]]\nname = "例"\ngiven = 1\nexpect = []\n')
    assert [f.where.key for f in faults] == ["examples[0].given", "examples[0].expect"]


def test_a_misspelt_key_gets_a_guess_and_a_strange_one_the_list() -> None:
    (near,) = faults_of(SOUND.replace("decimals = 2", "decimals = 2\ndecimal = 3"))
    assert "decimals" in near.hint
    (far,) = faults_of(SOUND.replace("decimals = 2", "decimals = 2\nzzz = 3"))
    assert "maximum" in far.hint


def test_every_fault_of_form_is_told_in_one_run() -> None:
    text = SOUND.replace("weight = 0.6", "weight = 1.1").replace("months = 6", "months = 0")
    text = text.replace("effective_from = 2020-01-01", "").replace("maximum = 100", "max = 100")
    keys = {fault.where.key for fault in faults_of(text)}
    assert keys >= {
        "parts[0].weight",
        "terms[0].months",
        "policy.effective_from",
        "score.max",
        "score.maximum",
    }


def test_every_fault_of_sense_is_told_in_one_run() -> None:
    text = SOUND.replace("weight = 0.6", "weight = 0.7").replace("least = 85", "least = 0")
    text = text.replace('at_most = "良"', 'at_most = "中"').replace('of = "绩"', 'of = "德"')
    keys = {fault.where.key for fault in faults_of(text)}
    assert keys >= {"parts", "bands", "measures[0].then.at_most", "ties[0].of"}
