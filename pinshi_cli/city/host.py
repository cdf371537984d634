"""The process beside a worker of Dask: `python -m pinshi_cli.city.host`, asked through its pipes.

It does chunk after chunk with `Local`, in a folder of its own, and ends with whoever asks it.
"""

import contextlib
import os
import pickle
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from pinshi_cli.city.local import Local
from pinshi_cli.city.outpost import Kit, Outcome, Parcel
from pinshi_cli.city.tray import UNDER_WAY, gathered

PATIENCE = 300.0
"""So long it waits for the next chunk."""


def main() -> None:
    """Answer until nobody asks any more."""
    asked, answered = _apart()
    folder = tempfile.mkdtemp(prefix="pinshi-")
    try:
        os.chdir(folder)
        threading.Thread(target=_end_with, args=(answered, folder), daemon=True).start()
        with contextlib.suppress(EOFError, OSError):  # whoever asked is gone
            said = Connection(answered, readable=False)
            _Serving(Connection(asked, writable=False), said).serve()
    finally:
        os.chdir("/")
        shutil.rmtree(folder, ignore_errors=True)


class _Serving:
    """Answers chunk by chunk, with one worker as long as it lives."""

    def __init__(self, asked: Connection, answered: Connection) -> None:
        self.asked = asked
        self.answered = answered
        self.kit: Kit = pickle.loads(asked.recv_bytes())  # noqa: S301  # of the client, by Dask
        self.places: dict[str, int] = {}
        lay(self.kit.files)

    def serve(self) -> None:
        """Ends where nobody asks any more. Raises `EOFError`, `OSError` where nobody is there."""
        kit = self.kit
        outputs = Path(kit.outputs)
        pool = Local(1, kit.seconds, memory=kit.memory, preload=kit.preload)
        work = pickle.loads(kit.work)  # noqa: S301  # as above
        outcomes: list[Outcome] = []
        for done in pool.run(work, self._chunks()):
            at = self.places[done.item.file]
            files = gathered(outputs, done.item.file) if done.lost is None else {}
            outcomes.append(Outcome(at, done.result, done.lost, files))
            if len(outcomes) == len(self.places):
                shutil.rmtree(outputs / UNDER_WAY, ignore_errors=True)
                self.answered.send_bytes(pickle.dumps(outcomes, pickle.HIGHEST_PROTOCOL))
                outcomes = []

    def _chunks(self) -> Iterator[list[Any]]:
        """The items of each chunk asked for, their files laid ready; then the files go."""
        while self.asked.poll(PATIENCE):
            parcels: list[Parcel] = pickle.loads(self.asked.recv_bytes())  # noqa: S301  # as above
            self.places = {parcel.item.file: at for at, parcel in enumerate(parcels)}
            for parcel in parcels:
                lay(parcel.files)
            yield [parcel.item for parcel in parcels]
            for parcel in parcels:
                for path in parcel.files:
                    Path(path).unlink(missing_ok=True)


def lay(files: Mapping[str, bytes]) -> None:
    """Put down files, by path from here."""
    for name, data in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _apart() -> tuple[int, int]:
    """Our pipes, which no child has; what libraries print is lost."""
    asked, answered = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    return asked, answered


def _end_with(answered: int, folder: str) -> None:
    """End at once when nobody will read the answer."""
    import select

    gone = select.poll()
    gone.register(answered, 0)
    gone.poll()
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


if __name__ == "__main__":
    main()
