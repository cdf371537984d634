"""An overview as one page of HTML that needs nothing else, and says so itself (CSP)."""

from base64 import b64encode
from datetime import date
from fractions import Fraction
from hashlib import sha256
from typing import NamedTuple

from pinshi_cli.model.number import fixed
from pinshi_cli.reports.overview import Overview, Standing
from pinshi_cli.reports.overview_charts import funnel_of, grade_bars, stage_bars
from pinshi_cli.reports.overview_unit import STAGES
from pinshi_cli.reports.pages_of import rendered

NOTHING = "—"
FUNNEL_WORDS = {-2: "▼▼ 明显偏低", -1: "▼ 偏低", 0: "正常", 1: "▲ 偏高", 2: "▲▲ 明显偏高"}
MARKS = dict(zip(STAGES, "○✗↩◔◑◕●", strict=True))
"""A sign before each stage: no colour is needed to tell them apart."""


class Row(NamedTuple):
    """A unit's row, every cell in words; `key` of a cell is what it is sorted by."""

    standing: Standing
    mark: str
    share: str
    most: str
    funnel: str
    mean: str
    fair: str
    spread: str
    change: str
    notes: tuple[str, ...]

    @property
    def rank(self) -> str:
        """Its rank, and among how many."""
        standing = self.standing
        return NOTHING if standing.rank is None else f"{standing.rank} / {standing.among}"

    @property
    def step(self) -> int:
        """How far the unit has come, as a number."""
        return STAGES.index(self.standing.unit.stage)

    @property
    def words(self) -> str:
        """What the filter looks through."""
        unit = self.standing.unit
        return " ".join((unit.name, unit.code, unit.county, unit.kind, *self.notes)).lower()


def as_html(overview: Overview, day: date, *, names: bool) -> bytes:
    """The page; `names`: what was said of faults, which may name persons, stands on it too."""
    from markupsafe import Markup

    style, script = rendered("overview.css"), rendered("overview.js")
    page = rendered(
        "overview.html",
        overview=overview,
        day=day.isoformat(),
        names=names,
        style=Markup(style),  # noqa: S704  # ours, and by its hash the only one that works
        script=Markup(script),  # noqa: S704  # as above
        style_hash=_hash(style),
        script_hash=_hash(script),
        rows=[row_of(each) for each in overview.standings],
        marks=MARKS,
        charts=_charts(overview),
        funnel=funnel_of(overview.standings, overview.share),
        funnel_words=FUNNEL_WORDS,
        percent=percent,
        points=points,
        known=known,
        signed=signed,
    )
    return page.encode()


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _charts(overview: Overview) -> list[object]:
    charts = [stage_bars((*overview.counties, overview.total))]
    if overview.total.people:
        charts.append(grade_bars("各县区等次分布（人数）", (*overview.counties, overview.total)))
    if overview.total.people and len(overview.kinds) > 1:
        charts.append(grade_bars("各机关类别等次分布（人数）", overview.kinds))
    return [chart for chart in charts if chart.bars]


def row_of(standing: Standing) -> Row:
    """A unit's row."""
    unit = standing.unit
    scores = unit.scores if unit.graded else None
    return Row(
        standing,
        MARKS[unit.stage],
        percent(unit.share if unit.graded else None),
        percent(unit.most if unit.graded else None),
        NOTHING if standing.funnel is None else FUNNEL_WORDS[standing.funnel],
        points(None if scores is None else scores.mean),
        points(standing.fair),
        points(None if scores is None else scores.spread),
        signed(standing.mean_change),
        notes_of(standing),
    )


def notes_of(standing: Standing) -> tuple[str, ...]:
    """What is to be noticed of a unit, in words."""
    unit = standing.unit
    said = (
        (unit.graded and unit.is_over, "好超上限"),
        (unit.is_uniform, "同一等次"),
        (standing.alike, "不分先后"),
        (standing.flat, "分数拉不开"),
        (bool(unit.unmade), "有表没有做成"),
        (standing.moved and (standing.mean_change or 0) > 0, "均分上升"),
        (standing.moved and (standing.mean_change or 0) < 0, "均分下降"),
    )
    return tuple(word for whether, word in said if whether)


def percent(share: Fraction | None) -> str:
    """`37.5%`, or a dash."""
    return NOTHING if share is None else f"{fixed(share * 100, 1)}%"


def known(count: int | None) -> str:
    """A count, or a dash."""
    return NOTHING if count is None else str(count)


def points(value: Fraction | None) -> str:
    """`86.85`, or a dash."""
    return NOTHING if value is None else fixed(value, 2)


def signed(value: Fraction | None) -> str:
    """`+1.20`, `-0.35`, `0.00`, or a dash."""
    if value is None:
        return NOTHING
    said = fixed(value, 2)
    return f"+{said}" if value > 0 and Fraction(said) else said.replace("-0.00", "0.00")
