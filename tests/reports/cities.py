"""Units as an overview takes them, made by script: a small city by hand, a large one by seed."""

from fractions import Fraction
from random import Random
from typing import Any

from pinshi_cli.reports.overview import Before
from pinshi_cli.reports.overview_figures import Sample
from pinshi_cli.reports.overview_unit import Fault, Unit

GRADES = ("好", "较好", "一般", "较差")
KINDS = ("综合类", "经济类", "执法类", "服务类")

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><style>*{display:none}</style>",
    "{{ 7 * 7 }}{% raw %}",
    '=HYPERLINK("http://example.invalid","点我")',
    "javascript:alert(1)//",
    "甲\u202e乙局\x07\x00\ud800",
    "' onmouseover='alert(1)",
    "&lt;b&gt;局&#x0a;",
    "]]>--><svg onload=alert(1)>",
)


def sample(people: int, mean: str, spread: str) -> Sample:
    return Sample(people, Fraction(mean), Fraction(spread))


def unit(number: int, name: str, *grades: int, **more: Any) -> Unit:  # noqa: ANN401  # fields
    """A unit that is graded where its grades are given; its quota is 40 % of its people."""
    people = sum(grades)
    said: dict[str, Any] = {"county": "东山县", "kind": "综合类"}
    if grades:
        said |= {
            "file": f"东山县/{number:02d}.xlsx",
            "policy": "实施方案（zhangdian）",
            "people": people,
            "grades": tuple(zip(GRADES, grades, strict=False)),
            "base": people,
            "limit": people * 2 // 5,
            "given": grades[0],
        }
    return Unit(number, name)._replace(**(said | more))


def small_city() -> list[Unit]:
    """A unit at each stage, a contact point, one over its limit, one that grades all alike."""
    wrong = Fault("R207", "日期看不懂", "基本信息!B7", "基本信息的会议日期“张三四月八日”看不懂")
    return [
        unit(
            0,
            "第一局",
            4,
            6,
            0,
            0,
            decided=True,
            published=True,
            filed=True,
            filing="已备案",
            contact=True,
            scores=sample(10, "90", "4"),
            lowest="80",
            highest="96",
        ),
        unit(
            1,
            "第二局",
            2,
            8,
            0,
            0,
            decided=True,
            published=True,
            filing="未备案",
            scores=sample(10, "86", "4"),
            lowest="78",
            highest="93",
        ),
        unit(
            2,
            "第三局",
            0,
            10,
            0,
            0,
            decided=True,
            scores=sample(10, "82", "1.5"),
            lowest="80",
            highest="84",
        ),
        unit(
            3,
            "第四局",
            2,
            1,
            0,
            0,
            scores=sample(3, "95", "4"),
            lowest="89",
            highest="98",
            county="西河县",
            kind="经济类",
        ),
        unit(4, "第五局", county="西河县", file="西河县/5.xlsx", faults=(wrong,)),
        unit(5, "第六局", county="西河县", kind="执法类", contact=True),
        unit(
            6,
            "第七局",
            4,
            5,
            1,
            0,
            decided=True,
            returned=True,
            filing="退回",
            why="李四有疑问",
            county="西河县",
            kind="经济类",
            scores=sample(10, "84", "5"),
            lowest="70",
            highest="92",
        ),
    ]


def small_before() -> dict[int, Before]:
    """Its quarter before: the first has risen beyond chance, the second has not moved."""
    return {
        0: Before(Fraction(3, 10), sample(10, "84", "4")),
        1: Before(Fraction(1, 5), sample(10, "86", "4")),
    }


def large_city(units: int, seed: int = 6) -> tuple[list[Unit], dict[int, Before]]:
    """Units of all sizes, some lacking, some wrong, some far from the others."""
    chance = Random(seed)  # noqa: S311  # a seed, so that the pictures are the same each time
    found: list[Unit] = []
    before: dict[int, Before] = {}
    for number in range(units):
        county, kind = f"{'甲乙丙丁戊己庚辛壬癸'[number % 10]}县", KINDS[number % 4]
        about = {"county": county, "kind": kind, "contact": number % 29 == 0}
        name = f"第{number:04d}局"
        fate = chance.random()
        if fate < 0.06:
            found.append(unit(number, name, **about))
        elif fate < 0.12:
            fault = Fault("R207", "日期看不懂", "基本信息!B7", "看不懂")
            found.append(unit(number, name, **about, file=f"{number}.xlsx", faults=(fault,)))
        else:
            size = min(240, max(1, round(chance.lognormvariate(2.6, 0.8))))
            share = 0.25 if number % 17 else chance.choice((0.02, 0.7))
            good = sum(chance.random() < share for _ in range(size))
            low = sum(chance.random() < 0.05 for _ in range(size - good))
            mean = Fraction(round(100 * chance.gauss(86, 2)), 100)
            spread = Fraction(round(100 * abs(chance.gauss(4, 1.2))), 100)
            stage = chance.random()
            scores = Sample(size, mean, spread)
            more = {
                "decided": stage > 0.15,
                "published": stage > 0.4,
                "filed": stage > 0.7,
                "filing": "已备案" if stage > 0.7 else "未备案",
                "scores": scores,
                "lowest": "70.00",
                "highest": "97.50",
            }
            found.append(unit(number, name, good, size - good - low, low, 0, **about, **more))
            drift = Fraction(round(100 * chance.gauss(0, 1.2)), 100)
            before[number] = Before(Fraction(1, 4), Sample(size, mean - drift, spread))
    return found, before
