"""LibreOffice opens what comes out, and prints it on as many pages as it should."""

import re
import subprocess
import zlib
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.forms.made import PEOPLE, VALUES, compiled, foot_of, sheet, word

pytestmark = pytest.mark.office


def printed(folder: Path, name: str, data: bytes) -> bytes:
    """The PDF that LibreOffice makes of a document."""
    (folder / name).write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / name)], check=True, capture_output=True, timeout=180)
    return (folder / name).with_suffix(".pdf").read_bytes()


def pages(pdf: bytes) -> int:
    inflated = b"".join(_streams(pdf))
    return len(re.findall(rb"/Type\s*/Page\b", pdf + inflated))


def _streams(pdf: bytes) -> list[bytes]:
    found = []
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(match[1]))
        except zlib.error:
            continue  # a picture or a font
    return found


def form(page: Worksheet) -> None:
    page["A1"], page["A2"] = "{{ 单位名称 }}", "{{ 个人小结 }}"
    page["A4"], page["A5"], page["A6"] = "{% for 人 in 人员 %}", "{{ 人.姓名 }}", "{% endfor %}"
    page.merge_cells("A2:H3")
    page.print_area = "A1:H9"
    foot_of(page).text = "第 &P 页"


@pytest.mark.parametrize("count", [1, 3])
def test_a_print_file_of_sheets(tmp_path: Path, count: int) -> None:
    values = {**VALUES, "单位名称": "=1+1", "个人小结": "总结" * 200, "人员": PEOPLE}
    data = compiled(sheet(form)).render_many([values] * count)
    assert pages(printed(tmp_path, "印.xlsx", data)) == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_print_file_of_word(tmp_path: Path, count: int) -> None:
    template = compiled(
        word("{{ 单位名称 }}", "{% for 人 in 人员 %}", "{{ 人.姓名 }}", "{% endfor %}")
    )
    data = template.render_many([VALUES] * count)
    assert pages(printed(tmp_path, "印.docx", data)) == count
