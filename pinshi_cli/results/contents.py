"""What a result is made from."""

from collections.abc import Sequence
from typing import NamedTuple

from pinshi_cli.grading.quarter import Graded
from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Policy


class Contents(NamedTuple):
    """A graded quarter with all that its workbook tells. `sha256` is of the register's bytes.

    `ledger` is the head of the ledger beside the register, `unconfirmed` the sentence about
    defaults that nobody confirmed; each is empty without one.
    """

    register: Register
    policy: Policy
    graded: Graded
    diagnostics: Sequence[Diagnostic]
    sha256: str
    draft: bool
    ledger: str = ""
    unconfirmed: str = ""

    @property
    def adopted(self) -> bool:
        """Whether the meeting has decided: until then every grade is only proposed."""
        return self.register.unit.meeting_date is not None

    @property
    def decimals(self) -> int:
        return 0 if self.policy.score is None else self.policy.score.decimals

    @property
    def title(self) -> str:
        """`某区统计局2026年第一季度公务员平时考核`."""
        return f"{self.register.unit.name}{self.register.quarter.chinese}公务员平时考核"
