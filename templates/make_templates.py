"""Makes every form's template, as .xlsx and .docx: the same bytes every time.

A test compares the committed files with what this makes.

Run as `python templates/make_templates.py`.
"""

from pathlib import Path

from pinshi_cli.forms.kinds import KINDS, UNIT
from templates import (
    ledger_forms,
    letters,
    meeting_forms,
    person_forms,
    review_forms,
    unit_forms,
    year_forms,
)
from templates.as_docx import as_docx
from templates.as_xlsx import as_xlsx

HERE = Path(__file__).parent
ROOMS = (person_forms, review_forms, unit_forms, meeting_forms, letters, year_forms, ledger_forms)
MANY = {kind.id for kind in KINDS if kind.per != UNIT}
FORMS = tuple(form._replace(many=form.id in MANY) for room in ROOMS for form in room.FORMS)


def made() -> dict[str, bytes]:
    """Every template by its file name."""
    files = {}
    for form in FORMS:
        files[f"{form.id}.xlsx"] = as_xlsx(form)
        files[f"{form.id}.docx"] = as_docx(form)
    return files


if __name__ == "__main__":
    for name, data in made().items():
        (HERE / name).write_bytes(data)
