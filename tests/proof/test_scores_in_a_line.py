"""An example in a line makes each part of the score come to its figure, whatever the part is."""

import re

import pytest

from tests.policy.demo_pack import SOUND
from tests.proof.packs import faults

POINTS = 'points = { "优" = 95, "良" = 60 }'
GROUPS = 'groups = [{ name = "领导", weight = 0.5 }, { name = "群众", weight = 0.5 }]'
TWO = SOUND.replace(
    '[[dimensions]]\nname = "绩"\nfull = 100\ncite = "D6"\n',
    '[[dimensions]]\nname = "绩"\nfull = 60\ncite = "D6"\n\n'
    '[[dimensions]]\nname = "德"\nfull = 40\ncite = "D6"\n',
)


def with_parts(*parts: str) -> str:
    """The demo pack with these parts, each of the same weight."""
    rules = re.sub(r"\[\[parts\]\]\n(?:[^\[\n].*\n)*", "", TWO)
    tables = [
        f'[[parts]]\nname = "{name}"\nweight = {1 / len(parts)}\ncite = "D4"\n{said}\n'
        for name, said in zip("甲乙丙丁", parts, strict=False)
    ]
    return rules + "\n" + "\n".join(tables)


INDICATORS = 'from = "indicators"'
RATINGS = f'from = "ratings"\n{GROUPS}'
MONTHS = f'from = "months"\n{POINTS}'


@pytest.mark.parametrize(
    ("parts", "given", "score"),
    [
        ([INDICATORS, RATINGS], "total = 88.88", "88.88"),
        ([INDICATORS, RATINGS], 'parts = { "甲" = 90, "乙" = 80 }', "85.00"),
        (
            [f'{INDICATORS}\nnatures = ["共性"]', f'{INDICATORS}\nnatures = ["个性"]'],
            'parts = { "甲" = 90, "乙" = 70 }',
            "80.00",
        ),
        (
            [f'{INDICATORS}\ndimensions = ["德"]', f'{INDICATORS}\ndimensions = ["绩"]'],
            'parts = { "甲" = 90, "乙" = 70 }',
            "80.00",
        ),
        ([f'{RATINGS}\ndimensions = ["德"]'], "total = 77.5", "77.50"),
        ([f'{RATINGS}\nform = "total"\nfull = 50'], "total = 77.5", "77.50"),
        ([f'{RATINGS}\naggregate = "trimmed"'], "total = 91", "91.00"),
        ([f'{RATINGS}\naggregate = "median"\nmin_raters = 3'], "total = 91", "91.00"),
        ([f'{RATINGS}\nvoid = ["all-full", "all-same"]'], "total = 91", "91.00"),
        ([f'{RATINGS}\nform = "vote"\n{POINTS}'], "total = 95", "95.00"),
        ([f'{RATINGS}\nform = "vote"\n{POINTS}'], "total = 77.5", "77.50"),
        ([INDICATORS, MONTHS], 'parts = { "甲" = 90, "乙" = 95 }', "92.50"),
        ([MONTHS], 'parts = { "甲" = 71.6666667 }', None),
        ([INDICATORS, 'from = "fixed"\nvalue = 80'], "total = 85", "85.00"),
        ([INDICATORS, 'from = "fixed"\nvalue = 80'], 'parts = { "甲" = 90 }', "85.00"),
    ],
)
def test_the_score_is_the_one_that_the_example_gives(
    parts: list[str], given: str, score: str | None
) -> None:
    found = faults(given, f'score = "{score}"', with_parts(*parts))
    if score is None:
        assert len(found) == 1
        assert "given 配不出部分“甲”" in found[0]
    else:
        assert found == []


def test_a_review_counts_by_its_reviewers() -> None:
    review = f'from = "review"\n{POINTS}\nreviewers = ["分管领导"]\ncolumn = "个性等次"'
    rules = with_parts(INDICATORS, review)
    rules += '\n[[reviewers]]\nidentity = "分管领导"\nproposes = true\ncite = "D4"\n'
    assert faults('parts = { "甲" = 90, "乙" = 95 }', 'score = "92.50"', rules) == []


@pytest.mark.parametrize(
    ("parts", "given"),
    [
        ([MONTHS], "total = 90"),
        ([f'{RATINGS}\nform = "vote"\n{POINTS}\naggregate = "median"'], "total = 77.5"),
        ([f'{RATINGS}\nvoid = ["all-full"]'], "total = 100"),
        ([INDICATORS, INDICATORS], 'parts = { "甲" = 90, "乙" = 80 }'),
    ],
)
def test_a_figure_that_a_part_cannot_come_to_makes_the_example_none(
    parts: list[str], given: str
) -> None:
    found = faults(given, 'grade = "优"', with_parts(*parts))
    assert len(found) == 1
    assert "配不出" in found[0]


def test_what_is_expected_of_parts_is_compared_part_by_part() -> None:
    found = faults(
        'parts = { "甲" = 90, "乙" = 80 }',
        'parts = { "甲" = "90.00", "乙" = "81.00" }',
        with_parts(INDICATORS, RATINGS),
    )
    assert found == ["parts.乙 应为 81.00，得到 80.00"]


def test_items_of_adjustment_count_by_the_rules_of_the_pack() -> None:
    rules = SOUND + (
        '\n[[adjustments]]\nid = "praise"\ntitle = "表彰"\nkind = "加分"\nclasses = ["表彰"]\n'
        'each = 2\ncap = 3\ncite = "D11"\n'
    )
    item = '{ kind = "加分", class = "表彰", points = 2 }'
    assert faults(f"total = 80, adjustments = [{item}]", 'score = "82.00"', rules) == []
    twice = f"total = 80, adjustments = [{item}, {item}]"
    assert faults(twice, 'score = "83.00", adjustment = "3"', rules) == []


def test_a_scope_chooses_the_rules_that_speak() -> None:
    rules = SOUND + (
        '\n[[scopes]]\nname = "公安局"\ncite = "D12"\n'
        '\n[[measures]]\nid = "talk"\ntitle = "谈话"\nscope = ["公安局"]\n'
        'when = { kinds = ["组织谈话"], span = "dated" }\nthen = { at_most = "良" }\ncite = "D13"\n'
    )
    given = 'total = 95, measures = ["组织谈话"]'
    assert faults(f'{given}, scope = ["公安局"]', 'grade = "良", rule = "D13"', rules) == []
    assert faults(given, 'grade = "优", codes = ["G411"]', rules) == []
