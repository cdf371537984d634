"""What must not stand on a notice, or lie in its file: found in any finished one."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

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
    fault_at,
)
from pinshi_cli.forms.notice_people import NOTHING, Known, lines_of_people, people_amiss
from pinshi_cli.forms.private_numbers import (
    any_in,
    digits_of,
    has_digit,
    holds_number,
    identity_spans,
    is_persons,
    landlines,
    mobile_spans,
    mobiles,
    normal,
    scores,
    spanning,
    tight,
    without_identities,
)
from pinshi_cli.model.diagnostic import Diagnostic, Severity, column_letters
from pinshi_cli.model.names import squeezed
from pinshi_cli.model.words import KINDS

_OF_POINTS = ("总分", "得分", "评分", "分数", "平均分", "测评分", "考核分", "加分", "减分", "扣分")
SCORE_WORDS = (*_OF_POINTS, "排名", "名次", "得票", "票数")
_OF_MEASURES = ("处分", "问责", "立案")
MEASURE_WORDS = (*KINDS, *_OF_MEASURES)

_TRACES = {
    HIDDEN: ("T954", "删去；要公示的取消隐藏。"),
    COMMENT: ("T955", "删除全部批注后再发布。"),
    TRACKED: ("T956", "接受或拒绝全部修订，关掉修订后保存。"),
    PROPERTY: ("T957", "在“文件—信息—检查文档”里删除文档属性和个人信息。"),
    UNSEEN: ("T959", "请人打开看一遍，确认里面没有不该公示的内容。"),
}


def check_notice(finished: Finished, known: Known | None = None) -> list[Diagnostic]:
    """Every finding, in the order of the notice, then what lies beside its text."""
    found: list[Diagnostic] = []
    headings = _score_columns(finished.texts)
    named = lines_of_people(finished.texts, known or NOTHING, _OF_MEASURES)
    for text in finished.texts:
        if _is_plain(text.text):
            continue
        found += _numbers(finished, text, known)
        found += _points(finished, text, headings, known)
        found += _measures(finished, text, known, in_line=known is None or text.beside in named)
    found += _split_up(finished, known or NOTHING)
    found += [_trace(finished, trace) for trace in finished.traces]
    if known is not None:
        found += people_amiss(finished, known)
    return found


@lru_cache(maxsize=2_000)
def _is_plain(text: str) -> bool:
    """Whether a text has neither a figure nor a word of scores or measures: as most have."""
    plain = normal(text)
    return not has_digit(plain) and not any_in(tight(plain), (*SCORE_WORDS, *MEASURE_WORDS))


def telling(texts: Iterable[str]) -> tuple[str, ...]:
    """Those that sound like scores or measures, squeezed, the longest first."""
    every = {squeezed(normal(text)) for text in texts}
    found = {
        text
        for text in every
        if scores(text) or any_in(text, SCORE_WORDS) or any_in(text, MEASURE_WORDS)
    }
    return tuple(sorted(found, key=len, reverse=True))


# -- numbers and words ---------------------------------------------------------------------


def _numbers(finished: Finished, text: Text, known: Known | None) -> Iterator[Diagnostic]:
    plain = normal(text.text)
    if not holds_number(plain):
        return
    identities, rest = without_identities(plain)
    lost = text.number and len(digits_of(text.text)) == 18  # Excel has rounded its end away
    if lost or any(is_persons(each) for each in identities):
        yield fault_at("T949", "有身份证号码", finished, text.at, _NO_IDENTITY)
    elif identities:
        said = "有 18 位号码，校验位与身份证号码相符"
        found = fault_at("T949", said, finished, text.at, "核对；是身份证号码的删去。")
        yield found._replace(severity=Severity.WARNING)
    if text.number and (lost or identities):
        return
    phones = frozenset() if known is None else known.phones
    for number, official in mobiles(rest):
        if number in phones:
            continue
        found = fault_at("T950", f"有手机号码 {_masked(number)}", finished, text.at, _NO_MOBILE)
        yield found._replace(severity=Severity.WARNING) if official else found
    for number, official in landlines(rest):
        if digits_of(number) not in phones and not (official and known is None):
            said = f"有电话 {number}，不是本单位填写的监督电话"
            hint = "核对；个人的电话删去。"
            found = fault_at("T951", said, finished, text.at, hint)
            yield found._replace(severity=Severity.WARNING)


_NO_IDENTITY = "删去；公示不需要身份证号码。"
_NO_MOBILE = "删去；监督电话用办公电话，与登记簿“监督电话”一致。"
_NO_POINTS = "删去；公示只写姓名、内设机构、职务和等次。"


def _masked(number: str) -> str:
    return f"{number[:3]}****{number[-4:]}"


def _split_up(finished: Finished, known: Known) -> Iterator[Diagnostic]:
    """Numbers that are written over several cells, paragraphs or lines."""
    texts = finished.texts
    columns: dict[tuple[str, int], list[Text]] = {}
    for text in texts:
        if column := _column(text):
            columns.setdefault((text.beside[0], column), []).append(text)
    for group in (texts, *columns.values()):
        pieces = [normal(text.text) for text in group]
        for first, last, _ in spanning(pieces, identity_spans):
            said = f"有身份证号码，拆开写到{_place(group[last].at)}"
            yield fault_at("T949", said, finished, group[first].at, _NO_IDENTITY)
    lines = [text for text in texts if not _column(text)]
    for first, last, run in spanning([normal(text.text) for text in lines], mobile_spans):
        number = digits_of(run)[-11:]
        if number not in known.phones:
            said = f"有手机号码 {_masked(number)}，拆开写到{_place(lines[last].at)}"
            yield fault_at("T950", said, finished, lines[first].at, _NO_MOBILE)


def _place(at: Spot) -> str:
    return at.said or f" {column_letters(at.column)}{at.row}"


def _column(text: Text) -> int:
    return text.column or text.at.column


def _points(
    finished: Finished,
    text: Text,
    headings: Mapping[tuple[str, int], int],
    known: Known | None,
) -> Iterator[Diagnostic]:
    plain = normal(text.text)
    row = text.beside[1]
    if text.number or _WHOLE.fullmatch(plain):
        below = headings.get((text.beside[0], _column(text)), row) < row
        if below or (text.number and _reads_as_score(plain)):
            yield fault_at("T952", f"有分数 {plain}", finished, text.at, _NO_POINTS)
            return
    if text.number:
        return
    _, rest = without_identities(plain)
    found = [(said, f"有分数 {said}") for said in scores(rest)]
    found += [(word, f"有“{word}”字样") for word in any_in(tight(rest), SCORE_WORDS)]
    left = _without_own(rest, known) if found else ""
    for said, message in found:
        if said in left:
            yield fault_at("T952", message, finished, text.at, _NO_POINTS)


_WHOLE = re.compile(r"\d{1,3}(?:\.\d+)?")


def _measures(
    finished: Finished, text: Text, known: Known | None, *, in_line: bool
) -> Iterator[Diagnostic]:
    """Words of measures: a kind of them nowhere, what speaks of them in general in no one's line.

    `in_line`: the text stands in a person's line, or nobody knows who is a person.
    """
    found = [] if text.number else any_in(tight(normal(text.text)), MEASURE_WORDS)
    left = _without_own(normal(text.text), known) if found else ""
    for word in found:
        if word in left:
            hint = "删去；处分和问责不公示。"
            fault = fault_at("T953", f"有“{word}”字样", finished, text.at, hint)
            lighter = word in _OF_MEASURES and not in_line
            yield fault._replace(severity=Severity.WARNING) if lighter else fault


def _without_own(text: str, known: Known | None) -> str:
    """The text, squeezed, without the register's own words."""
    rest = squeezed(text)
    for own in () if known is None else known.own:
        rest = rest.replace(own, "，")
    return rest


def _reads_as_score(number: str) -> bool:
    whole, _, part = number.partition(".")
    return bool(part) and len(whole) >= 2 and whole.isdecimal() and int(whole) <= 150


def _score_columns(texts: Iterable[Text]) -> dict[tuple[str, int], int]:
    """The columns of tables whose heading is a word of scores, and the heading's row."""
    columns: dict[tuple[str, int], int] = {}
    for text in texts:
        if _column(text) and not text.number and any_in(tight(text.text), SCORE_WORDS):
            columns.setdefault((text.beside[0], _column(text)), text.beside[1])
    return columns


def private_in(lines: Sequence[str], phones: frozenset[str], file: str) -> list[Diagnostic]:
    """What may not even stand in a notice of our own: a number of a person, in any of its lines."""
    texts = tuple(Text(line, Spot(said="公示正文")) for line in lines)
    finished = Finished(file, "", texts)
    known = Known({}, frozenset(), (), phones)
    found = [each for text in texts for each in _numbers(finished, text, known)]
    return [
        each._replace(severity=Severity.ERROR)
        for each in found
        if each.code == "T950" or (each.code == "T949" and each.is_error)
    ]


# -- how it is said ----------------------------------------------------------------------------


def _trace(finished: Finished, trace: Trace) -> Diagnostic:
    code, hint = _TRACES[trace.kind]
    word = "有批注：" if trace.kind == COMMENT else ""
    masked = without_identities(normal(trace.said))
    said = f"{word}{masked[1] if masked[0] else trace.said}"
    found = fault_at(code, said, finished, trace.at, hint)
    return found._replace(severity=Severity.WARNING) if trace.kind == UNSEEN else found
