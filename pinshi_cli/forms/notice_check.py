"""What must not stand on a notice, or lie in its file: found in any finished one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pinshi_cli.forms.finished import (
    COMMENT,
    HIDDEN,
    PROPERTY,
    TRACKED,
    UNSEEN,
    Finished,
    Spot,
    Text,
    Trace,
)
from pinshi_cli.forms.private_numbers import (
    any_in,
    digits_of,
    landlines,
    mobiles,
    normal,
    scores,
    without_identities,
)
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import name_key, squeezed
from pinshi_cli.model.words import KINDS

_OF_POINTS = ("总分", "得分", "评分", "分数", "平均分", "测评分", "考核分", "加分", "减分", "扣分")
SCORE_WORDS = (*_OF_POINTS, "排名", "名次", "得票", "票数")
MEASURE_WORDS = (*KINDS, "处分", "问责", "立案")

_TRACES = {
    HIDDEN: ("T954", "删去；要公示的取消隐藏。"),
    COMMENT: ("T955", "删除全部批注后再发布。"),
    TRACKED: ("T956", "接受或拒绝全部修订，关掉修订后保存。"),
    PROPERTY: ("T957", "在“文件—信息—检查文档”里删除文档属性和个人信息。"),
    UNSEEN: ("T959", "请人打开看一遍，确认里面没有不该公示的内容。"),
}


class Known(NamedTuple):
    """What the register says: grades to be published by name, names that are not, the phone.

    Names are in the form in which they compare; whoever shares a name is in neither.
    """

    grades: Mapping[str, str]
    kept: frozenset[str]
    words: tuple[str, ...]
    phones: frozenset[str] = frozenset()


def check_notice(finished: Finished, known: Known | None = None) -> list[Diagnostic]:
    """Every finding, in the order of the notice, then what lies beside its text."""
    found: list[Diagnostic] = []
    under_scores = _score_columns(finished.texts)
    for text in finished.texts:
        found += _numbers(finished, text, known)
        found += _points(finished, text, under_scores)
    found += [_trace(finished, trace) for trace in finished.traces]
    if known is not None:
        found += _people(finished, known)
    return found


# -- numbers and words ---------------------------------------------------------------------


def _numbers(finished: Finished, text: Text, known: Known | None) -> Iterator[Diagnostic]:
    identities, rest = without_identities(normal(text.text))
    if identities or (text.number and len(digits_of(text.text)) == 18):
        yield _error("T949", "有身份证号码", finished, text.at, "删去；公示不需要身份证号码。")
        if text.number:
            return
    phones = frozenset() if known is None else known.phones
    for number, official in mobiles(rest):
        if digits_of(number) in phones:
            continue
        said = f"有手机号码 {_masked(number)}"
        hint = "删去；监督电话用办公电话，与登记簿“监督电话”一致。"
        found = _error("T950", said, finished, text.at, hint)
        yield found._replace(severity=Severity.WARNING) if official else found
    for number, official in landlines(rest):
        if digits_of(number) not in phones and not (official and known is None):
            said = f"有电话 {number}，不是本单位填写的监督电话"
            hint = "核对；个人的电话删去。"
            found = _error("T951", said, finished, text.at, hint)
            yield found._replace(severity=Severity.WARNING)


def _masked(number: str) -> str:
    digits = digits_of(number)
    return f"{digits[:3]}****{digits[-4:]}"


def _points(
    finished: Finished, text: Text, columns: Mapping[tuple[str, int], int]
) -> Iterator[Diagnostic]:
    _, rest = without_identities(normal(text.text))
    hint = "删去；公示只写姓名、内设机构、职务和等次。"
    if text.number:
        below = columns.get((text.at.sheet, text.at.column), text.at.row) < text.at.row
        if below or _reads_as_score(text.text):
            yield _error("T952", f"有分数 {text.text}", finished, text.at, hint)
        return
    for said in scores(rest):
        yield _error("T952", f"有分数 {said}", finished, text.at, hint)
    for word in any_in(squeezed(rest), SCORE_WORDS):
        yield _error("T952", f"有“{word}”字样", finished, text.at, hint)
    for word in any_in(squeezed(rest), MEASURE_WORDS):
        yield _error("T953", f"有“{word}”字样", finished, text.at, "删去；处分和问责不公示。")


def _reads_as_score(number: str) -> bool:
    whole, _, part = number.partition(".")
    return bool(part) and len(whole) >= 2 and whole.isdecimal() and int(whole) <= 150


def _score_columns(texts: Iterable[Text]) -> dict[tuple[str, int], int]:
    """The columns of sheets whose heading is a word of scores, and the heading's row."""
    columns: dict[tuple[str, int], int] = {}
    for text in texts:
        if text.at.column and not text.number and any_in(squeezed(text.text), SCORE_WORDS):
            columns.setdefault((text.at.sheet, text.at.column), text.at.row)
    return columns


def private_in(lines: Sequence[str], phones: frozenset[str], file: str) -> list[Diagnostic]:
    """What may not even stand in a notice of our own: a number of a person, in any of its lines."""
    texts = tuple(Text(line, Spot(said="公示正文")) for line in lines)
    finished = Finished(file, "", texts)
    known = Known({}, frozenset(), (), phones)
    found = [each for text in texts for each in _numbers(finished, text, known)]
    return [
        each._replace(severity=Severity.ERROR) for each in found if each.code in ("T949", "T950")
    ]


# -- people, against the register -------------------------------------------------------------


def _people(finished: Finished, known: Known) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    rows: dict[tuple[str, int], list[Text]] = {}
    for text in finished.texts:
        rows.setdefault(text.beside, []).append(text)
        for name in any_in(name_key(text.text), (*known.grades, *known.kept)):
            seen.add(name)
            if name in known.kept:
                hint = "删去这个人；未定等次、待定和按规定不公示的只说人数。"
                yield _error("T958", f"{name}不该公示", finished, text.at, hint)
    for texts in rows.values():
        yield from _other_grade(finished, texts, known)
    lacking = [name for name in known.grades if name not in seen]
    if lacking:
        names = "、".join(lacking[:10]) + ("等" if len(lacking) > 10 else "")
        message = f"应当公示的 {len(lacking)} 人没有找到：{names}"
        found = _error("T958", message, finished, Spot(), "补上，或核对是不是这一季的公示。")
        yield found._replace(severity=Severity.WARNING)


def _other_grade(finished: Finished, texts: Sequence[Text], known: Known) -> Iterator[Diagnostic]:
    """A person in whose row another grade stands than the register gives."""
    names = [name for text in texts if (name := name_key(text.text)) in known.grades]
    grades = [text for text in texts if squeezed(text.text) in known.words]
    if len(names) == 1 and len(grades) == 1:
        right, said = known.grades[names[0]], squeezed(grades[0].text)
        if said != right:
            message = f"{names[0]}写的是“{said}”，登记簿是“{right}”"
            yield _error("T958", message, finished, grades[0].at, "核对后改正。")


# -- how it is said ----------------------------------------------------------------------------


def _trace(finished: Finished, trace: Trace) -> Diagnostic:
    code, hint = _TRACES[trace.kind]
    word = "有批注：" if trace.kind == COMMENT else ""
    masked = without_identities(normal(trace.said))
    said = f"{word}{masked[1] if masked[0] else trace.said}"
    found = _error(code, said, finished, trace.at, hint)
    return found._replace(severity=Severity.WARNING) if trace.kind == UNSEEN else found


def _error(code: str, message: str, finished: Finished, at: Spot, hint: str) -> Diagnostic:
    place = Place(finished.file, at.sheet, at.row, at.column, at.said)
    return Diagnostic(code, Severity.ERROR, message, place, hint)
