"""A draft: a quarter that was given, and leaves somebody without a grade."""

from typing import NamedTuple

import pytest

from pinshi_cli.grading.year_facts import YearQuarter
from pinshi_cli.grading.year_forecast import forecast
from pinshi_cli.grading.year_lacking import Lack, lacking
from pinshi_cli.grading.year_unit import YearPerson, rulings, year_of
from tests.grading.test_years_of_a_unit import quarter
from tests.grading.years import shown


class Given(NamedTuple):
    """What the quarters from the first on show of one person; `-`: no register."""

    letters: str

    @property
    def quarters(self) -> list[YearQuarter]:
        made = []
        for number, (letter, word) in enumerate(
            zip(self.letters, shown(self.letters.replace("-", "缺")), strict=True), start=1
        ):
            if letter != "-":
                one = quarter(number, [80])
                [person] = one.people
                made.append(one._replace(people=(person._replace(shown=word),)))
        return made

    @property
    def person(self) -> YearPerson:
        return year_of(self.quarters).people[0]


WORDS = "有错误或名额未定，改正后再算"


def test_whoever_is_withheld_is_not_told_that_the_register_lacks() -> None:
    person = Given("好好缺较").person
    assert person.verdict.reasons[0].text == f"第三季度{WORDS}"
    assert lacking(person)[0] == Lack(f"第三季度的等次（{WORDS}）", "本单位")


def test_a_quarter_without_a_register_is_told_as_before() -> None:
    person = Given("好好-较").person
    assert person.verdict.reasons[0].text == "第三季度没有登记簿，补齐后再算"
    assert lacking(person)[0].what == "第三季度的登记簿"


def test_of_a_year_of_one_register_that_withholds_the_quarter_is_named() -> None:
    assert Given("缺---").person.verdict.reasons[0].text == f"第一季度{WORDS}"


@pytest.mark.parametrize(
    ("letters", "verdict"),
    [("好较外缺", "需研究"), ("好较外-", "不参加"), ("好缺较外", "不参加")],
)
def test_the_latest_quarter_is_the_latest_given_whatever_it_shows(
    letters: str, verdict: str
) -> None:
    assert Given(letters).person.verdict.verdict == verdict


def test_units_that_share_rulings_may_have_other_quarters() -> None:
    withheld, lacking_ = Given("好好缺较"), Given("好好-较")
    policy = withheld.quarters[0].policy
    ruled = rulings(policy)
    texts = [
        year_of([each._replace(policy=policy) for each in one.quarters], ruled)
        .people[0]
        .verdict.reasons[0]
        .text
        for one in (withheld, lacking_)
    ]
    assert texts == [f"第三季度{WORDS}", "第三季度没有登记簿，补齐后再算"]


def test_what_the_last_register_says_is_final_also_where_it_withholds_the_grade() -> None:
    person = Given("好好好缺").person
    facts = person.facts._replace(status="试用期")
    found = forecast(person.shown, facts, Given("好").quarters[0].policy)
    assert found is not None
    assert (found.open, found.lapsing) == (("不确定等次",), ())
