"""What several tests of forms look at, made once."""

import pytest

from tests.forms.on_paper import Paper, all_printed


@pytest.fixture(scope="session")
def paper(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Paper]:
    """Every form as LibreOffice prints it."""
    return all_printed(tmp_path_factory.mktemp("paper"))
