"""An empty register for a policy: which sheets it needs, their columns, what a cell may hold."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pinshi_cli.grading.standing import leave_rule
from pinshi_cli.model.words import KINDS, NEGATIVE
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers.blank_columns import Entry, columns_of
from pinshi_cli.registers.blank_unit import unit_items
from pinshi_cli.registers.contract import (
    ATTENDANCE,
    DECISIONS,
    INDICATORS,
    MEASURES,
    POINTS,
    RATINGS,
    ROSTER,
    SHEETS,
    UNIT,
)
from pinshi_cli.sheets.cells import Value

_ROOM = {
    UNIT: 60,
    ROSTER: 500,
    POINTS: 500,
    RATINGS: 20_000,
    "工作纪实": 10_000,
    "正反测评": 20_000,
}
_OTHER_ROOM = 1_000
"""So many rows have lists and limits."""

Rows = Sequence[Sequence[Value]]


class BlankSheet(NamedTuple):
    """A sheet to fill in: its columns, rows that stand already, how many rows have limits."""

    name: str
    columns: tuple[Entry, ...]
    rows: Rows
    room: int


class Carried(NamedTuple):
    """What an empty register takes over: rows by sheet under the headings given there."""

    headings: dict[str, tuple[str, ...]]
    rows: dict[str, Rows]


NOTHING = Carried({}, {})


def needed(policy: Policy, quarter: int) -> list[str]:
    """The sheets that the policy reads in a quarter (1 to 4), in the contract's order."""
    kinds = {kind for rule in policy.measures for kind in rule.kinds}
    parts = {part.kind for part in policy.parts}
    facts = {condition.what for use in policy.uses for condition in use.when}
    lists = {use.kind for use in policy.uses}
    asked = {check.what for check in policy.checks}
    wanted = {
        UNIT: True,
        ROSTER: True,
        INDICATORS: bool(policy.indicators) or any(each.startswith("indicator") for each in asked),
        POINTS: "indicators" in parts,
        RATINGS: "ratings" in parts,
        "加减分": bool(policy.adjustments),
        NEGATIVE: NEGATIVE in kinds,
        MEASURES: bool(kinds & set(KINDS)) and not policy.is_base,
        "工作纪实": policy.records is not None or any(each.startswith("record") for each in asked),
        "月度考核": "months" in parts,
        "领导评鉴": "review" in parts or bool(policy.reviewers) or bool(asked & _REVIEWED),
        ATTENDANCE: leave_rule(policy) is not None and not policy.is_base,
        "奖励": "honour" in facts,
        "部门考评": bool(policy.quota_factors),
        "职级晋升": "promotion" in lists,
        "正反测评": bool(policy.criteria),
        "问题线索": bool(policy.criteria),
        DECISIONS: policy.decision is not None and bool(policy.parts),
        "年度测评": _closes_the_year(policy, quarter) or bool(facts & {"hours", "theory"}),
        "专项考核": "special" in facts,
        "联系点台账": policy.evaluation is not None,
    }
    asked_for = (*policy.required_sheets, *policy.offered_sheets)
    return [name for name in SHEETS if wanted.get(name) or name in asked_for]


def _closes_the_year(policy: Policy, quarter: int) -> bool:
    return quarter == 4 and policy.year is not None


_REVIEWED = {"summaries", "feedback"}


def blank_sheets(
    policy: Policy, items: dict[str, Value], carried: Carried = NOTHING
) -> list[BlankSheet]:
    """The sheets of an empty register; `items` are what 基本信息 says already."""
    quarter = items.get("季度")
    names = needed(policy, quarter if isinstance(quarter, int) else 4)
    names += [name for name in carried.rows if name not in names]
    found = []
    for name in sorted(names, key=list(SHEETS).index):
        columns = columns_of(name, policy, _indicator_names(policy, carried))
        rows = carried.rows.get(name, ())
        if name == UNIT:
            rows = _unit_rows(policy, items)
        elif name in carried.rows:
            rows = _under(columns, carried.headings[name], rows)
        elif name == INDICATORS:
            rows = _indicator_rows(policy, columns)
        found.append(BlankSheet(name, columns, rows, _ROOM.get(name, _OTHER_ROOM)))
    return found


def _indicator_names(policy: Policy, carried: Carried) -> list[str]:
    """The indicators that 指标评分 has a column for.

    Those carried over, else the policy's own, else its dimensions.
    """
    if INDICATORS in carried.rows:
        place = carried.headings[INDICATORS].index("指标名称")
        return list(dict.fromkeys(str(row[place]) for row in carried.rows[INDICATORS]))
    own = [each.name for each in policy.indicators] or [each.name for each in policy.dimensions]
    return list(dict.fromkeys(own))


def _indicator_rows(policy: Policy, columns: Iterable[Entry]) -> Rows:
    """The policy's own indicators as rows of 指标体系, for the unit to keep or change."""
    rows = []
    for each in policy.indicators:
        said: dict[str, Value] = {
            "指标名称": each.name,
            "维度": each.dimension,
            "性质": each.nature,
            "方向": "反向" if each.reverse else "正向",
            "满分": float(each.full),
            "适用类别": "、".join(each.categories) or None,
        }
        rows.append([said.get(column.heading) for column in columns])
    return rows


def _unit_rows(policy: Policy, items: dict[str, Value]) -> Rows:
    """项目 and 内容: what every register says, what this policy asks for, what is said already."""
    asked = unit_items(policy)
    more = [name for name in items if name not in asked]
    return [(name, items.get(name)) for name in (*asked, *more)]


def _under(columns: Sequence[Entry], headings: Sequence[str], rows: Rows) -> Rows:
    """Carried rows under the columns of the new sheet."""
    places = [
        headings.index(column.heading) if column.heading in headings else None for column in columns
    ]
    return [[None if at is None else row[at] for at in places] for row in rows]
