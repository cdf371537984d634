"""What a pack may say: the keys of its TOML, and the rules that they become."""

from collections.abc import Callable
from typing import Any, NamedTuple

from pinshi_cli.policy.book import (
    Attendance,
    Band,
    Decision,
    Dimension,
    Example,
    Group,
    Head,
    MeasureRule,
    Part,
    Quota,
    Score,
    Share,
    Source,
    Term,
    Tie,
    Uncounted,
)
from pinshi_cli.policy.shape import (
    Key,
    Report,
    Take,
    day,
    free_table,
    listed,
    number,
    one_of,
    table,
    text,
    weight,
    whole,
)

Raw = dict[str, Any]
"""A table that `shape.table` has checked: its values have the types that the keys say."""

_SOURCE = {"cite": Key(text), "assumed": Key(text, required=False, default="")}
_OPTIONAL_TEXT = Key(text, required=False, default="")

SPANS = ("term", "open", "dated", "dated-or-open", "since", "listed")
STANDINGS = ("graded", "no-grade", "not-assessed")

_HEAD = {
    "id": Key(text),
    "name": Key(text),
    "source": Key(text),
    "effective_from": Key(day),
    "base": _OPTIONAL_TEXT,
    "replaces": Key(listed(text), required=False, default=()),
}
_SCORE = {"decimals": Key(whole(0, 6)), "maximum": Key(number(1, 1000)), **_SOURCE}
_GROUP = {"name": Key(text), "weight": Key(weight), "label": _OPTIONAL_TEXT}
_PART = {
    "name": Key(text),
    "from": Key(one_of("indicators", "ratings")),
    "weight": Key(weight),
    "label": _OPTIONAL_TEXT,
    "groups": Key(listed(table(_GROUP)), required=False, default=()),
    "missing": Key(one_of("share", "error"), required=False, default="share"),
    **_SOURCE,
}
_DIMENSION = {"name": Key(text), "full": Key(number(0, 1000)), **_SOURCE}
_BAND = {"grade": Key(text), "least": Key(number(0, 1000)), **_SOURCE}
_ATTENDANCE = {
    "id": Key(text),
    "title": Key(text),
    "statuses": Key(listed(text)),
    "then": Key(one_of(*STANDINGS)),
    "away_months": Key(whole(1, 120), required=False),
    "leave_share": Key(number(0, 1), required=False),
    **_SOURCE,
}
_WHEN = {"kinds": Key(listed(text)), "span": Key(one_of(*SPANS))}
_THEN = {
    "at_most": _OPTIONAL_TEXT,
    "exactly": Key(listed(text), required=False, default=()),
    "standing": Key(one_of("pending", "no-grade", "not-assessed"), required=False, default=""),
    "later": _OPTIONAL_TEXT,
}
_MEASURE = {
    "id": Key(text),
    "title": Key(text),
    "when": Key(table(_WHEN)),
    "then": Key(table(_THEN)),
    **_SOURCE,
}
_TERM = {"kind": Key(text), "months": Key(whole(1, 120)), **_SOURCE}
_QUOTA = {
    "grade": Key(text),
    "share": Key(number(0, 1)),
    "most": Key(number(0, 1)),
    "label": Key(text),
    **_SOURCE,
}
_TIE = {"by": Key(one_of("dimension", "part")), "of": Key(text), **_SOURCE}
_SHEETS = {"required": Key(listed(text))}
_UNCOUNTED = {"sheet": Key(text), **_SOURCE}
_SHARE = {"label": Key(text), "most": Key(number(0, 1)), **_SOURCE}
_EXAMPLE = {"name": Key(text), "given": Key(free_table), "expect": Key(free_table)}

_MANY: dict[str, dict[str, Key]] = {
    "parts": _PART,
    "dimensions": _DIMENSION,
    "bands": _BAND,
    "attendance": _ATTENDANCE,
    "measures": _MEASURE,
    "terms": _TERM,
    "ties": _TIE,
    "uncounted": _UNCOUNTED,
    "shares": _SHARE,
    "examples": _EXAMPLE,
}
PACK: Take = table(
    {
        "policy": Key(table(_HEAD)),
        "score": Key(table(_SCORE), required=False),
        "quota": Key(table(_QUOTA), required=False),
        "decision": Key(table(_SOURCE), required=False),
        "sheets": Key(table(_SHEETS), required=False),
        **{
            name: Key(listed(table(keys), least=0), required=False, default=())
            for name, keys in _MANY.items()
        },
    }
)


KEY_OF: dict[str, Callable[[Any], str]] = {
    "parts": lambda part: part.name,
    "dimensions": lambda dimension: dimension.name,
    "bands": lambda band: band.grade,
    "attendance": lambda rule: rule.id,
    "measures": lambda rule: rule.id,
    "terms": lambda term: term.kind,
    "ties": lambda tie: f"{tie.by}:{tie.of}",
    "uncounted": lambda item: item.sheet,
    "shares": lambda share: share.label,
    "examples": lambda example: example.name,
}
"""What names a rule of each kind: by it a pack replaces a rule of its base."""


class Pack(NamedTuple):
    """One pack as its own file says it. `rules` holds its rules by kind, as in `KEY_OF`."""

    head: Head
    score: Score | None
    quota: Quota | None
    decision: Decision | None
    required_sheets: tuple[str, ...]
    rules: dict[str, tuple[Any, ...]]


def pack_from(raw: object, report: Report) -> Pack | None:
    """The pack that `raw` (parsed TOML) says, or None where its form is not sound."""
    taken: Raw | None = PACK(raw, "", report)  # type: ignore[assignment]  # PACK takes tables only
    if taken is None:
        return None
    head = Head(**taken["policy"])
    build = _Builder(head.id)
    makers: dict[str, Callable[[Raw], Any]] = {
        "parts": build.part,
        "dimensions": build.plain(Dimension),
        "bands": build.plain(Band),
        "attendance": build.attendance,
        "measures": build.measure,
        "terms": build.plain(Term),
        "ties": build.plain(Tie),
        "uncounted": build.plain(Uncounted),
        "shares": build.plain(Share),
        "examples": lambda example: Example(**example),
    }
    return Pack(
        head=head,
        score=build.plain(Score)(taken["score"]) if taken["score"] else None,
        quota=build.plain(Quota)(taken["quota"]) if taken["quota"] else None,
        decision=build.plain(Decision)(taken["decision"]) if taken["decision"] else None,
        required_sheets=taken["sheets"]["required"] if taken["sheets"] else (),
        rules={kind: tuple(map(make, taken[kind])) for kind, make in makers.items()},
    )


class _Builder(NamedTuple):
    """Turns checked tables into rules that know the pack they came from."""

    origin: str

    def source(self, raw: Raw) -> Source:
        return Source(raw.pop("cite"), raw.pop("assumed"), self.origin)

    def plain(self, rule: Callable[..., Any]) -> Callable[[Raw], Any]:
        return lambda raw: rule(source=self.source(raw), **raw)

    def part(self, raw: Raw) -> Part:
        groups = tuple(Group(**group) for group in raw["groups"])
        source, kind = self.source(raw), raw.pop("from")
        return Part(kind=kind, source=source, **{**raw, "groups": groups})

    def attendance(self, raw: Raw) -> Attendance:
        source = self.source(raw)
        return Attendance(standing=raw.pop("then"), source=source, **raw)

    def measure(self, raw: Raw) -> MeasureRule:
        source = self.source(raw)
        return MeasureRule(raw["id"], raw["title"], source=source, **raw["when"], **raw["then"])
