"""What a person's year still lacks, and who can mend it. Nothing here changes a verdict."""

from collections.abc import Iterator
from typing import NamedTuple

from pinshi_cli.grading.year_open import WITHHELD, withheld
from pinshi_cli.grading.year_unit import YearPerson
from pinshi_cli.model.period import quarter_word
from pinshi_cli.model.words import (
    ANNUAL_RATING,
    AWAITED,
    AWAY,
    BEST_OF_YEAR,
    OUT_OF_YEAR,
    TO_STUDY,
)

UNIT = "本单位"
MEETING = "本单位集体研究"

_QUARTERS = {
    None: ("的登记簿", UNIT),
    AWAITED: (
        "的等次（结案后，在该季登记簿删去“立案调查”一行，有处分的换成处分，重新核定；"
        "已记入台账的，再 pinshi record 登记簿 --correct --why 理由）",
        UNIT,
    ),
    AWAY: ("的考核结果", "现工作单位"),
}


class Lack(NamedTuple):
    """What is missing, and from whom it must come."""

    what: str
    who: str


def lacking(person: YearPerson) -> tuple[Lack, ...]:
    """What the person's year lacks: quarters first, then 年度测评, then what a meeting decides."""
    if person.verdict.verdict == OUT_OF_YEAR:
        return ()
    return tuple(_lacking(person))


def _lacking(person: YearPerson) -> Iterator[Lack]:
    open_quarters = [place for place, word in enumerate(person.shown) if word in _QUARTERS]
    for place in open_quarters:
        if withheld(person.shown, place, person.facts):
            yield Lack(f"{quarter_word(place + 1)}的等次（{WITHHELD}）", UNIT)
            continue
        what, who = _QUARTERS[person.shown[place]]
        further = "（记入台账）" if person.shown[place] is None and person.facts.recorded else ""
        yield Lack(f"{quarter_word(place + 1)}{what}{further}", who)
    if person.rule is not None and person.totals and person.rating is None:
        yield Lack(f"{ANNUAL_RATING}得分", UNIT)
    if person.verdict.verdict == TO_STUDY and not open_quarters:
        yield Lack("年度等次：办法没有规定", MEETING)
    if person.tied:
        yield Lack(f"“{BEST_OF_YEAR}”名额：并列的人里定谁", MEETING)
