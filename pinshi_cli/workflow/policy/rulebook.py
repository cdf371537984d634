"""A policy as a document: every rule, its clause, where it comes from, what is assumed."""

from collections.abc import Iterable

from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.said_book import sections
from pinshi_cli.workflow.documents import Document, document, policy_head


def policy_document(policy: Policy, outputs: Iterable[str] = ()) -> Document:
    """`pinshi policy show --json`; `outputs` are the handbooks written."""
    rules = [
        {
            "section": section.title,
            "name": line.name,
            "says": line.says,
            "cite": line.source.cite,
            "origin": line.source.origin,
            "assumed": line.source.assumed or None,
            "scope": list(line.source.scope),
        }
        for section in sections(policy)
        for line in section.lines
    ]
    head = policy_head(policy) | {"base": policy.head.base or None}
    more: Document = {"policy": head, "rules": rules, "outputs": list(outputs)}
    return document("policy-show", ok=True, diagnostics=(), **more)
