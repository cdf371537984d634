"""A zip package whose directory is not believed: sizes, names and checksums are verified."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from pinshi_cli.sheets.faults import CannotDecrypt, Damaged, TooLarge, Unsafe

CHUNK = 1 << 18  # fits the processor's cache, so that a scan of it is cheap
FEED = 1 << 16
MAX_PARTS = 20_000
MAX_TOTAL = 1 << 30
# Sheets shrink to a tenth or a fiftieth; only a bomb shrinks to a five-hundredth.
MAX_RATIO = 500
RATIO_FROM = 32 << 20

_UNREADABLE = (
    *(zipfile.BadZipFile, struct.error, ValueError, OverflowError, IndexError, OSError),
    NotImplementedError,  # zipfile's own word for a version or a compression that it lacks
)
"""What zipfile raises for a directory that is not sound."""


class Limits(NamedTuple):
    """How far a package may inflate."""

    total: int = MAX_TOTAL
    ratio: int = MAX_RATIO
    ratio_from: int = RATIO_FROM
    parts: int = MAX_PARTS


class Packed(NamedTuple):
    """A part as it lies in the file, still compressed."""

    method: int
    checksum: int
    size: int
    body: bytes


class Package:
    """The parts of a zip file held in memory. Names are found without regard to case."""

    def __init__(self, data: bytes, limits: Limits = Limits()) -> None:  # noqa: B008
        """Check the directory. Raises `Damaged`, `TooLarge`, `Unsafe`."""
        self._data = data
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                entries = archive.infolist()
        except _UNREADABLE as error:
            raise Damaged(str(error)) from error
        if len(entries) > limits.parts:
            raise TooLarge(f"{len(entries)} parts")
        self._parts: dict[str, zipfile.ZipInfo] = {}
        total = 0
        for entry in entries:
            key = _key(entry.filename)
            if key in self._parts:
                # two readers may choose two different parts: nobody knows what was checked
                raise Unsafe(f"part twice: {entry.filename}")
            self._parts[key] = entry
            total += entry.file_size
            if (
                entry.file_size > limits.ratio_from
                and entry.file_size > limits.ratio * entry.compress_size
            ):
                raise TooLarge(f"{entry.filename} inflates to {entry.file_size}")
        if total > limits.total:
            raise TooLarge(f"inflates to {total}")

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._parts

    @property
    def names(self) -> list[str]:
        """The names of all parts, as written."""
        return [entry.filename for entry in self._parts.values()]

    def read(self, name: str) -> bytes:
        """A whole part. Raises `Damaged` where it lacks or is not what the directory says."""
        return b"".join(self.chunks(name))

    def packed(self, name: str) -> Packed:
        """A part still compressed, after it was verified. Raises `Damaged`."""
        for _ in self.chunks(name):
            pass
        entry = self._parts[_key(name)]
        return Packed(entry.compress_type, entry.CRC, entry.file_size, bytes(self._body(entry)))

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part piece by piece; the last step verifies its size and checksum."""
        entry = self._parts.get(_key(name))
        if entry is None:
            raise Damaged(f"no part {name}")
        if entry.flag_bits & 1:
            raise CannotDecrypt(f"{name} is encrypted")
        size = checksum = 0
        for piece in self._inflate(entry):
            size += len(piece)
            if size > entry.file_size:
                raise Unsafe(f"{name} is larger than it says")
            checksum = zlib.crc32(piece, checksum)
            yield piece
        if size != entry.file_size or checksum != entry.CRC:
            raise Damaged(f"{name} is not whole")

    def _inflate(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        body = self._body(entry)
        if entry.compress_type == zipfile.ZIP_STORED:
            for start in range(0, len(body), CHUNK):
                yield bytes(body[start : start + CHUNK])
            return
        if entry.compress_type != zipfile.ZIP_DEFLATED:
            raise Damaged(f"{entry.filename} is packed by method {entry.compress_type}")
        inflater = zlib.decompressobj(-15)
        try:
            for start in range(0, len(body), FEED):
                waiting: bytes | memoryview = body[start : start + FEED]
                while waiting and not inflater.eof:
                    yield inflater.decompress(waiting, CHUNK)
                    waiting = inflater.unconsumed_tail
            # what is still inside comes out a chunk at a time too
            while not inflater.eof and (piece := inflater.decompress(b"", CHUNK)):
                yield piece
        except zlib.error as error:
            raise Damaged(f"{entry.filename}: {error}") from error
        if not inflater.eof:
            raise Damaged(f"{entry.filename} is cut short")

    def _body(self, entry: zipfile.ZipInfo) -> memoryview:
        header = self._data[entry.header_offset : entry.header_offset + 30]
        if len(header) < 30 or header[:4] != b"PK\x03\x04":
            raise Damaged(f"no local header of {entry.filename}")
        name_length, extra_length = struct.unpack("<HH", header[26:30])
        start = entry.header_offset + 30 + name_length + extra_length
        body = memoryview(self._data)[start : start + entry.compress_size]
        if len(body) < entry.compress_size:
            raise Damaged(f"{entry.filename} is cut short")
        return body


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
