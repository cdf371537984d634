"""The screen. The only module that knows rich, and loads it only when something is drawn."""

import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from textwrap import wrap
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import TaskID
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

            class Patient(Console):
                """A console whose reader may go away (`| head`): the command goes on to its end."""

                def on_broken_pipe(self) -> None:
                    self.quiet = True
                    os.dup2(os.open(os.devnull, os.O_WRONLY), self.file.fileno())

            stream: IO[str] = sys.stdout if name == "stdout" else sys.stderr
            self._consoles[name] = Patient(
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
        self._print("stdout", text, style)

    def message(self, text: str = "", style: str = "") -> None:
        """A line for the person, not part of the result; kept back by --quiet."""
        if not self.quiet:
            self._print("stderr", text, style)

    def complaint(self, text: str, style: str = "") -> None:
        """A line about an error: shown even with --quiet."""
        self._print("stderr", text, style)

    def _print(self, name: str, text: str, style: str) -> None:
        """The text, broken where Chinese may be; what it begins with in spaces indents it all."""
        console = self._console(name)
        bare = text.lstrip(" ")
        indent = len(text) - len(bare)
        for line in wrapped(bare, indent, console.width) if bare else [""]:
            console.print(_styled(line, style), soft_wrap=True)

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
            table.add_row(
                *(
                    _styled(_CLOSE_UP.sub("", cell.text) if column.grows else cell.text, cell.style)
                    for cell, column in zip(row, columns, strict=True)
                )
            )
        self._console("stdout").print(table)

    def tree(self, root: Branch) -> None:
        from rich.tree import Tree

        def grow(branch: Branch, onto: Tree) -> None:
            for below in branch.below:
                grow(below, onto.add(_styled(below.text, below.style)))

        tree = Tree(_styled(root.text, root.style), guide_style="dim")
        grow(root, tree)
        self._console("stdout").print(tree)

    @contextmanager
    def progress(self, *, shown: bool) -> Iterator["Progress"]:
        """A bar on stderr with rate and time left; none where no person watches."""
        console = self._console("stderr") if shown and not self.quiet else None
        bar = Progress(console if console is not None and console.is_terminal else None)
        try:
            yield bar
        finally:
            bar.end()


class Progress:
    """How far a long work is: `progress(done, of how many, of what)`."""

    def __init__(self, console: "Console | None") -> None:
        self._console = console
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        self._what = ""

    def __call__(self, done: int, total: int, what: str) -> None:
        if self._console is None:
            return
        if self._bar is None or self._task is None or what != self._what:
            self.end()
            self._bar, self._what = _bar(self._console), what
            self._task = self._bar.add_task(what, total=total)
            self._bar.start()
        self._bar.update(self._task, completed=done)

    def end(self) -> None:
        """Take the bar off the screen."""
        if self._bar is not None:
            self._bar.stop()
        self._bar = None


def _bar(console: "Console") -> "Bar":
    from rich import progress
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn

    class Rate(progress.ProgressColumn):
        """So many a second."""

        def render(self, task: progress.Task) -> "Text":
            return _styled(f"{task.speed:.1f} 个/秒" if task.speed else "", "dim")

    return progress.Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TextColumn("还要"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )


def wrapped(text: str, indent: int, width: int) -> Iterable[str]:
    """The text in indented lines within `width`; a Chinese character takes two columns."""
    room = max(10, width - indent)
    line = ""
    for piece in _pieces(text, room):
        if display_width(line + piece) > room and line:
            yield " " * indent + line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
    if line:
        yield " " * indent + line.rstrip()


def _pieces(text: str, room: int) -> Iterable[str]:
    """Where a line may break: after a Chinese character or a space, never before punctuation."""
    piece = ""
    for index, character in enumerate(text):
        piece += character
        following = text[index + 1 : index + 2]
        breaks = character == " " or display_width(character) == 2
        if breaks and following not in _NEVER_FIRST:
            yield piece
            piece = ""
    yield from wrap(piece, room) if display_width(piece) > room else ([piece] if piece else [])


_NEVER_FIRST = tuple("，。、；：）”》！？…")


_CLOSE_UP = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")
"""A space beside a Chinese character: rich would break a cell's lines there, and only there."""


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
