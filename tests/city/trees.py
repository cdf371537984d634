"""What a run has left on the disk."""

import hashlib
from pathlib import Path


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder, by its path, as the SHA-256 of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def outputs(folder: Path) -> set[str]:
    """What the clerk sees: without the marks of pinshi's own."""
    return {name for name in tree(folder) if "pinshi-" not in name}
