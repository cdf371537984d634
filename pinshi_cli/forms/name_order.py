"""The order of names, with the data that comes with pinshi (see `data/README.md`)."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.pinyin import Key as PinyinKey
from pinshi_cli.model.pinyin import Readings, pinyin_key, readings_from
from pinshi_cli.model.strokes import Drawn, ideographs, stroke_key, strokes_from
from pinshi_cli.model.strokes import Key as StrokeKey

NOWHERE = Place()
_CHECK = "核对此人在名单里的位置，必要时手工调整。"


@cache
def strokes() -> Mapping[str, Drawn]:
    """How characters are drawn."""
    return strokes_from(_lines("strokes.txt"))


@cache
def readings() -> Readings:
    """How characters and surnames are read."""
    return readings_from(_lines("pinyin.txt"), _lines("surnames.txt"))


def by_strokes(name: str) -> StrokeKey:
    """By what a name is ordered 按姓氏笔画."""
    return stroke_key(name, strokes())


def by_pinyin(name: str) -> PinyinKey:
    """By what a name is ordered 按姓氏拼音."""
    return pinyin_key(name, readings(), strokes())


def undrawn(names: Iterable[str], where: Place = NOWHERE) -> list[Diagnostic]:
    """A warning for each name with a character whose strokes are not known."""
    found = _lacking(names, strokes())
    return [_warning("T960", name, lacking, "笔画", where) for name, lacking in found]


def unread(names: Iterable[str], where: Place = NOWHERE) -> list[Diagnostic]:
    """A warning for each name with a character whose reading is not known."""
    found = _lacking(names, readings().usual)
    return [_warning("T961", name, lacking, "读音", where) for name, lacking in found]


def _lacking(names: Iterable[str], known: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name in dict.fromkeys(names):
        lacking = "".join(dict.fromkeys(one for one in ideographs(name) if one not in known))
        if lacking:
            yield name, lacking


def _warning(code: str, name: str, lacking: str, what: str, where: Place) -> Diagnostic:
    shown = "、".join(f"“{one}”（U+{ord(one):04X}）" for one in lacking)
    message = f"{name}：{shown}的{what}不在数据里，排在同位置其他字之后"
    return Diagnostic(code, Severity.WARNING, message, where, _CHECK, person=name)


def _lines(name: str) -> list[str]:
    data = files("pinshi_cli.forms") / "data" / name
    return data.read_text(encoding="utf-8").splitlines()
