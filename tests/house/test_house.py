"""The house itself: layers, documents that match the program, no test left out."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from docs.make_reference import codes_page, commands_page, systems_page
from pinshi_cli.model.codes import CATALOGUE

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "pinshi_cli").rglob("*.py"))


def test_layers_only_look_down() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as go; go()"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=120,
    )
    assert ended.returncode == 0, ended.stdout


@pytest.mark.parametrize(
    ("page", "make"),
    [("codes", codes_page), ("commands", commands_page), ("systems", systems_page)],
)
def test_the_generated_pages_are_up_to_date(
    page: str, make: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8") == make()


def _codes_raised() -> set[str]:
    found: set[str] = set()
    for path in SOURCES:
        if "codes" not in path.parts:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.update(re.findall(r"^[A-Z]\d{3}$", node.value))
    return found


def test_every_code_raised_is_in_the_catalogue_and_every_entry_is_raised() -> None:
    assert _codes_raised() == set(CATALOGUE)


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_code_says_what_why_and_how(code: str) -> None:
    entry = CATALOGUE[code]
    assert len(entry.title) <= 20
    assert entry.why.endswith("。")
    assert entry.remedy.endswith("。")


def test_only_console_knows_rich() -> None:
    knowing = {
        path.name
        for path in SOURCES
        if re.search(r"^\s*(from|import) rich\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert knowing == {"console.py"}


def test_no_rule_of_a_place_stands_in_python() -> None:
    """Clause IDs of a place belong in its pack."""
    place = re.compile(r"(?<![A-Z\"])\"(?:ZD|CZ|QS|DG|WJ|JN|HL|BJ|TJ|SX|CQ|SXI)[0-9A]")
    assert [path.name for path in SOURCES if place.search(path.read_text(encoding="utf-8"))] == []


def test_rooms_are_small() -> None:
    large = {
        str(path.relative_to(ROOT)): lines
        for path in SOURCES
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 330
    }
    assert large == {}


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    by_platform = r"skipif\((?!sys\.platform|not hasattr\(os)"
    forbidden = re.compile(rf"pytest\.(?:mark\.)?(?:skip\b|xfail|importorskip)|{by_platform}")
    tests = sorted((ROOT / "tests").rglob("*.py"))
    assert [p.name for p in tests if forbidden.search(p.read_text(encoding="utf-8"))] == []


def test_no_clock_is_read_inside() -> None:
    """Dates are passed in: the same call gives the same answer in any year.

    Only the edge reads the clock, for what is put on record.
    """
    clock = re.compile(r"\b(?:today|now|utcnow)\(|time\.time\(\)")
    reading = [path for path in SOURCES if clock.search(path.read_text(encoding="utf-8"))]
    assert reading == [ROOT / "pinshi_cli" / "cli" / "clock.py"]
