"""What an authority's list says of a unit, held against the unit's own register."""

from collections.abc import Iterator
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import squeezed
from pinshi_cli.model.number import plain
from pinshi_cli.model.register import Register, Stated, Unit
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers.unit_list import (
    APPROVAL,
    BEST,
    CONTACT,
    COUNTY,
    EXCELLENT,
    KIND,
    NAME,
    ListedUnit,
    UnitList,
)

_APPROVAL_ITEM = "优秀比例批准文号"


class _Grant(NamedTuple):
    """A share that is granted: under which label, where, the most that the policy allows."""

    label: str
    share: Fraction
    usual: Fraction
    most: Fraction
    at: Place


def row_of(units: UnitList | None, unit: Unit) -> ListedUnit | None:
    """The unit's row of the list."""
    if units is None:
        return None
    return units.find(unit.code, unit.name, str(unit.items.get(COUNTY, "")))


def granted_to(
    row: ListedUnit, register: Register, policy: Policy
) -> tuple[Register, list[Diagnostic]]:
    """The register with the shares that the list grants; what the two say differently."""
    found = list(_differences(row, register))
    stated, broken = dict(register.stated), set(register.broken)
    for grant in _grants(row, policy):
        own = stated.pop(grant.label, None)
        if not 0 < grant.share <= grant.most:
            broken.add(grant.label)
            found.append(_beyond(grant))
            continue
        if own is not None and own.value != grant.share:
            found.append(_overruled(grant, own))
        stated[grant.label] = Stated(grant.share, grant.at)
    if row.excellent is not None and not row.approval:
        found += [_unapproved(each) for each in _grants(row, policy) if _is_raised(each, row)]
    items = dict(register.unit.items)
    if row.approval:
        items[_APPROVAL_ITEM] = row.approval
    unit = register.unit._replace(items=MappingProxyType(items))
    return register._replace(unit=unit, stated=stated, broken=frozenset(broken)), found


def _grants(row: ListedUnit, policy: Policy) -> Iterator[_Grant]:
    quota, year = policy.quota, policy.year_quota
    if row.best is not None and quota is not None:
        yield _Grant(quota.label, row.best, quota.share, quota.most, row.place(BEST))
    if row.excellent is not None and year is not None:
        most = next((each.most for each in policy.shares if each.label == year.label), year.share)
        yield _Grant(year.label, row.excellent, year.share, most, row.place(EXCELLENT))


def _is_raised(grant: _Grant, row: ListedUnit) -> bool:
    return grant.at == row.place(EXCELLENT) and grant.share > grant.usual


def _beyond(grant: _Grant) -> Diagnostic:
    message = f"名单核定的{grant.label} {plain(grant.share)} 应大于 0、不超过 {plain(grant.most)}"
    hint = "核对办法和批准文号，改单位名单。"
    return Diagnostic("B015", Severity.ERROR, message, grant.at, hint)


def _overruled(grant: _Grant, own: Stated) -> Diagnostic:
    message = f"登记簿填的{grant.label}是 {plain(own.value)}，主管部门核定 {plain(grant.share)}"
    hint = "按核定的算；核对批准文号，把登记簿改一致。"
    return Diagnostic("B014", Severity.WARNING, message, own.at, hint)


def _unapproved(grant: _Grant) -> Diagnostic:
    message = (
        f"名单核定的{grant.label} {plain(grant.share)} 高于 {plain(grant.usual)}，没有批准文号"
    )
    return Diagnostic("B018", Severity.WARNING, message, grant.at, f"补上名单的“{APPROVAL}”。")


def _differences(row: ListedUnit, register: Register) -> Iterator[Diagnostic]:
    """Where the register calls its unit otherwise than the list."""
    unit = register.unit
    contact = None if row.contact is None else "是" if row.contact else "否"
    pairs = (
        (NAME, row.name, unit.name),
        (COUNTY, row.county, str(unit.items.get(COUNTY, ""))),
        (KIND, row.kind, unit.kind),
        (CONTACT, contact or "", "是" if unit.contact else "否"),
    )
    for heading, listed, own in pairs:
        if listed and own and squeezed(listed) != squeezed(own):
            message = f"登记簿的{heading}是“{own}”，单位名单写的是“{listed}”"
            at = row.place(heading)
            yield Diagnostic("B017", Severity.WARNING, message, at, "核对哪边对，改一致。")
