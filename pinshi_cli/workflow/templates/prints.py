"""Documents printed by LibreOffice for a trial, in a folder that is gone afterwards."""

import os
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pinshi_cli.forms.pdf_pages import pages_of

if TYPE_CHECKING:
    from subprocess import Popen

_START, _EACH = 60, 5


class Draft(NamedTuple):
    """A document to be tried, with its ending."""

    ending: str
    data: bytes


def pages_printed(office: Path, drafts: Sequence[Draft]) -> list[int | None]:
    """On how many pages LibreOffice prints each; None where it did not print it."""
    with tempfile.TemporaryDirectory(prefix="pinshi-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        paths = []
        for number, draft in enumerate(drafts):
            paths.append(folder / f"{number}{draft.ending}")
            paths[-1].write_bytes(draft.data)
        _convert(office, folder, paths)
        return [_pages(folder / f"{number}.pdf") for number in range(len(drafts))]


def _pages(path: Path) -> int | None:
    return pages_of(path.read_bytes()) or None if path.is_file() else None


def _convert(office: Path, folder: Path, paths: Sequence[Path]) -> None:
    """Have PDFs made. Each kind of document is a call of its own.

    The profile is ours, so that neither an office that is open nor its settings have a part.
    """
    import subprocess

    kinds: dict[str, list[Path]] = {}
    for path in paths:
        # one name may not be made into one PDF twice: the numbers differ
        kinds.setdefault(path.suffix, []).append(path)
    for several in kinds.values():
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [str(office), profile, "--headless", "--norestore", "--convert-to", "pdf"]
        command += ["--outdir", str(folder), *map(str, several)]
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError:
            return  # it is there but does not start: nothing is printed, and that is said
        # what is not printed by then is told as such
        with suppress(subprocess.TimeoutExpired), ended(process):
            process.wait(_START + _EACH * len(several))


@contextmanager
def ended(process: "Popen[bytes]") -> Iterator[None]:
    """Afterwards it runs no more, not even where Ctrl-C ends this program."""
    try:
        yield
    finally:
        if process.poll() is None:
            _stop(process.pid)
            process.wait()


def _stop(process: int) -> None:
    """End LibreOffice and all that it has started."""
    if sys.platform == "win32":
        os.kill(process, signal.SIGTERM)
    else:
        os.killpg(process, signal.SIGKILL)
