"""Parts from ratings and 加减分 that no sheet, and no row, could ever fill."""

import pytest

from tests.policy.demo_pack import SOUND, faults_of

RATINGS = 'from = "ratings"\n'
GRADES = 'points = { "优" = 95, "良" = 80 }\n'
NOTHING = '[[dimensions]]\nname = "廉"\nfull = 0\ncite = "D6"\n\n[[bands]]'


@pytest.mark.parametrize(
    ("more", "code", "key"),
    [
        ('aggregate = "trimmed"\ntrim = 2\ntrim_from = 4\n', "P604", "parts[1].trim_from"),
        ('aggregate = "trimmed"\ntrim = 3\n', "P604", "parts[1].trim_from"),
        (f'form = "vote"\n{GRADES}void = ["all-full"]\n', "P602", "parts[1].void"),
        ('dimensions = ["廉"]\n', "P604", "parts[1].dimensions"),
    ],
)
def test_a_part_from_ratings_must_be_able_to_count(more: str, code: str, key: str) -> None:
    text = SOUND.replace(RATINGS, RATINGS + more).replace("[[bands]]", NOTHING, 1)
    assert [(fault.code, fault.where.key) for fault in faults_of(text)] == [(code, key)]


@pytest.mark.parametrize(
    "more",
    [
        'aggregate = "trimmed"\ntrim = 2\ntrim_from = 5\n',
        f'form = "vote"\n{GRADES}',
        'form = "total"\nvoid = ["all-full"]\n',
    ],
)
def test_a_part_that_can_is_sound(more: str) -> None:
    assert faults_of(SOUND.replace(RATINGS, RATINGS + more)) == []


def adjustment(id_: str, kind: str, classes: str = "") -> str:
    said = f"classes = [{classes}]\n" if classes else ""
    return (
        f'\n[[adjustments]]\nid = "{id_}"\ntitle = "{id_}"\nkind = "{kind}"\ncap = 5\n{said}'
        'cite = "D11"\n'
    )


@pytest.mark.parametrize(
    ("one", "other", "codes"),
    [
        (("加分", '"表彰"'), ("加分", '"创新", "表彰"'), ["P607"]),
        (("加分", ""), ("加分", ""), ["P607"]),
        (("加分", '"表彰"'), ("减分", '"表彰"'), []),
        (("加分", '"表彰"'), ("加分", ""), []),
    ],
)
def test_one_item_belongs_to_one_rule(
    one: tuple[str, str], other: tuple[str, str], codes: list[str]
) -> None:
    text = SOUND + adjustment("a", *one) + adjustment("b", *other)
    assert [fault.code for fault in faults_of(text)] == codes
