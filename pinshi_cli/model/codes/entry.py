"""The form of one entry of the catalogue of message codes."""

from typing import NamedTuple


class Code(NamedTuple):
    """A message code: its title, why it matters, how to mend it. Clerks read all three."""

    code: str
    title: str
    why: str
    remedy: str
