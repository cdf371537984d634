"""How Word text is set, where it does not say so itself: by its style, by the document."""

from typing import NamedTuple

from pinshi_cli.forms.tree import Element

_DEFAULT_SIZE = 10.0
_MAX_CHAIN = 10


class Look(NamedTuple):
    """Fonts of Chinese and of Latin text (empty: not said), and the size in points."""

    wide: str = ""
    narrow: str = ""
    size: float = _DEFAULT_SIZE


class WordStyles:
    """The styles and theme of a document."""

    def __init__(self, styles: Element | None, theme: Element | None) -> None:
        self._themes = dict(_theme_fonts(theme)) if theme else {}
        self._styles: dict[str, Element] = {}
        self._default = ""
        self._plain = Look()
        for style in styles.all("style") if styles else ():
            self._styles[style.get("styleId")] = style
            if style.get("default") in {"1", "true"} and style.get("type") == "paragraph":
                self._default = style.get("styleId")
        self._spacing: dict[str, str] = {}
        for defaults in styles.all("rPrDefault", "pPrDefault") if styles else ():
            self._plain = self.of_run(defaults.child("rPr"), self._plain)
            self._spacing |= _spacing(defaults.child("pPr"))

    def of_style(self, name: str) -> Look:
        """How the text of a paragraph of this style (empty: of none) looks."""
        look = self._plain
        for style in self._chain(name):
            look = self.of_run(style.child("rPr"), look)
        return look

    def spacing(self, name: str, own: Element) -> dict[str, str]:
        """The spacing of a paragraph with these properties, of this style."""
        found = dict(self._spacing)
        for style in self._chain(name):
            found |= _spacing(style.child("pPr"))
        return found | _spacing(own)

    def _chain(self, name: str) -> list[Element]:
        """The style and those that it is based on, the deepest first."""
        chain: list[Element] = []
        style = self._styles.get(name or self._default)
        while style is not None and len(chain) < _MAX_CHAIN:
            chain.append(style)
            base = style.child("basedOn")
            style = self._styles.get(base.get("val")) if base else None
        return chain[::-1]

    def of_run(self, properties: Element | None, base: Look) -> Look:
        """A run's look over that of its paragraph."""
        if properties is None:
            return base
        fonts, size = properties.child("rFonts"), properties.child("sz")
        wide, narrow = base.wide, base.narrow
        if fonts is not None:
            wide = self._font(fonts, "eastAsia") or wide
            narrow = self._font(fonts, "ascii") or self._font(fonts, "hAnsi") or narrow
        points = float(size.get("val")) / 2 if size and size.get("val") else base.size
        return Look(wide, narrow, points)

    def _font(self, fonts: Element, which: str) -> str:
        theme = fonts.get(f"{which}Theme")
        return self._themes.get(theme, "") if theme else fonts.get(which)


def _spacing(properties: Element | None) -> dict[str, str]:
    spacing = properties.child("spacing") if properties else None
    found = spacing.attributes if spacing else {}
    return {key.rpartition(":")[2]: value for key, value in found.items()}


def _theme_fonts(theme: Element) -> list[tuple[str, str]]:
    found = []
    for part, word in (("majorFont", "major"), ("minorFont", "minor")):
        for font in theme.all(part):
            latin, wide = font.child("latin"), font.child("ea")
            script = next((e for e in font.all("font") if e.get("script") == "Hans"), None)
            eastern = (wide.get("typeface") if wide else "") or (
                script.get("typeface") if script else ""
            )
            western = latin.get("typeface") if latin else ""
            found += [(f"{word}EastAsia", eastern)]
            found += [(f"{word}{each}", western) for each in ("Ascii", "HAnsi")]
    return found
