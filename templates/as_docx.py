"""A form as a .docx template: WordprocessingML, written out."""

import io
import zipfile
from xml.sax.saxutils import escape

from templates.blocks import LONG, Block, Cell, Form, Gap, Line, Mark, Para, Row, Table, Title

MADE_ON = (2020, 1, 1, 0, 0, 0)
TITLE, BLACK, SONG = "方正小标宋_GBK", "黑体", "仿宋_GB2312"
FALLBACKS = {TITLE: "宋体", BLACK: "SimHei", SONG: "仿宋"}
"""The font to take where one is not installed."""

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "application/vnd.openxmlformats-package.relationships+xml"
P = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""

LOOKS = {
    "label": ("center", "center"),
    "head": ("center", "center"),
    "text": ("center", "center"),
    "number": ("center", "center"),
    "score": ("center", "center"),
    "left": ("left", "center"),
    "long": ("left", "top"),
    "sign": ("right", "bottom"),
}
"""How a cell's style lies: across, and up and down."""


def as_docx(form: Form) -> bytes:
    """The document: A4, a page number at the foot of each page."""
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _links([("officeDocument", "word/document.xml")]),
        "word/document.xml": _document(form),
        "word/_rels/document.xml.rels": _links(
            [("styles", "styles.xml"), ("fontTable", "fontTable.xml"), ("footer", "footer1.xml")]
        ),
        "word/styles.xml": _styles(),
        "word/fontTable.xml": _fonts(),
        "word/footer1.xml": _footer(many=form.many),
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name, said in parts.items():
            entry = zipfile.ZipInfo(name, MADE_ON)
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, said)
    return held.getvalue()


def _document(form: Form) -> str:
    body = "".join(_block(block, form) for block in form.blocks)
    spaces = f'{W} xmlns:r="{R}"'
    return f"{HEAD}<w:document {spaces}><w:body>{body}{_page(form)}</w:body></w:document>"


def _page(form: Form) -> str:
    width, height = (297, 210) if form.landscape else (210, 297)
    turned = ' w:orient="landscape"' if form.landscape else ""
    top, right, bottom, left = (37, 26, 35, 28) if form.letter else (20, 20, 20, 20)
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="rId3"/>'
        f'<w:pgSz w:w="{_twips(width)}" w:h="{_twips(height)}"{turned}/>'
        f'<w:pgMar w:top="{_twips(top)}" w:right="{_twips(right)}" w:bottom="{_twips(bottom)}" '
        f'w:left="{_twips(left)}" w:header="{_twips(12)}" w:footer="{_twips(12)}" w:gutter="0"/>'
        f"</w:sectPr>"
    )


def _block(block: Block, form: Form) -> str:
    match block:
        case Title(said):
            return "".join(_line(each, "center", TITLE, 20, 560) for each in said.split("\n"))
        case Line(said, align):
            return _line(said, align, SONG, 11, 0)
        case Para(said, style):
            font = BLACK if style == "heading" else SONG
            align = "right" if style == "close" else "left"
            indent = 640 if style in ("body", "heading") else 0
            return _line(said, align, font, 16, 560, indent)
        case Gap(height):
            spacing = f'<w:spacing w:line="{_twips(height)}" w:lineRule="exact"/>'
            return f"<w:p><w:pPr>{spacing}</w:pPr></w:p>"
        case Mark(said):
            return _line(said, "left", SONG, 11, 0)
        case Table(rows):
            return _table(rows, form.widths)


def _line(
    said: str, align: str, font: str, size: int, exact: int, indent: int = 0, keep: str = ""
) -> str:
    """A paragraph; `exact` and `indent` in twips, 0 for none; `keep` with the next one."""
    spacing = f'<w:spacing w:line="{exact}" w:lineRule="atLeast"/>' if exact else ""
    first = f'<w:ind w:firstLine="{indent}" w:firstLineChars="200"/>' if indent else ""
    look = f'{keep}{spacing}{first}<w:jc w:val="{align}"/>'
    return f"<w:p><w:pPr>{look}</w:pPr>{_run(said, font, size)}</w:p>"


def _run(said: str, font: str, size: int) -> str:
    if not said:
        return ""
    return (
        f'<w:r><w:rPr><w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}"/>'
        f'<w:sz w:val="{2 * size}"/><w:szCs w:val="{2 * size}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(said)}</w:t></w:r>'
    )


def _table(rows: tuple[Row | Mark, ...], widths: tuple[float, ...]) -> str:
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
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
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
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
        overleaf = row.overleaf and not column
        said.append(_cell(cell, _width(widths, column, cell.span), merge, overleaf=overleaf))
        column += cell.span
    column = below()
    head = "<w:tblHeader/>" if row.head else ""
    whole = "" if row.height >= LONG else "<w:cantSplit/>"
    height = f'<w:trHeight w:val="{_twips(row.height)}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr>{whole}{height}{head}</w:trPr>{''.join(said)}</w:tr>"


def _cell(cell: Cell, width: int, merge: str = "", *, overleaf: bool = False) -> str:
    across, down = LOOKS[cell.style]
    font = BLACK if cell.style in ("label", "head") else SONG
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    open_ = {"long": "bottom", "sign": "top"}.get(cell.style)
    border = f'<w:tcBorders><w:{open_} w:val="nil"/></w:tcBorders>' if open_ else ""
    keep = "<w:keepNext/>" if cell.style == "long" else "<w:pageBreakBefore/>" * overleaf
    said = "".join(_line(each, across, font, 11, 0, keep=keep) for each in cell.text.split("\n"))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{border}'
        f'<w:vAlign w:val="{down}"/></w:tcPr>{said}</w:tc>'
    )


def _width(widths: tuple[float, ...], first: int, span: int) -> int:
    return _twips(sum(widths[first : first + span]))


def _twips(millimetres: float) -> int:
    return round(millimetres * TWIPS)


def _types() -> str:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        "document": "document.main",
        "styles": "styles",
        "fontTable": "fontTable",
        "footer1": "footer",
    }
    said = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{main}.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{LINKS}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{said}</Types>'
    )


def _links(links: list[tuple[str, str]]) -> str:
    said = "".join(
        f'<Relationship Id="rId{place}" Type="{R}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(links, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{P}">{said}</Relationships>'


def _styles() -> str:
    fonts = f'w:ascii="{SONG}" w:eastAsia="{SONG}" w:hAnsi="{SONG}" w:cs="Times New Roman"'
    return (
        f"{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        f'<w:sz w:val="22"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault/></w:docDefaults>"
        f'<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
        f"</w:style></w:styles>"
    )


def _fonts() -> str:
    said = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        f'<w:family w:val="auto"/></w:font>'
        for name, other in FALLBACKS.items()
    )
    return f"{HEAD}<w:fonts {W}>{said}</w:fonts>"


def _footer(*, many: bool) -> str:
    def field(code: str) -> str:
        return (
            f'<w:fldSimple w:instr=" {code} "><w:r><w:rPr><w:sz w:val="20"/></w:rPr>'
            f"<w:t>1</w:t></w:r></w:fldSimple>"
        )

    total = f"{_run('　共 ', SONG, 10)}{field('NUMPAGES')}{_run(' 页', SONG, 10)}"
    return (
        f'{HEAD}<w:ftr {W}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{_run("第 ", SONG, 10)}'
        f"{field('PAGE')}{_run(' 页', SONG, 10)}{'' if many else total}"
        f"</w:p></w:ftr>"
    )
