"""Workbooks that chance or malice sends in: broken, lying, oversized, or no workbook at all."""

import io
import os
import random
import struct
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
BOOK = "xl/workbook.xml"

Maker = Callable[[bytes, random.Random], bytes]


def cut_short(sound: bytes, chance: random.Random) -> bytes:
    return sound[: chance.randrange(1, len(sound) - 30)]


def nothing(_sound: bytes, _chance: random.Random) -> bytes:
    return b""


def noise(_sound: bytes, chance: random.Random) -> bytes:
    return chance.randbytes(20_000)


def noise_behind_a_head(sound: bytes, chance: random.Random) -> bytes:
    return sound[:64] + chance.randbytes(20_000)


def spoiled_bits(sound: bytes, chance: random.Random) -> bytes:
    """Bits turned in the packed bytes of the first sheet: its checksum no longer fits."""
    with zipfile.ZipFile(io.BytesIO(sound)) as package:
        part = package.getinfo(SHEET)
    begin = part.header_offset + 30 + len(SHEET)
    data = bytearray(sound)
    for _ in range(8):
        data[begin + chance.randrange(part.compress_size)] ^= 1 << chance.randrange(8)
    return bytes(data)


def text_as_workbook(_sound: bytes, _chance: random.Random) -> bytes:
    return "编号,姓名\n001,张三\n".encode("gb18030")


def other_office_file(_sound: bytes, _chance: random.Random) -> bytes:
    """A package without a workbook: as a Word document renamed."""
    return _packed({"word/document.xml": b"<w:document/>", "[Content_Types].xml": b"<Types/>"})


def old_office_head(_sound: bytes, chance: random.Random) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + chance.randbytes(8_000)


def bomb(sound: bytes, _chance: random.Random) -> bytes:
    """One part that inflates to 400 MB."""
    return _with(sound, SHEET, b"<!--" + b" " * (400 << 20) + b"-->")


def bomb_that_lies(sound: bytes, _chance: random.Random) -> bytes:
    """One part that inflates to 60 MB and says that it is of 1,000 bytes."""
    data = bytearray(_with(sound, SHEET, b"<!--" + b" " * (60 << 20) + b"-->"))
    at = data.index(SHEET.encode(), data.index(b"PK\x01\x02")) - 46
    data[at + 24 : at + 28] = struct.pack("<I", 1000)
    return bytes(data)


def billion_laughs(sound: bytes, _chance: random.Random) -> bytes:
    names = "abcdefghij"
    entities = '<!ENTITY a "haha">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names)
    )
    markup = f"<?xml version='1.0'?><!DOCTYPE sst [{entities}]><sst><si><t>&j;</t></si></sst>"
    return _with(sound, STRINGS, markup.encode())


def file_of_the_machine(sound: bytes, _chance: random.Random) -> bytes:
    markup = (
        "<?xml version='1.0'?><!DOCTYPE sst [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
        "<sst><si><t>&e;</t></si></sst>"
    )
    return _with(sound, STRINGS, markup.encode())


def nested(sound: bytes, _chance: random.Random) -> bytes:
    return _with(sound, SHEET, b"<worksheet>" + b"<x>" * 300_000 + b"</worksheet>")


def endless_rows(sound: bytes, _chance: random.Random) -> bytes:
    """A cell in the last row and column, and a million rows that hold nothing."""
    rows = "".join(f'<row r="{number}" spans="1:1"/>' for number in range(1, 1_000_001))
    last = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    markup = f"<worksheet xmlns='{_SHEETS}'><sheetData>{rows}{last}</sheetData></worksheet>"
    return _with(sound, SHEET, markup.encode())


def no_such_text(sound: bytes, _chance: random.Random) -> bytes:
    cell = '<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>'
    markup = f"<worksheet xmlns='{_SHEETS}'><sheetData>{cell}</sheetData></worksheet>"
    return _with(sound, SHEET, markup.encode())


def half_a_sheet(sound: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(sound)) as package:
        markup = package.read(SHEET)
    return _with(sound, SHEET, markup[: chance.randrange(200, len(markup) - 40)])


def no_sheets(sound: bytes, _chance: random.Random) -> bytes:
    return _with(sound, BOOK, f"<workbook xmlns='{_SHEETS}'><sheets/></workbook>".encode())


def a_part_twice(sound: bytes, _chance: random.Random) -> bytes:
    held = io.BytesIO(sound)
    with zipfile.ZipFile(held, "a") as package:
        package.writestr(SHEET.upper(), b"<worksheet/>")
    return held.getvalue()


def ten_thousand_parts(sound: bytes, _chance: random.Random) -> bytes:
    held = io.BytesIO(sound)
    with zipfile.ZipFile(held, "a") as package:
        for number in range(20_000):
            package.writestr(f"xl/media/{number}.png", b"")
    return held.getvalue()


def out_of_its_folder(sound: bytes, _chance: random.Random) -> bytes:
    """No sheet of its own, and parts that want to be written elsewhere."""
    held = io.BytesIO(no_sheets(sound, _chance))
    with zipfile.ZipFile(held, "a") as package:
        package.writestr("../../../../tmp/pinshi-was-here", b"x")
    return held.getvalue()


def another_table(_sound: bytes, chance: random.Random) -> bytes:
    import xlsxwriter

    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sheet1")
        for row in range(200):
            sheet.write_row(row, 0, [chance.random() for _ in range(50)])
    return held.getvalue()


MAKERS: tuple[Maker, ...] = (
    cut_short,
    nothing,
    noise,
    noise_behind_a_head,
    spoiled_bits,
    text_as_workbook,
    other_office_file,
    old_office_head,
    bomb,
    bomb_that_lies,
    billion_laughs,
    file_of_the_machine,
    nested,
    endless_rows,
    no_such_text,
    half_a_sheet,
    no_sheets,
    a_part_twice,
    ten_thousand_parts,
    out_of_its_folder,
    another_table,
)

_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def put_among(folder: Path, sound: bytes, many: int, chance: random.Random) -> list[Path]:
    """So many hostile files below `folder`, each kind in turn; a pipe and a dead link first."""
    folder.mkdir(parents=True, exist_ok=True)
    pipe, link = folder / "管道.xlsx", folder / "断链.xlsx"
    os.mkfifo(pipe)
    link.symlink_to(folder / "没有这个文件.xlsx")
    made = [pipe, link][:many]
    for number in range(many - len(made)):
        maker = MAKERS[number % len(MAKERS)]
        path = folder / f"{number:03d}-{maker.__name__}.xlsx"
        path.write_bytes(maker(sound, chance))
        made.append(path)
    return made


def _with(sound: bytes, name: str, data: bytes) -> bytes:
    """The package with one part replaced."""
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(sound)) as source,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.namelist():
            target.writestr(part, data if part == name else source.read(part))
    return held.getvalue()


def _packed(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return held.getvalue()
