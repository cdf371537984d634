"""What people should look at in somebody's ratings, months and 加减分: nothing here is an error."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from pinshi_cli.grading.adjustments import items_of
from pinshi_cli.grading.gaps import MONTHS, told_of
from pinshi_cli.grading.ratings import Ballot, median, valid_sheets, void_as, votes_of
from pinshi_cli.grading.score import HUNDRED, Scale
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.grade import GroupScore, PartScore
from pinshi_cli.model.number import plain
from pinshi_cli.model.register import Person, Rating, Register
from pinshi_cli.policy.score_book import Part

RATER = "评价人"
"""The column at whose cell a single sheet is spoken of."""

LEAST_TO_COMPARE = 3
"""Of fewer votes the middle says nothing about any of them."""

_VOID = {
    "all-full": ("各项都是满分", "总分是满分"),
    "all-same": ("各项得分率都一样", "各项得分率都一样"),
}
"""Why a sheet is void: where it rates dimensions, and where it holds a total."""


def noticed(
    person: Person, parts: Sequence[PartScore], register: Register, scale: Scale
) -> list[Diagnostic]:
    """Everything to look at about one person whose grade is at stake."""
    found: list[Diagnostic] = []
    ratings_told = told_of(person, register.ratings_at.sheet, register)
    for score, part in zip(parts, scale.policy.parts, strict=True):
        if part.kind == "ratings" and not ratings_told:
            if score.score is not None:
                silent = [each for each in score.groups if not (each.sheets or each.absent)]
                found += [_unheard(part, each, person, register.ratings_at) for each in silent]
            ballot = scale.ballots[part.name]
            if part.void or part.stand_out is not None:
                found += _sheets(ballot, person, register)
        elif part.kind == "months" and score.score is not None:
            found += _missing_months(part, person, register)
    if scale.policy.adjustments:
        found += _repeated(person, register)
    return list(dict.fromkeys(found))


def _unheard(part: Part, group: GroupScore, person: Person, at: Place) -> Diagnostic:
    shared = "其占比按比例分给其他评价主体"
    hint = f"应有“{group.name}”测评的，补录后重算。"
    if group.given:
        message = (
            f"{person.name}的“{group.name}”有效测评只有 {group.given} 张，"
            f"不足 {part.min_raters} 张，视为没有，{shared}"
        )
        cite = part.source.cite
        return Diagnostic("G432", Severity.WARNING, message, at, hint, cite, person.id)
    message = f"{person.name}没有“{group.name}”的测评，{shared}"
    return Diagnostic("G401", Severity.WARNING, message, at, hint, "", person.id)


def _sheets(ballot: Ballot, person: Person, register: Register) -> Iterator[Diagnostic]:
    """Void sheets, and valid ones far from their group's median, each at its 评价人 cell."""
    by_group = register.ratings.get(person.id, {})
    for group in ballot.part.groups:
        sheets = by_group.get(group.name, ())
        for rating in sheets:
            kind = void_as(rating, ballot)
            if kind:
                yield _void(kind, rating, group.name, person, register, ballot)
        valid = valid_sheets(sheets, ballot)
        if ballot.part.stand_out is not None and votes_of(valid) >= LEAST_TO_COMPARE:
            yield from _standing_out(valid, group.name, person, register, ballot)


def _void(
    kind: str,
    rating: Rating,
    group: str,
    person: Person,
    register: Register,
    ballot: Ballot,
) -> Diagnostic:
    why = _VOID[kind][ballot.part.form == "total"]
    message = f"“{group}”对{person.name}的这张测评{why}，按废票不计"
    hint = "不需要处理；若是录入错误，照原始测评表改正。"
    cite = ballot.part.source.cite
    return Diagnostic("G431", Severity.NOTE, message, _at(rating, register), hint, cite, person.id)


def _standing_out(
    valid: Sequence[Rating], group: str, person: Person, register: Register, ballot: Ballot
) -> Iterator[Diagnostic]:
    most = ballot.part.stand_out
    middle = HUNDRED * median(valid) / ballot.full
    for rating in valid:
        reached = HUNDRED * Fraction(sum(rating.points, Decimal(0))) / ballot.full
        if most is not None and abs(reached - middle) > most:
            message = (
                f"“{group}”对{person.name}的这张测评为 {plain(reached, 2)} 分，"
                f"与同类中位数 {plain(middle, 2)} 分相差超过 {plain(most)} 分，照样计分"
            )
            hint = "对照原始测评表核对；录入无误的，不需要处理。"
            at, cite = _at(rating, register), ballot.part.source.cite
            yield Diagnostic("G434", Severity.NOTE, message, at, hint, cite, person.id)


def _at(rating: Rating, register: Register) -> Place:
    column = register.rating_columns.get(RATER, 0)
    return register.ratings_at._replace(row=rating.row, column=column)


def _missing_months(part: Part, person: Person, register: Register) -> list[Diagnostic]:
    seen = {row.month for row in register.months.get(person.id, ())}
    lack = [month for month in register.quarter.months if month not in seen]
    if not lack or told_of(person, MONTHS, register):
        return []
    said = "、".join(f"{month} 月" for month in lack)
    message = f"{person.name}没有 {said}的月度考核，“{part.name}”按其余月份平均"
    hint = "补上这个月的审定等次；当月不参加考核的，不需要处理。"
    at, cite = Place(register.file, MONTHS), part.source.cite
    return [Diagnostic("G433", Severity.WARNING, message, at, hint, cite, person.id)]


def _repeated(person: Person, register: Register) -> Iterator[Diagnostic]:
    for row in items_of(register.adjustments.get(person.id, ())).repeated:
        message = f"{person.name}的事件“{row.event}”已经计过，这一行不再{row.kind}"
        hint = "删去重复的一行；是两件事的，用不同的事件编号。"
        yield Diagnostic("G435", Severity.WARNING, message, row.at, hint, "", person.id)
