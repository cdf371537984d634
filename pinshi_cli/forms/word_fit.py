"""What of a Word template will not fit: lines in paragraphs and rows of an exact height."""

from collections.abc import Iterator

from pinshi_cli.forms.text_room import FOLDED, LEAST_LINE, LONG_TEXT, Needs, needs_of, room_in
from pinshi_cli.forms.word_layout import EXACT, Para, TableRow, WordLayout
from pinshi_cli.forms.xlsx_looks import line_of
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity

_ROUNDING = 1.01
_MILLIMETRE = 72 / 25.4


def misfits(file: str, layout: WordLayout) -> Iterator[Diagnostic]:
    """A warning for each thing that will not fit, with its paragraph or row."""
    for para in layout.paragraphs:
        yield from _low_line(file, para)
    wide: set[str] = set()
    for block in layout.blocks:
        if isinstance(block, Para):
            continue
        yield from _low_row(file, block)
        table = block.spot.partition(" 第")[0]
        if table not in wide:
            found = list(_too_wide(file, table, block, layout.width))
            wide |= {table} if found else set()
            yield from found
        for cell in block.cells:
            yield from _narrow(file, cell)


def _low_line(file: str, para: Para) -> Iterator[Diagnostic]:
    if para.rule == EXACT and para.text.strip() and para.line < para.size * LEAST_LINE:
        message = f"行距固定为 {para.line:g} 磅，放不下 {para.size:g} 磅的字，字会缺上面一截"
        hint = f"行距改为“最小值”，或固定值至少 {line_of(para.size):.0f} 磅。"
        yield _warning("T934", message, _at(file, para.spot), hint)


def _low_row(file: str, row: TableRow) -> Iterator[Diagnostic]:
    """A row that may not grow, too low for a line, or for what a field may hold."""
    said = [para for cell in row.cells for para in cell if para.text.strip()]
    if not row.exact or not said:
        return
    size = max(para.size for para in said)
    if row.height < size * LEAST_LINE:
        message = f"{row.spot}的行高固定为 {row.height:g} 磅，放不下一行 {size:g} 磅的字"
        hint = f"在“表格属性”的“行”里把“固定值”改为“最小值”，或至少设 {line_of(size):.0f} 磅。"
        yield _warning("T934", message, _at(file, row.spot), hint)
        return
    for number, cell in enumerate(row.cells, start=1):
        whole = sum(map(_height, cell))
        needs = max((needs_of(para.text) for para in cell), key=sum_of, default=None)
        if needs is not None and needs.field and row.height * _ROUNDING < whole:
            message = (
                f"行高固定为 {row.height:g} 磅，{needs.field} 最长约 {needs.field_length // 2} "
                f"个字，要 {whole:.0f} 磅，多出来的印不出来"
            )
            hint = "在“表格属性”的“行”里把“固定值”改为“最小值”。"
            yield _warning("T935", message, _at(file, f"{row.spot}第 {number} 格"), hint)


def sum_of(needs: Needs) -> int:
    """How long a text gets altogether."""
    return sum(needs.lines)


def _height(para: Para) -> float:
    lines = needs_of(para.text).folded(room_in(para.width, para.size))
    return lines * (para.line if para.rule == EXACT else para.size * 1.2) + para.around


def _too_wide(file: str, table: str, row: TableRow, room: float) -> Iterator[Diagnostic]:
    if row.width > room * _ROUNDING + _MILLIMETRE:
        message = (
            f"{table}宽 {round(row.width / _MILLIMETRE)} 毫米，页边距之间只有 "
            f"{round(room / _MILLIMETRE)} 毫米，会印出页边"
        )
        hint = "选中表格，“自动调整”选“根据窗口自动调整表格”，或改成横向。"
        yield _warning("T932", message, _at(file, table), hint)


def _narrow(file: str, cell: tuple[Para, ...]) -> Iterator[Diagnostic]:
    """A cell too narrow for a short field."""
    for para in cell:
        needs, room = needs_of(para.text), room_in(para.width, para.size)
        if needs.field and needs.field_length < LONG_TEXT and needs.field_length > FOLDED * room:
            message = (
                f"这一格一行只放得下约 {room // 2} 个字，{needs.field} 最长约 "
                f"{needs.field_length // 2} 个字，会折成 {needs.folded(room)} 行"
            )
            yield _warning("T935", message, _at(file, para.spot), "把这一格加宽。")


def _at(file: str, spot: str) -> Place:
    return Place(file, key=f"正文{spot}")


def _warning(code: str, message: str, where: Place, hint: str) -> Diagnostic:
    return Diagnostic(code, Severity.WARNING, message, where, hint)
