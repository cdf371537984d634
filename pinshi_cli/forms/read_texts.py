"""What the documents of a template say, read back from their bytes one after another, fast.

A document is known by its markup: what `finished_file` reads of it is found out once for each
markup, and then the texts need only be taken out. Whatever is not as we write it is read the
thorough way, so that both ways always find the same.
"""

from pinshi_cli.forms.finished import Text
from pinshi_cli.forms.finished_file import finished_of
from pinshi_cli.forms.read_texts_docx import DocxTexts
from pinshi_cli.forms.read_texts_parts import Unusual
from pinshi_cli.forms.read_texts_slots import BESIDE_THE_PAGE, Rows, rows_of
from pinshi_cli.forms.read_texts_xlsx import XlsxTexts
from pinshi_cli.sheets.faults import Fault


class Reader:
    """Reads the documents of one template. `thorough`: how many it had to read the thorough way."""

    def __init__(self, suffix: str) -> None:
        self._texts = XlsxTexts() if suffix == ".xlsx" else DocxTexts()
        self.thorough = 0

    def rows(self, data: bytes, file: str) -> Rows:
        """What a document says. Raises `Refusal` where nobody can read it."""
        try:
            return self._texts.rows(data)
        except (Unusual, Fault):
            self.thorough += 1
            return rows_of(texts_of(data, file))


def texts_of(data: bytes, file: str) -> list[Text]:
    """Every text of a document's pages, in order, without what stands above and below them."""
    found = finished_of(data, file)
    return [each for each in found.texts if not each.at.said.startswith(BESIDE_THE_PAGE)]
