"""The screen. The only module that knows rich, and loads it only when something is drawn."""

import os
import sys
import unicodedata
from collections.abc import Sequence
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

STYLES = {
    "error": "bold red",
    "warning": "yellow",
    "note": "cyan",
    "dim": "dim",
    "strong": "bold",
    "good": "green",
}
SEVERITY_WORDS = {"error": "错误", "warning": "警告", "note": "提示"}


class Column(NamedTuple):
    """A column of a table on the screen; `grows` takes what width is left."""

    heading: str
    right: bool = False
    grows: bool = False


class Cell(NamedTuple):
    """A cell with a style of `STYLES`."""

    text: str
    style: str = ""


class Branch(NamedTuple):
    """A line of a tree, and what hangs below it."""

    text: str
    style: str = ""
    below: tuple["Branch", ...] = ()


class Screen:
    """stdout for results, stderr for messages; both with Chinese widths right."""

    def __init__(self, *, color: bool, quiet: bool) -> None:
        self.color = color and not os.environ.get("NO_COLOR")
        self.quiet = quiet
        self._consoles: dict[str, Console] = {}

    def _console(self, name: str) -> "Console":
        if name not in self._consoles:
            from rich.console import Console

            stream: IO[str] = sys.stdout if name == "stdout" else sys.stderr
            self._consoles[name] = Console(
                file=stream,
                color_system="auto" if self.color else None,
                highlight=False,
                markup=False,
                emoji=False,
            )
        return self._consoles[name]

    @property
    def width(self) -> int:
        return self._console("stdout").width

    def line(self, text: str = "", style: str = "") -> None:
        """A line of the result."""
        self._console("stdout").print(_styled(text, style), soft_wrap=False)

    def message(self, text: str = "", style: str = "") -> None:
        """A line for the person, not part of the result; kept back by --quiet."""
        if not self.quiet:
            self._console("stderr").print(_styled(text, style), soft_wrap=False)

    def complaint(self, text: str, style: str = "") -> None:
        """A line about an error: shown even with --quiet."""
        self._console("stderr").print(_styled(text, style), soft_wrap=False)

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        """A table as wide as the screen allows; only the growing columns are wrapped."""
        from rich.box import SIMPLE_HEAD
        from rich.table import Table

        table = Table(
            box=SIMPLE_HEAD,
            show_edge=False,
            pad_edge=False,
            padding=(0, 1, 0, 0),
            header_style="bold",
        )
        for column in columns:
            table.add_column(
                column.heading,
                justify="right" if column.right else "left",
                no_wrap=not column.grows,
                overflow="fold" if column.grows else "ellipsis",
            )
        for row in rows:
            table.add_row(*(_styled(cell.text, cell.style) for cell in row))
        self._console("stdout").print(table)

    def tree(self, root: Branch) -> None:
        from rich.tree import Tree

        def grow(branch: Branch, onto: Tree) -> None:
            for below in branch.below:
                grow(below, onto.add(_styled(below.text, below.style)))

        tree = Tree(_styled(root.text, root.style), guide_style="dim")
        grow(root, tree)
        self._console("stdout").print(tree)


def harmless(text: str) -> str:
    """The text without control characters or lone surrogates: a cell is never a command."""
    if text.isprintable():
        return text
    kept = (c if c == "\n" or unicodedata.category(c) not in _CONTROL else "�" for c in text)
    return "".join(kept)


_CONTROL = ("Cc", "Cf", "Cs", "Zl", "Zp")


def _styled(text: str, style: str) -> "Text":
    from rich.text import Text

    return Text(harmless(text), style=STYLES.get(style, ""))


def display_width(text: str) -> int:
    """How many columns a text takes on the screen: a Chinese character takes two."""
    wide = sum(1 for c in text if unicodedata.east_asian_width(c) in "WF")
    combining = sum(1 for c in text if unicodedata.combining(c))
    return len(text) + wide - combining
