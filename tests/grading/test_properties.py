"""What holds of every unit (issue 2, “It must hold”)."""

import random
from collections.abc import Sequence
from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pinshi_cli.model.grade import Outcome
from pinshi_cli.sheets.cells import Value
from tests.builders import Cells, Result, book, grade, ident, sheets_of, table, unit

TOTALS = st.lists(
    st.sampled_from([95, 93, 92.5, 91, 90, "89.995", 89.99, 75, 74.99, 60, 59.99, 30]),
    min_size=1,
    max_size=9,
)
KINDS = ("警告", "记过", "立案调查", "告诫", "组织谈话", "工作问责", "开除", "诫勉")
STATUSES = ("参加", "退休", "借调", "病假", "试用期")
MODEST = settings(max_examples=40, deadline=None, derandomize=True)


@st.composite
def measures(draw: st.DrawFn, people: int) -> list[Sequence[Value]]:
    """Rows of 处分问责 about some of so many people."""
    row = st.tuples(
        st.integers(1, people).map(ident),
        st.none(),
        st.sampled_from(KINDS),
        st.sampled_from([date(2025, 8, 1), date(2026, 1, 1), date(2026, 3, 31)]),
        st.sampled_from(["一般", "较差"]),
    )
    rows = draw(st.lists(row, max_size=4))
    return table("编号 姓名 种类 生效日期 处理等次", *rows)


def facts(outcome: Outcome) -> tuple[object, ...]:
    o = outcome
    return (o.standing, o.total, o.band, o.ceiling, o.proposed, o.grade, o.rank, o.tied)


def by_id(result: Result) -> dict[str, tuple[object, ...]]:
    return {o.person.id: facts(o) for o in result.graded.outcomes}


@MODEST
@given(TOTALS, st.data())
def test_the_order_of_rows_and_columns_never_matters(
    totals: list[object], data: st.DataObject
) -> None:
    rows = data.draw(measures(len(totals)))
    statuses = data.draw(
        st.lists(st.sampled_from(STATUSES), min_size=len(totals), max_size=len(totals))
    )
    shuffle = random.Random(data.draw(st.integers(0, 999))).sample  # noqa: S311
    ids = {ident(n): total for n, total in enumerate(totals, 1)}
    people: dict[str, Cells] = {
        id_: {"参加情况": status, "起始日期": date(2026, 1, 20)}
        for id_, status in zip(ids, statuses, strict=True)
    }
    sheets = sheets_of(ids, people=people, sheets={"处分问责": rows})
    mixed = {}
    for name, (head, *body) in sheets.items():
        order = shuffle(range(len(head)), len(head))
        lines = [head, *shuffle(body, len(body))]
        mixed[name] = [[line[place] for place in order] for line in lines]
    straight, shuffled = grade(book(sheets)), grade(book(mixed))
    assert by_id(shuffled) == by_id(straight)
    one, other = straight.graded.quota, shuffled.graded.quota
    assert one._replace(tied=(), keys=()) == other._replace(tied=(), keys=())
    assert set(one.tied) == set(other.tied)
    assert [d.code for d in straight.diagnostics if d.is_error] == []


@MODEST
@given(TOTALS, st.sampled_from([0.4, 0.3, "20%", 0.01]), st.data())
def test_the_quota_is_never_passed_and_nobody_is_chosen_among_equals(
    totals: list[object], share: Value, data: st.DataObject
) -> None:
    rows = data.draw(measures(len(totals)))
    result = grade(unit(totals, items={"好等次比例": share}, sheets={"处分问责": rows}))
    quota = result.graded.quota
    assert quota.limit is not None
    best = [o for o in result.graded.outcomes if o.grade == "好"]
    assert len(best) == quota.given
    assert len(best) <= quota.limit
    keys = dict(quota.keys)
    compared = [o for o in result.graded.outcomes if o.person.id in keys]
    for one in compared:
        for other in compared:
            if keys[one.person.id] == keys[other.person.id]:
                assert facts(one) == facts(other)
            elif keys[one.person.id] > keys[other.person.id]:
                assert (one.proposed, other.proposed) != ("较好", "好")
    assert quota.given == len(best)


@MODEST
@given(st.floats(0, 100), st.floats(0, 100), TOTALS)
def test_a_higher_score_never_lowers_ones_own_band(
    one: float, other: float, rest: list[object]
) -> None:
    low, high = sorted((round(one, 3), round(other, 3)))
    assume(low < high)
    before, after = (grade(unit([total, *rest])) for total in (low, high))
    height = before.policy.height
    bands = [result["001"].band for result in (before, after)]
    assert bands[0] is not None
    assert bands[1] is not None
    assert height(bands[0]) <= height(bands[1])
    ranks = [result["001"].rank for result in (before, after)]
    if ranks[0] is not None:
        assert ranks[1] is not None
        assert ranks[1] <= ranks[0]


@MODEST
@given(TOTALS, st.data())
def test_a_measure_never_raises_a_grade(totals: list[object], data: st.DataObject) -> None:
    rows = data.draw(measures(len(totals)))
    free = grade(unit(totals))
    held = grade(unit(totals, sheets={"处分问责": rows}))
    for before, after in zip(free.graded.outcomes, held.graded.outcomes, strict=True):
        if after.capped is not None:
            assert before.capped is not None
            assert free.policy.height(after.capped) <= free.policy.height(before.capped)


@MODEST
@given(TOTALS, st.data())
def test_numbers_as_text_grade_like_numbers(totals: list[object], data: st.DataObject) -> None:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    write = data.draw(
        st.sampled_from([repr, lambda v: f" {v!r} ", lambda v: repr(v).translate(wide)])
    )
    ids = {ident(n): total for n, total in enumerate(totals, 1)}
    sheets = sheets_of(ids)
    texts = {
        name: [[write(v) if isinstance(v, float) else v for v in row] for row in rows]
        for name, rows in sheets.items()
    }
    typed, csv = grade(book(texts)), grade(book(texts, typed=False))
    assert by_id(typed) == by_id(csv) == by_id(grade(book(sheets)))
    assert {d.code for d in typed.diagnostics if d.code == "R202"} == {"R202"}
    assert [d for d in csv.diagnostics if d.code == "R202"] == []
