"""A template of a clerk's, .xlsx or .docx: compiled once, rendered for each person."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from pinshi_cli.forms.said import Sayings
from pinshi_cli.forms.sandbox import Filter
from pinshi_cli.forms.skeleton import Field
from pinshi_cli.model.diagnostic import refuse
from pinshi_cli.sheets.faults import Fault
from pinshi_cli.sheets.ooxml import main_part
from pinshi_cli.sheets.package import Limits, Package
from pinshi_cli.sheets.refusals import refusal_of

MAX_FILE = 10 << 20
_LIMITS = Limits(total=64 << 20, parts=500)


class PrintFile(Protocol):
    """A print file, made along with the single documents of the same people."""

    def add(self, values: Mapping[str, object]) -> bytes:
        """One document; its pages come into the print file too. Raises `Refusal` (T907, T908)."""

    def finish(self) -> bytes:
        """The print file: each on sheets or pages of its own, its pages counted from 1."""


class Template(Protocol):
    """A compiled template. `suffix` is that of its documents."""

    name: str
    suffix: str

    @property
    def fields(self) -> list[Field]:
        """Every field that the template reads (人员.姓名), and where."""

    @property
    def sayings(self) -> Sayings:
        """What the template prints on the pages themselves, not above and below them."""

    def render(self, values: Mapping[str, object]) -> bytes:
        """One document. Raises `Refusal` (T907, T908)."""

    def render_many(self, values: Sequence[Mapping[str, object]]) -> bytes:
        """One print file, without the single documents. Raises `Refusal` (T907, T908)."""

    def print_file(self) -> PrintFile:
        """A print file that is begun."""


def compile_template(
    name: str, data: bytes, filters: Mapping[str, Filter] | None = None
) -> Template:
    """Compile a template. Raises `Refusal` with every fault: which template, where, what.

    `filters` are those of `forms.filters`, where none are given.
    """
    if filters is None:
        from pinshi_cli.forms.filters import FILTERS

        filters = FILTERS
    if len(data) > MAX_FILE:
        hint = "缩小图片、删掉空白的行和列，再保存。"
        raise refuse("T901", f"模板超过 {MAX_FILE >> 20} MB", hint, file=name)
    if not data.startswith(b"PK"):
        hint = "用 Excel、Word 或 WPS 打开，另存为 .xlsx 或 .docx（不加密码）。"
        raise refuse("T901", "这不是 .xlsx 或 .docx 文件", hint, file=name)
    try:
        package = Package(data, _LIMITS)
        main = main_part(package)
        if main.lower().endswith("document.xml"):
            from pinshi_cli.forms.docx import DocxTemplate

            return DocxTemplate(name, package, main, filters)
        from pinshi_cli.forms.xlsx import XlsxTemplate

        return XlsxTemplate(name, package, main, filters)
    except Fault as fault:
        raise refusal_of(fault, name) from fault
    except ValueError as error:
        hint = "用 Excel、Word 或 WPS 打开，另存一份再用。"
        raise refuse("T901", "模板里有认不出的内容", hint, file=name) from error
