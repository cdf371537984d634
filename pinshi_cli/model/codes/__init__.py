"""The catalogue of every message code: `pinshi rule R203` and `docs/codes.md` come from it."""

from pinshi_cli.model.codes import (
    calls,
    cells,
    decisions,
    files,
    forms,
    grading,
    names_and_days,
    notices,
    packs,
    people,
    sheets,
    years,
)
from pinshi_cli.model.codes.entry import Code

CATALOGUE: dict[str, Code] = {
    entry.code: entry
    for entries in (
        files.CODES,
        sheets.CODES,
        cells.CODES,
        people.CODES,
        grading.CODES,
        decisions.CODES,
        years.CODES,
        packs.CODES,
        forms.CODES,
        notices.CODES,
        names_and_days.CODES,
        calls.CODES,
    )
    for entry in entries
}
