"""What lint finds, and in which words."""

from typing import NamedTuple

OPEN = "没有规则决定"
CONFLICT = "两条规则不同"
WEIGHTS = "权重合计不为1"
UNREACHABLE = "永远不起作用"
UNCITED = "没有出处"
ASSUMED = "默认值"

GAPS = (OPEN, CONFLICT, WEIGHTS, UNREACHABLE, UNCITED)
"""What somebody should decide; the rest is only to be known."""


class Found(NamedTuple):
    """One finding: its kind, what it is about, the clauses concerned, what pinshi does there."""

    kind: str
    says: str
    rules: tuple[str, ...]
    does: str = ""
    scope: tuple[str, ...] = ()

    def within(self, words: tuple[str, ...]) -> "Found":
        """The same, seen in a unit of these words."""
        return self._replace(scope=words)
