"""What `pinshi check --json` says."""

from collections.abc import Iterable, Sequence

from pinshi_cli.registers.annotated_list import Problem
from pinshi_cli.workflow.checks import Checked
from pinshi_cli.workflow.documents import Document, diagnostic


def check_document(found: Sequence[Checked], outputs: Iterable[str] = ()) -> Document:
    """One entry for each book given; with `--since` what became of the earlier findings."""
    said = [_book(each) for each in found]
    ok = all(each.ok for each in found)
    return {"schema": "pinshi/check/1", "ok": ok, "books": said, "outputs": list(outputs)}


def _book(found: Checked) -> Document:
    said: Document = {"file": found.file, "ok": found.ok, "people": found.people}
    if found.since is not None:
        mended, new, standing = found.since
        for key, problems in (("mended", mended), ("new", new), ("standing", standing)):
            said[key] = [_problem(each) for each in problems]
    return said | {"diagnostics": [diagnostic(each) for each in found.diagnostics]}


def _problem(found: Problem) -> Document:
    return {
        "code": found.code,
        "severity": str(found.severity),
        "sheet": found.sheet or None,
        "cell": found.cell or None,
        "person": found.person or None,
        "message": found.message,
    }
