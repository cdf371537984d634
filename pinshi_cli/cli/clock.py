"""The one place where the clock is read: what is put on record says when it was."""

from datetime import datetime


def moment() -> datetime:
    """The present moment in Chinese time, to the second."""
    from pinshi_cli.model.period import CHINA

    return datetime.now(CHINA).replace(microsecond=0)
