"""Fonts that a template names, held against those that a machine has."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from pinshi_cli.forms.sheet_layout import SheetLayout
from pinshi_cli.forms.text_room import is_printed
from pinshi_cli.forms.word_layout import WordLayout
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity, column_letters

_SAME = (
    ("宋体", "SimSun"),
    ("新宋体", "NSimSun"),
    ("黑体", "SimHei"),
    ("仿宋", "FangSong"),
    ("仿宋_GB2312", "FangSong_GB2312"),
    ("楷体", "KaiTi"),
    ("楷体_GB2312", "KaiTi_GB2312"),
    ("微软雅黑", "Microsoft YaHei"),
    ("等线", "DengXian"),
    ("隶书", "LiSu"),
    ("幼圆", "YouYuan"),
    ("华文仿宋", "STFangsong"),
    ("华文楷体", "STKaiti"),
    ("华文宋体", "STSong"),
    ("华文中宋", "STZhongsong"),
    ("华文黑体", "STHeiti"),
    ("方正小标宋简体", "FZXiaoBiaoSong-B05S"),
    ("方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
    ("方正大标宋简体", "FZDaBiaoSong-B06S"),
    ("方正大标宋_GBK", "FZDaBiaoSong-B06"),
    ("方正仿宋简体", "FZFangSong-Z02S"),
    ("方正仿宋_GBK", "FZFangSong-Z02"),
    ("方正楷体简体", "FZKai-Z03S"),
    ("方正楷体_GBK", "FZKai-Z03"),
    ("方正黑体简体", "FZHei-B01S"),
    ("方正黑体_GBK", "FZHei-B01"),
    ("思源宋体", "Source Han Serif SC", "Source Han Serif CN"),
    ("思源黑体", "Source Han Sans SC", "Source Han Sans CN"),
    ("文泉驿正黑", "WenQuanYi Zen Hei"),
    ("文泉驿微米黑", "WenQuanYi Micro Hei"),
)
"""Chinese and English names of one font."""

_ALIKE = (
    ("方正小标宋_GBK", "方正小标宋简体", "方正大标宋_GBK", "方正大标宋简体", "华文中宋"),
    ("仿宋_GB2312", "仿宋", "方正仿宋_GBK", "方正仿宋简体", "华文仿宋"),
    ("楷体_GB2312", "楷体", "方正楷体_GBK", "方正楷体简体", "华文楷体"),
    ("黑体", "方正黑体_GBK", "方正黑体简体", "华文黑体", "思源黑体", "Noto Sans CJK SC"),
    ("宋体", "新宋体", "华文宋体", "思源宋体", "Noto Serif CJK SC"),
)
"""Fonts that look alike: one may be taken for another."""

_SHOWN = 4


def _key(name: str) -> str:
    return name.strip().lstrip("@").replace(" ", "").casefold()


_FIRST: Mapping[str, str] = {_key(name): names[0] for names in _SAME for name in names}


def same_font(name: str) -> str:
    """One name for a font that has several."""
    key = _key(name)
    return _key(_FIRST.get(key, key))


class Fonts(NamedTuple):
    """The fonts of a machine: their names, or None where they cannot be known.

    `stand_in` says what the machine takes for a font that it has not; empty where nobody knows.
    """

    names: frozenset[str] | None
    stand_in: Callable[[str], str]

    def has(self, name: str) -> bool:
        """Whether this font is there, under any of its names."""
        return same_font(name) in {same_font(each) for each in self.names or ()}


class Used(NamedTuple):
    """A font, and a place where it is used: a cell, a paragraph, a header."""

    font: str
    where: str


def fonts_of_sheets(layouts: Iterable[SheetLayout]) -> Iterator[Used]:
    """The fonts of every cell with something in it, and of headers and footers."""
    listed = list(layouts)
    for layout in listed:
        sheet = f"{layout.name}!" if len(listed) > 1 else ""
        for cell in (each for each in layout.cells if is_printed(each.text)):
            address = f"{sheet}{column_letters(cell.column)}{cell.row}"
            for name in cell.fonts or (cell.style.font.name,):
                yield Used(name, address)
        for name in layout.margins:
            yield Used(name, f"{sheet}页眉页脚")


def fonts_of_word(layout: WordLayout) -> Iterator[Used]:
    """The fonts of every paragraph (of a table's: the table), and of headers and footers."""
    for para in layout.paragraphs:
        if is_printed(para.text):
            where = " ".join(para.spot.split()[:2]) if para.spot.startswith("表") else para.spot
            for name in para.fonts:
                yield Used(name, where)
    for name, where in layout.margins:
        yield Used(name, where)


def missing_fonts(
    file: str, used: Iterable[Used], fonts: Fonts, others: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """A warning for each font that is not there: where it is used, what is taken instead.

    A note where what is taken looks like it.

    `others` are the fonts that the template itself names for it.
    """
    places: dict[str, dict[str, None]] = {}
    for font, where in used:
        if font:
            places.setdefault(font, {})[where] = None
    if fonts.names is None:
        if places:
            message = f"看不到这台电脑装了哪些字体，没有核对{_listed(places)}"
            hint = "在要打印的电脑上打开模板看一眼字体。"
            yield Diagnostic("T931", Severity.NOTE, message, Place(file), hint)
        return
    for font, found in places.items():
        if not fonts.has(font):
            yield _missing(file, font, list(found), fonts, others.get(font, ""))


def _missing(file: str, font: str, places: list[str], fonts: Fonts, other: str) -> Diagnostic:
    where = "、".join(places[:_SHOWN])
    if len(places) > _SHOWN:
        where += f" 等 {len(places)} 处"
    taken = other if other and fonts.has(other) else fonts.stand_in(font)
    becomes = f"会换成“{taken}”" if taken else "由打开它的程序换成别的字体"
    message = f"这台电脑没有“{font}”字体（用在{where}），{becomes}，字形和换行会不同"
    alike = _alike(font, fonts)
    severity = Severity.WARNING
    if alike and alike == taken:
        severity = Severity.NOTE
        hint = "换上的字体样子相近，不用处理；要用原来的，装上这种字体。"
    elif alike:
        hint = f"装上这种字体，或在模板里改用样子相近的“{alike}”。"
    else:
        hint = "装上这种字体，或在模板里改用别的字体。"
    return Diagnostic("T930", severity, message, Place(file), hint)


def _alike(font: str, fonts: Fonts) -> str:
    """A font that is there and looks like the one that is not."""
    for names in _ALIKE:
        if same_font(font) in {same_font(each) for each in names}:
            return next((each for each in names if fonts.has(each)), "")
    return ""


def _listed(names: Iterable[str]) -> str:
    return "、".join(f"“{name}”" for name in names)
