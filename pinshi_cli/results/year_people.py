"""年度考核资格: one row for each person, with the verdict, its reasons and what it lacks."""

from collections.abc import Iterator

from pinshi_cli.grading.year_forecast import Forecast
from pinshi_cli.grading.year_lacking import lacking
from pinshi_cli.grading.year_unit import YearPerson
from pinshi_cli.results.paper import Page, fitting, lines
from pinshi_cli.results.year_contents import UnitSheet, YearContents, counts

_QUARTERS = ("一季度", "二季度", "三季度", "四季度")
LACKING = "缺"
"""What stands in the place of a quarter without a register."""


class Row:
    """A person of a unit, as the sheets tell of them."""

    def __init__(self, unit: UnitSheet, person: YearPerson, forecast: Forecast | None) -> None:
        self.unit = unit
        self.person = person
        self.forecast = forecast

    @property
    def who(self) -> tuple[str, str, str, str]:
        """编号, 姓名, 内设机构, 职务."""
        person = self.person.person
        return person.id, person.name, person.department, person.post

    @property
    def why(self) -> str:
        """Every reason with its clause, one below the other."""
        return "\n".join(
            f"{each.text}（{each.rule}）" if each.rule else each.text
            for each in self.person.reasons
        )


def rows(contents: YearContents) -> Iterator[Row]:
    """Everyone who has a verdict, unit by unit in roster order."""
    for unit, year in contents.judged:
        for place, person in enumerate(year.people):
            yield Row(unit, person, unit.forecasts[place] if unit.forecasts else None)


def write_people(page: Page, contents: YearContents) -> None:
    """The table for print: headings repeat, the reasons wrap."""
    everyone = list(rows(contents))
    titles = _titles(contents)
    page.set_up(_widths(contents, everyone), draft=contents.draft)
    page.title(0, f"{contents.whose}{contents.year}年度考核资格", draft=contents.draft)
    page.line(1, _grounds(contents), page.looks.note)
    page.line(2, _counted(contents), page.looks.note)
    page.texts(3, titles, page.looks.head)
    for number, each in enumerate(everyone, start=1):
        _write(page, 3 + number, number, each, contents)
    first = titles.index("编号")
    page.ids(4, 3 + len(everyone), first)
    page.sheet.repeat_rows(3, 3)
    page.sheet.freeze_panes(4, first + 2)
    page.sheet.autofilter(3, 0, max(4, 3 + len(everyone)), len(titles) - 1)


def _titles(contents: YearContents) -> tuple[str, ...]:
    whose = ("单位",) if contents.many else ()
    about = ("编号", "姓名", "内设机构", "职务", *_QUARTERS)
    foreseen = ("还可能怎样",) if contents.foreseen else ()
    came = ("年度得分", "结论", "拟定等次", "排序", "依据和理由", *foreseen, "还缺什么、由谁补")
    return ("序号", *whose, *about, *came)


def _write(page: Page, row: int, number: int, each: Row, contents: YearContents) -> None:
    looks, person = page.looks, each.person
    first = 1
    page.number(row, 0, number, looks.whole)
    if contents.many:
        page.text(row, 1, each.unit.name, looks.text)
        first = 2
    words = tuple(word or LACKING for word in person.shown)
    page.texts(row, (*each.who, *words), looks.centre, first=first)
    column = first + len(each.who) + len(words)
    if person.score is None:
        page.text(row, column, "", looks.total)
    else:
        page.number(row, column, person.score, looks.total)
    page.texts(row, (person.verdict.verdict, person.proposed or ""), looks.centre, column + 1)
    if person.rank is None:
        page.text(row, column + 3, "", looks.whole)
    else:
        page.number(row, column + 3, person.rank, looks.whole)
    ahead = "\n".join(each.forecast.lines) if each.forecast else ""
    foreseen = (ahead,) if contents.foreseen else ()
    missing = "\n".join(f"{lack.what}：{lack.who}" for lack in lacking(person))
    told = (each.why, *foreseen, missing)
    page.texts(row, told, looks.text, first=column + 4)
    # a line to spare: other programs' fonts are taller
    wraps = [lines(text, page.widths[at]) > 1 for at, text in enumerate(told, start=column + 4)]
    room = [f"{text}\n" if wrap else text for text, wrap in zip(told, wraps, strict=True)]
    page.fit(row, room, first=column + 4)


def _widths(contents: YearContents, everyone: list[Row]) -> tuple[int, ...]:
    people = [each.person.person for each in everyone]
    words = [word or LACKING for each in everyone for word in each.person.shown]
    whose = (fitting((unit.name for unit in contents.units), 12, 20),) if contents.many else ()
    foreseen = (44,) if contents.foreseen else ()
    return (
        5,
        *whose,
        fitting((person.id for person in people), 6, 14),
        fitting((person.name for person in people), 8, 16),
        fitting((person.department for person in people), 8, 14),
        fitting((person.post for person in people), 8, 14),
        *[fitting(words, 7, 12)] * 4,
        8,
        11,
        9,
        6,
        54,
        *foreseen,
        22,
    )


def _grounds(contents: YearContents) -> str:
    heads = dict.fromkeys(unit.policy.head for unit, _ in contents.judged)
    named = "；".join(f"{head.name}（{head.source}）" for head in heads)
    return f"依据：{named}。结论和拟定等次由本工具按规则得出，由集体研究确定。"


def _counted(contents: YearContents) -> str:
    everyone = [person for _, year in contents.judged for person in year.people]
    found = counts(everyone)
    said = "，".join(f"{verdict} {number} 人" for verdict, number in found.items() if number)
    open_ones = [unit.name for unit in contents.units if unit.year is None]
    more = f"没有结论的单位 {len(open_ones)} 个，见“问题清单”。" if open_ones else ""
    return f"共 {len(everyone)} 人：{said}。{more}"
