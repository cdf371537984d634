"""The catalogue of every message code: `pinshi rule R203` and `docs/codes.md` come from it."""

from pinshi_cli.model.codes import (
    calls,
    cells,
    city,
    decisions,
    files,
    forms,
    grading,
    kept,
    ledger,
    names_and_days,
    notices,
    packs,
    people,
    recording,
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
        ledger.CODES,
        kept.CODES,
        recording.CODES,
        city.CODES,
        calls.CODES,
    )
    for entry in entries
}
