"""Units whose quota is split, for tests: a sound register of 张店, graded with groups beside it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from pinshi_cli.grading.quarter import grade_quarter
from pinshi_cli.model.diagnostic import Place, in_order
from pinshi_cli.model.register import Department
from pinshi_cli.policy.book import QuotaFactor, QuotaGroup
from pinshi_cli.policy.source import Source
from tests.builders import Cells, Result, Sheets, ident, read, unit

CENTRAL = "中心工作"


def factor(of: str, value: str | int, times: str, cite: str = "JN5") -> QuotaFactor:
    """A factor by 档次 or 中心工作 (a word), or by 得分 (from so many points on)."""
    source = Source(cite)
    if isinstance(value, int):
        return QuotaFactor(f"{of}-{value}", of, Fraction(times), source, least=Fraction(value))
    return QuotaFactor(f"{of}-{value}", of, Fraction(times), source, value=value)


def department(name: str, row: int, said: str | float | bool) -> Department:
    """A row of 部门考评 that says a 档次, a 得分 or (True, False) 中心工作."""
    at = Place(sheet="部门考评", row=row, column=1)
    if isinstance(said, bool):
        return Department(name, None, "", said, at)
    if isinstance(said, str):
        return Department(name, None, said, central=False, at=at)
    return Department(name, Decimal(str(said)), "", central=False, at=at)


def split(
    by: str,
    groups: Mapping[str, Sequence[object]],
    factors: Sequence[QuotaFactor] = (),
    departments: Mapping[str, str | float | bool] | None = None,
    *,
    cite: str = "JN5",
    people: Mapping[str, Cells] | None = None,
    items: Cells | None = None,
    sheets: Sheets | None = None,
    broken: frozenset[str] = frozenset(),
    also_by: str = "",
) -> Result:
    """The unit of these totals by group, 编号 in their order from `001`, its quota split `by`.

    The groups are names in that column of the roster; by 中心工作 the group of that name has it.
    """
    totals = [total for members in groups.values() for total in members]
    names = [name for name, members in groups.items() for _ in members]
    about: dict[str, Cells] = {}
    for place, name in enumerate(names, start=1):
        own: Cells = {} if by == CENTRAL else {by: name}
        about[ident(place)] = {**own, **(people or {}).get(ident(place), {})}
    book = unit(totals, people=about, items=items, sheets=sheets)
    reading = read(book)
    assert reading.register is not None, reading.diagnostics
    assert reading.policy is not None, reading.diagnostics
    register = reading.register
    if by == CENTRAL:
        said = {CENTRAL: True, "不承担": False}
        central = [said.get(name) for name in names]
        everyone = zip(register.people, central, strict=True)
        register = register._replace(people=[p._replace(central=c) for p, c in everyone])
    rows = enumerate((departments or {}).items(), start=2)
    register = register._replace(
        departments={name: department(name, row, said) for row, (name, said) in rows},
        broken=register.broken | broken,
    )
    policy = reading.policy._replace(
        quota_groups=tuple(QuotaGroup(way, Source(cite)) for way in (by, also_by) if way),
        quota_factors=tuple(factors),
    )
    graded = grade_quarter(register, policy)
    order = tuple(sheet.name for sheet in book.sheets)
    every = in_order([*reading.diagnostics, *graded.diagnostics], order)
    return Result(register, policy, graded, every)


def limits(result: Result) -> dict[str, int | None]:
    """Each group's limit."""
    return {use.group: use.limit for use in result.graded.groups}


def given(result: Result) -> dict[str, int | None]:
    """How many of each group are proposed for the best grade."""
    return {use.group: use.given for use in result.graded.groups}


def best(result: Result) -> list[str]:
    """The people proposed for the best grade."""
    return [id_ for id_, grade in result.grades().items() if grade == "好"]
