"""A fault of pinshi itself: written to a log from which no person can be told."""

import os
import re
import sys
import tempfile
import traceback
from pathlib import Path

_PRIVATE = re.compile(r"[^\x00-\x7f]|[0-9]")


def record(fault: BaseException) -> Path:
    """Write the fault's log and say where. Frames and lines only; texts and figures masked."""
    lines = [f"python {sys.version.split()[0]} on {sys.platform}", type(fault).__name__]
    lines.append(masked(str(fault)))
    lines += [
        f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(fault.__traceback__)
    ]
    path = _folder() / "pinshi-error.log"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as log:
        log.write("\n".join(lines) + "\n")
    return path


def masked(text: str) -> str:
    """A text without names and figures: Chinese becomes ○, a digit #."""
    return _PRIVATE.sub(lambda found: "#" if found[0].isdigit() else "○", text)[:2000]


def _folder() -> Path:
    """The user's folder for such logs, or a private temporary one where that cannot be made."""
    if os.name == "nt":
        base = Path(os.environ.get("LOCALAPPDATA") or tempfile.gettempdir())
    else:
        base = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    folder = base / "pinshi"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="pinshi-"))
    return folder
