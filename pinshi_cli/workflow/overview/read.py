"""What an overview reads: a run of `pinshi batch` that is whole, the quarter before, the ledger."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.city.journal import MANIFEST, SCHEMA
from pinshi_cli.model.codes import CATALOGUE
from pinshi_cli.model.diagnostic import Severity, refuse
from pinshi_cli.model.names import squeezed
from pinshi_cli.reports.overview import Before
from pinshi_cli.reports.overview_figures import Sample
from pinshi_cli.reports.overview_unit import Fault, Unit
from pinshi_cli.workflow.batch.lines import BOOK, Line
from pinshi_cli.workflow.batch.settled import together
from pinshi_cli.workflow.ledger.filings import (
    ABSENT,
    CHANGED,
    ON_FILE,
    RETURNED,
    Filing,
)
from pinshi_cli.workflow.targets import OUTPUTS

_STRAY = "B011"
"""A register of a quarter that the run is not about."""


class Run(NamedTuple):
    """A run that is whole: its quarter, the lines of its registers, the units that lack.

    `wrong` is what is wrong with the authority's list as a whole.
    """

    folder: Path
    period: str
    lines: tuple[Line, ...]
    missing: tuple[Line, ...]
    wrong: tuple[str, ...] = ()


def read_run(folder: Path) -> Run:
    """The run whose outputs lie in `folder`, or in 考核输出 within it.

    Raises `Refusal`: F101 where there is no such folder, B040 where no run is whole there, B041
    where its files do not belong together.
    """
    if not folder.is_dir():
        message = "这不是文件夹" if folder.exists() else "找不到这个文件夹"
        raise refuse("F101", message, "写 pinshi batch 的输出文件夹。", file=str(folder))
    places = (folder, folder / OUTPUTS)
    here = next((each for each in places if (each / MANIFEST).is_file()), None)
    if here is None:
        hint = "先运行 pinshi batch；中途断了的，加 --resume 做完。"
        raise refuse("B040", f"这里没有 {MANIFEST}，批量没有做完", hint, file=str(folder))
    try:
        manifest = json.loads((here / MANIFEST).read_bytes())
        data = (here / manifest["journal"]).read_bytes()
        if manifest["schema"] != SCHEMA or hashlib.sha256(data).hexdigest() != manifest["sha256"]:
            raise ValueError(MANIFEST)
        lines = tuple(each for each in map(json.loads, data.splitlines()) if each["line"] == BOOK)
        said = [e for e in manifest["diagnostics"] if e["severity"] == Severity.ERROR]
        wrong = tuple(each["message"] for each in said)
        return Run(here, manifest["period"], lines, tuple(manifest["missing"]), wrong)
    except (OSError, ValueError, KeyError, TypeError) as error:
        hint = "再运行一次 pinshi batch，加 --resume。"
        message = f"{MANIFEST} 和 pinshi-batch.jsonl 对不上"
        raise refuse("B041", message, hint, file=str(here)) from error


def units_of(run: Run, day: date, filings: Iterable[Filing] | None) -> list[Unit]:
    """The units of a run in order; `filings` are the ledger's, None where none was asked."""
    said = _once(run, day)
    found = sorted(said, key=lambda unit: (unit.county, unit.name, unit.code, unit.file))
    word = None if filings is None else _filing(list(filings))
    numbered = (unit._replace(number=number) for number, unit in enumerate(found))
    return [unit if word is None or unit.nameless else word(unit) for unit in numbered]


def _once(run: Run, day: date) -> Iterator[Unit]:
    """Every unit once, whether it has sent in no register of the quarter, one or several.

    Registers of other quarters count only where they are all that a unit has sent, and strays.
    """
    lines = [line for line in run.lines if _belongs(line, run.period)]
    names = [*map(_names, lines), *map(_names, ({"unit": each} for each in run.missing))]
    groups = together(names)
    alone = set(range(len(lines))).difference(*groups)
    for group in (*groups, *((at,) for at in sorted(alone))):
        here = [lines[at] for at in group if at < len(lines)]
        lacking = [run.missing[at - len(lines)] for at in group if at >= len(lines)]
        own = [line for line in here if not _strays(line)] or here
        if lacking and (not own or _strays(own[0])):
            faults = tuple(fault for line in own for fault in _faults(line))
            yield _missing(lacking[0])._replace(faults=faults)
        else:
            yield _joined([_unit(line, day) for line in own])


def _belongs(line: Line, period: str) -> bool:
    """Whether a register is of the quarter, as far as anybody can tell, or a stray."""
    nameless = line["unit"] is None or not line["unit"]["name"]
    return nameless or line["period"] in (None, period) or _strays(line)


def _strays(line: Line) -> bool:
    return any(each["code"] == _STRAY for each in line.get("batch", ()))


def _names(line: Line) -> tuple[str, str, str] | None:
    unit = line["unit"]
    if unit is None or not (unit["code"] or unit["name"]):
        return None
    return unit["code"], unit["county"], unit["name"]


def _joined(units: list[Unit]) -> Unit:
    """A unit's registers as one unit, with all their faults: nobody can tell which one counts."""
    files = "、".join(unit.file for unit in units)
    faults = tuple(fault for unit in units for fault in unit.faults)
    return units[0]._replace(file=files, faults=faults)


def _missing(unit: Line) -> Unit:
    names = (unit["name"], unit["code"], unit["county"], unit["kind"])
    return Unit(0, *names, contact=bool(unit["contact"]))


def _unit(line: Line, day: date) -> Unit:
    unit = line["unit"]
    unknown = f"（单位不明）{Path(line['file']).name}"
    if unit is None:
        return Unit(0, unknown, file=line["file"], faults=_faults(line), nameless=True)
    use: Line = line["quota"][0] if line["quota"] else {"base": 0, "limit": None, "given": None}
    best = next(iter(line["grades"].values()), None)
    faults, unmade = _faults(line), ()
    if line["graded"] and not line.get("batch"):
        faults, unmade = (), faults
    scores = line["scores"]
    decided = bool(line["decided"]) and not _yet_to_come(line.get("meeting"), day)
    start = line.get("notice_from")
    policy = line["policy"]
    return Unit(
        0,
        unit["name"] or unknown,
        unit["code"],
        unit["county"],
        unit["kind"],
        unit["contact"],
        line["file"],
        faults,
        unmade,
        "" if policy is None else f"{policy['name']}（{policy['id']}）",
        decided,
        decided and start is not None and not _yet_to_come(start, day),
        people=line["people"],
        grades=tuple(line["grades"].items()),
        base=use["base"],
        limit=use["limit"],
        given=None if use["given"] is None else best,
        scores=_sample(scores),
        lowest="" if scores is None else scores["lowest"],
        highest="" if scores is None else scores["highest"],
        nameless=not unit["name"],
    )


def _yet_to_come(said: str | None, day: date) -> bool:
    return said is not None and date.fromisoformat(said) > day


def _faults(line: Line) -> tuple[Fault, ...]:
    errors = [
        each
        for each in (*line["diagnostics"], *line.get("batch", ()))
        if each["severity"] == Severity.ERROR
    ]
    return tuple(_fault(each) for each in errors)


def _fault(said: Line) -> Fault:
    place = "!".join(filter(None, (said["sheet"], said["cell"])))
    entry = CATALOGUE.get(said["code"])
    return Fault(said["code"], "" if entry is None else entry.title, place, said["message"])


def _sample(scores: Line | None) -> Sample | None:
    if scores is None:
        return None
    exact = scores.get("exact")  # a run of an earlier version wrote it rounded only
    mean = Fraction(scores["mean"] if exact is None else exact["mean"])
    variance = None if exact is None else Fraction(exact["variance"])
    return Sample(scores["count"], mean, Fraction(scores["spread"]), variance)


def _filing(filings: list[Filing]) -> Callable[[Unit], Unit]:
    """Gives a unit the authority's word: found by its code, or by its name where a code lacks."""
    codes = {squeezed(each.unit.code): each for each in filings if each.unit.code}
    names: dict[str, list[Filing]] = {}
    for each in filings:
        names.setdefault(squeezed(each.unit.name), []).append(each)

    def told(unit: Unit) -> Unit:
        found = codes.get(squeezed(unit.code)) if unit.code else None
        if found is None:
            named = names.get(squeezed(unit.name), [])
            own = [each for each in named if not (unit.code and each.unit.code)]
            found = own[0] if len(own) == 1 else None
        if found is None:
            return unit._replace(filing=ABSENT)
        return unit._replace(
            filing=found.state,
            why=found.why,
            filed=found.state == ON_FILE,
            returned=found.state == RETURNED,
            changed=found.state == CHANGED,
        )

    return told


def before_of(units: Iterable[Unit], last: Iterable[Unit]) -> dict[int, Before]:
    """What each unit's quarter before was, by the unit's number; only sound quarters count."""
    known: dict[tuple[str, ...], Before] = {}
    for unit in last:
        if unit.graded:
            known |= dict.fromkeys(_keys(unit), Before(unit.share, unit.scores))
    found = {}
    for unit in units:
        key = next((each for each in _keys(unit) if each in known), None)
        if key is not None:
            found[unit.number] = known[key]
    return found


def _keys(unit: Unit) -> Iterator[tuple[str, ...]]:
    if unit.code:
        yield ("code", squeezed(unit.code))
    else:
        yield ("name", squeezed(unit.county), squeezed(unit.name))
