"""One register in every format that LibreOffice writes: the same people, the same grades."""

import subprocess
from pathlib import Path

import pytest

from tests.cli.running import SOUND, Pinshi


@pytest.mark.office
def test_the_same_register_in_other_formats_gives_the_same_grades(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    sound = pinshi("grade", SOUND, "--json").json
    for kind in ("xls", "ods", "xlsm"):
        convert = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
        convert += ["--convert-to", kind, "--outdir", str(tmp_path), str(SOUND)]
        subprocess.run(convert, check=True, capture_output=True, timeout=180)
        ended = pinshi("grade", tmp_path / f"quarter.{kind}", "--json")
        assert ended.code == 0, kind
        assert ended.json["people"] == sound["people"], kind
        assert ended.json["quota"] == sound["quota"], kind
