"""Registers made in memory, for tests: readable tables in, a `Workbook` out, no files.

A test says only what it is about; `unit` fills in a sound register of 张店 around it, in which the
parts of each person's score all equal the total that the test gives.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pinshi_cli.grading.quarter import Graded, grade_quarter
from pinshi_cli.model.diagnostic import Diagnostic, Severity, in_order
from pinshi_cli.model.grade import Outcome
from pinshi_cli.model.number import fixed
from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import Edition, book_for, read_policy
from pinshi_cli.registers.reader import Choose, Reading, read_register
from pinshi_cli.sheets.cells import Lost, Sheet, Value, Workbook

Rows = Sequence[Sequence[Value]]
Cells = Mapping[str, Value]
Table = list[Sequence[Value]]
Sheets = Mapping[str, Rows | None]

DIMENSIONS = (("德", 15), ("能", 15), ("勤", 15), ("绩", 40), ("廉", 15))
NAMES = ("张三", "李四", "王五", "赵六", "孙七", "周八", "吴九", "郑十", "冯一", "陈二")
BASIC: Cells = {"单位名称": "青禾区统计局", "年度": 2026, "季度": 1, "考核办法": "zhangdian"}
REF = Lost("error", "#REF!")
UNCACHED = Lost("formula", "SUM(A1:A2)")


def ident(place: int) -> str:
    """The 编号 of the person at a place of the roster, from 1: `001`."""
    return f"{place:03d}"


def name_of(id_: str) -> str:
    """The name that the builders give to a 编号."""
    return NAMES[(int(id_) - 1) % len(NAMES)] + "甲" * ((int(id_) - 1) // len(NAMES))


def marks(total: object) -> tuple[float, ...]:
    """The points of the five dimensions that make `total` out of 100."""
    return tuple(float(Fraction(str(total)) * full / 100) for _, full in DIMENSIONS)


def table(headings: str, *rows: Sequence[Value]) -> Table:
    """Rows of cells under headings: `table("编号 姓名", ("001", "张三"))`."""
    return [headings.split(), *rows]


def sheet_of(name: str, rows: Rows, **more: object) -> Sheet:
    return Sheet(name, rows)._replace(**more)  # type: ignore[arg-type]


def book(sheets: Mapping[str, Rows] | Sequence[Sheet], *, typed: bool = True) -> Workbook:
    """A workbook of those sheets, in their order."""
    if isinstance(sheets, Mapping):
        sheets = [Sheet(name, rows) for name, rows in sheets.items()]
    kind = "xlsx" if typed else "csv"
    return Workbook("季度.xlsx", kind, "0" * 64, tuple(sheets), typed)


def basic(**items: Value) -> Table:
    """The rows of 基本信息; an item given as None is left out."""
    said = {**BASIC, **items}
    return table("项目 内容", *((k, v) for k, v in said.items() if v is not None or k not in items))


def roster(people: Mapping[str, Cells]) -> Table:
    """The rows of 人员名册, by 编号; 姓名 is `name_of` where nothing else is said."""
    more = list(dict.fromkeys(h for cells in people.values() for h in cells if h != "姓名"))
    rows = [
        (id_, cells.get("姓名", name_of(id_)), *(cells.get(heading) for heading in more))
        for id_, cells in people.items()
    ]
    return [("编号", "姓名", *more), *rows]


def points(totals: Mapping[str, object]) -> Table:
    """The rows of 指标评分 in which each person's part comes to the total given."""
    head = ("编号", "姓名", *(name for name, _ in DIMENSIONS))
    rows: Table = [(id_, name_of(id_), *marks(total)) for id_, total in totals.items()]
    return [head, *rows]


RATINGS_HEAD = ("编号", "姓名", "评价主体", "评价人", *(name for name, _ in DIMENSIONS))


def ratings(totals: Mapping[str, object], *groups: str) -> Table:
    """The rows of 民主测评: one rater of each group, whose sheet comes to the total given."""
    rows: Table = [
        (id_, name_of(id_), group, f"{group}甲", *marks(total))
        for id_, total in totals.items()
        for group in groups or ("领导", "群众")
    ]
    return [RATINGS_HEAD, *rows]


def sheets_of(
    totals: Mapping[str, object],
    *,
    people: Mapping[str, Cells] | None = None,
    items: Cells | None = None,
    sheets: Sheets | None = None,
) -> dict[str, Rows]:
    """The sheets of a sound register, by name. See `unit`."""
    about = {id_: dict((people or {}).get(id_, {})) for id_ in totals}
    names = {id_: str(cells["姓名"]) for id_, cells in about.items() if "姓名" in cells}
    named: dict[str, Rows] = {
        "基本信息": basic(**(items or {})),
        "人员名册": roster(about),
        "指标评分": _renamed(points(totals), names),
        "民主测评": _renamed(ratings(totals), names),
    }
    for name, rows in (sheets or {}).items():
        if rows is None:
            del named[name]
        else:
            named[name] = rows
    return named


def _renamed(rows: Rows, names: Mapping[str, str]) -> Table:
    return [(row[0], names.get(str(row[0]), row[1]), *row[2:]) for row in rows]


def unit(
    totals: Mapping[str, object] | Sequence[object],
    *,
    people: Mapping[str, Cells] | None = None,
    items: Cells | None = None,
    sheets: Sheets | None = None,
    typed: bool = True,
) -> Workbook:
    """A register of 张店, 2026Q1, in which each person's parts all equal the total given.

    `totals` by 编号, or in roster order from `001`; `people` adds roster cells to some of them,
    `items` changes 基本信息, `sheets` adds or replaces whole sheets (None: the sheet lacks).
    """
    if not isinstance(totals, Mapping):
        totals = {ident(place): total for place, total in enumerate(totals, start=1)}
    made = sheets_of(totals, people=people, items=items, sheets=sheets)
    return book(made, typed=typed)


@dataclass(frozen=True)
class Result:
    """A register read and graded, as tests ask about it."""

    register: Register
    policy: Policy
    graded: Graded
    diagnostics: list[Diagnostic]

    def __getitem__(self, id_: str) -> Outcome:
        return next(o for o in self.graded.outcomes if o.person.id == id_)

    def score(self, id_: str) -> str | None:
        """The total as it is shown."""
        total = self[id_].total
        return None if total is None else fixed(total, 2)

    def grades(self) -> dict[str, str | None]:
        return {o.person.id: o.grade for o in self.graded.outcomes}

    def standings(self) -> dict[str, str]:
        return {o.person.id: o.standing for o in self.graded.outcomes}

    def errors(self) -> list[tuple[str, str, str | None]]:
        return found(self.diagnostics)

    def warnings(self) -> list[tuple[str, str, str | None]]:
        return found(self.diagnostics, Severity.WARNING)

    def notes(self) -> list[tuple[str, str, str | None]]:
        return found(self.diagnostics, Severity.NOTE)

    def rules(self, id_: str) -> list[str]:
        """The clauses of the person's reasons."""
        return [reason.rule for reason in self[id_].reasons]


def found(
    diagnostics: Sequence[Diagnostic], severity: Severity = Severity.ERROR
) -> list[tuple[str, str, str | None]]:
    """(code, sheet, cell) of the diagnostics of one severity, in their order."""
    return [(d.code, d.where.sheet, d.where.cell) for d in diagnostics if d.severity is severity]


def policy_of(text: str) -> Policy:
    """The policy that a pack's TOML says; it must be sound."""
    policy, faults = read_policy(Edition("办法.toml", text))
    assert policy is not None, faults
    return policy


By = Choose | Policy | str
"""By which policy a register is read: one at hand, a pack's TOML, or what 考核办法 names."""


def chosen(by: By) -> Choose:
    if isinstance(by, str):
        return chosen(policy_of(by))
    if isinstance(by, Policy):
        return lambda _named, _day: by
    return by


def read(workbook: Workbook, by: By = book_for, *, any_policy: bool = False) -> Reading:
    return read_register(workbook, chosen(by), any_policy=any_policy)


def grade(workbook: Workbook, by: By = book_for) -> Result:
    """The register of the workbook read and graded; it must be one that can be."""
    reading = read(workbook, by)
    assert reading.register is not None, reading.diagnostics
    assert reading.policy is not None, reading.diagnostics
    graded = grade_quarter(reading.register, reading.policy)
    names = tuple(sheet.name for sheet in workbook.sheets)
    every = in_order([*reading.diagnostics, *graded.diagnostics], names)
    return Result(reading.register, reading.policy, graded, every)


def plain_unit(
    people: Mapping[str, Cells] | Sequence[str],
    sheets: Sheets | None = None,
    items: Cells | None = None,
) -> Workbook:
    """A register of 基本信息 and 人员名册 alone, and of the sheets given: for any policy."""
    about = people if isinstance(people, Mapping) else {id_: {} for id_ in people}
    named: dict[str, Rows] = {"基本信息": basic(**(items or {})), "人员名册": roster(about)}
    named |= {name: rows for name, rows in (sheets or {}).items() if rows is not None}
    return book(named)
