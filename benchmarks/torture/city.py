"""A city with hostile workbooks in it, and a run over a city killed at random moments.

What is sound must come out as it would alone; what is not must be reported; a run that was killed
and resumed must leave what an undisturbed one leaves.
"""

import contextlib
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.city_registers import make_city, units_of
from benchmarks.torture.hostile import put_among
from benchmarks.torture.seen import Seen
from pinshi_cli.city.journal import MANIFEST
from pinshi_cli.cli.main import main

ROOT = Path(__file__).parents[2]
UNITS, HOSTILE, KILLS = 1_072, 80, 100
ALL = ("--make", "results,forms,notices,json", "--draft")
_OURS = {"B004", "X901"}
"""Codes of a fault of pinshi's own: a hostile workbook must not find one."""


def all_cities(share: int) -> Iterator[Seen]:
    with tempfile.TemporaryDirectory(prefix="pinshi-city-") as name:
        folder = Path(name)
        yield hostile(folder / "坏的", -(-UNITS // share), -(-HOSTILE // share))
        yield killed(folder / "断的", -(-200 // share), -(-KILLS // share))


def hostile(folder: Path, units: int, many: int) -> Seen:
    """A city with `many` hostile workbooks among its units."""
    city, out = folder / "报送", folder / "出"
    sound = make_city(city, units_of(units, units * 16))
    chance = random.Random(20261121)  # noqa: S311  # a game, no secret
    bad = put_among(city / "坏的", sound[0].read_bytes(), many, chance)
    run = begun(city, out, "--make", "results,json", "--json")
    said, complained = run.communicate()
    found = {book["file"]: book for book in json.loads(said)["books"]}
    faults = ["退出码不是 1"] if run.returncode != 1 else []
    faults += ["有 Traceback"] if b"Traceback" in complained + said else []
    happened: Counter[str] = Counter()
    for path in bad:
        name = path.relative_to(city).as_posix()
        codes = sorted({each["code"] for each in found.get(name, {}).get("diagnostics", ())})
        happened[codes[0] if codes else "没有报"] += 1
        if not codes or found[name]["ok"] or _OURS & set(codes):
            faults.append(f"{name}：{codes}")
    faults += [each for path in sound if (each := not_as_alone(city, path, found))]
    shutil.rmtree(folder)
    return Seen(f"{units} 个单位里有坏的", len(bad), happened, tuple(faults))


def not_as_alone(city: Path, path: Path, found: dict[str, dict[str, object]]) -> str:
    """Whether what came out for a sound register differs from `pinshi grade --json` of it alone."""
    book = found.get(path.relative_to(city).as_posix(), {})
    written = [name for name in _texts(book.get("outputs")) if name.endswith(".json")]
    alone = io.StringIO()
    with contextlib.redirect_stdout(alone):
        main(["grade", str(path), "--json"])
    if not book.get("ok") or len(written) != 1:
        return f"{path.name}：没有做出来"
    same = Path(written[0]).read_text(encoding="utf-8") == alone.getvalue()
    return "" if same else f"{path.name}：和单独核定的不一样"


def _texts(found: object) -> list[str]:
    return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []


def killed(folder: Path, units: int, times: int) -> Seen:
    """A run over a city, killed `times` times at random moments, resumed, and held to the end."""
    city = folder / "报送"
    sound = make_city(city, units_of(units, units * 6))
    chance = random.Random(20261122)  # noqa: S311  # a game, no secret
    put_among(city / "坏的", sound[0].read_bytes(), 5, chance)
    begin = time.monotonic()
    begun(city, folder / "一次", *ALL).communicate()
    seconds = time.monotonic() - begin
    expected = contents(folder / "一次")
    happened: Counter[str] = Counter()
    faults: list[str] = []
    while happened["杀了"] < times:
        out = folder / "断"
        for attempt in range(chance.randint(1, 3)):
            run = begun(city, out, *ALL, *(["--resume"] if attempt else []))
            if not ended_by_kill(run, seconds * chance.uniform(0, 1.1)):
                happened["先做完了"] += 1
                break
            happened["杀了"] += 1
            if (out / MANIFEST).exists() and contents(out) != expected:
                faults.append("有清单，但不全")
        begun(city, out, *ALL, "--resume").communicate()
        if contents(out) != expected:
            faults.append(f"接着做完以后不一样：{differing(contents(out), expected)[:5]}")
        happened["接着做完"] += 1
        shutil.rmtree(out)
    shutil.rmtree(folder)
    return Seen(f"{units} 个单位做到一半 kill -9", happened["杀了"], happened, tuple(faults))


def ended_by_kill(run: "subprocess.Popen[bytes]", after: float) -> bool:
    with contextlib.suppress(subprocess.TimeoutExpired):
        run.communicate(timeout=after)
        return False
    run.send_signal(signal.SIGKILL)
    run.communicate()
    return run.returncode == -signal.SIGKILL


def begun(city: Path, out: Path, *more: str) -> "subprocess.Popen[bytes]":
    """`pinshi batch` over the city, by two workers."""
    start = [sys.executable, "-m", "pinshi_cli", "batch", str(city), "-o", str(out)]
    return subprocess.Popen(
        [*start, "--jobs", "2", "--quiet", *more],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))
