"""The family names inside a font file (TrueType, OpenType, a collection of them)."""

import struct
from collections.abc import Callable, Iterator

Read = Callable[[int, int], bytes]
"""Reads so many bytes of a file from a place."""

_FAMILY, _TYPOGRAPHIC_FAMILY = 1, 16
_ROMAN, _WINDOWS, _UNICODE = 1, 3, 0
_MAX_FACES, _MAX_TABLES, _MAX_TABLE = 64, 200, 1 << 20
_ENCODINGS = {(_WINDOWS, 3): "gbk", (_WINDOWS, 4): "big5", (_ROMAN, 25): "gbk"}


def families_in(read: Read) -> frozenset[str]:
    """Every family name, in all its languages. A file that is no font has none."""
    try:
        return frozenset(name for face in _faces(read) for name in _families(read, face) if name)
    except (struct.error, UnicodeDecodeError):
        return frozenset()


def _faces(read: Read) -> Iterator[int]:
    """Where each face of the file begins."""
    if read(0, 4) != b"ttcf":
        yield 0
        return
    (count,) = struct.unpack(">L", read(8, 4))
    faces = min(count, _MAX_FACES)
    yield from struct.unpack(f">{faces}L", read(12, 4 * faces))


def _families(read: Read, face: int) -> Iterator[str]:
    (tables,) = struct.unpack(">H", read(face + 4, 2))
    for at in range(min(tables, _MAX_TABLES)):
        tag, _, begin, size = struct.unpack(">4s3L", read(face + 12 + 16 * at, 16))
        if tag == b"name":
            yield from _names(read(begin, min(size, _MAX_TABLE)))


def _names(table: bytes) -> Iterator[str]:
    _, count, texts = struct.unpack(">3H", table[:6])
    for at in range(count):
        record = table[6 + 12 * at : 18 + 12 * at]
        platform, encoding, _, kind, size, begin = struct.unpack(">6H", record)
        if kind in {_FAMILY, _TYPOGRAPHIC_FAMILY}:
            text = table[texts + begin : texts + begin + size]
            yield text.decode(_encoding(platform, encoding), "ignore").strip("\0 ")


def _encoding(platform: int, encoding: int) -> str:
    if (platform, encoding) in _ENCODINGS:
        return _ENCODINGS[platform, encoding]
    return "utf-16-be" if platform in {_WINDOWS, _UNICODE} else "mac_roman"
