"""`pinshi form --json`."""

from pinshi_cli.forms.kinds import KINDS
from pinshi_cli.workflow.documents import Document, document
from pinshi_cli.workflow.forms.run import Formed


def form_document(formed: Formed) -> Document:
    """What was made of which forms, how it compares with the grades, what is left blank."""
    return document(
        "form",
        ok=formed.ok,
        diagnostics=formed.diagnostics,
        period=formed.plan.period or None,
        forms=[
            {
                "kind": each.kind.id,
                "name": each.kind.name,
                "documents": checked.documents,
                "people": checked.people,
                "differences": checked.differences,
                "pen": list(blank.pen),
                "empty": list(blank.empty),
            }
            for each, checked, blank in zip(
                formed.plan.sets, formed.checked, formed.blanks, strict=False
            )
        ],
        registers=[
            {"file": quarter.file, "sha256": quarter.sha256} for quarter in formed.plan.quarters
        ],
        outputs=formed.written.names,
    )


def kinds_document() -> Document:
    """`pinshi form --list --json`."""
    kinds = [
        {
            "id": kind.id,
            "name": kind.name,
            "title": kind.title,
            "per": kind.per,
            "folder": kind.folder,
            "when": kind.when,
            "pen": list(kind.pen),
            "annual": kind.annual,
            "command": kind.made_by or "pinshi form",
        }
        for kind in KINDS
    ]
    return {"schema": "pinshi/form-list/1", "ok": True, "kinds": kinds, "diagnostics": []}
