"""Names, places, findings, figures and grades as values."""

from decimal import Decimal
from fractions import Fraction

import pytest

from pinshi_cli.model.codes import CATALOGUE
from pinshi_cli.model.diagnostic import (
    Diagnostic,
    Place,
    Refusal,
    Severity,
    column_letters,
    in_order,
    refuse,
)
from pinshi_cli.model.figure import Figure, recomputed
from pinshi_cli.model.grade import GRADED, Outcome, Reason
from pinshi_cli.model.names import name_key, squeezed, trimmed
from pinshi_cli.model.register import Indicator, Person


@pytest.mark.parametrize(
    "other",
    ["张 三", "张　三", " 张三\n", "张\u00a0三"],
)
def test_names_compare_without_white_space_of_any_width(other: str) -> None:
    assert name_key(other) == name_key("张三")


@pytest.mark.parametrize("dot", "·•・‧．")
def test_the_middle_dots_are_one(dot: str) -> None:
    assert name_key(f"阿依{dot}古丽") == name_key("阿依·古丽")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("𠮷宇", "𠮷宇", True),
        ("𠮷宇", "吉宇", False),
        ("Andre\u0301", "Andr\u00e9", True),
        ("Ａ三", "A三", False),  # NFC, not NFKC
        ("阿依.古丽", "阿依·古丽", False),  # a full stop is no middle dot
    ],
)
def test_names_compare_after_nfc(one: str, other: str, same: bool) -> None:
    assert (name_key(one) == name_key(other)) is same


def test_ids_are_trimmed_and_headings_squeezed_after_nfkc() -> None:
    assert trimmed("　００７ ") == "007"
    assert trimmed(" 007 ") == "007"
    assert squeezed("季度 考核\n占比（％）") == "季度考核占比(%)"


@pytest.mark.parametrize(
    ("column", "letters"),
    [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")],
)
def test_columns_have_excels_letters(column: int, letters: str) -> None:
    assert column_letters(column) == letters


def test_a_place_names_a_cell_only_where_one_is_meant() -> None:
    assert Place("a.xlsx", "指标评分", 7, 6).cell == "F7"
    assert Place("a.xlsx", "指标评分").cell is None
    assert Place("a.xlsx", "指标评分", 7, 0).cell is None


def _finding(sheet: str, row: int = 0, column: int = 0, code: str = "R203") -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, "", Place("a.xlsx", sheet, row, column))


def test_findings_are_sorted_by_sheet_and_cell() -> None:
    wanted = [
        _finding(""),
        _finding("乙", 2, 1),
        _finding("乙", 2, 2),
        _finding("乙", 10, 1, "R201"),
        _finding("乙", 10, 1, "R203"),
        _finding("甲"),
        _finding("不在簿中"),
    ]
    assert in_order(wanted[::-1], ("乙", "甲")) == wanted


def test_a_refusal_carries_its_findings() -> None:
    refusal = refuse("P601", "没有", "改名", file="a.toml", key="policy.id")
    assert isinstance(refusal, Refusal)
    assert str(refusal) == "没有"
    (said,) = refusal.diagnostics
    assert said.is_error
    assert (said.where.file, said.where.key, said.hint) == ("a.toml", "policy.id", "改名")
    assert not said._replace(severity=Severity.WARNING).is_error


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=lambda entry: entry.code)
def test_every_code_says_what_why_and_how(entry: tuple[str, ...]) -> None:
    assert all(part.strip() for part in entry)


def _leaf(value: str) -> Figure:
    return Figure("", Fraction(value), "cell")


@pytest.mark.parametrize(
    ("how", "inputs", "value"),
    [
        ("sum", ("1", "2", "0.5"), "3.5"),
        ("difference", ("15", "2"), "13"),
        ("product", ("0.7", "90"), "63"),
        ("quotient", ("1", "3"), "1/3"),
        ("held", ("101", "100"), "100"),
        ("held", ("-1", "100"), "0"),
        ("held", ("50", "100"), "50"),
    ],
)
def test_a_figure_is_worked_out_anew_from_its_leaves(
    how: str, inputs: tuple[str, ...], value: str
) -> None:
    figure = Figure("", Fraction(0), how, tuple(map(_leaf, inputs)))
    assert recomputed(figure) == Fraction(value)


def test_a_rounded_figure_is_rounded_half_up() -> None:
    assert recomputed(Figure("", Fraction(0), "rounded", (_leaf("89.995"),), decimals=2)) == 90


def test_reasons_are_added_at_the_end() -> None:
    person = Person("001", "张三", Place())
    outcome = Outcome(person, GRADED, reasons=(Reason("ZD7.1", "一"),))
    assert [r.text for r in outcome.because(Reason("P5", "二")).reasons] == ["一", "二"]


def test_an_indicator_without_categories_applies_to_everyone() -> None:
    person = Person("001", "张三", Place(), category="执法类")
    general = Indicator("数量", "绩", Decimal(40))
    assert general.applies_to(person)
    assert general._replace(categories=frozenset({"执法类"})).applies_to(person)
    assert not general._replace(categories=frozenset({"综合类"})).applies_to(person)
