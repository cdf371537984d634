"""A city's registers, made by seed: units of all sizes, so many raters for everybody. Never kept.

Sizes are as in life: half of the units are small, a few hold hundreds.
"""

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

DIMENSIONS = (("德", 15), ("能", 15), ("勤", 15), ("绩", 40), ("廉", 15))
COUNTIES = 18
LEADERS, RATERS = 5, 20
LEAST = 3
"""The fewest people of a unit."""

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "安柏川德恩方广和嘉凯乐敏宁平启然书彤维文晓欣雅怡远泽正志忠卓"
POSTS = ("一级主任科员", "二级主任科员", "三级主任科员", "四级主任科员", "一级科员")

Row = Sequence[str | float | None]


class Unit(NamedTuple):
    """A unit of the city: its number, and how many people it has."""

    number: int
    people: int

    @property
    def name(self) -> str:
        return f"某市第{self.number:05d}局"

    @property
    def county(self) -> str:
        return f"第{self.number % COUNTIES + 1:02d}县"


def units_of(many: int, people: int, seed: int = 1) -> list[Unit]:
    """So many units with so many people together."""
    chance = random.Random(seed)  # noqa: S311  # a benchmark's figures, no secret
    weights = [chance.lognormvariate(0, 0.9) for _ in range(many)]
    spare = people - LEAST * many
    bounds = [round(spare * each / sum(weights)) for each in accumulate(weights, initial=0.0)]
    sizes = [LEAST + after - before for before, after in pairwise(bounds)]
    return [Unit(number, size) for number, size in enumerate(sizes, start=1)]


def make_city(folder: Path, units: Sequence[Unit]) -> list[Path]:
    """The registers of these units, by county, for the pack zhangdian; all of them are sound."""
    paths = []
    for unit in units:
        path = folder / unit.county / f"{unit.name}.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_register(path, unit)
        paths.append(path)
    return paths


def write_register(path: Path, unit: Unit, seed: int = 1) -> None:
    """One register; another seed gives other scores."""
    import xlsxwriter

    chance = random.Random(f"{seed} {unit.number}")  # noqa: S311  # a benchmark's figures, no secret
    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as book:
        for name, rows in _sheets(unit, chance):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)


def _sheets(unit: Unit, chance: random.Random) -> Iterator[tuple[str, Iterator[Row]]]:
    people = [(f"{number:03d}", _name(chance)) for number in range(1, unit.people + 1)]
    yield "基本信息", _basic(unit)
    yield "人员名册", _roster(people)
    yield "指标评分", _points(people, chance)
    yield "民主测评", _ratings(people, chance)


def _name(chance: random.Random) -> str:
    return chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2))))


def _basic(unit: Unit) -> Iterator[Row]:
    yield "项目", "内容"
    yield "单位名称", unit.name
    yield "单位编码", f"{unit.number:06d}"
    yield "县区", unit.county
    yield "年度", 2026
    yield "季度", 1
    yield "考核办法", "zhangdian"


def _roster(people: Sequence[tuple[str, str]]) -> Iterator[Row]:
    yield "编号", "姓名", "性别", "政治面貌", "内设机构", "职务", "职级", "参加情况"
    for at, who in enumerate(people):
        post = POSTS[at % len(POSTS)]
        yield *who, "男女"[at % 2], "中共党员", f"第{at // 6 + 1}科", "科员", post, ""


def _points(people: Sequence[tuple[str, str]], chance: random.Random) -> Iterator[Row]:
    yield "编号", "姓名", *(name for name, _ in DIMENSIONS)
    for who in people:
        yield *who, *_scores(chance)


def _ratings(people: Sequence[tuple[str, str]], chance: random.Random) -> Iterator[Row]:
    yield "编号", "姓名", "评价主体", "评价人", *(name for name, _ in DIMENSIONS)
    for who in people:
        for rater in range(1, RATERS + 1):
            group = ("领导", f"L{rater}") if rater <= LEADERS else ("群众", f"M{rater}")
            yield *who, *group, *_scores(chance)


def _scores(chance: random.Random) -> list[float]:
    return [round(chance.uniform(0.7, 1) * full, 1) for _, full in DIMENSIONS]
