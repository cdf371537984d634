"""What a run keeps of each register: a line of its journal, and the little that its end needs."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from math import floor
from sys import intern
from typing import Any, NamedTuple

from pinshi_cli.city.tray import File
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.grade import GRADED, Outcome
from pinshi_cli.model.number import fixed
from pinshi_cli.model.period import Quarter as Period
from pinshi_cli.model.register import Unit
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers.unit_list import COUNTY, ListedUnit
from pinshi_cli.unit import Quarter
from pinshi_cli.workflow.documents import Document, diagnostic, policy_head, quota

Line = dict[str, Any]
"""A line of the journal, parsed."""

BOOK, YEAR = "book", "year"
"""What a line is about: a register, or a unit's year."""

NOTICE_FROM = "公示起始日期"

MEANING = "2"
"""Another number where lines of one register come to mean something else: no run mixes both."""

STANDINGS = ("graded", "no-grade", "not-assessed", "pending", "withheld")


class Made(NamedTuple):
    """What was made of a register, what could not be, and what was left for the meeting."""

    files: Sequence[File] = ()
    found: Sequence[Diagnostic] = ()
    undecided: tuple[str, ...] = ()


def book_line(
    file: str, quarter: Quarter, row: ListedUnit | None, made: Made, settings: str
) -> Document:
    """The line of a register that could be opened."""
    register, policy, graded = quarter.register, quarter.policy, quarter.graded
    found = (*quarter.diagnostics, *made.found)
    said = _head(BOOK, file, quarter.sha256, settings)
    said["ok"] = not any(each.is_error for each in found)
    said["graded"] = quarter.ok
    said["people"] = quarter.people
    unit = quarter.unit if register is None else register.unit
    if register is not None or row is not None or unit.name or unit.code:
        said["unit"] = _unit(unit, row)
        said["period"] = _period(quarter)
    if register is not None and policy is not None and graded is not None:
        said["policy"] = policy_head(policy)
        said["decided"] = unit.meeting_date is not None
        said["meeting"] = None if unit.meeting_date is None else unit.meeting_date.isoformat()
        start = unit.items.get(NOTICE_FROM)
        said["notice_from"] = start.isoformat() if isinstance(start, date) else None
        said["grades"] = _grades(graded.outcomes, policy)
        standings = Counter(each.standing for each in graded.outcomes)
        said["standings"] = {each: standings[each] for each in STANDINGS}
        said["quota"] = [quota(use) for use in (graded.quota, *graded.groups)]
        said["scores"] = scores(graded.outcomes, policy)
    said["undecided"] = list(made.undecided)
    said["outputs"] = [list(each) for each in made.files]
    said["diagnostics"] = [diagnostic(each) for each in found]
    return said


def _unit(unit: Unit, row: ListedUnit | None) -> Document:
    """A unit, as the authority's list calls it where it does."""
    own = str(unit.items.get(COUNTY, ""))
    return {
        "name": row.name if row is not None else unit.name,
        "code": (row.code if row is not None else "") or unit.code,
        "kind": (row.kind if row is not None else "") or unit.kind,
        "county": (row.county if row is not None else "") or own,
        "scopes": sorted(unit.scopes),
        "contact": unit.contact if row is None or row.contact is None else row.contact,
        "listed": row is not None,
    }


def _period(quarter: Quarter) -> str | None:
    """The quarter that a register is of, where 基本信息 says it, whatever else is wrong there."""
    if quarter.register is not None:
        return str(quarter.register.quarter)
    year, number = (quarter.unit.items.get(each) for each in ("年度", "季度"))
    if isinstance(year, int) and isinstance(number, int) and 2000 <= year <= 2199:
        return str(Period(year, number))
    return None


def listed(unit: ListedUnit) -> Document:
    """A unit of the authority's list, as the manifest names it where its register lacks."""
    names = {"name": unit.name, "code": unit.code, "county": unit.county, "kind": unit.kind}
    return names | {"contact": unit.contact}


def lost_line(file: str, found: Iterable[Diagnostic], settings: str) -> Document:
    """The line of a register that could not be opened, or was lost on the way: never kept."""
    said = _head(BOOK, file, "", settings)
    said["diagnostics"] = [diagnostic(each) for each in found]
    return said


def _head(kind: str, file: str, sha256: str, settings: str) -> Document:
    return {
        "file": file,
        "line": kind,
        "sha256": sha256,
        "settings": settings,
        "ok": False,
        "graded": False,
        "unit": None,
        "period": None,
        "policy": None,
        "decided": None,
        "meeting": None,
        "notice_from": None,
        "people": 0,
        "grades": {},
        "standings": {},
        "quota": [],
        "scores": None,
        "undecided": [],
        "outputs": [],
    }


def _grades(outcomes: Iterable[Outcome], policy: Policy) -> dict[str, int]:
    counted = Counter(each.grade for each in outcomes if each.standing == GRADED)
    return {grade: counted[grade] for grade in policy.grades}


def scores(outcomes: Iterable[Outcome], policy: Policy) -> Document | None:
    """The totals of those who are graded: mean and spread, by whole points, by band.

    `exact` is what ranks are computed from; the rest is rounded, to be read.
    """
    graded = [each for each in outcomes if each.standing == GRADED and each.total is not None]
    totals = sorted(each.total for each in graded if each.total is not None)
    if not totals:
        return None
    mean = sum(totals, Fraction(0)) / len(totals)
    variance = sum(((each - mean) ** 2 for each in totals), Fraction(0)) / len(totals)
    bands = Counter(each.band for each in graded)
    middle = (totals[(len(totals) - 1) // 2] + totals[len(totals) // 2]) / 2
    return {
        "count": len(totals),
        "mean": fixed(mean, 2),
        "spread": _root(variance),
        "median": fixed(middle, 2),
        "lowest": fixed(totals[0], policy.decimals),
        "highest": fixed(totals[-1], policy.decimals),
        "exact": {"mean": str(mean), "variance": str(variance)},
        "points": {str(k): n for k, n in sorted(Counter(map(floor, totals)).items())},
        "bands": {grade: bands[grade] for grade in policy.grades},
    }


def _root(value: Fraction) -> str:
    """A square root to two decimals; it only describes, nothing is decided by it."""
    with localcontext() as context:
        context.prec = 28
        root = (Decimal(value.numerator) / Decimal(value.denominator)).sqrt()
        return f"{root:.2f}"


class Summary(NamedTuple):
    """What the end of a run needs of a line; small, since all of them are held at once.

    `state` is another where the register or what the list grants it is another; `graded`: nothing
    is wrong with the register itself, whatever could not be made of it.
    """

    file: str
    state: int
    unit: str
    code: str
    county: str
    listed: bool
    period: str
    graded: bool
    people: int
    grades: tuple[str, ...]
    counts: tuple[int, ...]
    base: int
    limit: int | None
    given: int | None
    errors: int
    outputs: int
    undecided: bool

    @property
    def ok(self) -> bool:
        return not self.errors

    @property
    def known(self) -> bool:
        """Whether it says whose quarter it is."""
        return bool(self.unit and self.period)


def summary_of(line: Document, file: str) -> Summary:
    """The summary of a line; what many have alike is held once."""
    unit = line["unit"] or {"name": "", "code": "", "county": "", "listed": False}
    use: Line = line["quota"][0] if line["quota"] else {"base": 0, "limit": None, "given": None}
    errors = sum(each["severity"] == Severity.ERROR for each in line["diagnostics"])
    return Summary(
        file,
        state_of(line),
        unit["name"],
        unit["code"],
        intern(unit["county"]),
        unit["listed"],
        intern(line["period"] or ""),
        line["graded"],
        line["people"],
        _alike(tuple(line["grades"])),
        tuple(line["grades"].values()),
        use["base"],
        use["limit"],
        use["given"],
        errors,
        len(line["outputs"]),
        bool(line["undecided"]),
    )


@lru_cache(maxsize=256)
def _alike(words: tuple[str, ...]) -> tuple[str, ...]:
    return words


def state_of(line: Document) -> int:
    """What tells the state of a register, and of what it is granted, from others."""
    said = f"{line['sha256']}{line.get('granted', '')}".encode()
    return int.from_bytes(hashlib.sha256(said).digest()[:8], "big")


def found_again(said: Document) -> Diagnostic:
    """A finding of a line as a value again; its cell stands with the sheet."""
    sheet = "!".join(filter(None, (said["sheet"], said["cell"])))
    place = Place(said["file"] or "", sheet, key=said.get("key", ""))
    severity = Severity(said["severity"])
    return Diagnostic(said["code"], severity, said["message"], place, said["hint"])


def files_of(line: Document) -> list[File]:
    """The outputs of a line."""
    return [File(*each) for each in line["outputs"]]
