"""领导评鉴: who reviewed whom, in which 评鉴身份, with what grade."""

from pinshi_cli.model.diagnostic import Diagnostic, Severity
from pinshi_cli.model.names import squeezed
from pinshi_cli.model.register import Review
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers import cells
from pinshi_cli.registers.acting import Acting
from pinshi_cli.registers.rows import Line, Lines
from pinshi_cli.registers.tables import Table

IDENTITY, PROPOSED, OWN, REVIEWER = "评鉴身份", "建议等次", "个性等次", "评鉴人"


def read_reviews(table: Table, lines: Lines, policy: Policy) -> Acting[Review]:
    """The rows of 领导评鉴 that review somebody; those with a 个人小结 alone do not."""
    result = Acting[Review].of(lines, (IDENTITY, PROPOSED, OWN))
    may_propose = {each.identity: each.proposes for each in policy.reviewers}
    for part in policy.parts_from("review"):
        may_propose |= {each: True for each in part.reviewers if each not in may_propose}
    for line in lines.lines:
        said = any(heading in line.values for heading in (IDENTITY, PROPOSED, OWN, REVIEWER))
        if line.person is None or not said:
            continue
        review = _review(table, line)
        if may_propose:
            result.blame(line.person.id, _about(table, line, review, may_propose))
            if not may_propose.get(review.identity):
                review = review._replace(proposed=None)
        result.add(line.person.id, review)
    return result


def _review(table: Table, line: Line) -> Review:
    grades = {heading: line.values.get(heading) for heading in (PROPOSED, OWN)}
    proposed, own = (None if said is None else str(said) for said in grades.values())
    return Review(
        squeezed(line.text(IDENTITY)),
        proposed,
        own,
        line.at,
        table.place(line.row, PROPOSED),
        table.place(line.row, OWN),
        line.text(REVIEWER),
    )


def _about(
    table: Table, line: Line, review: Review, may_propose: dict[str, bool]
) -> list[Diagnostic]:
    """Warnings of an identity that the policy does not know, or that may not propose."""
    at = table.place(line.row, IDENTITY)
    known = tuple(may_propose)
    identity = review.identity
    if not identity and any(heading == IDENTITY for heading, _ in line.faults):
        return []  # the cell is faulty, and that is said
    if identity not in may_propose:
        where = at if at.row else line.at
        unlisted = cells.unlisted(identity or "空", where, known, IDENTITY)
        return [unlisted._replace(severity=Severity.WARNING)]
    if review.proposed is not None and not may_propose[identity]:
        proposing = "、".join(name for name, may in may_propose.items() if may)
        message = f"“{identity}”不提建议等次，所填“{review.proposed}”不采用"
        hint = f"清空这一格；提建议等次的是{proposing}。" if proposing else "清空这一格。"
        return [Diagnostic("R221", Severity.WARNING, message, review.proposed_at, hint)]
    return []
