"""What every .docx template has around its text: parts, fonts, the page number at the foot."""

import io
import zipfile
from xml.sax.saxutils import escape

MADE_ON = (2020, 1, 1, 0, 0, 0)
TITLE, BLACK, SONG = "方正小标宋_GBK", "黑体", "仿宋_GB2312"
FALLBACKS = {TITLE: "宋体", BLACK: "SimHei", SONG: "仿宋"}
"""The font to take where one is not installed."""

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "application/vnd.openxmlformats-package.relationships+xml"
P = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def packed(document: str, *, many: bool) -> bytes:
    """The file; of a form with `many` copies in one print file a page is not counted out of all."""
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _links([("officeDocument", "word/document.xml")]),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _links(
            [("styles", "styles.xml"), ("fontTable", "fontTable.xml"), ("footer", "footer1.xml")]
        ),
        "word/styles.xml": _styles(),
        "word/fontTable.xml": _fonts(),
        "word/footer1.xml": _footer(many=many),
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name, said in parts.items():
            entry = zipfile.ZipInfo(name, MADE_ON)
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, said)
    return held.getvalue()


def run(said: str, font: str, size: int) -> str:
    """A run of text; a tab in it is one."""
    if not said:
        return ""
    texts = (
        f'<w:t xml:space="preserve">{escape(each)}</w:t>' * bool(each) for each in said.split("\t")
    )
    return (
        f'<w:r><w:rPr><w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}"/>'
        f'<w:sz w:val="{2 * size}"/><w:szCs w:val="{2 * size}"/></w:rPr>'
        f"{'<w:tab/>'.join(texts)}</w:r>"
    )


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

    total = f"{run('　共 ', SONG, 10)}{field('NUMPAGES')}{run(' 页', SONG, 10)}"
    return (
        f'{HEAD}<w:ftr {W}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{run("第 ", SONG, 10)}'
        f"{field('PAGE')}{run(' 页', SONG, 10)}{'' if many else total}"
        f"</w:p></w:ftr>"
    )
