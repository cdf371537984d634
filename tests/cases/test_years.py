"""Years worked out independently: what `pinshi annual` must say of four registers."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Pinshi

DATA = Path(__file__).parent / "data"
YEARS = sorted(DATA.glob("year-*"))


def test_the_years_are_there() -> None:
    assert len(YEARS) >= 8


@pytest.mark.parametrize("folder", YEARS, ids=lambda folder: folder.name)
def test_a_year_comes_to_the_verdicts_worked_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    said = Pinshi(capsys)("annual", *sorted(folder.glob("*.xlsx")), "--json").json
    assert said["schema"] == "pinshi/annual/1"
    assert said["ok"]
    assert said["year"] == expected["year"]
    [unit] = said["units"]
    assert unit["quota"] == expected["quota"]
    assert [each["id"] for each in unit["people"]] == [each["id"] for each in expected["people"]]
    for found, person in zip(unit["people"], expected["people"], strict=True):
        assert _compared(found, person) == _compared(person, person), person["id"]


def _compared(found: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    """Every key of the answer; the score only where there is an annual grade."""
    keys = [key for key in expected if key != "score" or expected["proposed"] is not None]
    return {key: found[key] for key in keys}
