"""Documents read back and held against the grades: what differs is an error."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from pinshi_cli.forms.case import Case, Paper, Value, Values, YearCase
from pinshi_cli.forms.read_texts_slots import Rows
from pinshi_cli.forms.spots import ANYWHERE, Spot, Spots, bare
from pinshi_cli.grading.remarks import grade_word
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.number import fixed

CHECKED = ("编号", "姓名", "总分", "等次", "审定等次", "拟定等次", "年度得分", "年度等次")
"""Fields that are looked for in a document, wherever its template prints them."""


_NESTED = frozenset((dict, list))


class Graded(NamedTuple):
    """What the result says of a person, in the words of a form."""

    name: str
    said: Mapping[str, str]


def graded_of(case: Case) -> dict[str, Graded]:
    """By 编号, from the outcomes themselves."""
    found = {}
    for each in case.graded.outcomes:
        total = "" if each.total is None else fixed(each.total, case.policy.decimals)
        said = {
            "姓名": each.person.name,
            "总分": total,
            "等次": grade_word(each),
            "拟定等次": each.proposed or "",
            "审定等次": (each.grade or "") if case.adopted else "",
        }
        found[each.person.id] = Graded(each.person.name, said)
    return found


def graded_year_of(case: YearCase) -> dict[str, Graded]:
    """By 编号, from the verdicts themselves."""
    rule = case.latest.policy.year
    decimals = 2 if rule is None else rule.decimals
    return {
        each.person.id: Graded(
            each.person.name,
            {
                "姓名": each.person.name,
                "年度得分": "" if each.score is None else fixed(each.score, decimals),
                "年度等次": each.proposed or "",
            },
        )
        for each in case.year.people
    }


def checked(fields: Iterable[str]) -> list[str]:
    """Those of a template's fields that are looked for."""
    return [field for field in fields if field.rpartition(".")[2] in CHECKED]


def against_grades(paper: Paper, graded: Mapping[str, Graded]) -> Iterator[str]:
    """Where what is to be printed is not what the result says."""
    for row in _people_in(paper.values):
        told = graded.get(str(row["编号"]))
        if told is None:
            yield f"{row['编号']} 不在名册里"
            continue
        for field, word in told.said.items():
            if field in row and not _same(str(row[field]), word):
                yield f"{told.name}的{field}是“{row[field]}”，应为“{word}”"


def _people_in(values: Values) -> Iterator[Mapping[str, Value]]:
    """Every row about a person, however deep."""
    left: list[Value] = [values]
    while left:
        value = left.pop()
        if isinstance(value, list):
            left += reversed(value)
        elif isinstance(value, dict):
            if "编号" in value:
                yield value
            left += [each for each in reversed(value.values()) if type(each) in _NESTED]


def against_values(paper: Paper, fields: Sequence[str], rows: Rows, spots: Spots) -> Iterator[str]:
    """Where a document of ours does not say all that it was to say, person by person.

    `fields` are those of its template that are `checked`, `spots` how they stand in it: a grade in
    a note below the page, or 好 in 较好, is not a person's grade.
    """
    for field in fields:
        if "." not in field:
            word = str(paper.values.get(field, ""))
            if word and not _stands(word, rows, spots.get(field, ANYWHERE)):
                yield f"{field}应为“{word}”，表里没有"
    for path in dict.fromkeys(field.rpartition(".")[0] for field in fields if "." in field):
        names = [field.rpartition(".")[2] for field in fields if field.rpartition(".")[0] == path]
        wanted = {name: spots.get(f".{name}", ANYWHERE) for name in names}
        yield from _missing_rows(paper, path, wanted, rows)


def against_said(said: Iterable[tuple[str, str]], rows: Rows) -> Iterator[str]:
    """Where a document of a clerk's own template does not say, in turn, what it was to say.

    She may order, part and leave out what she likes: `said` is what her template makes of the
    values, each field with its word.
    """
    plain = [bare(text) for row in rows for text in row]
    at = begin = 0
    name = ""
    for path, word in said:
        field = path.rpartition(".")[2]
        if field not in CHECKED or not bare(word):
            continue
        name = word if field == "姓名" else name
        ends = ((i, _end(plain[i], word, begin * (i == at))) for i in range(at, len(plain)))
        found = next((each for each in ends if each[1]), None)
        if found is None:
            who = f"{name}的" if name else ""
            yield f"{who}{field}应为“{word}”，表里没有"
        else:
            at, begin = found


def _end(text: str, word: str, begin: int) -> int:
    """Where the word ends in a text, looked for from `begin` on; 0 where it does not stand."""
    place = text.find(bare(word), begin)
    if place >= 0:
        return place + len(bare(word))
    return len(text) if not begin and _same(text, word) else 0


def _missing_rows(
    paper: Paper, path: str, names: Spots, rows: Sequence[Sequence[str]]
) -> Iterator[str]:
    """Each row of a list stands in the document, in its order, with its fields at their spots.

    A list may stand in one cell: what has been found is cut off, the rest is for the next row.
    """
    left = [list(row) for row in rows]
    at = 0
    for row in _listed(paper.values, path):
        words = [str(row.get(name, "")) for name in names]
        found = next(
            (
                index
                for index in range(at, len(left))
                if all(
                    any(_holds(text, word, names[name]) for text in left[index])
                    for name, word in zip(names, words, strict=True)
                    if word
                )
            ),
            None,
        )
        if found is None:
            yield f"{row.get('姓名', '')}的一行（{'、'.join(filter(None, words))}）表里没有"
        else:
            left[found] = [_after(text, words) for text in left[found]]
            at = found


def _after(text: str, words: Sequence[str]) -> str:
    """What a text says after the first of each of the words; nothing where it holds none."""
    whole = bare(text)
    ends = [at + len(word) for word in map(bare, words) if word and (at := whole.find(word)) >= 0]
    return whole[max(ends) :] if ends else ""


def _listed(value: Value, path: str) -> Iterator[Mapping[str, Value]]:
    """The rows of a list, by its path; those of lists in lists one after another."""
    name, _, rest = path.partition(".")
    inner = value.get(name, []) if isinstance(value, dict) else []
    for each in inner if isinstance(inner, list) else []:
        if isinstance(each, dict):
            if rest:
                yield from _listed(each, rest)
            else:
                yield each


def _stands(word: str, rows: Rows, spots: Sequence[Spot]) -> bool:
    first = spots[0]
    return any(first.holds(text, word) for row in rows for text in row) or any(
        _holds(text, word, spots) for row in rows for text in row
    )


def _holds(text: str, word: str, spots: Sequence[Spot]) -> bool:
    return (
        any(spot.holds(text, word) for spot in spots)
        or any(spot.holds(bare(text), bare(word)) for spot in spots)
        or _same(text, word)
    )


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False


def print_file_differs(singles: Sequence[Rows], whole: Rows) -> bool:
    """Whether a print file holds anything but the single documents, one after another."""
    return [row for each in singles for row in each] != whole


def difference(file: str, message: str) -> Diagnostic:
    """A difference, as a finding about a document."""
    hint = "这次一份表也没有留下。自己改过模板的，核对这个字段写在哪里；自带的模板也这样，请反映。"
    return Diagnostic("T927", Severity.ERROR, message, Place(file), hint)
