"""What stands on a day: the last entry of everyone, and over it what was decided since."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.append import append
from pinshi_cli.ledger.connect import Ledger, open_ledger
from pinshi_cli.ledger.entry import (
    CORRECT,
    DECIDE,
    FILE_ACCEPT,
    IMPORT,
    PARTIAL,
    RECORD,
    REVIEW_DECIDE,
    REVIEW_OPEN,
    WHOLE,
    Result,
    UnitName,
)
from pinshi_cli.ledger.force import changed_in_force
from pinshi_cli.ledger.state import quarters_of, standing, year_rows
from pinshi_cli.ledger.units import find_unit, units
from pinshi_cli.ledger.verify import verify
from pinshi_cli.model.period import Quarter
from tests.ledger.building import OTHER, Q1, Q2, UNIT, entry, on, people, person

DAY = date(2026, 4, 10)


def _grades(ledger: Ledger, as_of: date | None = None) -> list[str | None] | None:
    found = standing(ledger, UNIT, Q1, as_of)
    return None if found is None else [result.grade for result in found.results]


_Step = tuple[str, tuple[Result, ...]]


@pytest.mark.parametrize(
    ("steps", "grades", "changed"),
    [
        ([(RECORD, people("好", "较好"))], ["好", "较好"], {}),
        ([(IMPORT, people("好", None))], ["好", None], {}),
        # a correction carries everyone anew, and its own people only
        ([(RECORD, people("好", "较好")), (CORRECT, people("一般"))], ["一般"], {}),
        # the meeting's decision goes over it, for those it names
        (
            [(RECORD, people("好", "好")), (DECIDE, (person(2, "较好"),))],
            ["好", "较好"],
            {"002": 2},
        ),
        # the later decision counts
        (
            [
                (RECORD, people("好", "好")),
                (DECIDE, (person(2, "较好"), person(1, "一般"))),
                (DECIDE, (person(2, "一般"),)),
            ],
            ["一般", "一般"],
            {"001": 2, "002": 3},
        ),
        # a correction brings its own decisions: earlier ones are gone
        (
            [
                (RECORD, people("好", "好")),
                (DECIDE, (person(2, "较好"),)),
                (CORRECT, people("好", "好")),
            ],
            ["好", "好"],
            {},
        ),
        # but it does not undo what a review decided
        (
            [
                (RECORD, people("好", "较好")),
                (REVIEW_DECIDE, (person(2, "好"),)),
                (CORRECT, people("较好", "较好")),
            ],
            ["较好", "好"],
            {"002": 2},
        ),
        # nothing of the review is left over where the correction comes to the same
        (
            [
                (RECORD, people("好", "较好")),
                (REVIEW_DECIDE, (person(2, "好"),)),
                (CORRECT, people("较好", "好")),
            ],
            ["较好", "好"],
            {},
        ),
        # a decision after the review goes over it, until a correction takes that away
        (
            [
                (RECORD, people("好")),
                (REVIEW_DECIDE, (person(1, "较好"),)),
                (DECIDE, (person(1, "一般"),)),
            ],
            ["一般"],
            {"001": 3},
        ),
        # who left the roster by a correction is not brought back by a review
        (
            [
                (RECORD, people("好", "好")),
                (REVIEW_DECIDE, (person(2, "一般"),)),
                (CORRECT, people("好")),
            ],
            ["好"],
            {},
        ),
        # what only tells of the quarter changes nobody
        (
            [(RECORD, people("好")), (REVIEW_OPEN, ()), (FILE_ACCEPT, ())],
            ["好"],
            {},
        ),
    ],
)
def test_what_stands_after(
    address: Address, steps: Sequence[_Step], grades: list[str | None], changed: dict[str, int]
) -> None:
    with open_ledger(address, create=True) as ledger:
        for follows, (kind, results) in enumerate(steps):
            append(ledger, entry(results, kind, follows))
        found = standing(ledger, UNIT, Q1)
        rows = list(year_rows(ledger, 2026))
        assert verify(ledger).faults == ()
    assert found is not None
    assert [result.grade for result in found.results] == grades
    assert found.by_entry == changed
    assert [each.kind for each in found.entries] == [kind for kind, _ in steps]
    assert found.latest.seq == len(steps)
    assert found.base.kind in WHOLE
    assert [row.grade for row in rows] == grades
    assert [row.seq for row in rows] == [
        changed.get(result.id, found.base.seq) for result in found.results
    ]


def test_the_state_of_any_day_can_be_asked_for(address: Address) -> None:
    with open_ledger(address, create=True) as ledger:
        append(ledger, entry(people("好"), at=on(DAY)))
        append(ledger, entry(people("较好"), DECIDE, 1, at=on(DAY + timedelta(days=3), 23)))
        append(ledger, entry(people("一般"), CORRECT, 2, at=on(DAY + timedelta(days=9), 0)))
        assert _grades(ledger, DAY - timedelta(days=1)) is None
        assert _grades(ledger, DAY) == ["好"]
        assert _grades(ledger, DAY + timedelta(days=2)) == ["好"]
        assert _grades(ledger, DAY + timedelta(days=3)) == ["较好"]
        assert _grades(ledger, DAY + timedelta(days=8)) == ["较好"]
        assert _grades(ledger, DAY + timedelta(days=9)) == _grades(ledger) == ["一般"]
        assert units(ledger, DAY - timedelta(days=1)) == ()
        assert list(year_rows(ledger, 2026, DAY - timedelta(days=1))) == []
        assert [row.grade for row in year_rows(ledger, 2026, DAY)] == ["好"]


def test_nothing_stands_of_what_nobody_recorded(address: Address) -> None:
    with open_ledger(address, create=True) as ledger:
        assert (standing(ledger, UNIT, Q1), quarters_of(ledger, UNIT)) == (None, ())
        assert (find_unit(ledger, UNIT), units(ledger)) == (None, ())
        append(ledger, entry())
        assert standing(ledger, UNIT, Q2) is None
        assert standing(ledger, OTHER, Q1) is None
        assert list(year_rows(ledger, 2025)) == []


def test_a_year_comes_by_unit_quarter_and_roster(address: Address) -> None:
    last, first = UnitName("乙局", "9"), UnitName("甲局", "1")
    with open_ledger(address, create=True) as ledger:
        for unit, quarter in (
            (last, Q2), (first, Q1), (last, Q1), (last, Quarter(2025, 4)), (first, Q2),
        ):  # fmt: skip
            append(
                ledger,
                entry((person(2), person(1, marks={"leave": 3})), unit=unit, quarter=quarter),
            )
        rows = list(year_rows(ledger, 2026))
        assert quarters_of(ledger, last) == (Quarter(2025, 4), Q1, Q2)
    assert [(row.unit, row.quarter, row.id) for row in rows] == [
        (unit, number, who)
        for unit in sorted((last, first))
        for number in (1, 2)
        for who in ("002", "001")
    ]
    assert [row.marks for row in rows[:2]] == [{}, {"leave": 3}]


def test_a_year_of_one_unit_comes_under_every_name_it_had(address: Address) -> None:
    before, after = UnitName("统计局", "9"), UnitName("数据局", "9")
    with open_ledger(address, create=True) as ledger:
        append(ledger, entry(unit=OTHER, at=on(DAY)))
        append(ledger, entry(unit=before, at=on(DAY)))
        append(ledger, entry(unit=after, quarter=Q2, at=on(DAY + timedelta(days=90))))
        for meant in (before, after, UnitName("统计局"), UnitName("", "9")):
            now = list(year_rows(ledger, 2026, unit=meant))
            then = list(year_rows(ledger, 2026, DAY, meant))
            assert {(row.unit, row.quarter) for row in now} == {(after, 1), (after, 2)}
            assert {(row.unit, row.quarter) for row in then} == {(before, 1)}
        assert list(year_rows(ledger, 2026, unit=UnitName("林业局"))) == []


_GRADES = st.sampled_from(["好", "较好", "一般", None])
_STEPS = st.lists(
    st.tuples(
        st.sampled_from([CORRECT, DECIDE, REVIEW_DECIDE, REVIEW_OPEN]),
        st.dictionaries(st.sampled_from([1, 2, 3]), _GRADES),
        st.integers(0, 3),
    ),
    max_size=8,
)


def _model(steps: Sequence[tuple[str, dict[int, str | None], int]]) -> dict[int, str | None]:
    """The rule said once more, backwards: who asks last what, entry by entry."""
    at = max(n for n, (kind, _, _) in enumerate(steps) if kind in WHOLE)
    base, found = steps[at][1], {}
    for who, grade in base.items():
        after = [given[who] for kind, given, _ in steps[at:] if kind in PARTIAL and who in given]
        reviews = [
            given[who] for kind, given, _ in steps[:at] if kind == REVIEW_DECIDE and who in given
        ]
        found[who] = after[-1] if after else reviews[-1] if reviews else grade
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    first=st.dictionaries(st.sampled_from([1, 2, 3]), _GRADES),
    steps=_STEPS,
    back=st.integers(0, 12),
)
def test_any_sequence_stands_as_the_model_says_on_any_day(
    address: Address,
    first: dict[int, str | None],
    steps: list[tuple[str, dict[int, str | None], int]],
    back: int,
) -> None:
    done = [(RECORD, first, 0)]
    day, unit = DAY, UnitName(f"第{_fresh()}局")
    days = [day]
    with open_ledger(address, create=True) as ledger:
        seq = append(ledger, entry(_given(first), at=on(day), unit=unit)).seq
        for kind, given_, later in steps:
            known = next(people for kind, people, _ in reversed(done) if kind in WHOLE)
            told = {who: given_[who] for who in given_ if kind == CORRECT or who in known}
            named = {} if kind == REVIEW_OPEN else told
            day += timedelta(days=later)
            seq = append(ledger, entry(_given(named), kind, seq, on(day), unit)).seq
            done.append((kind, named, later))
            days.append(day)
        as_of = max(DAY, day - timedelta(days=back))
        by_then = [step for step, when in zip(done, days, strict=True) if when <= as_of]
        found = standing(ledger, unit, Q1, as_of)
        assert verify(ledger).sound
    assert found is not None
    assert {int(each.id): each.grade for each in found.results} == _model(by_then)


def _given(grades: dict[int, str | None]) -> tuple[Result, ...]:
    return tuple(person(number, grade) for number, grade in grades.items())


_made = iter(range(10**6))


def _fresh() -> int:
    return next(_made)


def test_a_review_counts_for_those_whom_the_base_knows() -> None:
    changed = [(2, REVIEW_DECIDE, "009", "好")]
    assert changed_in_force(1, changed, {"001": "好"}) == {}
