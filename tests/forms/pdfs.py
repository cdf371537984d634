"""PDF files made by hand, object by object, so that nothing but their bytes is believed."""

from collections.abc import Mapping

_TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    b"1 beginbfrange <0000> <FFFF> <0000> endbfrange\n"
    b"endcmap end end"
)
FONT = 3
"""The number of the font object; 4 is its map, pages begin at 10."""


def stream(body: bytes, entries: str = "") -> bytes:
    return f"<< /Length {len(body)} {entries} >>\nstream\n".encode() + body + b"\nendstream"


def text(value: str) -> str:
    """A text of a dictionary: UTF-16 in hex."""
    return f"<FEFF{value.encode('utf-16-be').hex()}>"


def lines(*said: str) -> bytes:
    """What shows these lines, one below the other."""
    shown = "".join(f"<{each.encode('utf-16-be').hex()}> Tj 0 -20 Td\n" for each in said)
    return f"BT /F1 12 Tf 50 800 Td\n{shown}ET".encode()


def pdf(
    *pages: bytes,
    page: str = "",
    root: str = "",
    info: Mapping[str, str] | None = None,
    objects: Mapping[int, bytes] | None = None,
    mapped: bool = True,
) -> bytes:
    """A PDF of these page contents. `page`, `root` are further entries of every page, the root.

    `objects` are further objects from number 100 on; without `mapped` the font's codes stand
    for shapes alone.
    """
    kids = " ".join(f"{10 + 2 * i} 0 R" for i in range(len(pages)))
    to_unicode = "/ToUnicode 4 0 R" if mapped else ""
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H "
        f"{to_unicode} /DescendantFonts [5 0 R] >>"
    )
    child = (
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    )
    said = " ".join(f"/{key} {text(value)}" for key, value in (info or {}).items())
    found = {
        1: f"<< /Type /Catalog /Pages 2 0 R {root} >>".encode(),
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        FONT: font.encode(),
        4: stream(_TO_UNICODE),
        5: child.encode(),
        6: f"<< {said} >>".encode(),
        **(objects or {}),
    }
    for i, content in enumerate(pages):
        found[10 + 2 * i] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {11 + 2 * i} 0 R "
            f"/Resources << /Font << /F1 {FONT} 0 R >> /XObject << {_pictures(objects)} >> >> "
            f"{page} >>"
        ).encode()
        found[11 + 2 * i] = stream(content)
    return _file(found)


def _pictures(objects: Mapping[int, bytes] | None) -> str:
    return " ".join(f"/X{n} {n} 0 R" for n, said in (objects or {}).items() if b"/Image" in said)


def _file(found: Mapping[int, bytes]) -> bytes:
    data = b"%PDF-1.7\n"
    places = {}
    for number, body in sorted(found.items()):
        places[number] = len(data)
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(
        f"{number} 1\n{place:010d} 00000 n \n" for number, place in sorted(places.items())
    )
    start = len(data)
    size = max(found) + 1
    data += f"xref\n0 1\n0000000000 65535 f \n{table}".encode()
    return (
        data
        + (
            f"trailer\n<< /Size {size} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{start}\n%%EOF\n"
        ).encode()
    )


PICTURE = stream(b"\0", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8")
