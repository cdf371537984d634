"""A notice as a template sees it, and as lines of text."""

from collections.abc import Iterator
from datetime import date

from pinshi_cli.forms.case import Value, Values
from pinshi_cli.forms.notice import Group, Listed, Notice
from pinshi_cli.forms.notice_terms import ASKED, chinese

NUMERALS = "一二三四五六七八九十"


def notice_values(notice: Notice) -> Values:
    """What `templates/notice.*` and `templates/summaries.*` are filled in with."""
    contact: Values = dict(zip(ASKED, notice.contact, strict=True))
    number = iter(range(1, len(notice.people) + 1))
    groups = [_group(group, [next(number) for _ in group.people]) for group in notice.groups]
    return {
        "标题": notice.title,
        "开头": notice.opening,
        "单位名称": notice.unit,
        "季度名称": notice.quarter,
        "考核办法": notice.basis,
        "办法文号": notice.source,
        "会议名称": notice.meeting,
        "审定词": "拟定" if notice.draft else "审定",
        "总人数": len(notice.people),
        "名单": list(groups),
        "人员": [_person(each, place) for place, each in enumerate(notice.people, start=1)],
        "编排": notice.order,
        "说明": list(notice.remarks),
        "公示期": notice.term.said,
        "公示起": _day(notice.term.first),
        "公示止": _day(notice.term.last),
        "工作日": notice.term.days or "",
        **contact,
        "结尾": notice.closing,
        "落款单位": notice.unit,
        "落款日期": _day(notice.term.signed),
    }


def _group(group: Group, numbers: list[int]) -> Value:
    people: list[Value] = [
        _person(each, number) for each, number in zip(group.people, numbers, strict=True)
    ]
    return {"分组": group.title, "人数": len(group.people), "人员": people}


def _person(listed: Listed, place: int) -> Value:
    said: Values = {
        "序号": place,
        "姓名": listed.name,
        "内设机构": listed.department,
        "职务职级": listed.post,
        "等次": listed.grade,
        "个人小结": listed.text,
    }
    return said


def _day(day: date | None) -> Value:
    return "" if day is None else day


def notice_lines(notice: Notice) -> list[str]:
    """The notice as text: what the screen shows, and what is checked before it is written."""
    return [*_head(notice), *_body(notice), *_foot(notice)]


def _head(notice: Notice) -> Iterator[str]:
    yield notice.title
    yield ""
    yield notice.opening
    if notice.order:
        yield f"（{notice.order}）"


def _body(notice: Notice) -> Iterator[str]:
    for place, group in enumerate(notice.groups):
        yield ""
        if group.title:
            number = NUMERALS[place] if place < len(NUMERALS) else str(place + 1)
            yield f"{number}、{group.title}（{len(group.people)} 人）"
        for each in group.people:
            about = (each.name, each.department, each.post, each.grade)
            yield "　　".join(("", *(said for said in about if said not in ("", group.title))))
            yield from each.text.splitlines()
    yield ""
    yield from notice.remarks


def _foot(notice: Notice) -> Iterator[str]:
    yield f"公示时间：{notice.term.said}"
    for name, said in zip(ASKED, notice.contact, strict=True):
        yield f"{name}：{said}"
    yield notice.closing
    yield ""
    yield notice.unit
    if notice.term.signed is not None:
        yield chinese(notice.term.signed)
