"""Start-up is a promise: asking for help loads typer and the commands, and nothing that works."""

import subprocess
import sys

from tests.cli.running import ROOT

WORKING = {
    *("grading", "ledger", "policy", "proof", "registers", "reports", "results", "sheets", "unit"),
    "workflow",
}
HEAVY = {"rich", "jinja2", "xlsxwriter", "python_calamine", "sqlalchemy", "alembic"}


def test_help_loads_none_of_the_rooms_that_work() -> None:
    code = "import sys; import pinshi_cli.cli.app; print(*sys.modules)"
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    loaded = [name for name in ended.stdout.split() if name.startswith("pinshi_cli.")]
    assert "pinshi_cli.cli.app" in loaded
    assert [name for name in loaded if name.split(".")[1] in WORKING] == []
    assert not HEAVY & set(ended.stdout.split())
