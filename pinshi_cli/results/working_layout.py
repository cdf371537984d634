"""计算过程: which column holds what, and the formula of each worked figure.

A formula is a template over one row: `{r}` is the row's number as Excel counts it. Parameters
stand in cells of the sheet's head, and formulas name those by absolute addresses.

Spreadsheets reckon in binary floats, where 89.995 may come out as 89.99499999999999. So each step
is rounded to 12 decimals, the total to 10 before it is rounded to the policy's: binary noise is
near 1e-13, and what a score holds beyond that no cell could hold either.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pinshi_cli.model.diagnostic import column_letters
from pinshi_cli.model.register import Indicator, Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.score_book import Part
from pinshi_cli.results.paper import fixed_at

LABELS = 2
"""The row that names the sheet's parameters; their values stand one below."""
VALUES = 3
PARTS = 4
"""The row that names the parts; the columns' own headings follow, then full marks and weights."""
HEADINGS = 5
MARKS = 6
FIRST = 7
"""The first person's row."""

STEP_GUARD = 12
TOTAL_GUARD = 10
LONGEST_FORMULA = 8_000
"""Excel refuses a longer one (8,192 with all); the figure then stands without a formula."""


class GroupColumns(NamedTuple):
    """A rater group: how many sheets, their points together, the mean."""

    name: str
    sheets: int
    points: int
    mean: int
    mean_formula: str


class PartColumns(NamedTuple):
    """A part's columns. Indicators have `points` and `full`, ratings `groups`; else empty."""

    part: Part
    first: int
    score: int
    score_formula: str
    points: int = 0
    points_formula: str = ""
    full: int = 0
    full_formula: str = ""
    groups: tuple[GroupColumns, ...] = ()


class Layout(NamedTuple):
    """All columns; `parameters` are labels whose values stand below them, from column 1 on."""

    parts: tuple[PartColumns, ...]
    total: int
    total_formula: str
    band: int
    band_formula: str
    exact: int
    check: int
    check_formula: str
    parameters: tuple[str, ...]


class _Parameters(NamedTuple):
    """Where the sheet's parameters stand: the bands' thresholds first."""

    bands: int

    def band_name(self, place: int) -> str:
        return fixed_at(LABELS, 1 + place)

    def least(self, place: int) -> str:
        return fixed_at(VALUES, 1 + place)

    @property
    def maximum(self) -> str:
        return fixed_at(VALUES, 1 + self.bands)

    @property
    def decimals(self) -> str:
        return fixed_at(VALUES, 2 + self.bands)

    @property
    def rating_full(self) -> str:
        return fixed_at(VALUES, 3 + self.bands)


def layout_of(register: Register, policy: Policy) -> Layout:
    """The columns: 编号, 姓名, 考核情况, each part's, the total, the band, the check."""
    parameters = _Parameters(len(policy.bands))
    parts: list[PartColumns] = []
    column = 3
    for part in policy.parts:
        if part.kind == "indicators":
            parts.append(_indicators(part, column, register.indicators))
        else:
            parts.append(_ratings(part, column, parameters))
        column = parts[-1].score + 1
    total, band, exact, check = range(column, column + 4)
    return Layout(
        tuple(parts),
        total,
        _total_formula(parts, parameters),
        band,
        _band_formula(total, parameters),
        exact,
        check,
        f'=IF(ROUND({_cell(total)}-{_cell(exact)},{TOTAL_GUARD})=0,"一致","不一致")',
        (*policy.grades, "最高分", "小数位", "测评满分"),
    )


def _indicators(part: Part, first: int, indicators: Sequence[Indicator]) -> PartColumns:
    """One column for each indicator, then the points together, the full marks, the score."""
    points = first + len(indicators)
    full, score = points + 1, points + 2
    formulas = ("", "", "")
    if indicators:
        last = points - 1
        entered, marks = _range(first, last), f"{_marks(first)}:{_marks(last)}"
        formulas = (
            _step("+".join(_terms(indicators, first))),
            _step(f'SUMPRODUCT(({entered}<>"")*{marks})'),
            _step(f"{_cell(points)}/{_cell(full)}*100"),
        )
    return PartColumns(part, first, score, formulas[2], points, formulas[0], full, formulas[1])


def _terms(indicators: Sequence[Indicator], first: int) -> Iterator[str]:
    """Runs of indicators added up; one that counts backwards by what it leaves of its full mark."""
    begin = 0
    for place, indicator in enumerate(indicators):
        if indicator.reverse:
            if begin < place:
                yield f"SUM({_range(first + begin, first + place - 1)})"
            cell = _cell(first + place)
            yield f'IF({cell}="",0,{_marks(first + place)}-{cell})'
            begin = place + 1
    if begin < len(indicators):
        yield f"SUM({_range(first + begin, first + len(indicators) - 1)})"


def _ratings(part: Part, first: int, parameters: _Parameters) -> PartColumns:
    """Three columns for each group, then the score; a group without sheets weighs nothing."""
    groups = []
    for place, group in enumerate(part.groups):
        sheets = first + 3 * place
        mean = _step(f"{_cell(sheets + 1)}/{_cell(sheets)}")
        groups.append(GroupColumns(group.name, sheets, sheets + 1, sheets + 2, mean))
    weighed = "+".join(f"{_marks(each.mean)}*{_cell(each.mean)}" for each in groups)
    heard = "+".join(f"{_marks(each.mean)}*({_cell(each.sheets)}>0)" for each in groups)
    score = _step(f"({weighed})/({heard})/{parameters.rating_full}*100")
    return PartColumns(part, first, first + 3 * len(groups), score, groups=tuple(groups))


def _total_formula(parts: Sequence[PartColumns], parameters: _Parameters) -> str:
    weighed = "+".join(f"{_marks(each.score)}*{_cell(each.score)}" for each in parts)
    held = f"MAX(0,MIN({parameters.maximum},{weighed}))"
    return f"=ROUND(ROUND({held},{TOTAL_GUARD}),{parameters.decimals})"


def _band_formula(total: int, parameters: _Parameters) -> str:
    """The first band whose threshold the total reaches; the lowest takes the rest."""
    last = parameters.bands - 1
    formula = parameters.band_name(last)
    for place in reversed(range(last)):
        name, least = parameters.band_name(place), parameters.least(place)
        formula = f"IF({_cell(total)}>={least},{name},{formula})"
    return f"={formula}"


def _step(formula: str) -> str:
    whole = f"=ROUND({formula},{STEP_GUARD})"
    return whole if len(whole) < LONGEST_FORMULA else ""


def _cell(column: int) -> str:
    return f"{column_letters(column + 1)}{{r}}"


def _range(first: int, last: int) -> str:
    return f"{_cell(first)}:{_cell(last)}"


def _marks(column: int) -> str:
    return fixed_at(MARKS, column)
