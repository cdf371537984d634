"""Text as Office stores it."""

import re

_ESCAPE = re.compile(r"_x00([0-9A-Fa-f]{2})_")


def unescaped(text: str, *, keep: bool) -> str:
    """Excel's `_x000D_` as the character it stands for.

    Without `keep` (`xml:space="preserve"`) the outer white space is the file's, not the text's.
    """
    if not keep:
        text = text.strip(" \t\r\n")
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x00" in text else text
