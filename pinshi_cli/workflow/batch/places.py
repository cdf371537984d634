"""Where the outputs of many registers go, and putting them there."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.city.placed import Placed, note, placed
from pinshi_cli.city.tray import put_in_place, take_away, touched, tray_of, trays
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.workflow.batch.lines import Line
from pinshi_cli.workflow.batch.settled import UNNAMED, Settled
from pinshi_cli.workflow.batch.years import UnitTask


class Placing(NamedTuple):
    """What stood in the way: of which outputs, and what was left of earlier runs."""

    barred: dict[str, list[Diagnostic]] = {}  # noqa: RUF012  # a default that nobody changes
    left: tuple[Diagnostic, ...] = ()


def year_places(
    tasks: Sequence[UnitTask],
    settled: Settled,
    lines: Callable[[Iterable[str]], Iterator[Line]],
) -> dict[str, str]:
    """By unit's year the folder of its outputs: 县区/单位/年."""
    folders = {task.file: settled.folders[task.group] for task in tasks}
    made = [line["file"] for line in lines(folders) if line["outputs"]]
    return {file: f"{folders[file]}/{settled.period[:4]}年" for file in made}


class Meant(NamedTuple):
    """What a run is about: the registers below which folder (`root`), of which quarter.

    Of a `year`, its four quarters and the year itself.
    """

    root: str
    period: str
    year: bool

    def has(self, known: Placed) -> bool:
        """Whether a folder is this run's to take away: another quarter's papers are not."""
        last = known.place.rpartition("/")[2]
        here = last.startswith(self.period[:4]) if self.year else last == self.period
        unnamed = known.place.startswith(f"{UNNAMED}/")
        return known.root == self.root and (unnamed or bool(self.period and here))


def put_all_in_place(
    outputs: Path,
    places: Mapping[str, str],
    moved: Mapping[str, str],
    meant: Meant,
    *,
    force: bool,
) -> Placing:
    """Give every tray its place, and take away what of the same has none any more.

    `moved` are outputs that stand since an earlier run, but not where they go now: by key, where.
    What somebody has changed since stays as it is. Whatever ends the run, its folders are known.
    """
    wanted = set(places.values())
    known = placed(outputs)
    soon = known | {Placed(place, meant.root) for place in wanted}
    if soon != known:
        note(outputs, soon)
    barred = _gather(outputs, moved)
    gone = {each for each in known if each.place not in wanted and meant.has(each)}
    left = _away(outputs, gone)
    barred |= _put(outputs, {k: v for k, v in places.items() if k not in barred}, force=force)
    ours = {Placed(place, meant.root) for key, place in places.items() if key not in barred}
    taken = {each.place for each in ours}  # whoever had such a folder before, has it no more
    kept = {each for each in known if each.place not in taken}
    now = {each for each in kept | ours if (outputs / each.place).is_dir()}
    if now != soon:
        note(outputs, now)
    return Placing(barred, tuple(left))


def _put(outputs: Path, places: Mapping[str, str], *, force: bool) -> dict[str, list[Diagnostic]]:
    barred: dict[str, list[Diagnostic]] = {}
    made = trays(outputs)
    for key in sorted(places):
        tray = tray_of(outputs, key)
        if tray.name not in made:  # it stands in place already
            continue
        target = outputs / places[key]
        try:
            changed = [] if force or not os.path.lexists(target) else touched(target)
            if changed:
                barred[key] = [_changed(key, places[key], changed)]
            else:
                put_in_place(tray, target)
        except OSError as error:
            barred[key] = [_not_written(key, target, places[key], error)]
    return barred


def _gather(outputs: Path, moved: Mapping[str, str]) -> dict[str, list[Diagnostic]]:
    """Bring outputs that stand, but not where they go now, back to their trays."""
    barred: dict[str, list[Diagnostic]] = {}
    for key, old in moved.items():
        tray, place = tray_of(outputs, key), outputs / old
        if not tray.exists() and place.is_dir():
            tray.parent.mkdir(parents=True, exist_ok=True)
            try:
                place.rename(tray)
            except OSError as error:
                barred[key] = [_not_written(key, place, old, error)]
    return barred


def _away(outputs: Path, gone: Collection[Placed]) -> list[Diagnostic]:
    found = []
    for each in sorted(gone):
        place = outputs / each.place
        if not place.is_dir():
            continue
        if changed := touched(place):
            message = f"{each.place} 现在用不着了，里面 {changed[0].name} 有人改过，没有删"
            hint = "看一看要不要留；不要的，自己删去。"
            found.append(Diagnostic("B024", Severity.WARNING, message, Place(each.place), hint))
        else:
            take_away(place, outputs)
    return found


def _changed(key: str, place: str, changed: Sequence[Path]) -> Diagnostic:
    if changed[0].name.startswith("~$"):
        return _open(key, place)
    message = f"{place} 里的 {changed[0].name} 不是 pinshi 写的，或写后有人改过"
    hint = "用 -o 换一个位置；确认不要旧文件时加 --force。"
    return Diagnostic("F121", Severity.ERROR, message, Place(key), hint)


def _not_written(key: str, target: Path, place: str, error: OSError) -> Diagnostic:
    if isinstance(error, PermissionError) and target.exists():
        return _open(key, place)
    message = f"{place} 写不进去"
    return Diagnostic("F123", Severity.ERROR, message, Place(key), "换一个能写的 -o，或腾出空间。")


def _open(key: str, place: str) -> Diagnostic:
    message = f"{place} 里有文件正在 Excel 或 WPS 里开着，或没有写入权限"
    hint = "关闭里面的文件后，加 --resume 重新运行。"
    return Diagnostic("F122", Severity.ERROR, message, Place(key), hint)
