"""Sealed archives taken apart and put together anew, as someone might."""

import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from pinshi_cli.workflow.seals import archive as seal_archive

MANIFEST = "封存清单.json"
Parts = dict[str, bytes]


def parts_of(archive: Path) -> Parts:
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def packed(parts: Mapping[str, bytes], archive: Path) -> Path:
    with zipfile.ZipFile(archive, "w") as written:
        for name, data in parts.items():
            written.writestr(name, data)
    return archive


def resealed(archive: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """The archive with one part changed and a manifest that says so: as an older pinshi left it."""
    parts = parts_of(archive)
    parts[name] = change(parts[name])
    manifest = json.loads(parts.pop(MANIFEST))
    del manifest["files"]
    archive.write_bytes(seal_archive.pack(manifest, parts))
    return archive
