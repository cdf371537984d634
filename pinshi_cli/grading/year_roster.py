"""The rosters of a year held against each other: who left, and who may be one and the same."""

from collections.abc import Sequence

from pinshi_cli.grading.year_facts import YearQuarter
from pinshi_cli.model.diagnostic import Diagnostic, Severity
from pinshi_cli.model.names import name_key
from pinshi_cli.model.register import Person


def names_that_differ(quarters: Sequence[YearQuarter]) -> list[Diagnostic]:
    """An error wherever a 编号 has another name than in the register before."""
    if not _named_twice(quarters):
        return []
    found = []
    before: dict[str, tuple[Person, str]] = {}
    for quarter in sorted(quarters, key=lambda each: each.number):
        when = quarter.quarter.chinese
        for person in (each.person for each in quarter.people):
            earlier, then = before.get(person.id, (person, when))
            before[person.id] = (person, when)
            same = earlier.name == person.name or name_key(earlier.name) == name_key(person.name)
            if not same:
                message = f"编号“{person.id}”这一季是{person.name}，{then}是{earlier.name}"
                hint = (
                    "是同一个人的，把姓名改成一致；改过名的记入台账，用 --year 由台账算；"
                    "是两个人的，各用自己的编号。"
                )
                found.append(
                    Diagnostic("Y805", Severity.ERROR, message, person.at, hint, "", person.id)
                )
    return found


def _named_twice(quarters: Sequence[YearQuarter]) -> bool:
    """Whether any 编号 goes with more names than one; of most units none does."""
    people = [each.person for quarter in quarters for each in quarter.people]
    names = {person.id: person.name for person in people}
    return any(names[person.id] != person.name for person in people)


def no_longer_listed(quarters: Sequence[YearQuarter]) -> list[Diagnostic]:
    """A note for each person who stood on an earlier roster only, or whom that person may be.

    Of somebody on the latest roster a quarter may lack because the 编号 was another then.
    """
    latest = {each.person.id: each.person for each in quarters[-1].people}
    last: dict[str, tuple[Person, str]] = {}
    seen: dict[str, list[tuple[str, set[str]]]] = {}
    for quarter in quarters[:-1]:
        gone = [each.person for each in quarter.people if each.person.id not in latest]
        if gone:
            when, here = quarter.quarter.chinese, {each.person.id for each in quarter.people}
            last |= {person.id: (person, when) for person in gone}
            for person in gone:
                seen.setdefault(person.id, []).append((when, here))
    if not last:
        return []
    alike = _alike(list(latest.values()))
    found = []
    for id_, (person, when) in last.items():
        keys = {("name", name_key(person.name)), ("id", _bare(id_))}
        others = dict.fromkeys(each for key in sorted(keys) for each in alike.get(key, ()))
        doubted = [
            _perhaps_one(person, latest[other], without)
            for other in others
            if (without := [then for then, here in seen[id_] if other not in here])
        ]
        found += doubted or [_left(person, when)]
    return found


def _alike(people: Sequence[Person]) -> dict[tuple[str, str], list[str]]:
    """Whom a name means, and whom a 编号 but for its leading zeros."""
    found: dict[tuple[str, str], list[str]] = {}
    for person in people:
        found.setdefault(("name", name_key(person.name)), []).append(person.id)
        found.setdefault(("id", _bare(person.id)), []).append(person.id)
    return found


def _bare(id_: str) -> str:
    """A 编号 as Excel leaves it where it takes it for a number."""
    return id_.lstrip("0")


def _left(person: Person, when: str) -> Diagnostic:
    message = f"{person.name}（{person.id}）最后在册是{when}，不在最近一季名册，年度不列"
    hint = "已离开本单位的，不需要处理；漏填的，补进最近一季的人员名册。"
    return Diagnostic("Y806", Severity.NOTE, message, person.at, hint, "", person.id)


def _perhaps_one(before: Person, now: Person, without: Sequence[str]) -> Diagnostic:
    message = (
        f"{now.name}（{now.id}）{'、'.join(without)}未在册，那时的{before.name}（{before.id}）"
        "疑为同一人，核对编号"
    )
    hint = (
        "是同一人的，各季改用同一个编号（001 变成 1 的，先把“编号”列设为文本）；"
        "不是的，不需要处理。"
    )
    return Diagnostic("Y812", Severity.WARNING, message, before.at, hint, "", now.id)
