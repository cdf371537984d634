"""The nouns of the ledger: an entry, a person's result in it, what stands on a given day.

Everything is plain data: texts, whole numbers, None, lists and dicts of them. Dates are ISO texts
and exact numbers are texts, so that one canonical form can be hashed on any machine.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from pinshi_cli.model.period import Quarter

Plain: TypeAlias = "str | int | bool | Sequence[Plain] | Mapping[str, Plain] | None"
Facts = Mapping[str, Plain]

RECORD = "record"
CORRECT = "correct"
DECIDE = "decide"
IMPORT = "import"
REVIEW_OPEN = "review-open"
REVIEW_DECIDE = "review-decide"
FILE_ACCEPT = "file-accept"
FILE_RETURN = "file-return"
PRUNE = "prune"

WHOLE = (RECORD, CORRECT, IMPORT)
"""Entries that carry everyone of a unit's quarter: the latest of them is the base of its state."""

PARTIAL = (DECIDE, REVIEW_DECIDE)
"""Entries whose results go over the base, person by person, the later over the earlier."""

KIND_WORDS = {
    RECORD: "记入",
    CORRECT: "更正",
    DECIDE: "会议审定",
    IMPORT: "补录",
    REVIEW_OPEN: "受理复核",
    REVIEW_DECIDE: "复核决定",
    FILE_ACCEPT: "备案",
    FILE_RETURN: "退回",
    PRUNE: "清理",
}
"""How each kind is said to a clerk."""


class UnitName(NamedTuple):
    """A unit as the ledger knows it: 单位名称, and 单位编码 where the register gives one."""

    name: str
    code: str = ""


class Result(NamedTuple):
    """One person's result in an entry.

    `shown` is what the quarter shows of the person (a grade, a word of `words.SHOWN`, or None),
    `grade` the grade that stands (None without one), `total` the rounded total and `rating` 得分 of
    年度测评, both as plain decimals. `marks` is what the year needs beside: `measures` (dicts of
    kind, begin, end, outcome) and `leave` (days in the quarter); empty where there is nothing.
    `facts` is all else that an inspector wants: parts, reasons, band, proposal, decision, work.
    """

    id: str
    name: str
    department: str = ""
    post: str = ""
    attendance: str = ""
    frontline: bool = False
    shown: str | None = None
    grade: str | None = None
    total: str | None = None
    rating: str | None = None
    marks: Facts = MappingProxyType({})
    facts: Facts = MappingProxyType({})


class NewEntry(NamedTuple):
    """What is to be put on record. `at` has a time zone; `by` is who did it.

    `follows` is the `seq` of the entry that the writer saw in force for this unit and quarter (0:
    none): where another has come since, nothing is written.
    """

    kind: str
    at: datetime
    by: str
    unit: UnitName
    quarter: Quarter | None
    head: Facts
    results: Sequence[Result] = ()
    follows: int = 0


class Entry(NamedTuple):
    """An entry on record. `head` is None where it was pruned; `hash` covers all before it."""

    seq: int
    kind: str
    at: datetime
    by: str
    unit: UnitName
    quarter: Quarter | None
    head: Facts | None
    content: str
    previous: str
    hash: str


class Head(NamedTuple):
    """The end of the chain: the last entry's number and hash. An empty ledger has seq 0."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"


class Standing(NamedTuple):
    """What is on record of a unit's quarter on a given day.

    `base` is the entry that gave everyone, `latest` the last entry of any kind, `entries` all of
    them in order; `results` are the base's people, in its order, with what later entries changed.
    `by_entry` tells by 编号 which entry a changed result came from.
    """

    base: Entry
    latest: Entry
    entries: tuple[Entry, ...]
    results: tuple[Result, ...]
    by_entry: Mapping[str, int]
