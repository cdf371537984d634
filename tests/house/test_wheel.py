"""The wheel carries packs, templates and sample data, and works from an empty folder."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(out), str(ROOT)]
    subprocess.run(build, check=True, timeout=300)
    return next(out.glob("*.whl"))


def test_the_wheel_carries_data(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for expected in (
        "pinshi_cli/policy/packs/zhangdian.toml",
        "pinshi_cli/policy/packs/national.toml",
        "pinshi_cli/sample_data/quarter.xlsx",
        "pinshi_cli/templates/register-zhangdian.xlsx",
        "pinshi_cli/ledger/migrations/env.py",
        "pinshi_cli/ledger/migrations/versions/ledger_0001.py",
    ):
        assert expected in names
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/"))]


def test_installed_fresh_it_grades_the_sample_from_an_empty_folder(
    wheel: Path, tmp_path: Path
) -> None:
    environment, empty = tmp_path / "venv", tmp_path / "empty"
    empty.mkdir()
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    python = environment / "bin" / "python"
    install = ["-m", "pip", "--python", str(python), "install", "-q", "-c", "constraints.txt"]
    subprocess.run([sys.executable, *install, str(wheel)], check=True, cwd=ROOT, timeout=300)
    where = "from pinshi_cli.workflow.samples import sample; print(sample('quarter.xlsx'))"
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}

    def run(*command: str) -> str:
        ended = subprocess.run(
            command, check=True, capture_output=True, text=True, cwd=empty, env=clean, timeout=120
        )
        return ended.stdout

    sample = run(str(python), "-c", where).strip()
    assert str(environment) in sample
    pinshi = str(environment / "bin" / "pinshi")
    document = json.loads(run(pinshi, "grade", sample, "--json", "-o", str(empty)))
    assert document["ok"] is True
    assert len(document["people"]) == 16
    assert [path.name for path in empty.glob("*.xlsx")] == ["quarter-考核结果.xlsx"]
