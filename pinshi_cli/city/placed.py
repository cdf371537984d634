"""Which folders below the outputs are ours: known however a run ends, and whatever the next does.

The journal forgets what a new run does not mean; this does not, until a folder is gone.
"""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

NAME = ".pinshi-batch.places"


class Placed(NamedTuple):
    """A folder that was put in place, or was about to be: its path, and of which registers' folder.

    `root` tells one folder of registers from another.
    """

    place: str
    root: str


def placed(outputs: Path) -> set[Placed]:
    """What is known; nothing where nothing was ever put in place, or nobody can read it."""
    try:
        said = json.loads((outputs / NAME).read_bytes())
        return {Placed(str(place), str(root)) for place, root in said}
    except (FileNotFoundError, ValueError, TypeError):
        return set()


def note(outputs: Path, folders: Iterable[Placed]) -> None:
    """Know these from now on, and no others."""
    said = json.dumps(sorted(folders), ensure_ascii=False, indent=0)
    beside = outputs / f"{NAME}.new"
    with beside.open("wb") as written:
        written.write(said.encode("utf-8", "backslashreplace") + b"\n")
        written.flush()
        os.fsync(written.fileno())
    beside.replace(outputs / NAME)
