"""The figures of issue 6: a city's registers by `pinshi batch`, paired with the floor.

`python -m benchmarks.city [--units N]`, on Linux; with TMPDIR=/dev/shm without the disk. Needs
pandas, xltpl and docxtpl, which nothing else does. Makes the city in a temporary folder (1,072
registers, 17,000 people, 20 raters each; fewer units have fewer people), works on a tenth of it, on
all of it, on all of it again with 1 % changed, and with forms and notices in Word; then the floor
of the same, and a script's way. What is heavy is done in processes of its own: their figures are
those of `wait4`, descendants included, since a pool's workers are not the parent's children.

Files are kept to the end: see `benchmarks.forms`.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.city_registers import Unit, make_city, units_of, write_register
from benchmarks.measure import Tree, tree

UNITS, PEOPLE = 1_072, 17_000
SCRIPTED = 20
"""So many units are given to the other stack; its CPU is scaled by people."""

HERE = "benchmarks.city"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--units", type=int, default=UNITS)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--step", nargs="+", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.step:
        step(asked.step[0], [Path(each) for each in asked.step[1:]])
        return
    with tempfile.TemporaryDirectory(prefix="pinshi-city-") as name:
        City(Path(name), asked.units, asked.jobs).measure()


class City:
    """A city in a folder, and what is done with it."""

    def __init__(self, folder: Path, many: int, jobs: int) -> None:
        self.folder, self.jobs = folder, jobs
        self.units = units_of(many, round(PEOPLE * many / UNITS))
        self.few = self.units[:: max(1, many // max(1, many // 10))]

    @property
    def people(self) -> int:
        return people_of(self.units)

    def measure(self) -> None:
        """Everything, said as it comes."""
        make_city(self.folder / "city", self.units)
        make_city(self.folder / "tenth", self.few)
        say(f"{len(self.units)} 个单位，{self.people} 人；{len(self.few)} 个单位，")
        say(f"{people_of(self.few)} 人；登记表为 .xlsx\n")
        few = self.batch("tenth")
        whole = self.batch("city")
        self.change()
        again = self.batch("city", "--resume")
        words = self.batch("city", "-o", str(self.folder / "out-words"), "--format", "docx")
        floor = self.step("floor", "city", "out-city", "floor")
        scripted = self.scripted()
        self.against_floor(whole, floor)
        self.against_stack(words, "docxtpl", scripted, floor)
        self.against_stack(whole, "xltpl", scripted, floor)
        self.grown(few, whole)
        said("有 1% 变了，--resume ÷ 第一次", again.cpu, whole.cpu, 0.05)

    def batch(self, name: str, *more: str) -> Tree:
        out = str(self.folder / f"out-{name}")
        make = ("--make", "results,forms,notices", "--draft", "--jobs", str(self.jobs))
        call = ("-m", "pinshi_cli", "batch", str(self.folder / name), "-o", out, *make, *more)
        return tree(call)

    def change(self) -> None:
        """Other scores in 1 % of the registers, evenly through the city."""
        changed = self.units[:: min(100, len(self.units))]
        for unit in changed:
            write_register(self.folder / "city" / unit.county / f"{unit.name}.xlsx", unit, seed=2)

    def step(self, *words: str) -> dict[str, float]:
        """One of our own steps, in a process of its own."""
        told = self.folder / f"{words[0]}.json"
        places = [str(self.folder / word) for word in words[1:]]
        tree(["-m", HERE, "--step", words[0], str(told), *places])
        found: dict[str, float] = json.loads(told.read_text())
        return found

    def scripted(self) -> dict[str, float]:
        """The other stack over a few of the units."""
        make_city(self.folder / "some", self.units[:: max(1, len(self.units) // SCRIPTED)])
        self.batch("some")
        return self.step("stack", "some", "out-some", "stack")

    def against_floor(self, whole: Tree, floor: dict[str, float]) -> None:
        parts = floor["reading"], floor["forms"], floor["results"]
        said("核算、结果、公示、登记表 ÷ 底线（CPU）", whole.cpu, sum(parts), 4)
        say(f"  底线：读 {parts[0]:.2f} s，登记表 {parts[1]:.2f} s（{floor['papers']:.0f} 份），")
        say(f"结果工作簿 {parts[2]:.2f} s（{floor['workbooks']:.0f} 本）\n")
        said(f"用时 ÷ CPU（{self.jobs} 个进程）", whole.wall, whole.cpu, 0.6)

    def against_stack(
        self, whole: Tree, forms: str, scripted: dict[str, float], floor: dict[str, float]
    ) -> None:
        """The same job by the other stack, its forms by one of the two libraries."""
        parts = {name: scripted[name] for name in ("tables", "results", "notices", forms)}
        scale = self.people / scripted["people"]
        theirs = sum(parts.values()) * scale
        verdict = "达到" if theirs >= 25 * whole.cpu else "未达到"
        bare = sum(floor[name] for name in ("reading", "forms", "results"))
        say(f"脚本（量了 {scripted['people']:.0f} 人，按人数乘 {scale:.1f}；用 {forms} 做登记表）")
        say(f" ÷ 全部：{theirs:.1f} s / {whole.cpu:.2f} s = {theirs / whole.cpu:.1f}")
        say(f"（至少 25，{verdict}）\n")
        say(
            "  "
            + "，".join(f"{name} {spent * scale:.1f} s" for name, spent in parts.items())
            + "\n"
        )
        say(f"  脚本的 1/25 是 {theirs / 25:.1f} s，底线是 {bare:.1f} s：")
        say(f"光是底线，脚本也只有它的 {theirs / bare:.1f} 倍\n")

    def grown(self, few: Tree, whole: Tree) -> None:
        times = self.people / people_of(self.few)
        ratio = whole.cpu / few.cpu
        say(f"人数 {times:.1f} 倍，单位 {len(self.units) / len(self.few):.1f} 倍：")
        said("CPU", whole.cpu, few.cpu, 1.05 * times)
        say(f"  每人 {ratio / times:.2f} 倍；")
        said("父进程峰值（MiB）", whole.parent, few.parent, 1.3)
        say(f"  峰值内存：父进程 {whole.parent:.0f} MiB，最大的工作进程 {whole.worker:.0f} MiB")
        say("（上限 400）\n")


def step(what: str, places: Sequence[Path]) -> None:
    """A step in this process; its figures go to a file."""
    from benchmarks.city_floor import floor
    from benchmarks.city_stack import stack

    told, registers, *rest = places
    books = sorted(registers.rglob("*.xlsx"))
    found = floor(books, *rest) if what == "floor" else stack(books, *rest)
    told.write_text(json.dumps(found._asdict()))


def people_of(units: Sequence[Unit]) -> int:
    return sum(unit.people for unit in units)


def said(what: str, mine: float, theirs: float, limit: float) -> None:
    ratio = mine / theirs
    verdict = "达到" if ratio <= limit else "未达到"
    say(f"{what}：{mine:.2f} / {theirs:.2f} = {ratio:.3f}（上限 {limit:.3g}，{verdict}）\n")


def say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or every process compiles pinshi anew
    main()
