"""`pinshi batch --cluster`: what goes to the workers of a cluster, and what is done here."""

import pickle
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, cast

from pinshi_cli.city.cluster import Cluster
from pinshi_cli.city.executor import Done, Item, Result, Work
from pinshi_cli.city.local import MEMORY_EACH, Local
from pinshi_cli.city.outpost import Kit
from pinshi_cli.city.tray import landed
from pinshi_cli.forms.working_days import FILE_NAME
from pinshi_cli.sheets.csvs import csv_files
from pinshi_cli.sheets.read import MAX_FILE
from pinshi_cli.workflow.batch.settings import Settings
from pinshi_cli.workflow.batch.work import Task, seconds_of
from pinshi_cli.workflow.batch.years import UnitTask
from pinshi_cli.workflow.policy.packs import is_file
from pinshi_cli.workflow.templates.places import FOLDER

IN, OUT = Path("登记簿"), Path("输出")
"""Where registers and trays stand in a worker's own folder."""

Doing = Task | UnitTask


class Abroad:
    """Runs a batch's work on a cluster.

    What cannot be sent is done here: a register that nobody can read is refused in the same words.
    """

    def __init__(self, settings: Settings, address: str, preload: Sequence[str]) -> None:
        self.settings = settings
        self.preload = preload
        self.cluster: Cluster[Any, Any] = Cluster(address, self._kit, self._files, self._land)

    def run(
        self, work: Work[Item, Result], chunks: Iterable[Sequence[Item]]
    ) -> Iterator[Done[Item, Result]]:
        """See `Executor`. Raises `Refusal` B050–B053."""
        here: list[Item] = []
        leaving = (going for chunk in chunks if (going := self._leaving(chunk, here)))
        first = next(leaving, None)
        if first is not None:
            yield from self.cluster.run(work, chain((first,), leaving))
        if here:
            yield from Local(1, seconds_of, preload=self.preload).run(work, [here])

    def _leaving(self, chunk: Sequence[Any], here: list[Any]) -> list[Any]:
        """What of a chunk goes; the rest is left with the others that stay."""
        can = [self._can_go(item) for item in chunk]
        here += [item for item, goes in zip(chunk, can, strict=True) if not goes]
        return [item for item, goes in zip(chunk, can, strict=True) if goes]

    def _can_go(self, item: Doing) -> bool:
        """Whether its registers can be read, and are not beyond what is read at all."""
        try:
            sizes = [path.stat().st_size for _, path in self._paths(item)]
            return bool(sizes) and sum(sizes) <= MAX_FILE
        except OSError:
            return False

    def _paths(self, item: Doing) -> Iterator[tuple[Path, Path]]:
        """The files of an item: their place there, and here."""
        for file in item.files if isinstance(item, UnitTask) else (item.file,):
            path = self.settings.folder / file
            if path.is_dir():
                for each in csv_files(path):
                    yield IN / file / each.name, each
            else:
                yield IN / file, path

    def _files(self, item: Doing) -> dict[str, bytes]:
        try:
            return {there.as_posix(): path.read_bytes() for there, path in self._paths(item)}
        except OSError:  # gone since it was looked at: its reader says that nothing is there
            return {}

    def _land(self, item: Doing, files: dict[str, bytes]) -> None:
        landed(self.settings.out, item.file, files)

    def _kit(self, work: Work[Any, Any]) -> Kit:
        begin = cast("partial[Any]", work).func
        policy = self.settings.policy
        theirs = self.settings._replace(folder=IN, out=OUT, list_file=None)
        files = dict(_beside(self.settings.folder, IN)) | dict(_beside(Path.cwd(), Path()))
        if policy is not None and is_file(policy):
            name = f"考核办法/{Path(policy).name}"
            files[name] = Path(policy).read_bytes()
            theirs = theirs._replace(policy=name)
        doing = pickle.dumps(partial(begin, theirs), pickle.HIGHEST_PROTOCOL)
        return Kit(doing, files, OUT.as_posix(), seconds_of, MEMORY_EACH, self.preload)


def _beside(folder: Path, there: Path) -> Iterator[tuple[str, bytes]]:
    """What lies beside registers and counts for all of them: the calendar, the templates."""
    templates = folder / FOLDER
    own = sorted(templates.iterdir()) if templates.is_dir() else []
    for path in (folder / FILE_NAME, *own):
        if path.is_file():
            yield (there / path.relative_to(folder)).as_posix(), path.read_bytes()
