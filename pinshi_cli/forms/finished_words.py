"""The texts of certain elements of an XML part: comments, shapes, headers and footers."""

from pinshi_cli.sheets.markup import Attributes, Handlers, parse
from pinshi_cli.sheets.package import Package


class Words(Handlers):
    """Gathers what stands in the `blocks`, elements of these names."""

    def __init__(self, *blocks: str) -> None:
        self.blocks = frozenset(blocks)
        self.found: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.ref = ""
        self.depth = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if name in self.blocks:
            self.depth += 1
            self.words, self.ref = [], attributes.get("ref", "")

    def end(self, name: str) -> None:
        if name in self.blocks:
            self.depth -= 1
            self.found.append((self.ref, "".join(self.words).strip()))

    def text(self, text: str) -> None:
        if self.depth:
            self.words.append(text)

    @property
    def said(self) -> list[tuple[str, str]]:
        """The texts that are not empty, each with what it refers to."""
        return [(ref, said) for ref, said in self.found if said]


def words_of(package: Package, part: str, *blocks: str) -> list[tuple[str, str]]:
    """What stands in such elements of a part, with the cell that each refers to."""
    words = Words(*blocks)
    parse(package.chunks(part), words)
    return words.said
