"""Reading rules: numbers, shares, formulas, quarters (registers.md)."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from pinshi_cli.model.diagnostic import Place, Severity
from pinshi_cli.model.number import EXACT
from pinshi_cli.registers import cells
from pinshi_cli.registers.cells import Read
from pinshi_cli.sheets.cells import Lost, Value
from tests.builders import REF, UNCACHED, grade, points, unit

AT = Place("季度.xlsx", "指标评分", 7, 6)
D = date


def code_of(read: Read) -> str | None:
    if read.finding is not None:
        assert read.finding.where == AT
        assert read.finding.hint
    return None if read.finding is None else read.finding.code


# -- numbers ----------------------------------------


@pytest.mark.parametrize(
    ("value", "exact"),
    [
        (92, "92"),
        (92.0, "92"),
        (0.1 + 0.2, "0.3"),
        (29.29 * 3, "87.87"),
        (0, "0"),
        (-1.5, "-1.5"),
        (1e-7, "0.0000001"),
    ],
)
def test_a_number_cell_is_the_decimal_that_excel_shows(value: float, exact: str) -> None:
    assert cells.number(value, AT) == Read(Decimal(exact))


@pytest.mark.parametrize(
    ("value", "exact"),
    [
        ("92", "92"),
        ("９２", "92"),
        (" 92 ", "92"),
        ("　92．5\n", "92.5"),
        ("+92", "92"),
        ("-3", "-3"),
        (".5", "0.5"),
        ("0.10000000000000000000001", "0.10000000000000000000001"),
    ],
)
def test_text_that_is_a_plain_number_counts_with_a_warning(value: str, exact: str) -> None:
    read = cells.number(value, AT)
    assert read.value == Decimal(exact)
    assert read.finding is not None
    assert (read.finding.code, read.finding.severity) == ("R202", Severity.WARNING)
    assert cells.number(value, AT, typed=False) == Read(Decimal(exact))


@pytest.mark.parametrize(
    "value",
    [
        "95分",
        "约90",
        "优",
        "1e3",
        "1,000",
        "95%",
        "九十",
        "#REF!",
        "92 3",
        "--5",
        "NaN",
        "9" * 101,
        True,
        False,
        D(2026, 1, 1),
        datetime(2026, 1, 1, 8, 30),  # noqa: DTZ001
        time(8, 30),
        timedelta(hours=30),
        float("nan"),
        float("inf"),
        float("-inf"),
    ],
)
def test_anything_else_is_an_error_at_the_cell(value: Value) -> None:
    read = cells.number(value, AT)
    assert (read.value, code_of(read)) == (None, "R203")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("95分", "95分"),
        ("优", "优"),
        (True, "TRUE"),
        (D(2026, 1, 9), "2026-01-09"),
        ("长" * 40, "…"),
    ],
)
def test_the_error_says_what_was_found(value: Value, shown: str) -> None:
    finding = cells.number(value, AT).finding
    assert finding is not None
    assert shown in finding.message


@pytest.mark.parametrize("value", [None, "", "  ", "　", "\n"])
@pytest.mark.parametrize(
    "reader",
    [cells.number, cells.share, cells.whole, cells.day, cells.month, cells.quarter, cells.text],
)
def test_an_empty_cell_is_missing_and_no_fault(
    value: Value, reader: Callable[[Value, Place], Read]
) -> None:
    assert reader(value, AT) == Read()


@pytest.mark.parametrize(
    ("lost", "code"), [(REF, "R205"), (UNCACHED, "R206"), (Lost("formula", ""), "R206")]
)
@pytest.mark.parametrize(
    "reader",
    [cells.number, cells.share, cells.whole, cells.day, cells.month, cells.quarter, cells.text],
)
def test_a_lost_value_is_an_error_and_never_an_empty_cell(
    lost: Value, code: str, reader: Callable[[Value, Place], Read]
) -> None:
    read = reader(lost, AT)
    assert (read.value, code_of(read)) == (None, code)


def test_a_formula_without_result_says_how_to_mend_it() -> None:
    finding = cells.number(UNCACHED, AT).finding
    assert finding is not None
    assert "保存" in finding.hint


@pytest.mark.parametrize(
    ("value", "whole"), [(3, 3), (3.0, 3), ("3", 3), (2026.0, 2026), ("３", 3)]
)
def test_a_whole_number(value: Value, whole: int) -> None:
    assert cells.whole(value, AT).value == whole


@pytest.mark.parametrize(("value", "code"), [(2.5, "R212"), ("2.5", "R212"), ("三", "R203")])
def test_what_is_no_whole_number(value: Value, code: str) -> None:
    read = cells.whole(value, AT)
    assert (read.value, code_of(read)) == (None, code)


def test_in_a_csv_folder_a_number_in_text_is_no_finding() -> None:
    rows = [[str(v) if isinstance(v, float) else v for v in row] for row in points({"001": 80})]
    typed = grade(unit([80], sheets={"指标评分": rows}))
    assert {code for code, _, _ in typed.warnings()} == {"R202"}
    assert len(typed.warnings()) == 5
    csv = grade(unit([80], sheets={"指标评分": rows}, typed=False))
    assert csv.diagnostics == []
    assert csv.score("001") == typed.score("001") == "80.00"


# -- shares and quarters ----------------------------------------


@pytest.mark.parametrize(
    ("value", "share"),
    [
        (0.4, "0.4"),
        ("40%", "0.4"),
        ("40 %", "0.4"),
        ("４０％", "0.4"),
        (" 33.3% ", "0.333"),
        ("0.4", "0.4"),
    ],
)
def test_a_share_may_be_text_like_40_percent(value: Value, share: str) -> None:
    assert cells.share(value, AT).value == Decimal(share)


def test_a_share_in_percent_is_exact_to_its_last_digit() -> None:
    digits = "33." + "3" * 33
    assert cells.share(f"{digits}%", AT).value == EXACT.divide(Decimal(digits), Decimal(100))


@pytest.mark.parametrize("value", ["四成", "%", "40%%", "4 0%", True])
def test_what_is_no_share(value: Value) -> None:
    assert code_of(cells.share(value, AT)) == "R203"


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (1, 1),
        (4.0, 4),
        ("2", 2),
        ("一季度", 1),
        ("第三季度", 3),
        (" 第 四 季度", 4),
        ("２", 2),
        ("第2季度", 2),
    ],
)
def test_a_quarter_may_be_1_to_4_or_said_in_words(value: Value, number: int) -> None:
    read = cells.quarter(value, AT)
    assert read.value == number
    as_text = isinstance(value, str) and "季度" not in value
    assert (read.finding is not None and read.finding.code == "R202") == as_text


@pytest.mark.parametrize("value", [0, 5, 2.5, "五季度", "Q1", True, D(2026, 1, 1), "上半年"])
def test_what_is_no_quarter(value: Value) -> None:
    assert code_of(cells.quarter(value, AT)) == "R210"
