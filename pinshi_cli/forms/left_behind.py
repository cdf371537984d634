"""What of a template does not come along into the documents, so that nobody misses it silently."""

from collections.abc import Iterator, Sequence

from pinshi_cli.forms.office import Rel, rels_of
from pinshi_cli.forms.tree import Element, parse_tree
from pinshi_cli.forms.xlsx_book import names_of
from pinshi_cli.forms.xlsx_source import KEPT, is_own_list, is_own_look, names_in
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.sheets.package import Package

_LINKS = "文字照留；要给人看网址的，把网址写成文字。"
_LISTS = "把选项直接写进“数据验证”里，用英文逗号隔开。"
_NOTHING_TO_DO = "不影响填表和打印的，不用处理。"

_SHEET: dict[str, tuple[str, str]] = {
    "protectedRanges": ("“允许编辑区域”", "用“保护工作表”；锁定的格子照留。"),
    "scenarios": ("“方案”", _NOTHING_TO_DO),
    "customSheetViews": ("“自定义视图”", _NOTHING_TO_DO),
    "dataConsolidate": ("“合并计算”的设置", _NOTHING_TO_DO),
    "webPublishItems": ("“发布为网页”的设置", _NOTHING_TO_DO),
    "cellWatches": ("监视的单元格", _NOTHING_TO_DO),
}
_UNSEEN = frozenset(
    ("dimension", "sheetCalcPr", "sortState", "phoneticPr", "smartTags", "hyperlinks",
     "customProperties", "legacyDrawing", "extLst")
)  # fmt: skip
"""What no one sees on paper, and what is told of in another way (or refused)."""

_BOOK = {
    "workbookProtection": "“保护工作簿结构”",
    "fileSharing": "打开或修改的密码",
    "customWorkbookViews": "“自定义视图”",
}
_RELS = {
    "printerSettings": "打印机的设置（里面有打印机的名称；纸张、方向、缩放照留）",
    "customProperty": "工作表的自定义属性",
}
_EXTENSIONS = {
    "conditionalFormattings": "新版条件格式（数据条、图标等）",
    "dataValidations": "选项取自别的工作表的下拉列表",
    "sparklineGroups": "迷你图",
    "slicerList": "切片器",
    "protectedRanges": "“允许编辑区域”",
    "ignoredErrors": "",
}
_SETTINGS = {
    "documentProtection": "“限制编辑”的保护",
    "writeProtection": "修改密码",
    "mailMerge": "邮件合并的设置",
}


def left_in_book(file: str, package: Package, main: str) -> Iterator[Diagnostic]:
    """A warning for each thing in a workbook that does not come along."""
    book = parse_tree(package.read(main))
    rels = {rel.id: rel for rel in rels_of(package, main)}
    names, lost = names_of(book)
    for name in lost:
        hint = "名称只许指向本工作簿里的一块单元格；没有用到的不用处理。"
        yield _left(f"名称“{name}”", Place(file), hint)
    for child in book.elements:
        # openpyxl writes these without anything in them
        if child.local in _BOOK and (child.attributes or child.children):
            yield _left(_BOOK[child.local], Place(file), "做出的表需要保护的，另外设。")
    for index, sheet in enumerate(book.all("sheet")):
        rel = rels.get(sheet.get("id"))
        if rel is not None and rel.kind == "worksheet" and rel.target in package:
            place = Place(file, sheet.get("name"))
            root = parse_tree(package.read(rel.target))
            yield from _left_in_sheet(root, place, names_in(names, index), lost)
            yield from _left_links(rels_of(package, rel.target), place)


def _left_in_sheet(
    root: Element, where: Place, names: frozenset[str], lost: Sequence[str]
) -> Iterator[Diagnostic]:
    for child in root.elements:
        if child.local in KEPT or child.local in _UNSEEN:
            continue
        what, hint = _SHEET.get(child.local, (f"{child.local} 这样的内容", _NOTHING_TO_DO))
        yield _left(what, where, hint)
    for link in root.all("hyperlink"):
        yield _left(f"{link.get('ref')} 的超链接", where, _LINKS)
    yield from _left_rules(root, where, names, lost)
    yield from _left_extensions(root, where)


def _left_rules(
    root: Element, where: Place, names: frozenset[str], lost: Sequence[str]
) -> Iterator[Diagnostic]:
    """Lists and conditional formats that lean on what does not come along."""
    validations = root.child("dataValidations")
    for rule in validations.elements if validations else ():
        if not is_own_list(rule, names):
            yield _left(f"{rule.get('sqref')} 的数据验证（它要看别的工作表或名称）", where, _LISTS)
    for formats in (each for each in root.elements if each.local == "conditionalFormatting"):
        if any(not is_own_look(rule, lost) for rule in formats.elements):
            what = f"{formats.get('sqref')} 的条件格式（它要看别的工作表或名称）"
            yield _left(what, where, "把条件改成只看本工作表。")


def _left_extensions(root: Element, where: Place) -> Iterator[Diagnostic]:
    extensions = root.child("extLst")
    for extension in extensions.all("ext") if extensions else ():
        for inner in extension.elements:
            what = _EXTENSIONS.get(inner.local, f"{inner.local} 这样的内容")
            if what:
                yield _left(what, where, "改用老式的写法，或不用。")


def _left_links(rels: Sequence[Rel], where: Place) -> Iterator[Diagnostic]:
    for kind in dict.fromkeys(rel.kind for rel in rels):
        if kind in _RELS:
            yield _left(_RELS[kind], where, _NOTHING_TO_DO)


def left_in_word(file: str, package: Package, main: str) -> Iterator[Diagnostic]:
    """A warning for each setting of a Word document that does not come along."""
    for rel in rels_of(package, main):
        if rel.kind == "settings" and not rel.external:
            for child in parse_tree(package.read(rel.target)).elements:
                if child.local in _SETTINGS:
                    hint = "做出的表需要保护的，另外设。"
                    yield _left(_SETTINGS[child.local], Place(file, key="文档设置"), hint)


def _left(what: str, where: Place, hint: str) -> Diagnostic:
    message = f"模板里{what}不会带到做出的表里"
    return Diagnostic("T936", Severity.WARNING, message, where, hint)
