"""What a clerk writes between braces: `{{ 姓名 }}` and `{% for 人 in 人员 %}`, found in a text."""

import re
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity

MAX_MARK = 300
_MARK = re.compile(r"\{\{(.*?)\}\}|\{%(.*?)%\}", re.DOTALL)
_LEFT = re.compile(r"[{｛][{｛%％]|[}｝%％][}｝]")
_WIDE_BRACES = re.compile("[｛｝]|{％|％}")
_CURLY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_WIDE = str.maketrans({
    "｜": "|", "（": "(", "）": ")", "［": "[", "］": "]", "．": ".", "，": ",",
    "＝": "=", "＞": ">", "＜": "<", "！": "!", "\u3000": " ", "\xa0": " ", "\n": " ",
})  # fmt: skip
_QUOTED = re.compile("(\"[^\"]*\"|'[^']*')")
_PAIR = 2


class Mark(NamedTuple):
    """One pair of braces: what stands in it, and whether it is a `{% … %}`."""

    source: str
    tag: bool

    @property
    def shown(self) -> str:
        """As a clerk writes it."""
        return f"{{% {self.source} %}}" if self.tag else f"{{{{ {self.source} }}}}"

    @property
    def word(self) -> str:
        """The first word, as `for` or `endif`."""
        return self.source.split(maxsplit=1)[0] if self.source else ""


class Wrong(Exception):
    """A fault in one mark."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint

    def at(self, place: Place) -> Diagnostic:
        return Diagnostic(self.code, Severity.ERROR, self.message, place, hint=self.hint)


def has_marks(text: str) -> bool:
    """Whether a text holds braces that mean something, whole or broken."""
    return _LEFT.search(text) is not None


def marks_in(text: str) -> list[str | Mark]:
    """The text and its marks in turn; empty texts are left out. Raises `Wrong` (T902)."""
    found: list[str | Mark] = []
    at = 0
    for match in _MARK.finditer(text):
        found.append(_literal(text[at : match.start()]))
        inner = match[1] if match[1] is not None else match[2]
        if len(inner) > MAX_MARK:
            raise Wrong(
                "T902", f"一个占位符里有 {len(inner)} 个字符，太长", f"最多 {MAX_MARK} 个字符。"
            )
        mark = Mark(_normal(inner), match[1] is None)
        if has_marks(mark.source) or not mark.source:
            raise _broken(match[0])
        found.append(mark)
        at = match.end()
    found.append(_literal(text[at:]))
    return [each for each in found if each != ""]


def spans_of(text: str) -> list[tuple[int, int]]:
    """Where each mark begins and ends."""
    return [match.span() for match in _MARK.finditer(text)]


def _literal(text: str) -> str:
    if has_marks(text):
        raise _broken(text)
    return text


def _broken(text: str) -> Wrong:
    shown = text.strip()[:30]
    if _WIDE_BRACES.search(text):
        hint = "用英文输入法改成 {{ 姓名 }}、{% if 理由 %}。"
        return Wrong("T902", f"“{shown}”里的花括号是全角的", hint)
    if not _MARK.sub("", text).strip() and _MARK.fullmatch(text.strip()):
        return Wrong("T902", f"“{shown}”里没有写要填什么", "写成 {{ 姓名 }}，或删掉。")
    return Wrong(
        "T902",
        f"“{shown}”的花括号不成对",
        "占位符写成 {{ 姓名 }}，语句写成 {% if 理由 %}，在同一段、同一格里写完。",
    )


def _normal(inner: str) -> str:
    """Curly quotes and full-width signs outside quotes as the plain ones; `-` at the braces off."""
    plain = inner.translate(_CURLY).removeprefix("-").removesuffix("-").strip()
    pieces = _QUOTED.split(plain)
    return "".join(
        piece if index % _PAIR else piece.translate(_WIDE) for index, piece in enumerate(pieces)
    ).strip()
