"""How many pages a PDF has."""

import re
import zlib
from collections.abc import Iterator

_PAGE = re.compile(rb"/Type\s*/Page\b")
_PACKED = re.compile(
    rb"<<(?:[^<>]|<<[^<>]*>>)*?/Type\s*/ObjStm(?:[^<>]|<<[^<>]*>>)*>>\s*stream\r?\n"
)


def pages_of(data: bytes) -> int:
    """The number of page objects, those in packed objects too; 0 where it is no PDF."""
    if not data.startswith(b"%PDF"):
        return 0
    return len(_PAGE.findall(data)) + sum(len(_PAGE.findall(each)) for each in _unpacked(data))


def _unpacked(data: bytes) -> Iterator[bytes]:
    for match in _PACKED.finditer(data):
        try:
            yield zlib.decompressobj().decompress(data[match.end() :], 64 << 20)
        except zlib.error:
            continue  # packed in another way, which LibreOffice never does
