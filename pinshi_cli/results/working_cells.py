"""计算过程: where its rows stand, what a column is, and how formulas name its cells.

A formula is a template over one row: `{r}` is the row's number as Excel counts it. Parameters
stand in cells of the sheet's head, and formulas name those by absolute addresses.

Spreadsheets reckon in binary floats, where 89.995 may come out as 89.99499999999999. So each step
is rounded to 12 decimals, the total to 10 before it is rounded to the policy's: binary noise is
near 1e-13, and what a score holds beyond that no cell could hold either.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.model.diagnostic import column_letters
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

Cell = Fraction | Decimal | int | str | None
"""What a column holds of one person; None: nothing."""


class Column(NamedTuple):
    """A column: its heading, the look of its cells, the formula that works it out.

    `look` names one of `Looks`. `mark` is the full mark, weight or cap that stands below the
    heading. Without a formula the cells hold what was filled in.
    """

    title: str
    look: str
    formula: str = ""
    mark: Fraction | Decimal | None = None
    width: int = 8


class Block(NamedTuple):
    """Columns side by side under one name, from column `first` on."""

    name: str
    first: int
    columns: tuple[Column, ...]

    @property
    def last(self) -> int:
        return self.first + len(self.columns) - 1


class Parameters(NamedTuple):
    """The parameters above the table, from column 1 on, by what they are called."""

    values: tuple[tuple[str, Fraction], ...]

    def label(self, name: str) -> str:
        """The address of a parameter's label."""
        return fixed_at(LABELS, self._column(name))

    def value(self, name: str) -> str:
        """The address of a parameter's value."""
        return fixed_at(VALUES, self._column(name))

    def _column(self, name: str) -> int:
        return 1 + [label for label, _ in self.values].index(name)


MOST, DECIMALS = "最高分", "小数位"


def parameters_of(policy: Policy) -> Parameters:
    """The bands' thresholds first, then the total's limits, then what single parts need."""
    values = [(band.grade, band.least) for band in policy.bands]
    if policy.score is not None:
        values += [(MOST, policy.score.maximum), (DECIMALS, Fraction(policy.score.decimals))]
    for part in policy.parts:
        if part.kind == "ratings":
            values.append((sheet_mark(part, policy), policy.sheet_full(part)))
        elif part.kind in ("months", "review"):
            values += [(worth(part, grade), points) for grade, points in part.points]
        elif part.kind == "fixed":
            values.append((part.name, part.value))
    return Parameters(tuple(values))


def sheet_mark(part: Part, policy: Policy) -> str:
    """What the full mark of a part's sheets is called."""
    return "测评满分" if len(policy.parts_from("ratings")) == 1 else f"{part.name}满分"


def worth(part: Part, grade: str) -> str:
    """What the points of a grade in a part are called."""
    return f"{part.name}“{grade}”"


def cell(column: int) -> str:
    """A column's cell of the row."""
    return f"{column_letters(column + 1)}{{r}}"


def cells(first: int, last: int) -> str:
    """The row's cells from one column to another."""
    return f"{cell(first)}:{cell(last)}"


def mark(column: int) -> str:
    """The full mark, weight or cap of a column."""
    return fixed_at(MARKS, column)


def step(formula: str) -> str:
    """A step of the working as a formula; empty where it is too long for a cell."""
    whole = f"=ROUND({formula},{STEP_GUARD})"
    return whole if len(whole) < LONGEST_FORMULA else ""


def added(terms: Sequence[str]) -> str:
    """Terms added up."""
    return "+".join(terms)
