from pathlib import Path

import pytest

from tests.cli.running import SOUND, Pinshi


@pytest.fixture
def pinshi(capsys: pytest.CaptureFixture[str]) -> Pinshi:
    return Pinshi(capsys)


@pytest.fixture
def sealed(pinshi: Pinshi, tmp_path: Path) -> Path:
    """The sample's quarter, sealed."""
    out = tmp_path / "一季度-封存.zip"
    assert pinshi("seal", SOUND, "-o", out).code == 0
    return out


@pytest.fixture(autouse=True)
def _wide_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    for variable in ("PINSHI_PASSWORD", "PINSHI_LEDGER", "PINSHI_BY"):
        monkeypatch.delenv(variable, raising=False)
