"""`pinshi explain --json`."""

from pinshi_cli.model.number import plain
from pinshi_cli.workflow.documents import Document, document, figure, person, policy_head
from pinshi_cli.workflow.registers import Explained


def explain_document(found: Explained) -> Document:
    """One person with the tree of figures, the step to the next grade, the place in the order."""
    policy, register = found.quarter.policy, found.quarter.register
    more: Document = {}
    if policy is not None and register is not None:
        more["policy"] = policy_head(policy)
        more["period"] = str(register.quarter)
        more["person"] = person(found.outcome, policy)
    more["figure"] = figure(found.figure) if found.figure is not None else None
    more["next"] = None
    if found.step is not None:
        more["next"] = {
            "grade": found.step.grade,
            "points": plain(found.step.points),
            "by_part": [{"name": name, "points": plain(p)} for name, p in found.step.by_part],
        }
    more["order"] = None
    if found.order is not None:
        order = found.order
        more["order"] = {"rank": order.rank, "compared": order.compared, "limit": order.limit}
    return document("explain", ok=found.ok, diagnostics=found.diagnostics, **more)
