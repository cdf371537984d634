"""Pages rendered from templates of our own: every value escaped, nothing a document cannot hold."""

import io
import re
import zipfile
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

_UNPRINTABLE = re.compile("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_MADE_ON = (2020, 1, 1, 0, 0, 0)
"""The time stamp within a .docx: the same values give the same bytes."""

_PARTS = {
    "[Content_Types].xml": "docx-types.xml",
    "_rels/.rels": "docx-package.xml",
    "word/styles.xml": "docx-styles.xml",
    "word/_rels/document.xml.rels": "docx-links.xml",
}
"""The parts that every .docx has, each with the page that renders it."""


def rendered(page: str, **values: object) -> str:
    """A page of `pages/` with these values."""
    return _pages().get_template(page).render(**values)


def word_document(page: str, **values: object) -> bytes:
    """A .docx whose text is the page."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name, each in {**_PARTS, "word/document.xml": page}.items():
            entry = zipfile.ZipInfo(name, _MADE_ON)
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, rendered(each, **values))
    return held.getvalue()


def _pages() -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    def load(name: str) -> str:
        folder = resources.files("pinshi_cli.reports").joinpath("pages")
        return folder.joinpath(name).read_text(encoding="utf-8")

    return Environment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: _UNPRINTABLE.sub("", value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
