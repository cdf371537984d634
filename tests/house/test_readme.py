"""The README's commands are run, and its links lead somewhere."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.running import ROOT, in_a_process

README = (ROOT / "README.md").read_text(encoding="utf-8")
ENGLISH = (ROOT / "README.en.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\s*(pinshi [^\n]*)$", README, re.MULTILINE)
SHELL = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)


def test_the_readme_shows_commands() -> None:
    assert len(COMMANDS) >= 8


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_does_what_it_says(command: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "sample_data", tmp_path / "sample_data")
    ended = in_a_process(*shlex.split(command)[1:], cwd=tmp_path)
    assert ended.returncode == (1 if "with-errors" in command else 0), ended.stderr.decode()


def test_the_two_commands_are_one_line_of_shell_each() -> None:
    assert len(SHELL) == 2
    assert all("\n" not in command for command in SHELL)
    assert SHELL[0].endswith("pinshi grade sample_data/quarter.xlsx")
    assert "pytest" in SHELL[1]
    assert re.findall(r"```sh\n(.*?)\n```", ENGLISH, re.DOTALL) == [SHELL[0]]


@pytest.mark.parametrize(
    "page",
    ["README.md", "README.en.md", *(str(p.relative_to(ROOT)) for p in ROOT.glob("docs/**/*.md"))],
)
def test_every_link_leads_to_a_file(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert ((ROOT / page).parent / target).exists(), target
