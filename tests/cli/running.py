"""Runs pinshi as a clerk does, in this process or in one of its own."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pinshi_cli.cli.main import main
from pinshi_cli.workflow.samples import bundled, sample

SOUND = sample("quarter.xlsx")
FAULTY = sample("quarter-with-errors.xlsx")
ROOT = bundled("sample_data").parent


class Ended(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.out)
        return document


class Pinshi:
    """`pinshi(...)` runs the command in this process, with what it prints."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: str | Path) -> Ended:
        self.capsys.readouterr()
        code = main([str(each) for each in arguments])
        out, err = self.capsys.readouterr()
        if "X901" in out + err:
            log = re.search(r"日志在 (\S+\.log)", out + err)
            pytest.fail(Path(log[1]).read_text(encoding="utf-8") if log else out + err)
        return Ended(code, out, err)


def in_a_process(
    *arguments: str | Path, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, its output as bytes."""
    return subprocess.run(
        [sys.executable, "-m", "pinshi_cli", *map(str, arguments)],
        capture_output=True,
        cwd=cwd or ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        timeout=120,
        check=False,
    )
