"""The properties of an Office file: who made it, who saved it last, for whom."""

from pinshi_cli.forms.finished import PROPERTY, Trace
from pinshi_cli.sheets.markup import Attributes, Handlers, parse
from pinshi_cli.sheets.ooxml import relations
from pinshi_cli.sheets.package import Package

_NAMES = {
    "creator": "作者",
    "lastModifiedBy": "最后保存的人",
    "Company": "单位",
    "Manager": "主管",
    "description": "备注",
    "subject": "主题",
    "keywords": "关键词",
    "category": "类别",
    "contentStatus": "状态",
}

_KINDS = ("core-properties", "extended-properties", "custom-properties")


class _Properties(Handlers):
    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []
        self.name = ""
        self.words: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name in _NAMES:
            self.name, self.words = _NAMES[name], []
        elif name == "property":
            self.name, self.words = f"自定义属性“{attributes.get('name', '')}”", []

    def end(self, name: str) -> None:
        if self.name and (name in _NAMES or name == "property"):
            said = "".join(self.words).strip()
            if said:
                self.found.append((self.name, said))
            self.name = ""

    def text(self, text: str) -> None:
        if self.name:
            self.words.append(text)


def properties_of(package: Package) -> list[Trace]:
    """A trace for each property that says something of people, and each of the maker's own."""
    properties = _Properties()
    for relation in relations(package, "").values():
        if relation.kind in _KINDS and relation.target in package:
            parse(package.chunks(relation.target), properties)
    return [Trace(PROPERTY, f"{name}“{said}”") for name, said in properties.found]
