"""The parts of a document of ours, read from its bytes; what is as it was need not be read again.

Only zip files of the plain form that `sheets.archive` writes are taken, and every word of theirs is
checked: local headers against the directory, sizes and checksums against the bytes. Anything else
is `Unusual`, and for the thorough reading (`finished_file`) to judge.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_UTF8 = 1 << 11
_DEFLATED = 8
_FEED = 1 << 16
MAX_PART = 64 << 20
"""A part that inflates to more is read the thorough way, which has its own limits."""


class Unusual(Exception):
    """A document that is not of the form in which we write."""


class Entry(NamedTuple):
    """A part as the directory has it: `said` is all of that but the place, `body` lies there."""

    said: bytes
    begin: int
    body: int
    end: int
    checksum: int
    size: int


class Parts:
    """The parts of one document. Raises `Unusual`."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.entries: dict[str, Entry] = {}
        if len(data) < _END.size:
            raise Unusual
        sign, disk, disks, here, count, length, begin, note = _END.unpack_from(
            data, len(data) - _END.size
        )
        if (sign, disk, disks, note) != (b"PK\5\6", 0, 0, 0) or here != count:
            raise Unusual
        if begin + length + _END.size != len(data):
            raise Unusual
        place, at = 0, begin
        for _ in range(count):
            name, entry, at = self._entry(at, place)
            self.entries[name] = entry
            place = entry.end
        if len(self.entries) != count or at != begin + length or place != begin:
            raise Unusual

    def _entry(self, at: int, place: int) -> tuple[str, Entry, int]:
        """The part that the directory tells of at `at`; it must lie at `place`."""
        data = self.data
        if at + _CENTRAL.size > len(data) or not data.startswith(b"PK\1\2", at):
            raise Unusual
        found = _CENTRAL.unpack_from(data, at)
        _, _, needs, flags, method, clock, day, checksum, packed, size, length, *rest = found
        if flags != _UTF8 or method != _DEFLATED or rest != [0, 0, 0, 0, 0, place]:
            raise Unusual
        after = at + _CENTRAL.size + length
        name = data[after - length : after]
        head = name.join(
            (
                _LOCAL.pack(
                    b"PK\3\4", needs, flags, method, clock, day, checksum, packed, size, length, 0
                ),
                b"",
            )
        )
        if not data.startswith(head, place):
            raise Unusual
        body = place + len(head)
        said = data[at : at + _CENTRAL.size - 4] + name
        return name.decode(), Entry(said, place, body, body + packed, checksum, size), after

    def packed(self, name: str) -> bytes:
        """A part as it lies there, with its size and checksum: equal ones inflate alike."""
        entry = self.entries[name]
        return self.data[entry.begin + 14 : entry.begin + 26] + self.data[entry.body : entry.end]

    def read(self, name: str) -> bytes:
        """A whole part. Raises `Unusual` where it is not what the directory says."""
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part piece by piece; the last step verifies its size and checksum."""
        entry = self.entries.get(name)
        if entry is None or entry.size > MAX_PART:
            raise Unusual
        inflater = zlib.decompressobj(-15)
        size = checksum = 0
        try:
            for begin in range(entry.body, entry.end, _FEED):
                piece = inflater.decompress(self.data[begin : min(begin + _FEED, entry.end)])
                size += len(piece)
                if size > entry.size:
                    raise Unusual
                checksum = zlib.crc32(piece, checksum)
                yield piece
        except zlib.error as error:
            raise Unusual from error
        if not inflater.eof or inflater.unused_data or (size, checksum) != entry[5:3:-1]:
            raise Unusual


class Frame:
    """All parts of a document but those that are made each time, as they were when last read."""

    def __init__(self, parts: Parts, made: Mapping[str, object]) -> None:
        """Keep the parts, each of which is verified. Raises `Unusual`."""
        self._made = made
        for name in parts.entries.keys() - made.keys():
            for _ in parts.chunks(name):
                pass
        self._kept = {
            name: (entry.said, parts.data[entry.begin : entry.end])
            for name, entry in parts.entries.items()
            if name not in made
        }

    def holds(self, parts: Parts) -> bool:
        """Whether another document has the same frame, byte for byte."""
        if len(parts.entries) != len(self._kept) + len(self._made):
            return False
        entries, data = parts.entries, parts.data
        for name, (said, whole) in self._kept.items():
            entry = entries.get(name)
            if entry is None or entry.said != said or not data.startswith(whole, entry.begin):
                return False
        return all(name in entries for name in self._made)
