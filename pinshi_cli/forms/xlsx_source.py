"""An .xlsx template as it lies in the file: what is compiled, what is copied, what is refused."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pinshi_cli.forms.marks import Wrong, has_marks
from pinshi_cli.forms.office import Copied, Rel, Types, foreign, rels_of, rels_part
from pinshi_cli.forms.sandbox import Closed
from pinshi_cli.forms.tree import DECLARATION, Element, as_xml, parse_tree
from pinshi_cli.forms.xlsx_book import EVERYWHERE, PrintName, names_of
from pinshi_cli.forms.xlsx_cells import SheetSource
from pinshi_cli.forms.xlsx_looks import Looks
from pinshi_cli.forms.xlsx_sheet import SheetTemplate, compile_sheet
from pinshi_cli.model.diagnostic import Diagnostic, Place, Refusal
from pinshi_cli.sheets.archive import Part, new_part
from pinshi_cli.sheets.package import Package

KEPT = frozenset(
    (
        "sheetPr",
        "sheetViews",
        "sheetFormatPr",
        "cols",
        "sheetData",
        "sheetProtection",
        "autoFilter",
        "mergeCells",
        "conditionalFormatting",
        "dataValidations",
        "printOptions",
        "pageMargins",
        "pageSetup",
        "headerFooter",
        "rowBreaks",
        "colBreaks",
        "ignoredErrors",
        "drawing",
        "legacyDrawingHF",
    )
)
_LEFT_BEHIND = frozenset(("printerSettings", "hyperlink", "customProperty", "vmlDrawing"))
_DRAWN = {"drawing": "drawing", "legacyDrawingHF": "vmlDrawing"}
_BOOK_REFUSED = frozenset(("vbaProject", "externalLink"))
_OWN_VALUES = re.compile(r'".*"|[$A-Z\d:,.\-]+', re.DOTALL)
_RULES = frozenset(("dataValidations", "conditionalFormatting"))
MAX_SHEETS = 20


class Drawing(NamedTuple):
    """What a sheet draws: pictures, or the pictures of its header. Each sheet has its own."""

    rel: Rel
    data: bytes
    links: bytes | None
    type: str


class Sheet(NamedTuple):
    """A sheet of the template, with what it draws."""

    template: SheetTemplate
    drawings: tuple[Drawing, ...]


class Source(NamedTuple):
    """A template that was read: `shared` are the parts (name to type) that all documents share."""

    sheets: tuple[Sheet, ...]
    names: tuple[PrintName, ...]
    parts: tuple[Part, ...]
    shared: dict[str, str]
    rels: tuple[Rel, ...]
    types: Types


def read_source(file: str, package: Package, main: str, closed: Closed) -> Source:
    """Read and compile. Raises `Refusal` with every fault, or a `Fault` of the file itself."""
    return _Reader(file, package, main, closed).source()


class _Reader:
    def __init__(self, file: str, package: Package, main: str, closed: Closed) -> None:
        self.file, self.package, self.main, self.closed = file, package, main, closed
        self.faults: list[Diagnostic] = []
        self.rels = rels_of(package, main)
        self.types = Types(package)
        self.copied = Copied(package, file, self.faults)
        self.by_kind = {rel.kind: rel for rel in self.rels if not rel.external}
        styles, strings = self.by_kind.get("styles"), self.by_kind.get("sharedStrings")
        self.looks = Looks(package.read(styles.target) if styles else None)
        self.strings = parse_tree(package.read(strings.target)) if strings else None

    def source(self) -> Source:
        book = parse_tree(self.package.read(self.main))
        if ":" in book.name:
            hint = "用 Excel 或 WPS 打开，另存为 .xlsx 后再用。"
            raise Refusal(self._fault("T901", "模板的写法认不出", hint))
        properties = book.child("workbookPr")
        if properties is not None and properties.get("date1904") in {"1", "true"}:
            hint = "在 Excel 选项的“高级”里取消“使用 1904 日期系统”。"
            self.faults.append(self._fault("T906", "模板用的是 1904 日期系统", hint))
        self.faults += [
            foreign(rel, Place(file=self.file)) for rel in self.rels if rel.kind in _BOOK_REFUSED
        ]
        names, lost = names_of(book)
        listed = list(book.all("sheet"))
        if len(listed) > MAX_SHEETS:
            hint = f"最多 {MAX_SHEETS} 张；拆成几个模板。"
            raise Refusal(self._fault("T901", f"模板有 {len(listed)} 张工作表", hint))
        sheets = tuple(self._sheet(index, each, names, lost) for index, each in enumerate(listed))
        theme = self.by_kind.get("theme")
        if theme:
            self.copied.add(theme.target, ("image",))
        if self.faults:
            raise Refusal(*dict.fromkeys(self.faults))
        if not any(sheet.template.skeleton.fields for sheet in sheets):
            hint = "在要填的地方写 {{ 姓名 }} 这样的占位符。"
            raise Refusal(self._fault("T902", "模板里没有占位符", hint))
        shared = tuple(r for r in self.rels if r.kind in {"styles", "sharedStrings", "theme"})
        parts = (*self.copied.parts.values(), *self._changed())
        known = {name: self.types.of(name) for name in self.copied.parts}
        known |= {rel.target: self.types.of(rel.target) for rel in shared}
        return Source(sheets, tuple(names), parts, known, shared, self.types)

    def _sheet(self, index: int, listed: Element, names: list[PrintName], lost: list[str]) -> Sheet:
        name = listed.get("name")
        if listed.get("state", "visible") != "visible":
            hint = "取消隐藏后删掉它，再保存。"
            self.faults.append(self._fault("T906", f"模板里有隐藏的工作表“{name}”", hint))
        rel = next((r for r in self.rels if r.id == listed.get("id")), None)
        if rel is None or rel.kind != "worksheet" or rel.external:
            hint = "删掉图表页、宏表，再保存。"
            raise Refusal(self._fault("T906", f"“{name}”不是普通的工作表", hint))
        root = parse_tree(self.package.read(rel.target))
        rels = {each.id: each for each in rels_of(self.package, rel.target)}
        wanted = {e.get("id"): _DRAWN[e.local] for e in root.elements if e.local in _DRAWN}
        place = Place(file=self.file, sheet=name)
        drawings = []
        for each in rels.values():
            if each.id in wanted and not each.external:
                drawings.append(self._drawing(each))
            elif each.kind not in _LEFT_BEHIND:
                self.faults.append(foreign(each, place))
        _strip(root, names_in(names, index), lost)
        extents = [
            ref for each in names if each.sheet == index and each.prints for ref in each.ranges
        ]
        strings = self.strings.elements if self.strings else ()
        source = SheetSource(self.file, name, root, strings, extents)
        template = compile_sheet(source, self.closed, self.looks, self.faults)
        return Sheet(template, tuple(drawings))

    def _drawing(self, rel: Rel) -> Drawing:
        self.copied.add(rel.target, ("image",))
        del self.copied.parts[rel.target]
        links = rels_part(rel.target)
        self.copied.parts.pop(links, None)
        return Drawing(
            rel,
            self.package.read(rel.target),
            self.package.read(links) if links in self.package else None,
            self.types.of(rel.target),
        )

    def _changed(self) -> list[Part]:
        """Styles and strings, with what was added, and without the marks."""
        found = []
        styles, strings = self.by_kind.get("styles"), self.by_kind.get("sharedStrings")
        if styles:
            data = self.looks.xml() or self.package.read(styles.target)
            found.append(new_part(styles.target, data))
        if strings and self.strings is not None:
            for text in self.strings.elements:
                if has_marks(text.text):
                    text.children = [Element("t")]
            found.append(new_part(strings.target, (DECLARATION + as_xml(self.strings)).encode()))
        return found

    def _fault(self, code: str, message: str, hint: str) -> Diagnostic:
        return Wrong(code, message, hint).at(Place(file=self.file))


def _strip(root: Element, names: frozenset[str], lost: Sequence[str]) -> None:
    """Take out of a sheet what no form needs, and what tells of the template's author."""
    root.children = [each for each in root.elements if each.local in KEPT]
    for view in root.all("sheetView"):
        view.attributes.pop("tabSelected", None)
    for properties in root.all("sheetPr"):
        properties.attributes.pop("codeName", None)
    for rules in root.all("dataValidations"):
        rules.children = [rule for rule in rules.elements if is_own_list(rule, names)]
        rules.attributes["count"] = str(len(rules.children))
    for rules in root.all("conditionalFormatting"):
        rules.children = [rule for rule in rules.elements if is_own_look(rule, lost)]
    root.drop(lambda each: each.local in _RULES and not each.children)
    root.drop(lambda each: each.local == "extLst")
    _number_pages(root)


def names_in(names: Sequence[PrintName], index: int) -> frozenset[str]:
    """The clerk's own names that are known on a sheet."""
    return frozenset(
        name.kind for name in names if name.within in (index, EVERYWHERE) and not name.prints
    )


def is_own_list(rule: Element, names: Iterable[str]) -> bool:
    """Whether all that a validation leans on comes along: its own values, cells, known names."""
    return all(_OWN_VALUES.fullmatch(formula) or formula in names for formula in _formulas(rule))


def is_own_look(rule: Element, lost: Iterable[str]) -> bool:
    """Whether a conditional format leans on no other sheet and on no name that is left behind."""
    return not any(
        "!" in bare or any(name in bare for name in lost)
        for bare in (re.sub('"[^"]*"', "", formula) for formula in _formulas(rule))
    )


def _formulas(rule: Element) -> Iterator[str]:
    for each in rule.elements:
        if each.local in {"formula", "formula1", "formula2"}:
            yield each.text.strip()


def _number_pages(root: Element) -> None:
    """Pages count from 1 on each sheet, in a print file too."""
    setup = root.child("pageSetup")
    if setup is None:
        setup = Element("pageSetup")
        after = ("headerFooter", "rowBreaks", "colBreaks", "ignoredErrors", "drawing",
                 "legacyDrawingHF")  # fmt: skip
        at = next(
            (i for i, each in enumerate(root.elements) if each.local in after), len(root.children)
        )
        root.children.insert(at, setup)
    for key in [key for key in setup.attributes if key.endswith(":id")]:
        del setup.attributes[key]
    setup.attributes.setdefault("firstPageNumber", "1")
    setup.attributes["useFirstPageNumber"] = "1"
