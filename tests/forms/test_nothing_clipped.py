"""Nothing of any form is clipped on paper; and what is clipped would be found."""

from pathlib import Path

import docx
import openpyxl
import pytest
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.shared import Mm
from openpyxl.styles import Alignment

from tests.forms.cases import LONG
from tests.forms.on_paper import PAPERS, Paper, Printed
from tests.forms.printed import cut_off, missing, pages_of, print_all

pytestmark = pytest.mark.office


@pytest.mark.parametrize("which", PAPERS, ids=lambda each: each.name)
def test_nothing_of_a_form_is_cut_off(paper: dict[str, Paper], which: Printed) -> None:
    document, pdf, pages = paper[which.name]
    assert cut_off(pdf) == []
    assert missing(document, pages) == ""


# -- what is clipped is found ------------------------------------------------------------------


def workbook(
    folder: Path, text: str | int, *, height: float, wraps: bool, width: float = 30
) -> Path:
    """A cell of that text, with a filled one on its right."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["B1"] = text, "旁边"
    sheet["A1"].alignment = Alignment(wrap_text=wraps, vertical="top")
    sheet.row_dimensions[1].height = height
    sheet.column_dimensions["A"].width = width
    book.save(folder / "表.xlsx")
    return folder / "表.xlsx"


def word(folder: Path, rule: WD_ROW_HEIGHT_RULE) -> Path:
    """A table row of 12 mm with a text of many lines."""
    document = docx.Document()
    row = document.add_table(1, 1).rows[0]
    row.height, row.height_rule = Mm(12), rule
    row.cells[0].text = LONG[:300]
    document.save(str(folder / "表.docx"))
    return folder / "表.docx"


def found(folder: Path, document: Path) -> tuple[bool, bool]:
    """Whether ink of it is cut off, and whether characters are missing."""
    print_all(folder, [document])
    pdf = document.with_suffix(".pdf")
    return bool(cut_off(pdf)), bool(missing(document, pages_of(pdf)))


def test_a_row_too_low_for_its_text_is_found(tmp_path: Path) -> None:
    assert any(found(tmp_path, workbook(tmp_path, LONG[:100], height=30, wraps=True)))


def test_a_row_that_hides_half_of_its_last_line_is_found(tmp_path: Path) -> None:
    document = workbook(tmp_path, "核对\n报表", height=22, wraps=True)
    assert found(tmp_path, document) == (True, False)


def test_a_text_cut_by_the_cell_beside_it_is_found(tmp_path: Path) -> None:
    document = workbook(tmp_path, LONG[:60], height=20, wraps=False)
    assert found(tmp_path, document)[0]


def test_a_number_shown_as_hashes_is_found(tmp_path: Path) -> None:
    document = workbook(tmp_path, 1234567, height=20, wraps=False, width=3)
    assert found(tmp_path, document)[1]


def test_a_row_of_word_with_an_exact_height_is_found(tmp_path: Path) -> None:
    assert any(found(tmp_path, word(tmp_path, WD_ROW_HEIGHT_RULE.EXACTLY)))


def test_what_has_room_is_not_accused(tmp_path: Path) -> None:
    assert found(tmp_path, workbook(tmp_path, LONG[:100], height=150, wraps=True)) == (False, False)
    assert found(tmp_path, word(tmp_path, WD_ROW_HEIGHT_RULE.AT_LEAST)) == (False, False)
