"""The growth archive of a person (成长档案): what the ledger has, as a page to be filed."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pinshi_cli.forms.case import Value, Values
from pinshi_cli.forms.file_names import file_names
from pinshi_cli.forms.plain import text_of
from pinshi_cli.forms.template import compile_template
from pinshi_cli.ledger.entry import CORRECT, DECIDE, IMPORT, RECORD, Head
from pinshi_cli.sheets.write import Output
from pinshi_cli.workflow.ledger.histories import Histories, PersonHistory, QuarterLived, the_one
from pinshi_cli.workflow.registers import Written, write_all
from pinshi_cli.workflow.targets import target
from pinshi_cli.workflow.templates.places import ENDINGS, find_template

KIND = "archive"
_PLAIN = (RECORD, IMPORT, DECIDE)
"""Entries that say no more than the grade; the others are told on the page."""

_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b", re.ASCII)


def keep_archive(
    found: Histories, who: str, out: Path | None, *, force: bool, dry: bool
) -> Written:
    """Write the page as .docx and .xlsx, or as the one that `out` names; nothing without `out`.

    Raises `Refusal` L093 where several people are meant.
    """
    if out is None:
        return Written(dry=dry)
    person = the_one(found, who)
    named = "" if out.is_dir() else out.suffix.lower()
    values = archive_values(person, found.head)
    outputs = []
    for ending in (named,) if named in ENDINGS else ENDINGS:
        template = find_template(KIND, ending, Path.cwd())
        (name,) = file_names([f"{person.id} {person.name} 成长档案"], ending)
        data = compile_template(template.name, template.data).render(values)
        outputs.append(Output(target(out, name), data, private=True))
    return write_all(outputs, force=force, dry=dry)


def archive_values(person: PersonHistory, head: Head) -> Values:
    """What the template may see of a person's history."""
    latest = person.quarters[-1].result if person.quarters else None
    listed = [each for each in person.quarters if each.listed]
    counted = Counter(each.shown for each in listed)
    grades = "，".join(f"{word} {times} 次" for word, times in counted.items())
    quarters: list[Value] = [_quarter(each) for each in person.quarters]
    return {
        "单位名称": person.unit.name,
        "编号": person.id,
        "姓名": person.name,
        "曾用名": "、".join(person.names[:-1]),
        "内设机构": "" if latest is None else latest.department,
        "职务": "" if latest is None else latest.post,
        "季数": len(listed),
        "等次合计": grades,
        "各季": quarters,
        "工作": [_work(each, said) for each in person.quarters for said in each.work],
        "台账校验值": str(head),
    }


def _quarter(lived: QuarterLived) -> Value:
    measures = [_DAY.sub(_on_paper, each) for each in lived.measures]
    return {
        "季度名称": lived.quarter.chinese,
        "等次": lived.shown,
        "总分": lived.result.total or "",
        "审定词": "审定" if lived.decided else "拟定",
        "处分问责": "；".join(measures),
        "经过": "；".join((*measures, *_told(lived))),
        "台账": f"第{lived.seq}笔",
    }


def _on_paper(day: re.Match[str]) -> str:
    """A day as paper has it: written with hyphens it would be broken at the end of a line."""
    year, month, of_month = map(int, day.groups())
    return f"{year}年{month}月{of_month}日"


def _told(lived: QuarterLived) -> Sequence[str]:
    return [
        f"{text_of(each.at.date())}{f'{each.word}：' if each.kind == CORRECT else ''}{each.said}"
        for each in lived.steps
        if each.kind not in _PLAIN
    ]


def _work(lived: QuarterLived, said: str) -> Value:
    return {"季度名称": lived.quarter.chinese, "内容": said}
