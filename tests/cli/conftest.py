import pytest

from tests.cli.running import Pinshi


@pytest.fixture
def pinshi(capsys: pytest.CaptureFixture[str]) -> Pinshi:
    return Pinshi(capsys)


@pytest.fixture(autouse=True)
def _wide_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.delenv("PINSHI_PASSWORD", raising=False)
