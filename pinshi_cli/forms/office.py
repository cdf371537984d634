"""What .xlsx and .docx packages share: relations, types of parts, what is copied as it is."""

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from pinshi_cli.forms.marks import Wrong, has_marks
from pinshi_cli.forms.tree import DECLARATION, parse_tree, quoted
from pinshi_cli.model.diagnostic import Diagnostic, Place
from pinshi_cli.sheets.archive import Part, part_of
from pinshi_cli.sheets.package import Package

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES_PART = "[Content_Types].xml"
_TEXT = re.compile(rb">([^<]+)<")


class Rel(NamedTuple):
    """One relation of a part; `target` is a part's name, or an address outside."""

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """The last word of its type."""
        return self.type.rpartition("/")[2]


def rels_part(source: str) -> str:
    """The part that holds a part's relations."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def rels_of(package: Package, source: str) -> list[Rel]:
    """A part's relations, in order."""
    part = rels_part(source)
    if part not in package:
        return []
    found = []
    for each in parse_tree(package.read(part)).elements:
        target, external = each.get("Target"), each.get("TargetMode") == "External"
        if not external:
            folder = posixpath.dirname(source)
            target = posixpath.normpath(posixpath.join("/" + folder, unquote(target))).lstrip("/")
        found.append(Rel(each.get("Id"), each.get("Type"), target, external))
    return found


def rels_xml(rels: Iterable[Rel]) -> bytes:
    """Relations as a part; none of them leads outside."""
    lines = "".join(
        f'<Relationship Id="{quoted(rel.id)}" Type="{quoted(rel.type)}" '
        f'Target="/{quoted(rel.target)}"/>'
        for rel in rels
    )
    return f'{DECLARATION}<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'.encode()


def office_rel(number: int, kind: str, target: str) -> Rel:
    """A relation of one of Office's own kinds."""
    return Rel(f"rId{number}", f"{_OFFICE}/{kind}", target)


class Types:
    """The content types of a package's parts."""

    def __init__(self, package: Package) -> None:
        self._by_name: dict[str, str] = {}
        self._by_extension: dict[str, str] = {}
        for each in parse_tree(package.read(_TYPES_PART)).elements:
            if each.local == "Override":
                self._by_name[each.get("PartName").lstrip("/").lower()] = each.get("ContentType")
            else:
                self._by_extension[each.get("Extension").lower()] = each.get("ContentType")

    def of(self, part: str) -> str:
        extension = part.rpartition(".")[2].lower()
        return self._by_name.get(part.lower()) or self._by_extension.get(extension, "")

    def xml(self, parts: Mapping[str, str]) -> bytes:
        """The part that says the type of each of these parts (name to type)."""
        defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml"}
        defaults |= self._by_extension
        lines = [
            f'<Default Extension="{quoted(key)}" ContentType="{quoted(value)}"/>'
            for key, value in defaults.items()
        ]
        lines += [
            f'<Override PartName="/{quoted(name)}" ContentType="{quoted(type_)}"/>'
            for name, type_ in parts.items()
            if defaults.get(name.rpartition(".")[2].lower()) != type_
        ]
        return f'{DECLARATION}<Types xmlns="{_TYPES}">{"".join(lines)}</Types>'.encode()


class Copied:
    """Parts taken over as they are, each with those that it needs (pictures, fonts)."""

    def __init__(self, package: Package, file: str, faults: list[Diagnostic]) -> None:
        self.package, self.file, self.faults = package, file, faults
        self.parts: dict[str, Part] = {}

    def add(self, name: str, inner: Sequence[str] = ()) -> None:
        """Take over a part and, of what it points at, the parts of these kinds."""
        if name in self.parts:
            return
        self.parts[name] = part_of(name, self.package.packed(name))
        if name.lower().endswith((".xml", ".vml")):
            self._look_through(name)
        rels = rels_of(self.package, name)
        for rel in rels:
            if rel.external or rel.kind not in inner:
                self.faults.append(foreign(rel, Place(file=self.file)))
                continue
            self.add(rel.target)
        if rels:
            links = rels_part(name)
            self.parts[links] = part_of(links, self.package.packed(links))

    def _look_through(self, name: str) -> None:
        """A mark in a part that is only copied would be printed as it stands."""
        for match in _TEXT.finditer(self.package.read(name)):
            text = match[1].decode("utf-8", "replace")
            if has_marks(text):
                hint = "只认单元格、段落、表格、页眉页脚里的占位符；移到那里去。"
                message = f"“{text.strip()[:30]}”在文本框、脚注或图形里，填不到"
                self.faults.append(Wrong("T905", message, hint).at(Place(file=self.file)))


_NAMES = {
    "vbaProject": "宏",
    "comments": "批注",
    "threadedComment": "批注",
    "commentsExtended": "批注",
    "hyperlink": "指向外面的链接",
    "image": "链接到外面的图片",
    "table": "“表格”（套用表格格式）",
    "pivotTable": "数据透视表",
    "chart": "图表",
    "oleObject": "嵌入的对象",
    "package": "嵌入的文件",
    "control": "控件",
    "externalLink": "指向别的工作簿的链接",
    "aFChunk": "嵌入的文件",
    "subDocument": "子文档",
    "frame": "框架",
}


def foreign(rel: Rel, place: Place) -> Diagnostic:
    """The fault that a template holds what no form needs."""
    what = _NAMES.get(rel.kind, f"{rel.kind} 这样的内容")
    hint = "在 Excel、Word 或 WPS 里删掉它（表格转为普通区域），再保存。"
    return Wrong("T906", f"模板里有{what}，不能用", hint).at(place)
