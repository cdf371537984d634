"""The charts of an overview as plain geometry: stacked bars, and a funnel of shares.

Places on the page are floats: they show, and decide nothing.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import sqrt
from typing import NamedTuple

from pinshi_cli.model.number import fixed
from pinshi_cli.reports.overview import Group, Standing
from pinshi_cli.reports.overview_figures import NARROW, WIDE, funnel_limits
from pinshi_cli.reports.overview_unit import STAGES

LABEL, BAR, ROW = 150, 640, 26
"""Widths of the labels and of a full bar, and the height of a row, in the drawing's own units."""

PATTERNS = 7
"""So many patterns the page has; with more names they come again."""

LEFT, TOP, WIDTH, HEIGHT = 56, 16, 720, 330
"""Where the funnel's field begins, and how large it is."""

STAGE_LOOKS = dict(zip(STAGES, (6, 3, 2, 5, 1, 4, 0), strict=True))
"""The patterns of the stages: grey for what lacks, red for what is wrong, green at the end."""

NAMED = 5
"""So many units of one point are called by name."""


class Segment(NamedTuple):
    """A part of a bar; `look` is the number of its pattern, `text` empty where there is no room."""

    x: float
    width: float
    look: int
    text: str
    title: str


class Bar(NamedTuple):
    """A bar with its label and what stands at its end."""

    y: int
    label: str
    segments: tuple[Segment, ...]
    text: str


class Bars(NamedTuple):
    """Stacked bars; `legend` are the names of the patterns that occur."""

    title: str
    legend: tuple[tuple[int, str], ...]
    bars: tuple[Bar, ...]
    height: int


class Dot(NamedTuple):
    """Units of one size and one share. `place` is theirs in the funnel; `target` a lone unit's."""

    x: float
    y: float
    radius: float
    place: int
    title: str
    target: int | None


class Tick(NamedTuple):
    """A mark on an axis."""

    at: float
    text: str


class Funnel(NamedTuple):
    """The share of the best grade by size, with the limits of chance as paths."""

    narrow: tuple[str, str]
    wide: tuple[str, str]
    middle: float
    dots: tuple[Dot, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]


def stage_bars(groups: Sequence[Group]) -> Bars:
    """How far the units of each group have come, out of all its units."""
    return _bars("各县区进度（单位数）", [(g.name, g.stages) for g in groups], "个", STAGE_LOOKS)


def grade_bars(title: str, groups: Sequence[Group]) -> Bars:
    """The grades in each group, out of all its people."""
    counts = [(g.name, (*g.grades, ("没有等次", g.ungraded))) for g in groups]
    names = dict.fromkeys(name for _, each in counts for name, _ in each)
    return _bars(title, counts, "人", {name: look for look, name in enumerate(names)})


Counts = tuple[tuple[str, int], ...]


def _bars(title: str, rows: Sequence[tuple[str, Counts]], unit: str, looks: dict[str, int]) -> Bars:
    present = {name for _, counts in rows for name, count in counts if count}
    bars = []
    for at, (label, counts) in enumerate(rows):
        segments = tuple(_segments(counts, looks, unit))
        total = sum(count for _, count in counts)
        bars.append(Bar(at * ROW, _short(label), segments, f"{total} {unit}"))
    legend = tuple((look % PATTERNS, name) for name, look in looks.items() if name in present)
    return Bars(title, legend, tuple(bars), len(bars) * ROW)


def _segments(counts: Counts, looks: dict[str, int], unit: str) -> Iterable[Segment]:
    total = sum(count for _, count in counts)
    x = float(LABEL)
    for name, count in counts:
        if count:
            width = BAR * count / total
            text = str(count) if width > 9 * len(str(count)) + 6 else ""
            said = f"{name} {count} {unit}，{fixed(Fraction(100 * count, total), 1)}%"
            yield Segment(round(x, 1), round(width, 1), looks[name] % PATTERNS, text, said)
            x += width


def _short(label: str) -> str:
    return label if len(label) <= 10 else f"{label[:9]}…"


def funnel_of(standings: Sequence[Standing], share: Fraction | None) -> Funnel | None:
    """The funnel around the share of all; None where there is nothing to compare."""
    points: dict[tuple[int, int], list[Standing]] = {}
    for each in standings:
        unit = each.unit
        if each.funnel is not None and unit.given is not None:
            points.setdefault((unit.base, unit.given), []).append(each)
    if len(points) < 2 or share is None:
        return None
    most = max(base for base, _ in points)
    top = max(
        *(Fraction(given, base) for base, given in points), min(Fraction(1), 2 * share), share
    )
    scale = _Scale(most, min(1.0, (int(top * 10) + 1) / 10))
    dots = tuple(_dot(base, own, scale) for (base, _), own in sorted(points.items()))
    return Funnel(
        _curves(scale, float(share), float(NARROW)),
        _curves(scale, float(share), float(WIDE)),
        scale.y(float(share)),
        dots,
        tuple(Tick(scale.x(n), str(n)) for n in _round_numbers(most)),
        tuple(Tick(scale.y(n / 10), f"{n * 10}%") for n in range(int(scale.top * 10 + 0.5) + 1)),
    )


class _Scale(NamedTuple):
    """Sizes by their square root, so that the many small units have room; shares as they are."""

    most: int
    top: float

    def x(self, size: float) -> float:
        return round(LEFT + WIDTH * sqrt(size / self.most), 1)

    def y(self, share: float) -> float:
        return round(TOP + HEIGHT * (1 - min(share, self.top) / self.top), 1)


def _curves(scale: _Scale, share: float, tail: float) -> tuple[str, str]:
    sizes = sorted({max(1, round(scale.most * (k / 80) ** 2)) for k in range(81)})
    limits = [(scale.x(size), *funnel_limits(size, share, tail)) for size in sizes]
    lower = " ".join(f"{x},{scale.y(low)}" for x, low, _ in limits)
    upper = " ".join(f"{x},{scale.y(high)}" for x, _, high in limits)
    return lower, upper


def _round_numbers(most: int) -> list[int]:
    """Sizes for the axis: 1, 2, 5, 10 … as far as they are told apart."""
    steps = [n * 10**k for k in range(len(str(most))) for n in (1, 2, 5)]
    return [n for n in steps if n <= most and sqrt(n / most) > 0.02]


def _dot(base: int, own: Sequence[Standing], scale: _Scale) -> Dot:
    first = own[0].unit
    given = first.given or 0
    names = "、".join(each.unit.name for each in own[:NAMED])
    more = f"等 {len(own)} 个单位" if len(own) > NAMED else ""
    percent = fixed(Fraction(100 * given, base), 1)
    title = f"{names}{more}：{given}/{base}，{percent}%"
    target = first.number if len(own) == 1 else None
    radius = round(3 + 1.2 * sqrt(len(own) - 1), 1)
    place = own[0].funnel or 0
    share = given / base
    return Dot(scale.x(base), scale.y(share), min(radius, 14.0), place, title, target)
