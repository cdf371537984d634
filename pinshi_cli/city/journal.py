"""What a run has done: one line of JSON for each item, appended at once, and a manifest at the end.

The lines stay on the disk; in memory is only where each lies. A run that ends whole leaves them in
the order of their keys, and the manifest, written last, says their digest.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Self

from pinshi_cli.city.found import JOURNAL

MANIFEST = "批量清单.json"
SCHEMA = "pinshi/batch-manifest/1"

Line = dict[str, Any]


class Journal:
    """The lines of a folder's runs, by their key (`file`). A later line replaces an earlier one."""

    def __init__(self, folder: Path, *, fresh: bool) -> None:
        """`fresh`: nothing of earlier runs counts."""
        self.path = folder / JOURNAL
        self.manifest = folder / MANIFEST
        self.manifest.unlink(missing_ok=True)
        self.path.touch()
        self._at: dict[str, int] = {}
        self._written = self.path.open("rb+", 0)
        self._end = self._look_through()
        if fresh:
            self._at, self._end = {}, 0
            self._written.truncate(0)
        self._read = self.path.open("rb")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._written.close()
        self._read.close()

    def add(self, key: str, line: bytes) -> None:
        """Append a line (JSON without a line break); it outlasts the end of this process."""
        self._written.seek(self._end)
        self._written.write(line + b"\n")
        self._at[key] = self._end
        self._end += len(line) + 1

    def line(self, key: str) -> bytes | None:
        """The line of a key, None where there is none."""
        at = self._at.get(key)
        if at is None:
            return None
        self._read.seek(at)
        return self._read.readline().removesuffix(b"\n")

    def parsed(self, key: str) -> Line | None:
        """The line of a key, parsed; None where there is none."""
        line = self.line(key)
        if line is None:
            return None
        said: Line = json.loads(line)
        return said

    def lines(self, keys: Iterable[str]) -> Iterator[Line]:
        """The lines of these keys, parsed one by one."""
        return (line for line in map(self.parsed, keys) if line is not None)

    def settle(self, keys: Iterable[str], change: Callable[[Line], None]) -> None:
        """Leave only these keys, in their order, each line `change`d in place."""
        beside = self.path.with_suffix(".new")
        at: dict[str, int] = {}
        end = 0
        with beside.open("wb") as written:
            for key in keys:
                line = self.line(key)
                if line is None:
                    continue
                said = json.loads(line)
                before = dict(said)
                change(said)
                data = line if said == before else as_line(said)
                written.write(data + b"\n")
                at[key] = end
                end += len(data) + 1
            written.flush()
            os.fsync(written.fileno())
        self.__exit__()
        beside.replace(self.path)
        self._written, self._read = self.path.open("rb+", 0), self.path.open("rb")
        self._at, self._end = at, end

    def finish(self, **more: Any) -> None:  # noqa: ANN401  # a document's values are of any type
        """Write the manifest: the run is whole."""
        with self.path.open("rb") as journal:
            digest = hashlib.file_digest(journal, "sha256").hexdigest()
        document = {"schema": SCHEMA, **more, "journal": JOURNAL, "sha256": digest}
        beside = self.manifest.with_suffix(".new")
        with beside.open("wb") as written:
            written.write(
                json.dumps(document, ensure_ascii=False, indent=1).encode(
                    "utf-8", "backslashreplace"
                )
                + b"\n"
            )
            written.flush()
            os.fsync(written.fileno())
        beside.replace(self.manifest)

    def _look_through(self) -> int:
        """Where each line lies. What a killed run left unfinished at the end is cut off."""
        end = 0
        with self.path.open("rb") as lines:
            for line in lines:
                if not line.endswith(b"\n"):
                    break
                with contextlib.suppress(ValueError, KeyError, TypeError):
                    self._at[json.loads(line)["file"]] = end
                end += len(line)
        self._written.truncate(end)
        return end


def as_line(said: Line) -> bytes:
    """A line as it stands in the journal. Lone surrogates are escaped."""
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")
