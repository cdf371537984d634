"""The sheet 问题清单 of a workbook that is returned, as a part of its own."""

from collections.abc import Collection, Sequence

from pinshi_cli.model.diagnostic import column_letters
from pinshi_cli.registers.annotated_list import (
    HEADING_ROW,
    LEVEL,
    LOOK,
    MENDED,
    STATE,
    Problem,
    columns_of,
    rows_of,
    title_of,
)
from pinshi_cli.registers.annotated_styles import Styles
from pinshi_cli.registers.annotated_xml import DECLARATION, attribute, text_xml

_GUIDE = (
    "错误（红底）要改好，警告（黄底）请核对，提示（蓝底）供参考；改法也写在各单元格的批注里。"
    "点“单元格”一列可以跳过去。",
    "改好后送回这份登记簿。颜色、批注和这张表不影响计算，不用删。",
)
_WIDTHS = {
    "序号": 6,
    LEVEL: 7,
    "工作表": 14,
    "单元格": 9,
    "编号": 10,
    "姓名": 10,
    "问题": 46,
    "改法": 46,
    "代码": 8,
    STATE: 10,
    LOOK: 6,
}
_MOST_LINKS, _TALLEST = 65_000, 400
"""Excel takes a few more links on a sheet, and a row a few points taller."""


class Page:
    """The rows and links of the sheet; every text is a text, whatever it begins with."""

    def __init__(self, styles: Styles, sheets: Collection[str]) -> None:
        self._styles, self._sheets = styles, sheets
        self._links: list[str] = []

    def xml(self, problems: Sequence[Problem], hidden: Collection[str], namespace: str) -> bytes:
        heads = columns_of(problems)
        rows = [self._row(1, [title_of(problems)], ["title"])]
        rows += [self._row(at, [line], ["line"]) for at, line in enumerate(_GUIDE, start=2)]
        looks = ["look" if each == LOOK else "head" for each in heads]
        rows.append(self._row(HEADING_ROW, heads, looks, heads))
        said = zip(problems, rows_of(problems, hidden), strict=True)
        for number, (problem, row) in enumerate(said, start=HEADING_ROW + 1):
            looks = ["look" if each == LOOK else "text" for each in heads]
            if problem.state != MENDED:
                looks[heads.index(LEVEL)] = str(problem.severity)
            linked = heads.index("单元格" if problem.cell else "工作表")
            if problem.sheet in self._sheets and len(self._links) < _MOST_LINKS:
                looks[linked] = "link"
                self._link(f"{column_letters(linked + 1)}{number}", problem)
            rows.append(self._row(number, row, looks, heads))
        widths = "".join(
            f'<col min="{at}" max="{at}" width="{_WIDTHS[each]}" customWidth="1"/>'
            for at, each in enumerate(heads, start=1)
        )
        links = f"<hyperlinks>{''.join(self._links)}</hyperlinks>" if self._links else ""
        return (
            f'{DECLARATION}<worksheet xmlns="{namespace}">'
            f'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView '
            f'showGridLines="0" tabSelected="1" workbookViewId="0"><pane ySplit="{HEADING_ROW}" '
            f'topLeftCell="A{HEADING_ROW + 1}" activePane="bottomLeft" state="frozen"/>'
            f'<selection pane="bottomLeft"/></sheetView></sheetViews>'
            f'<sheetFormatPr defaultRowHeight="18"/>'
            f"<cols>{widths}</cols><sheetData>{''.join(rows)}</sheetData>{links}"
            f'<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" '
            f'footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
            f"<headerFooter><oddFooter>&amp;C&amp;P/&amp;N</oddFooter></headerFooter></worksheet>"
        ).encode()

    def _row(
        self,
        number: int,
        values: Sequence[str | int],
        looks: Sequence[str],
        heads: Sequence[str] = (),
    ) -> str:
        cells = "".join(
            self._cell(f"{column_letters(at)}{number}", value, look)
            for at, (value, look) in enumerate(zip(values, looks, strict=True), start=1)
        )
        height = min(18 * max(map(_lines, values, heads)), _TALLEST) if heads else 24
        return f'<row r="{number}" ht="{height}" customHeight="1">{cells}</row>'

    def _cell(self, place: str, value: str | int, look: str) -> str:
        style = self._styles.of_list(look)
        if isinstance(value, int):
            return f'<c r="{place}" s="{style}"><v>{value}</v></c>'
        if not value:
            return f'<c r="{place}" s="{style}"/>'
        text = f'<t xml:space="preserve">{text_xml(value)}</t>'
        return f'<c r="{place}" s="{style}" t="inlineStr"><is>{text}</is></c>'

    def _link(self, place: str, problem: Problem) -> None:
        sheet = problem.sheet.replace("'", "''")
        to = attribute(f"'{sheet}'!{problem.cell or 'A1'}")
        self._links.append(f'<hyperlink ref="{place}" location="{to}"/>')


def _lines(value: str | int, heading: str) -> int:
    """How many lines a text takes in its column; what notes the ground is not wrapped."""
    if heading == LOOK:
        return 1
    room = _WIDTHS[heading] - 1
    paragraphs = str(value).split("\n")
    return sum(1 + (sum(1 + (each > "\xff") for each in line) - 1) // room for line in paragraphs)
