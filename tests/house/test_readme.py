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
WRITTEN = (
    "平时考核登记簿-2026Q2.xlsx",
    "校验值.txt",
    "sample_data/pinshi.db",
    "sample_data/考核输出/2026Q1/quarter-考核结果.xlsx",
    "sample_data/考核输出/2026Q1/quarter-封存.zip",
    "sample_data/zhangdian/考核输出/2026年/2026-年度考核资格.xlsx",
)
"""Files that it says the commands write."""
SHELL = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)


def test_the_readme_shows_commands() -> None:
    assert len(COMMANDS) >= 8


def test_the_commands_of_the_readme_do_what_it_says_one_after_another(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "sample_data", tmp_path / "sample_data")
    clerk = {"PINSHI_BY": "周敏", "PINSHI_LEDGER": ""}
    for command in COMMANDS:
        ended = in_a_process(*shlex.split(command)[1:], cwd=tmp_path, **clerk)
        expected = 1 if "with-errors" in command else 0
        assert ended.returncode == expected, f"{command}\n{ended.stderr.decode()}"
    for file in WRITTEN:
        assert (tmp_path / file).is_file(), file


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
