"""Documents read back and held against the grades: what differs is an error."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from pinshi_cli.forms.case import Case, Paper, Value, YearCase
from pinshi_cli.forms.finished import Text
from pinshi_cli.forms.finished_file import finished_of
from pinshi_cli.grading.remarks import grade_word
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.number import fixed

CHECKED = ("编号", "姓名", "总分", "等次", "审定等次", "拟定等次", "年度得分", "年度等次")
"""Fields that are looked for in a document, wherever its template prints them."""

_BESIDE_THE_PAGE = ("页眉", "页脚")


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


def texts_of(data: bytes, file: str) -> list[Text]:
    """Every text of a document's pages, in order, without what stands above and below them."""
    found = finished_of(data, file)
    return [each for each in found.texts if not each.at.said.startswith(_BESIDE_THE_PAGE)]


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


def _people_in(value: Value) -> Iterator[Mapping[str, Value]]:
    """Every row about a person, however deep."""
    if isinstance(value, dict):
        if "编号" in value:
            yield value
        for each in value.values():
            yield from _people_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from _people_in(each)


def against_values(
    paper: Paper, fields: Sequence[str], texts: Sequence[Text], *, own: bool = False
) -> Iterator[str]:
    """Where a document does not say what it was to say. `fields` are those of its template.

    A template of the clerk's `own` may leave people out of a list by an `{% if %}`: then only a row
    that stands must be right.
    """
    used = [field for field in fields if field.rpartition(".")[2] in CHECKED]
    said = [each.text for each in texts]
    for field in used:
        if "." not in field:
            word = str(paper.values.get(field, ""))
            if word and not any(_holds(text, word) for text in said):
                yield f"{field}应为“{word}”，表里没有"
    lists = dict.fromkeys(field.rpartition(".")[0] for field in used if "." in field)
    rows = _rows(texts)
    for path in lists:
        names = [field.rpartition(".")[2] for field in used if field.rpartition(".")[0] == path]
        yield from _missing_rows(paper, path, names, rows, own=own)


def _missing_rows(
    paper: Paper, path: str, names: Sequence[str], rows: Sequence[Sequence[str]], *, own: bool
) -> Iterator[str]:
    """Each row of a list stands in the document, in its order."""
    at = 0
    for row in _listed(paper.values, path):
        words = [str(row.get(name, "")) for name in names]
        found = next(
            (
                index
                for index in range(at, len(rows))
                if all(any(_holds(text, word) for text in rows[index]) for word in words if word)
            ),
            None,
        )
        if found is None and own and not any(str(row.get("姓名", "")) in each for each in rows):
            continue
        if found is None:
            yield f"{row.get('姓名', '')}的一行（{'、'.join(filter(None, words))}）表里没有"
        else:
            at = found + 1


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


def _rows(texts: Sequence[Text]) -> list[list[str]]:
    """Texts of one table row together; others each by itself."""
    rows: list[list[str]] = []
    last: tuple[str, tuple[str, int]] | None = None
    for each in texts:
        key = (each.at.sheet, each.beside)
        if key == last and each.beside[0]:
            rows[-1].append(each.text)
        else:
            rows.append([each.text])
        last = key
    return rows


def _holds(text: str, word: str) -> bool:
    return word in text or _plain(word) in _plain(text) or _same(text, word)


def _plain(text: str) -> str:
    return "".join(text.split())


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False


def print_file_differs(singles: Sequence[Sequence[Text]], whole: Sequence[Text]) -> bool:
    """Whether a print file holds anything but the single documents, one after another."""
    return [text.text for each in singles for text in each] != [text.text for text in whole]


def difference(file: str, message: str) -> Diagnostic:
    """A difference, as a finding about a document."""
    hint = "这次一份表也没有留下。自己改过模板的，核对这个字段写在哪里；自带的模板也这样，请反映。"
    return Diagnostic("T927", Severity.ERROR, message, Place(file), hint)
