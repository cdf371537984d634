"""The rule book by which a quarter on record was graded, as it stands for its unit."""

from pinshi_cli.ledger.entry import Facts
from pinshi_cli.model.diagnostic import Diagnostic, Place, Refusal, Severity, refuse
from pinshi_cli.model.period import Quarter
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.scopes import within
from pinshi_cli.workflow.ledger.entries import table, text
from pinshi_cli.workflow.policy.packs import chosen_by

NOT_YET = "P613"
"""The refusal's code where a pack's first edition begins after the day."""


def policy_of(head: Facts, quarter: Quarter, named: str | None = None) -> Policy:
    """The book that an entry's head names (or `--policy`), in the edition of that quarter.

    Raises `Refusal` L069 where it is a file that is not at hand, or was not in force then.
    """
    said = table(head, "policy")
    try:
        policy = chosen_by(named)(text(said, "id"), quarter.last)
    except Refusal as refusal:
        if named is not None:
            raise
        name, id_ = text(said, "name"), text(said, "id")
        message = f"台账里用的规则“{name}”（{id_}）不在随附的规则里"
        if any(each.code == NOT_YET for each in refusal.diagnostics):
            message = f"{quarter.chinese}在“{name}”施行以前，随附的规则里没有当时的办法"
        raise refuse("L069", message, "用 --policy 指明当时的规则文件。") from refusal
    scopes = head.get("scopes")
    words = scopes if isinstance(scopes, (list, tuple)) else ()
    return within(policy, frozenset(map(str, words)))


def other_edition(head: Facts, policy: Policy, at: str) -> list[Diagnostic]:
    """A warning where the book at hand is not, byte for byte, the one that was used."""
    said = table(head, "policy")
    recorded = text(said, "sha256")
    if recorded == policy.sha256:
        return []
    message = f"{at}的规则文件与记入时不同（记入时 {recorded[:12]}，现在 {policy.sha256[:12]}）"
    hint = "核对是不是换了规则文件或 pinshi 的版本；要用当时的，--policy 指明。"
    return [Diagnostic("L068", Severity.WARNING, message, Place(key=text(said, "name")), hint)]
