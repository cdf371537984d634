"""计算过程: which column holds what, from the parts to the total, its band and the check."""

from collections.abc import Sequence
from typing import NamedTuple

from pinshi_cli.grading.weights import weights_in
from pinshi_cli.model.grade import AdjustmentScore
from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.score_book import AdjustmentRule
from pinshi_cli.results.working_cells import (
    DECIMALS,
    MOST,
    TOTAL_GUARD,
    Block,
    Cell,
    Column,
    Parameters,
    added,
    cell,
    mark,
    parameters_of,
    step,
)
from pinshi_cli.results.working_parts import Frame, PartBlock, part_block

PEOPLE = 3
"""The columns that say who: 编号, 姓名, 考核情况."""


class Layout(NamedTuple):
    """All columns of the sheet. `adjustments` is None where the policy has no 加减分."""

    parameters: Parameters
    parts: tuple[PartBlock, ...]
    adjustments: Block | None
    total: int
    total_formula: str
    band: int
    band_formula: str
    exact: int
    check: int
    check_formula: str

    @property
    def blocks(self) -> list[Block]:
        """The columns between the people and their totals."""
        blocks = [each.block for each in self.parts]
        return blocks if self.adjustments is None else [*blocks, self.adjustments]


def layout_of(register: Register, policy: Policy) -> Layout:
    """The columns: 编号, 姓名, 考核情况, each part's, 加减分, the total, the band, the check."""
    parameters = parameters_of(policy)
    frame = Frame(register, policy, weights_in(register, policy), parameters)
    parts: list[PartBlock] = []
    column = PEOPLE
    for part in policy.parts:
        parts.append(part_block(part, column, frame))
        column = parts[-1].block.last + 1
    adjustments = None
    if policy.adjustments:
        adjustments = _adjustments(policy.adjustments, column)
        column = adjustments.last + 1
    total, band, exact, check = range(column, column + 4)
    return Layout(
        parameters,
        tuple(parts),
        adjustments,
        total,
        _total_formula(parts, _signed(policy.adjustments, adjustments), parameters),
        band,
        _band_formula(total, policy.grades, parameters),
        exact,
        check,
        f'=IF(ROUND({cell(total)}-{cell(exact)},{TOTAL_GUARD})=0,"一致","不一致")',
    )


def _adjustments(rules: Sequence[AdjustmentRule], first: int) -> Block:
    """Two columns for each rule of 加减分: its items together, and what counts of them."""
    columns: list[Column] = []
    for place, rule in enumerate(rules):
        raw = first + 2 * place
        columns += [
            Column(f"{rule.title}合计", "figure"),
            Column(
                f"{rule.title}计入", "worked", step(f"MIN({cell(raw)},{mark(raw + 1)})"), rule.cap
            ),
        ]
    return Block("加减分", first, tuple(columns))


def adjustment_cells(scores: Sequence[AdjustmentScore]) -> list[Cell]:
    """What the columns of 加减分 hold of one person."""
    return [value for each in scores for value in (each.raw, each.counted)]


def _signed(rules: Sequence[AdjustmentRule], block: Block | None) -> str:
    """What 加减分 adds to the total, and takes off it."""
    if block is None:
        return ""
    return "".join(
        f"{'+' if rule.kind == '加分' else '-'}{cell(block.first + 2 * place + 1)}"
        for place, rule in enumerate(rules)
    )


def _total_formula(parts: Sequence[PartBlock], adjusted: str, parameters: Parameters) -> str:
    scores = [each.block.last for each in parts]
    weighed = added([f"{mark(score)}*{cell(score)}" for score in scores]) + adjusted
    held = f"MAX(0,MIN({parameters.value(MOST)},{weighed}))"
    return f"=ROUND(ROUND({held},{TOTAL_GUARD}),{parameters.value(DECIMALS)})"


def _band_formula(total: int, grades: Sequence[str], parameters: Parameters) -> str:
    """The first band whose threshold the total reaches; the lowest takes the rest."""
    formula = parameters.label(grades[-1])
    for grade in reversed(grades[:-1]):
        name, least = parameters.label(grade), parameters.value(grade)
        formula = f"IF({cell(total)}>={least},{name},{formula})"
    return f"={formula}"
