"""The change between two rosters as tables: for the screen and for a workbook alike."""

from collections.abc import Sequence

from pinshi_cli.model.register import Person
from pinshi_cli.model.roster_change import RENAMED, RosterChange
from pinshi_cli.model.words import PRESENT
from pinshi_cli.registers.roster_alone import RosterOf
from pinshi_cli.results.table_workbook import TableSheet

_WHO = ("编号", "姓名", "内设机构", "职务", "职级", "参加情况")


def diff_title(before: RosterOf, after: RosterOf) -> str:
    """`青禾区统计局名册变动（2026Q1 到 2026Q2）`."""
    span = " 到 ".join(str(each.quarter or each.file) for each in (before, after))
    return f"{after.unit.name}名册变动（{span}）"


def roster_tables(change: RosterChange) -> list[TableSheet]:
    """来的人, 走的人, 有变化的人, 疑似和同名; each stands even where it has no rows."""
    return [
        TableSheet("来的人", "来的人", _WHO, [_who(each) for each in change.came]),
        TableSheet("走的人", "走的人", _WHO, [_who(each) for each in change.left]),
        TableSheet(
            "有变化的人",
            "有变化的人",
            ("编号", "姓名", "变化", "原来", "现在"),
            change_rows(change),
        ),
        TableSheet(
            "需核对",
            "需核对：疑似换了编号、同名的人",
            ("情形", "姓名", "前一本的编号", "后一本的编号", "说明"),
            doubt_rows(change),
        ),
    ]


def change_rows(change: RosterChange) -> list[Sequence[str]]:
    """One row for each thing that changed, in roster order."""
    return [
        (
            each.after.id,
            each.after.name,
            _RENAMED if one.what == RENAMED else one.what,
            one.before or "（空）",
            one.after or "（空）",
        )
        for each in change.changed
        for one in each.changes
    ]


_RENAMED = "姓名（改名，或编号给了别人）"


def doubt_rows(change: RosterChange) -> list[Sequence[str]]:
    """What a person has to look at: likenesses, and people of one name."""
    rows: list[Sequence[str]] = [
        (
            "疑似换了编号",
            each.after.name,
            each.before.id,
            each.after.id,
            "姓名和出生年月相同" if each.by_birth else "姓名相同，出生年月没有填全",
        )
        for each in change.suspects
    ]
    rows += [
        ("同名", each.name, "、".join(each.before), "、".join(each.after), "按编号分别对应")
        for each in change.namesakes
    ]
    return rows


def _who(person: Person) -> Sequence[str]:
    said = (person.id, person.name, person.department, person.post, person.rank)
    return (*said, person.attendance or PRESENT)
