"""A form as a .docx template: WordprocessingML, written out."""

from templates.blocks import (
    LONG,
    Block,
    Cell,
    Close,
    Form,
    Gap,
    Line,
    Mark,
    Overleaf,
    Para,
    Row,
    Table,
    Title,
)
from templates.docx_package import BLACK, HEAD, SONG, TITLE, R, W, packed, run

TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""

KEEP = "<w:keepNext/>"
SEALED = 2400
"""How far from the right margin the middle of date and signature lies, in twips."""

LOOKS = {
    "label": ("center", "center"),
    "head": ("center", "center"),
    "text": ("center", "center"),
    "number": ("center", "center"),
    "score": ("center", "center"),
    "left": ("left", "center"),
    "long": ("left", "top"),
    "between": ("left", "top"),
    "open": ("center", "center"),
    "sign": ("right", "bottom"),
}
"""How a cell's style lies: across, and up and down."""
OPEN = {"open": ("bottom",), "long": ("bottom",), "between": ("top", "bottom"), "sign": ("top",)}
"""On which sides a cell's style has no line."""


def as_docx(form: Form) -> bytes:
    """The document: A4, a page number at the foot of each page."""
    return packed(_document(form), many=form.many)


def _document(form: Form) -> str:
    body = "".join(
        _block(block, form, _beside(form.blocks, place)) for place, block in enumerate(form.blocks)
    )
    spaces = f'{W} xmlns:r="{R}"'
    return f"{HEAD}<w:document {spaces}><w:body>{body}{_page(form)}</w:body></w:document>"


def _page(form: Form) -> str:
    width, height = (297, 210) if form.landscape else (210, 297)
    turned = ' w:orient="landscape"' if form.landscape else ""
    top, right, bottom, left = (37, 26, 35, 28) if form.letter else (16, 20, 16, 20)
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="rId3"/>'
        f'<w:pgSz w:w="{_twips(width)}" w:h="{_twips(height)}"{turned}/>'
        f'<w:pgMar w:top="{_twips(top)}" w:right="{_twips(right)}" w:bottom="{_twips(bottom)}" '
        f'w:left="{_twips(left)}" w:header="{_twips(12)}" w:footer="{_twips(12)}" w:gutter="0"/>'
        f"</w:sectPr>"
    )


def _beside(blocks: tuple[Block, ...], place: int) -> str:
    """How a block goes with its neighbours: kept with the next, or apart from the one before."""
    block, after = (
        blocks[place],
        [each for each in blocks[place + 1 :] if not isinstance(each, Gap)],
    )
    heading = isinstance(block, Para) and block.style == "heading"
    signed = bool(after) and isinstance(after[0], Close)
    if heading or (signed and isinstance(block, Para | Gap)):
        return KEEP
    below = isinstance(block, Line) and place > 0 and isinstance(blocks[place - 1], Table)
    return '<w:spacing w:before="100"/>' * below


def _block(block: Block, form: Form, beside: str) -> str:
    match block:
        case Title(said):
            size = 22 if form.letter else 20
            return "".join(_line(each, "center", TITLE, size, 600) for each in said.split("\n"))
        case Line(said, align, right):
            stop = f'<w:tabs><w:tab w:val="right" w:pos="{_twips(sum(form.widths))}"/></w:tabs>'
            said = f"{said}\t{right}" if right else said
            return _line(said, align, SONG, 11, 0, look=f"{stop * bool(right)}{beside}")
        case Para(said, style):
            font = BLACK if style == "heading" else SONG
            indent = 640 if style in ("body", "heading") else 0
            return _line(said, "left", font, 16, 560, indent, look=beside)
        case Close(who, when):
            middle = _twips(sum(form.widths)) - SEALED
            stop = f'<w:tabs><w:tab w:val="center" w:pos="{middle}"/></w:tabs>'
            return _line(f"\t{who}", "left", SONG, 16, 560, look=f"{KEEP}{stop}") + _line(
                f"\t{when}", "left", SONG, 16, 560, look=stop
            )
        case Gap(height):
            spacing = f'<w:spacing w:line="{_twips(height)}" w:lineRule="exact"/>'
            return f"<w:p><w:pPr>{beside}{spacing}</w:pPr></w:p>"
        case Overleaf():
            spacing = '<w:spacing w:line="20" w:lineRule="exact"/>'
            return f"<w:p><w:pPr><w:pageBreakBefore/>{spacing}</w:pPr></w:p>"
        case Mark(said):
            return _line(said, "left", SONG, 11, 0)
        case Table(rows):
            return _table(rows, form.widths)


def _line(
    said: str, align: str, font: str, size: int, exact: int, indent: int = 0, look: str = ""
) -> str:
    """A paragraph; `exact` and `indent` in twips, 0 for none; `look` is what else is said of it."""
    spacing = f'<w:spacing w:line="{exact}" w:lineRule="atLeast"/>' if exact else ""
    first = f'<w:ind w:firstLine="{indent}" w:firstLineChars="200"/>' if indent else ""
    look = f'{look}{spacing}{first}<w:jc w:val="{align}"/>'
    return f"<w:p><w:pPr>{look}</w:pPr>{run(said, font, size)}</w:p>"


def _table(rows: tuple[Row | Mark, ...], widths: tuple[float, ...]) -> str:
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 28), ("left", 68), ("bottom", 28), ("right", 68))
    )
    covered: dict[tuple[int, int], Cell] = {}
    said = []
    for index, row in enumerate(rows):
        if isinstance(row, Mark):
            said.append(_mark_row(row.text, widths))
        else:
            said.append(_row(row, index, widths, covered))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(said)}</w:tbl>"
    )


def _mark_row(said: str, widths: tuple[float, ...]) -> str:
    cell = Cell(said, len(widths), "left")
    return f"<w:tr>{_cell(cell, _width(widths, 0, cell.span))}</w:tr>"


def _row(
    row: Row, index: int, widths: tuple[float, ...], covered: dict[tuple[int, int], Cell]
) -> str:
    """A table row; `covered` holds the places that cells above reach down to."""
    column, said = 0, []

    def below() -> int:
        reached = column
        while (index, reached) in covered:
            cell = covered[index, reached]
            width = _width(widths, reached, cell.span)
            said.append(_cell(cell._replace(text=""), width, merge="<w:vMerge/>"))
            reached += cell.span
        return reached

    for cell in row.cells:
        column = below()
        merge = '<w:vMerge w:val="restart"/>' if cell.down > 1 else ""
        covered |= {(index + n, column): cell for n in range(1, cell.down)}
        look = KEEP if row.head or (len(row.cells) == 1 and cell.style == "label") else ""
        said.append(_cell(cell, _width(widths, column, cell.span), merge, look))
        column += cell.span
    column = below()
    head = "<w:tblHeader/>" if row.head else ""
    whole = "" if row.height >= LONG else "<w:cantSplit/>"
    height = f'<w:trHeight w:val="{_twips(row.height)}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr>{whole}{height}{head}</w:trPr>{''.join(said)}</w:tr>"


def _cell(cell: Cell, width: int, merge: str = "", look: str = "") -> str:
    across, down = LOOKS[cell.style]
    font = BLACK if cell.style in ("label", "open", "head") else SONG
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    sides = "".join(f'<w:{side} w:val="nil"/>' for side in OPEN.get(cell.style, ()))
    border = f"<w:tcBorders>{sides}</w:tcBorders>" if sides else ""
    look = KEEP if cell.style == "long" else look
    said = "".join(_line(each, across, font, 11, 0, look=look) for each in cell.text.split("\n"))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{border}'
        f'<w:vAlign w:val="{down}"/></w:tcPr>{said}</w:tc>'
    )


def _width(widths: tuple[float, ...], first: int, span: int) -> int:
    return _twips(sum(widths[first : first + span]))


def _twips(millimetres: float) -> int:
    return round(millimetres * TWIPS)
