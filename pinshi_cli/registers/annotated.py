"""The copy of a register that goes back to its unit: faulty cells coloured and commented.

The parts of the workbook are edited where they must be, never read into a model and written anew:
what is not about a finding stays byte for byte what it was. A copy that was returned before loses
the marks of what is mended, and never gets one twice.
"""

from collections.abc import Mapping, Sequence
from itertools import count

from pinshi_cli.model.diagnostic import Severity
from pinshi_cli.registers.annotated_book import TYPES, Frame, Relations, with_title
from pinshi_cli.registers.annotated_list import (
    MENDED,
    Problem,
    level_column,
    listed_in,
    note_at,
)
from pinshi_cli.registers.annotated_notes import Notes, boxes
from pinshi_cli.registers.annotated_page import Page
from pinshi_cli.registers.annotated_sheet import SheetMarks, deselected
from pinshi_cli.registers.annotated_styles import Styles
from pinshi_cli.registers.contract import FINDINGS
from pinshi_cli.sheets.archive import Base, Part, new_part, part_of
from pinshi_cli.sheets.cells import Workbook
from pinshi_cli.sheets.grid import Address
from pinshi_cli.sheets.ooxml import main_part
from pinshi_cli.sheets.package import Package

KINDS = ("xlsx", "xlsm")
"""The kinds whose own form is kept; of others the copy has the values."""

_APP = "docProps/app.xml"
_LEVEL = 6
_THREAD = "（这一格有对话式批注，新版 Excel 里意见只在这张表上。）"


def annotated_copy(data: bytes, book: Workbook, problems: Sequence[Problem]) -> bytes:
    """The workbook `data`, which was read as `book`, with these findings marked in it.

    `data` is in the clear and of one of `KINDS`. Raises a `Fault` where its parts cannot be edited.
    """
    return _Copy(Package(data), book, problems).whole()


class _Copy:
    """One copy in the making; `_changed` are the parts that are no longer what they were."""

    def __init__(self, package: Package, book: Workbook, problems: Sequence[Problem]) -> None:
        self.package, self.book = package, book
        self.problems = list(problems)
        self._frame = Frame(package, main_part(package))
        self._changed: dict[str, bytes] = {}
        listed = listed_in(book)
        self._list = listed[0].name if listed else self._new_name()
        self._is_new = listed is None
        self._before = listed[1] if listed else []
        self._merged = {sheet.name: sheet.merged for sheet in book.sheets if sheet.merged}
        self._cells = self._by_cell()
        relations = self._frame.relations
        at = relations.of_kind("styles")
        if at not in package:
            at = self._frame.new_part("styles", "styles{}.xml")
            relations.add("styles", at, strict=self._frame.strict)
        self._styles_at = at
        known = package.read(at) if at in package else None
        self._styles = Styles(known, self._frame.namespace, returned=listed is not None)
        if listed:
            data = package.read(self._frame.parts[self._list])
            self._styles.learn(SheetMarks(data, self._styles).styles_in(level_column(listed[0])))

    def whole(self) -> bytes:
        """The copy as a file."""
        frame = self._frame
        for name, part in frame.parts.items():
            if name != self._list:
                self._sheet(name, part)
        for kind, part in frame.relations.targets.values():
            if kind in {"chartsheet", "dialogsheet"} and part in self.package:
                self._change(part, deselected(self.package.read(part)))
        self._page()
        frame.open_at(self._list)
        self._changed[self._styles_at] = self._styles.xml()
        self._change(frame.main, frame.book.done())
        self._change(frame.relations.part, frame.relations.xml())
        self._change(TYPES, frame.types_xml())
        return self._packed()

    # -- one sheet ---------------------------------------------------------------------------

    def _sheet(self, name: str, part: str) -> None:
        cells = self._cells.get(name, {})
        own = {at: [self.problems[each] for each in indexes] for at, indexes in cells.items()}
        relations = Relations(self.package, part)
        old = self.package.read(part)
        marks = SheetMarks(old, self._styles)
        marks.mark({at: _worst(found) for at, found in own.items()}, self._looks(name))
        threads: set[Address] = set()
        if own or relations.of_kind("comments"):
            threads = self._notes(own, relations, marks)
            self._change(relations.part, relations.xml())
        self._remember(cells, marks.covered, threads)
        if (new := marks.done()) != old:
            self._changed[part] = new

    def _notes(
        self, own: Mapping[Address, list[Problem]], relations: Relations, marks: SheetMarks
    ) -> set[Address]:
        """Comments and their boxes; the cells whose comment is a conversation."""
        frame = self._frame
        at = relations.of_kind("comments")
        old = self.package.read(at) if at else None
        notes = Notes(old, frame.namespace)
        xml = notes.write({address: note_at(found) for address, found in own.items()})
        if xml == old:
            return notes.threads
        if not at:
            at = frame.new_part("comments", "comments{}.xml")
            relations.add("comments", at, strict=frame.strict)
        self._changed[at] = xml
        _, drawn = relations.targets.get(marks.drawing, ("", ""))
        has_boxes = drawn in self.package
        if not has_boxes:
            drawn = frame.new_part("vmlDrawing", "drawings/vmlDrawing{}.vml")
            marks.link_notes(
                relations.add("vmlDrawing", drawn, strict=frame.strict), strict=frame.strict
            )
        number = len(self._changed)
        self._changed[drawn] = boxes(self.package.read(drawn) if has_boxes else None, notes, number)
        return notes.threads

    def _by_cell(self) -> dict[str, dict[Address, list[int]]]:
        """Where the findings stand in the list, by sheet and by the cell that shows them."""
        found: dict[str, dict[Address, list[int]]] = {}
        for index, each in enumerate(self.problems):
            if each.cell and each.state != MENDED:
                cells = found.setdefault(each.sheet, {})
                cells.setdefault(self._seen(each), []).append(index)
        return found

    def _looks(self, name: str) -> dict[Address, str]:
        """The cells of a sheet that a copy returned before lists, and what its marks cover."""
        listed = (each for each in self._before if each.cell and each.sheet == name)
        return {self._seen(each): each.look for each in listed}

    def _seen(self, found: Problem) -> Address:
        """The cell itself, or that of its merged area which is seen."""
        for top, left, bottom, right in self._merged.get(found.sheet, ()):
            if top <= found.row <= bottom and left <= found.column <= right:
                return top, left
        return found.row, found.column

    def _remember(
        self,
        cells: Mapping[Address, list[int]],
        covered: Mapping[Address, str],
        threads: set[Address],
    ) -> None:
        """Note in the list what the marks cover, and where a comment cannot be read by all."""
        for address, indexes in cells.items():
            for index in indexes:
                each = self.problems[index]
                hint = each.hint + _THREAD * (address in threads)
                self.problems[index] = each._replace(look=covered.get(address, ""), hint=hint)

    # -- the rest of the workbook --------------------------------------------------------------

    def _page(self) -> None:
        """The sheet of findings, in place of the one from before."""
        frame = self._frame
        if self._is_new:
            part = frame.add_sheet(self._list)
            if _APP in self.package:
                self._change(_APP, with_title(self.package.read(_APP), self._list))
        else:
            part = frame.parts[self._list]
        hidden = [sheet.name for sheet in self.book.sheets if sheet.hidden]
        page = Page(self._styles, [name for name in frame.parts if name != self._list])
        self._changed[part] = page.xml(self.problems, hidden, frame.namespace)

    def _new_name(self) -> str:
        """问题清单, or with a number where the unit has such a sheet of its own."""
        taken = {name.casefold() for name in self._frame.order}
        names = (f"{FINDINGS}({number})" if number > 1 else FINDINGS for number in count(1))
        return next(name for name in names if name not in taken)

    def _change(self, part: str, data: bytes) -> None:
        """Note a part as changed, if it is."""
        if part not in self.package or data != self.package.read(part):
            self._changed[part] = data

    def _packed(self) -> bytes:
        """The file: what is unchanged still compressed as it was, in its old order."""
        new = {_key(name): (name, data) for name, data in self._changed.items()}
        parts: list[Part] = []
        for name in self.package.names:
            changed = new.pop(_key(name), None)
            if changed is None:
                parts.append(part_of(name, self.package.packed(name)))
            else:
                parts.append(new_part(name, changed[1], _LEVEL))
        parts += [new_part(name, data, _LEVEL) for name, data in new.values()]
        return Base(parts).with_parts([])


def _worst(found: Sequence[Problem]) -> Severity:
    return min((each.severity for each in found), key=list(Severity).index)


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
