"""The use of results: `pinshi use`, before anything is shown."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.grading.unconfirmed import unconfirmed_line
from pinshi_cli.grading.use_contact import evaluate, tasks_in
from pinshi_cli.grading.use_list import TITLES, Made, make_list, make_ranking, with_bonus
from pinshi_cli.grading.use_people import PROMOTION, Candidate, candidates_only, people_of
from pinshi_cli.grading.uses import Stated, labels_of_uses, rules_of
from pinshi_cli.grading.year_facts import SoundQuarter
from pinshi_cli.grading.year_unit import UnitYear
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity, refuse
from pinshi_cli.model.names import nearest
from pinshi_cli.model.period import quarter_word
from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.use_book import USES
from pinshi_cli.policy.use_facts import OF_YEAR, YEAR_GRADES
from pinshi_cli.unit import Quarter
from pinshi_cli.workflow.registers import Call
from pinshi_cli.workflow.year.years import YearOf, annual

MANY_UNITS = ("contact", "check")
"""The kinds whose registers may be of many units."""

LEDGER = "联系点台账"


class UnitBooks(NamedTuple):
    """One unit's registers of a year, all sound, in their turn; the policy is the latest one's."""

    quarters: tuple[SoundQuarter, ...]
    policy: Policy
    year: UnitYear

    @property
    def latest(self) -> Register:
        return self.quarters[-1].register

    @property
    def name(self) -> str:
        return self.latest.unit.name


class Used(NamedTuple):
    """A list made of registers; without one where their data have errors."""

    kind: str
    quarters: tuple[Quarter, ...]
    units: tuple[UnitBooks, ...]
    made: Made | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        return not any(each.is_error for each in self.diagnostics)


def use(kind: str, paths: Sequence[Path], call: Call) -> Used:
    """The list of a kind from these registers. Raises `Refusal` where none can be made."""
    if kind not in USES:
        close = nearest(kind, USES, 0.5)
        guess = f"你是不是想写 {close}？" if close else ""
        said = "、".join(f"{each}（{TITLES[each]}）" for each in USES)
        raise refuse("U720", f"没有名单“{kind}”", f"{guess}可写：{said}。")
    quarters = tuple(call.open(path) for path in paths)
    own = tuple(each for quarter in quarters for each in quarter.diagnostics)
    if not all(quarter.ok for quarter in quarters):
        return Used(kind, quarters, (), None, own)
    year = annual(quarters, many=kind in MANY_UNITS)
    units = tuple(unit for each in year.units if (unit := _sound(each, quarters)) is not None)
    if not year.ok:
        return Used(kind, quarters, units, None, year.diagnostics)
    policy = _one_policy(kind, units)
    found = year.diagnostics
    if not _asks_year(kind, policy):  # then what only the year lacks is of no matter
        found = own
    if kind == "bonus":
        found = (*found, *_bonus_faults(units[0].latest))
    ok = not any(each.is_error for each in found)
    return Used(kind, quarters, units, _made(kind, units, policy) if ok else None, found)


def _sound(unit: YearOf, quarters: Sequence[Quarter]) -> UnitBooks | None:
    if unit.year is None:
        return None
    books = []
    for book in unit.books:
        given = quarters[book.place]
        register, policy, graded = given.register, given.policy, given.graded
        if register is not None and policy is not None and graded is not None:
            books.append(SoundQuarter(register, graded, policy))
    return UnitBooks(tuple(books), unit.policy, unit.year)


def _asks_year(kind: str, policy: Policy) -> bool:
    """Whether the list rests on what the year comes to."""
    asked = {each.what for rule in rules_of(kind, policy) for each in rule.when}
    divided = {each.grade for each in policy.coefficients if kind == "bonus"}
    return bool(asked & set(OF_YEAR) or divided & set(YEAR_GRADES))


def _one_policy(kind: str, units: Sequence[UnitBooks]) -> Policy:
    """The rules that all these units follow in this matter."""
    policy = units[0].policy
    for unit in units[1:]:
        other = unit.policy
        same = other.uses == policy.uses and other.evaluation == policy.evaluation
        if not same or other.head.id != policy.head.id:
            message = f"{units[0].name}和{unit.name}适用的规则不同，不能排在一张名单里"
            raise refuse("U721", message, "按适用的规则分开运行。")
    if not rules_of(kind, policy):
        message = f"“{policy.head.name}”没有“{TITLES[kind]}”的规则"
        raise refuse("U722", message, "换一种名单；或在自备的规则里写 [[uses]]。")
    return policy


def _stated(units: Sequence[UnitBooks], policy: Policy) -> dict[str, Fraction]:
    """What the latest registers state of the lists' numbers; they must agree."""
    stated: dict[str, Fraction] = {}
    for unit in units:
        for label in labels_of_uses(policy):
            told = unit.latest.stated.get(label)
            if told is not None and stated.setdefault(label, told.value) != told.value:
                hint = "改成一样，或只在一份里填写。"
                raise refuse("U723", f"各单位填写的“{label}”不一样", hint, file=unit.latest.file)
    return stated


def _made(kind: str, units: Sequence[UnitBooks], policy: Policy) -> Made:
    stated = _stated(units, policy)
    if kind == "contact":
        made = _ranking(units, policy, stated)
    else:
        people = [(unit.name, each) for unit in units for each in _people(kind, unit)]
        made = make_list(kind, people, policy, stated)
        if kind == "bonus":
            bonus = units[0].latest.unit.bonus
            amount = None if bonus is None else Fraction(bonus)
            made = with_bonus(made, amount, [each for _, each in people])
    return made._replace(notices=(*_notices(kind, units), *made.notices))


def _people(kind: str, unit: UnitBooks) -> list[Candidate]:
    people = people_of(unit.quarters, unit.year, unit.policy)
    return candidates_only(unit.quarters, people) if kind == "promotion" else people


def _ranking(units: Sequence[UnitBooks], policy: Policy, stated: Stated) -> Made:
    """The contact points; each unit's latest register has its ledger."""
    ledgers = []
    for unit in units:
        about, rows = unit.latest.unit, unit.latest.rows.get(LEDGER, ())
        ledger = evaluate(tasks_in(rows), policy, stated, contact=about.contact)
        ledgers.append((about.name, about.code, ledger))
    return make_ranking(ledgers, policy, stated)


def _bonus_faults(register: Register) -> list[Diagnostic]:
    """An error where the amount is none that can be paid out to the cent."""
    bonus = register.unit.bonus
    if bonus is None or (bonus > 0 and (Fraction(bonus) * 100).denominator == 1):
        return []
    message = f"奖金总额 {bonus:f} 应大于 0，最多两位小数"
    at = Place(register.file, "基本信息")
    return [Diagnostic("R204", Severity.ERROR, message, at, "填写以元为单位、精确到分的数。")]


def _notices(kind: str, units: Sequence[UnitBooks]) -> list[str]:
    """What holds of the whole list: grades only proposed, quarters that lack, defaults."""
    said = []
    for unit in units:
        prefix = f"{unit.name}：" if len(units) > 1 else ""
        if kind != "contact":
            said += [f"{prefix}{each}" for each in _about_quarters(unit)]
        elif not unit.latest.unit.contact:
            said.append(f"{unit.name}不是联系点（基本信息“联系点”没有填“是”），不评估")
    rows = [each.register.rows.get(PROMOTION) for unit in units for each in unit.quarters]
    if kind == "promotion" and not any(rows):
        said.append(f"登记簿里没有“{PROMOTION}”的人选，按名册全体核对")
    return said


def _about_quarters(unit: UnitBooks) -> list[str]:
    given = {each.number for each in unit.quarters}
    lacking = [quarter_word(n) for n in range(1, 5) if n not in given]
    registers = [each.register for each in unit.quarters]
    still = [each.quarter.chinese for each in registers if each.unit.meeting_date is None]
    said = [f"缺{'、'.join(lacking)}的登记簿，只按所给的季度"] if lacking else []
    if still:
        said.append(f"{'、'.join(still)}没有填写会议日期，等次和名单都是拟定")
    if line := unconfirmed_line(unit.latest, unit.policy):
        said.append(f"等次：{line}")
    return said
