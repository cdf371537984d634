"""A template as paper: its fonts, what will not fit, what does not come along, its pages."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pinshi_cli.forms import sheet_fit, word_fit
from pinshi_cli.forms.fonts import Fonts, fonts_of_sheets, fonts_of_word, missing_fonts
from pinshi_cli.forms.left_behind import left_in_book, left_in_word
from pinshi_cli.forms.office import rels_of
from pinshi_cli.forms.page_estimate import pages_of_sheets, pages_of_word
from pinshi_cli.forms.sheet_layout import sheet_layouts
from pinshi_cli.forms.tree import parse_tree
from pinshi_cli.forms.word_layout import word_layout
from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.sheets.ooxml import main_part
from pinshi_cli.sheets.package import Package


class Pages(NamedTuple):
    """On how many pages a form comes, filled in as usual and with the most that it may hold.

    Either is None where it could not be filled in. `people`: how many stand on it, where it is a
    list. `estimated` says why the pages are only reckoned; empty where they were printed.
    """

    usual: int | None
    longest: int | None
    people: tuple[int, int] | None = None
    estimated: str = ""


def on_paper(file: str, data: bytes, fonts: Fonts) -> Iterator[Diagnostic]:
    """What is to be said of a template that compiles."""
    package = Package(data)
    main = main_part(package)
    if _is_word(main):
        layout = word_layout(package, main)
        yield from missing_fonts(file, fonts_of_word(layout), fonts, _others(package, main))
        yield from word_fit.misfits(file, layout)
        yield from left_in_word(file, package, main)
        return
    layouts = sheet_layouts(package, main)
    yield from missing_fonts(file, fonts_of_sheets(layouts), fonts, {})
    yield from sheet_fit.misfits(file, layouts)
    yield from left_in_book(file, package, main)


def estimated_pages(data: bytes) -> int:
    """About how many pages a finished document has."""
    package = Package(data)
    main = main_part(package)
    if _is_word(main):
        return pages_of_word(word_layout(package, main))
    return pages_of_sheets(sheet_layouts(package, main))


def _is_word(main: str) -> bool:
    return main.lower().endswith("document.xml")


def _others(package: Package, main: str) -> Mapping[str, str]:
    """The fonts that a Word document itself names for those that lack."""
    tables = [rel for rel in rels_of(package, main) if rel.kind == "fontTable"]
    found = {}
    for rel in tables:
        for font in parse_tree(package.read(rel.target)).all("font"):
            other = font.child("altName")
            if other is not None:
                found[font.get("name")] = other.get("val")
    return found
