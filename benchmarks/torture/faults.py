"""A full disk and failing reads and writes, at every write of every call, one after the other.

The call must end cleanly (exit code 2, a message with a code), and nothing may have changed;
where it says that it is done, it must be done.
"""

import errno
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count, product
from pathlib import Path

from benchmarks.torture import checks, crew
from benchmarks.torture.command import Trouble, run
from benchmarks.torture.later import later_step
from benchmarks.torture.places import Server, folder
from benchmarks.torture.scenes import LEDGER, SCENES, Props, Scene, State, state
from benchmarks.torture.seen import Seen
from pinshi_cli.ledger.address import Address

_CODE = re.compile(r"\b[A-Z]\d{3}\b")
_PAGE = 4096


def full_disks(share: int) -> Iterator[Seen]:
    """No file may grow beyond a size (that of every page and every frame of the log in turn)."""
    with _props() as props:
        for scene in SCENES:
            yield _suite(props, scene, "文件不能再大", _sizes(scene), share)


def full_databases(share: int) -> Iterator[Seen]:
    """SQLite itself says that there is no space, from ever more pages on."""
    with _props() as props:
        for scene in SCENES:
            if scene.makes.endswith(".db"):
                troubles = (Trouble(pages=n) for n in count(1))
                yield _suite(props, scene, "没有空页", troubles, share)


def failing_calls(share: int) -> Iterator[Seen]:
    """Every call that changes a file fails in turn; once, or from then on."""
    with _props() as props:
        for scene, (name, number, stays) in product(SCENES, _ERRORS):
            troubles = (Trouble(call=("torture-place", n, number, stays)) for n in count(1))
            yield _suite(props, scene, name, troubles, share)


_ERRORS = (
    ("磁盘满", errno.ENOSPC, True),
    ("读写出错一次", errno.EIO, False),
    ("读写一直出错", errno.EIO, True),
)


@contextmanager
def _props() -> Iterator[Props]:
    with folder() as place:
        yield Props(place)


def _sizes(scene: Scene) -> Iterator[Trouble]:
    frame = _PAGE + 24
    every = {0, 16, 32, 100, *(n * _PAGE + more for n in range(1, 80) for more in (-1, 0))}
    if scene.makes.endswith(".db"):
        every |= {32 + n * frame for n in range(80)}
    for size in sorted(every):
        yield Trouble(size=size)


def _suite(props: Props, scene: Scene, name: str, troubles: Iterable[Trouble], share: int) -> Seen:
    """Until the trouble comes too late to matter, four times running."""
    happened: Counter[str] = Counter()
    faults: list[str] = []
    tried = smooth = 0
    done = _undisturbed(props, scene)
    for number, trouble in enumerate(troubles):
        if number % share:
            continue
        trial = _Trial(props, scene, trouble, done)
        tried += 1
        happened[trial.ended] += 1
        faults += [f"{scene.name}，{trouble}：{fault}" for fault in trial.faults]
        smooth = smooth + 1 if trial.untouched else 0
        if smooth > 3:
            break
    return Seen(f"{scene.name}，{name}", tried, happened, tuple(faults))


def _undisturbed(props: Props, scene: Scene) -> State:
    place = props.folder / "torture-place"
    with props.set_up(scene, place) as arguments:
        crew.start(run, arguments, Trouble(), scene.when).printed()
        return state(scene, place)


class _Trial:
    """One call in trouble, and what was wrong about it."""

    def __init__(self, props: Props, scene: Scene, trouble: Trouble, done: State) -> None:
        self.faults: list[str] = []
        self._scene = scene
        self._place = props.folder / "torture-place"
        with props.set_up(scene, self._place) as arguments:
            before = state(scene, self._place)
            child = crew.start(run, arguments, trouble, scene.when)
            code, said = child.printed()
            self.untouched = code == 0 and (trouble.call is None or said.endswith("fired=0"))
            self.ended = {0: "做成", 2: "没做，说明了原因"}.get(code or 0, f"退出码 {code}")
            self._look_at_message(code, said)
            self._look_at_state(code, before, done, said)
            if code == 2:
                self._look_around()

    def _look_at_message(self, code: int | None, said: str) -> None:
        if code not in (0, 2):
            self.faults.append(f"退出码 {code}：{said[-400:]}")
        if "Traceback" in said or "X901" in said:
            self.faults.append(f"不是人话：{said[-400:]}")
        if code == 2 and not _CODE.search(said):
            self.faults.append(f"没有代码：{said[-400:]}")

    def _look_at_state(self, code: int | None, before: State, done: State, said: str) -> None:
        now = state(self._scene, self._place)
        if code == 0 and now.alike != done.alike:
            self.faults.append("说做成了，却没有")
        if code == 2 and now.exact != before.exact:
            is_done = now.alike == done.alike
            # a pruning says so itself when only the file could not be written anew
            if not (is_done and "L043" in said):
                word = "做成了" if is_done else "变成别的"
                self.faults.append(f"说没做，却{word}：{' '.join(said.split())[:160]}")
        if (self._place / LEDGER).exists():
            with later_step():
                wrong = checks.wrong(Address(self._place / LEDGER), ())
            self.faults += [each for each in wrong if "应有" not in each]

    def _look_around(self) -> None:
        left = [path.name for path in self._place.rglob("*") if "pinshi-tmp" in path.name]
        if left:
            self.faults.append(f"剩下 {left}")


def with_shim(share: int) -> Iterator[Seen]:
    """`failing_calls` in a process that the shim is loaded into; nothing without a C compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or not sys.platform.startswith("linux"):
        yield Seen("没有 C 编译器或不是 Linux，没有逐次读写出错", 0, Counter(), ())
        return
    with folder() as place:
        shim = place / "shim.so"
        source = Path(__file__).with_name("shim.c")
        subprocess.run(
            [compiler, "-shared", "-fPIC", "-O1", "-o", shim, source, "-ldl"], check=True
        )
        ended = subprocess.run(
            [sys.executable, "-m", "benchmarks.torture.faults", str(share)],
            env=os.environ | {"LD_PRELOAD": str(shim)},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    yield from map(Seen.of, ended.stdout.splitlines())


def all_faults(share: int, server: Server | None = None) -> Iterator[Seen]:
    """Everything, on SQLite: a PostgreSQL server keeps its disk to itself."""
    if server is None:
        yield from full_disks(share)
        yield from full_databases(share)
        yield from with_shim(share)


if __name__ == "__main__":
    for _seen in failing_calls(int(sys.argv[1])):
        sys.stdout.write(f"{_seen.line}\n")
