"""What must always hold of reading: any small grid comes back as it was written."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pinshi_cli.sheets import xlsx as xlsx_module
from pinshi_cli.sheets.cells import Value
from tests.sheets.odd_files import (
    cells,
    read,
    xlsx,
)

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")) | st.sampled_from("张三𠮷㐂䶮 "),
    min_size=1,
    max_size=8,
).filter(lambda text: "_x" not in text and "\ufffe" not in text and "\uffff" not in text)
VALUES = (
    st.none()
    | TEXTS
    | st.booleans()
    | st.floats(allow_nan=False, allow_infinity=False, width=64).filter(lambda x: abs(x) < 1e300)
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=st.lists(st.lists(VALUES, min_size=1, max_size=5), min_size=1, max_size=5),
    at=st.tuples(st.integers(1, 40), st.integers(1, 40)),
)
def test_any_small_grid_reads_back_as_it_was_written(
    rows: list[list[Value]], at: tuple[int, int]
) -> None:
    data = xlsx(rows, at=at)
    expected = {
        (at[0] + i, at[1] + j): float(f"{value:.16G}") if type(value) is float else value
        for i, row in enumerate(rows)
        for j, value in enumerate(row)
        if value is not None
    }
    sheet = read(data).sheets[0]
    found = {
        (sheet.first_row + i, sheet.first_column + j): value
        for i, row in enumerate(sheet.rows)
        for j, value in enumerate(row)
        if value is not None
    }
    assert found == expected


@settings(max_examples=30, deadline=None)
@given(rows=st.lists(st.lists(VALUES, min_size=1, max_size=5), min_size=1, max_size=5))
def test_both_paths_agree_on_ordinary_sheets(rows: list[list[Value]]) -> None:
    data = xlsx(rows)
    quick = cells(read(data).sheets[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xlsx_module, "_fits", lambda _: False)
        assert cells(read(data).sheets[0]) == quick
