"""Where a rule comes from."""

from typing import NamedTuple


class Source(NamedTuple):
    """Where a rule comes from. `assumed` says why it is our default; empty where it is not.

    `scope` are the words of 适用机关 or 机关类别 for which the clause speaks; empty: for all.
    """

    cite: str
    assumed: str = ""
    origin: str = ""
    scope: tuple[str, ...] = ()
