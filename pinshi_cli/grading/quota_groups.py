"""Who competes with whom for the best grade: the groups of the quota, and their factors."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.grading.seats import Claim
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.grade import EVERYONE, Reason
from pinshi_cli.model.names import squeezed
from pinshi_cli.model.number import plain
from pinshi_cli.model.register import Department, Person, Register
from pinshi_cli.policy.book import Policy, QuotaFactor, QuotaGroup

CENTRAL, REST = "承担中心工作", "其他人员"
SHEET = "部门考评"


class Groups(NamedTuple):
    """The people who take part by group: `of` by 编号, `claims` in the order of the roster.

    `rule` is None where the quota is not split. `lacking` are people of no group; `unsound` says
    why the limits cannot be told, as a part of a sentence.
    """

    rule: QuotaGroup | None
    of: Mapping[str, str]
    claims: Mapping[str, Claim]
    lacking: tuple[Person, ...] = ()
    unsound: str = ""


def groups_of(people: Sequence[Person], register: Register, policy: Policy) -> Groups:
    """The groups into which these people, all who take part, fall."""
    rule = next(iter(policy.quota_groups), None)
    if rule is None:
        return Groups(None, {each.id: EVERYONE for each in people}, {EVERYONE: Claim(len(people))})
    departments = {squeezed(name): each for name, each in register.departments.items()}
    name_of = _names(rule, departments)
    of: dict[str, str] = {}
    shown: dict[str, str] = {}
    for person in people:
        if name := name_of(person):
            of[person.id] = shown.setdefault(squeezed(name), name)
    sizes = Counter(of.values())
    claims = {name: _claim(rule, name, sizes[name], departments, policy) for name in shown.values()}
    lacking = tuple(person for person in people if person.id not in of)
    return Groups(rule, of, claims, lacking, _unsound(rule, register, policy))


def _unsound(rule: QuotaGroup, register: Register, policy: Policy) -> str:
    if len(policy.quota_groups) > 1:  # a unit of several 适用机关, which split it differently
        return f"名额同时按{'、'.join(each.by for each in policy.quota_groups)}分配"
    looks_at_departments = rule.by == "中心工作" or (
        rule.by == "内设机构" and bool(policy.quota_factors)
    )
    return f"{SHEET}填写有误" if looks_at_departments and SHEET in register.broken else ""


def _names(rule: QuotaGroup, departments: Mapping[str, Department]) -> Callable[[Person], str]:
    """How a person's group is told; empty where it cannot be."""

    def work(person: Person) -> str:
        own = departments.get(squeezed(person.department))
        central = person.central
        if central is None:  # the person's own row goes before the department's
            central = own is not None and own.central
        return CENTRAL if central else REST

    ways: dict[str, Callable[[Person], str]] = {
        "层级": lambda person: person.tier,
        "内设机构": lambda person: person.department,
        "考核类别": lambda person: person.category,
        "中心工作": work,
    }
    return ways[rule.by]


def _claim(
    rule: QuotaGroup,
    name: str,
    base: int,
    departments: Mapping[str, Department],
    policy: Policy,
) -> Claim:
    row: Department | None = None
    if rule.by == "内设机构":
        row = departments.get(squeezed(name))
    elif rule.by == "中心工作":
        row = Department(name, None, "", name == CENTRAL, Place())
    if row is None:
        return Claim(base)
    factor, why = Fraction(1), []
    for each in policy.quota_factors:
        if said := _fits(each, row):
            factor *= each.factor
            why.append(Reason(each.source.cite, f"{said}，{plain(each.factor)} 倍"))
    return Claim(base, factor, tuple(why))


def _fits(factor: QuotaFactor, row: Department) -> str:
    """What of the row makes the factor act, in words; empty where it does not."""
    match factor.of:
        case "得分" if factor.least is not None and row.score is not None:
            said = f"得分 {plain(row.score)}，满 {plain(factor.least)} 分"
            return said if Fraction(row.score) >= factor.least else ""
        case "档次":
            said = f"档次“{row.level}”"
            return said if squeezed(row.level) == squeezed(factor.value) else ""
        case "中心工作":
            said = "承担中心工作" if row.central else "没有承担中心工作"
            return said if row.central == (factor.value == "是") else ""
        case _:
            return ""


def faults_of(groups: Groups, register: Register, policy: Policy) -> list[Diagnostic]:
    """Errors about people of no group; warnings about departments that nobody evaluated."""
    rule = groups.rule
    if rule is None:
        return []
    cite = rule.source.cite
    found = []
    if len(policy.quota_groups) > 1:
        message = f"{_unsound(rule, register, policy)}，不知以哪种为准"
        hint = "适用机关只填分配名额要看的那一个。"
        at = Place(register.file, "基本信息")
        found.append(Diagnostic("G423", Severity.ERROR, message, at, hint, cite))
    for person in groups.lacking:
        message = f"{person.name}没有{rule.by}，不知归哪一组分配名额"
        hint = f"在人员名册填写此人的{rule.by}。"
        found.append(Diagnostic("N320", Severity.ERROR, message, person.at, hint, cite, person.id))
    if rule.by == "内设机构" and policy.quota_factors:
        found += _unevaluated(groups.claims, register, policy, cite)
    return found


def _unevaluated(
    names: Iterable[str], register: Register, policy: Policy, cite: str
) -> list[Diagnostic]:
    """Warnings where 部门考评 lacks, or a row of it says nothing that a factor looks at."""
    if not register.departments:
        message, at = "没有部门考评，各内设机构的名额只按人数分配", Place(register.file, SHEET)
        return [Diagnostic("G422", Severity.WARNING, message, at, _FILL_IN, cite)]
    looked_at = {factor.of for factor in policy.quota_factors} - {"中心工作"}
    rows = {squeezed(name): row for name, row in register.departments.items()}
    found = []
    for name in names:
        row = rows.get(squeezed(name))
        if row is not None and looked_at and not _says(row, looked_at):
            what = "、".join(sorted(looked_at))
            message = f"“{name}”没有填写{what}，按{what}定的系数不起作用"
            found.append(Diagnostic("G422", Severity.WARNING, message, row.at, _FILL_IN, cite))
    return found


_FILL_IN = "已经考评的，补进部门考评后重算；没有的，不需要处理。"


def _says(row: Department, columns: set[str]) -> bool:
    return ("得分" in columns and row.score is not None) or ("档次" in columns and bool(row.level))
