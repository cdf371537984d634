"""What lacks of a graded person's score altogether: errors, each where the clerk mends it."""

from collections.abc import Sequence

from pinshi_cli.grading.score import Scale, grade_in
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.grade import PartScore
from pinshi_cli.model.register import Person, Register
from pinshi_cli.policy.score_book import Part

POINTS, RATINGS, MONTHS, REVIEWS = "指标评分", "民主测评", "月度考核", "领导评鉴"
"""The sheets that parts rest on."""

_NOT_ASSESSED = "确不参加考核的，在人员名册填写参加情况。"


def lacking(
    person: Person, parts: Sequence[PartScore], register: Register, scale: Scale
) -> list[Diagnostic]:
    """The gaps of every part without a score; what the reader has told is not told again."""
    if person.id in register.suspect:
        return []
    found: list[Diagnostic] = []
    for score, part in zip(parts, scale.policy.parts, strict=True):
        if score.score is None:
            match part.kind:
                case "indicators":
                    found += _no_points(part, person, register, scale)
                case "ratings":
                    found += _no_ratings(part, score, person, register, scale)
                case "months":
                    found += _no_months(part, person, register)
                case _:
                    found += _no_review(part, person, register)
    return list(dict.fromkeys(found))


def told_of(person: Person, sheet: str, register: Register) -> bool:
    """Whether the reader has found an error about this person on the sheet."""
    faults = register.faults.get(person.id, ())
    return any(each.is_error and each.where.sheet == sheet for each in faults)


def _is_said(sheet: str, register: Register, scale: Scale) -> bool:
    """Whether the reader has said of a sheet that was not read that it lacks, or cannot be."""
    return sheet in scale.policy.required_sheets or not register.reliable


def _no_points(part: Part, person: Person, register: Register, scale: Scale) -> list[Diagnostic]:
    at = register.points_at
    unread = not register.points_read and _is_said(POINTS, register, scale)
    if unread or told_of(person, at.sheet, register):
        return []
    if person.id not in register.points:
        message = f"{person.name}在指标评分里没有一行"
        hint = f"补上此人的评分；{_NOT_ASSESSED}"
        return [_error("N306", message, at, hint, person)]
    if register.indicators_sound and not scale.taken_by(person, part).places:
        message = f"“{part.name}”没有一项指标适用于{person.name}（考核类别“{person.category}”）"
        hint = "核对人员名册的考核类别与指标体系的适用类别。"
        if part.natures or part.dimensions:
            hint = "核对人员名册的考核类别与指标体系的适用类别、性质和维度。"
        return [_error("N308", message, person.at, hint, person)]
    return []


def _no_ratings(
    part: Part, score: PartScore, person: Person, register: Register, scale: Scale
) -> list[Diagnostic]:
    at = register.ratings_at
    said = bool(register.rating_columns) or _is_said(RATINGS, register, scale)
    if (said and not register.ratings_read) or told_of(person, at.sheet, register):
        return []
    asked = [group for group in score.groups if not group.absent]
    empty = "、".join(group.name for group in asked if not group.sheets)
    few = any(group.given and not group.sheets for group in asked)
    least = f"，有效测评不足 {part.min_raters} 张的视为没有" if few else ""
    if any(group.sheets for group in asked):
        message = f"{person.name}的“{part.name}”缺“{empty}”的测评，各方都须有{least}"
    elif asked:
        message = f"{person.name}的“{part.name}”没有有效的测评（{empty}均无{least}）"
    else:
        message = (
            f"“{part.name}”没有一方测评考核类别为“{person.category}”的人，{person.name}无从计分"
        )
        hint = "核对人员名册的考核类别。"
        return [_error("N307", message, person.at, hint, person, part.source.cite)]
    hint = f"补录对此人的测评；{_NOT_ASSESSED}"
    return [_error("N307", message, at, hint, person, part.source.cite)]


def _no_months(part: Part, person: Person, register: Register) -> list[Diagnostic]:
    """Months whose grade nobody has fixed, each at its cell; or that there is no month at all."""
    rows = register.months.get(person.id, ())
    if rows:
        return [
            _empty_cell(f"{row.month} 月的审定等次", row.at, person)
            for row in rows
            if row.fixed is None and not _told_at(row.at, person, register)
        ]
    if told_of(person, MONTHS, register):
        return []
    message = f"{person.name}本季没有月度考核，“{part.name}”无从计分"
    hint = f"补录各月的审定等次；{_NOT_ASSESSED}"
    at = Place(register.file, MONTHS)
    return [_error("N321", message, at, hint, person, part.source.cite)]


def _no_review(part: Part, person: Person, register: Register) -> list[Diagnostic]:
    """The reviewers' first cell without a grade; or that they have no row at all."""
    if told_of(person, REVIEWS, register):
        return []
    rows = [row for row in register.reviews.get(person.id, ()) if row.identity in part.reviewers]
    empty = [row for row in rows if grade_in(part, row) is None]
    if empty:
        own = part.column == "个性等次"
        at = empty[0].own_at if own else empty[0].proposed_at
        return [_empty_cell(f"{empty[0].identity}的{part.column}", at, person)]
    who = "、".join(part.reviewers)
    message = f"{person.name}没有{who}的领导评鉴，“{part.name}”无从计分"
    hint = f"在领导评鉴补上一行，填写{part.column}；{_NOT_ASSESSED}"
    at = Place(register.file, REVIEWS)
    return [_error("N322", message, at, hint, person, part.source.cite)]


def _told_at(at: Place, person: Person, register: Register) -> bool:
    return any(each.where == at for each in register.faults.get(person.id, ()))


def _empty_cell(what: str, at: Place, person: Person) -> Diagnostic:
    message = f"{person.name}{what}没有填写"
    return _error("R201", message, at, "填写等次；尚未审定的，审定后再核定本季等次。", person)


def _error(
    code: str, message: str, at: Place, hint: str, person: Person, rule: str = ""
) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, at, hint, rule, person.id)
