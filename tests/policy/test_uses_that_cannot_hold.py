"""What a pack is refused for in its lists: facts nobody knows, words that cannot be."""

import pytest

from tests.grading.use_pack import CITY, faults_of

WHAT = 'when = [{ what = "grade", words = ["一般"] }]'


def codes(text: str) -> set[tuple[str, str]]:
    """(code, key path) of what is wrong with the lists."""
    policy, faults = faults_of(text)
    assert (policy is None) == bool(faults)
    return {(fault.code, fault.where.key) for fault in faults}


def test_the_lists_as_they_are_have_no_fault() -> None:
    assert codes(CITY) == set()


@pytest.mark.parametrize(
    ("when", "code", "key"),
    [
        ('{ what = "grad", words = ["好"] }', "P610", ".what"),
        ('{ what = "score", least = 1 }', "P610", ".what"),
        ('{ what = "count:优" , least = 1 }', "P609", ".what"),
        ('{ what = "grade", words = ["优"] }', "P605", ".words"),
        ('{ what = "political", words = ["尚可"] }', "P605", ".words"),
        ('{ what = "type", words = ["能人"] }', "P605", ".words"),
        ('{ what = "grade" }', "P606", ".words"),
        ('{ what = "grade", words = ["好"], least = 1 }', "P602", ""),
        ('{ what = "age" }', "P606", ""),
        ('{ what = "age", words = ["青年"], most = 35 }', "P602", ".words"),
        ('{ what = "age", most = 35, bound = "most" }', "P602", ".bound"),
        ('{ what = "age", bound = "most" }', "P602", ".bound"),
        ('{ what = "age", label = "年龄" }', "P606", ""),
        ('{ what = "age", least = 20, most = 35, label = "年龄" }', "P602", ".label"),
    ],
)
def test_a_condition_that_could_never_be_met_or_says_two_things_is_refused(
    when: str, code: str, key: str
) -> None:
    assert WHAT in CITY
    found = codes(CITY.replace(WHAT, f"when = [{when}]"))
    assert (code, f"uses[4].when[0]{key}") in found


@pytest.mark.parametrize(
    ("was", "now", "code", "key"),
    [
        ('then = "参学调训"', 'then = "参学调训"\nfactor = 0.5', "P602", "uses[4].factor"),
        ('then = "参学调训"', 'then = "参学调训"\nbars = true', "P602", "uses[4].bars"),
        ('label = "培养最少好次数"', 'label = "季度考核占比"', "P607", "uses[6].when[0].label"),
        ('label = "培养最少好次数"', 'label = "晋升最少好次数"', "P607", "uses[6].when[0].label"),
        ('label = "培养最少好次数"', 'label = "好等次比例"', "P607", "uses[6].when[0].label"),
        ('grade = "较差"\nfactor = 0', 'grade = "优秀"\nfactor = 2', "P606", "coefficients"),
        ('grade = "较差"\nfactor = 0', 'grade = "差"\nfactor = 0', "P609", "coefficients[3].grade"),
        ('"较差" = 30', '"差" = 30', "P605", "evaluation.points.差"),
        ('"一般" = 60, ', "", "P606", "evaluation.points.一般"),
        ('what = "place"', 'what = "grade"', "P610", "uses[13].when[0].what"),
    ],
)
def test_a_list_that_does_not_fit_the_rest_of_the_book_is_refused(
    was: str, now: str, code: str, key: str
) -> None:
    assert was in CITY
    assert (code, key) in codes(CITY.replace(was, now, 1))


def test_the_nearest_fact_is_offered() -> None:
    _, faults = faults_of(CITY.replace(WHAT, 'when = [{ what = "grad", words = ["好"] }]'))
    assert [fault.hint for fault in faults] == ["你是不是想写 grade？"]


def test_shares_and_the_ranks_that_are_shared_stand_together() -> None:
    without = CITY.replace("[higher_ranks]", "[[shares]]\nlabel = 'x'\nmost = 1\ncite = 'x'\n#", 1)
    without = without.replace('ranks = ["一级调研员", "二级调研员"]\nlabel = "较高职级职数"\n', "")
    without = without.replace('cite = "SX2"\n', "", 1)
    assert ("P606", "thirds") in codes(without)


def test_a_bonus_without_coefficients_is_refused() -> None:
    head, _, rest = CITY.partition("[[coefficients]]")
    assert ("P606", "coefficients") in codes(head + rest[rest.index("[evaluation]") :])


def test_places_without_an_evaluation_are_refused() -> None:
    head, _, rest = CITY.partition("[evaluation]")
    assert ("P606", "evaluation") in codes(head + rest[rest.index("[[uses]]") :])
