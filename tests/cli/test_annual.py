"""`pinshi annual`: a year's verdicts from its registers."""

from pathlib import Path

import pytest

from tests.cli.running import FAULTY, ROOT, SOUND, Pinshi

YEAR = [ROOT / "sample_data" / "zhangdian" / f"q{number}.xlsx" for number in range(1, 5)]


def test_each_person_has_a_verdict_with_its_reason_and_clause(pinshi: Pinshi) -> None:
    ended = pinshi("annual", *YEAR)
    assert ended.code == 0
    assert "2026年度考核资格" in ended.out
    assert "可评优" in ended.out
    assert "ZD9.2" in ended.out
    assert "“优秀”名额 2 人（参加 8 人）" in ended.out


def test_json_is_the_contracts(pinshi: Pinshi) -> None:
    said = pinshi("annual", *YEAR, "--json").json
    assert said["schema"] == "pinshi/annual/1"
    (unit,) = said["units"]
    assert unit["quota"]["limit"] == 2
    first = unit["people"][0]
    assert len(first["quarters"]) == 4
    assert first["verdict"]
    assert first["reasons"][0]["rule"]


def test_a_missing_quarter_is_said_never_guessed(pinshi: Pinshi) -> None:
    ended = pinshi("annual", *YEAR[:3])
    assert ended.code == 0
    assert "缺" in ended.out
    assert "需研究" in ended.out


@pytest.mark.parametrize(
    "books", [[YEAR[0], YEAR[0]], [SOUND, YEAR[1]], [FAULTY]], ids=["twice", "units", "faulty"]
)
def test_registers_that_make_no_year_are_an_error(pinshi: Pinshi, books: list[Path]) -> None:
    ended = pinshi("annual", *books, "--json")
    assert ended.code == 1
    assert not ended.json["ok"]
