"""The parts of a document of ours, read from its bytes; what is as it was need not be read again.

Only zip files of the plain form that `sheets.archive` writes are taken, and every word of theirs is
checked: local headers against the directory, sizes and checksums against the bytes. Anything else
is `Unusual`, and for the thorough reading (`finished_file`) to judge.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
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
    """A part as the directory has it, which takes `told` bytes for it; its `body` lies there."""

    told: int
    begin: int
    body: int
    end: int
    checksum: int
    size: int

    def packed(self, data: bytes) -> bytes:
        """The part as it lies in a document, with its size and checksum."""
        return data[self.begin + 14 : self.begin + 26] + data[self.body : self.end]


class Parts:
    """The parts of one document. Raises `Unusual`."""

    def __init__(self, data: bytes, frame: "Frame | None" = None) -> None:
        """Read the directory; with a `frame` that begins the document, what comes after that."""
        self.data = data
        self.entries: dict[str, Entry] = {} if frame is None else dict(frame.entries)
        count, begin, end = _directory(data)
        place, at = (0, begin) if frame is None else (frame.size, begin + len(frame.directory))
        for _ in range(count - len(self.entries)):
            name, entry, at = self._entry(at, place)
            self.entries[name] = entry
            place = entry.end
        if len(self.entries) != count or at != end or place != begin:
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
        return name.decode(), Entry(after - at, place, body, body + packed, checksum, size), after

    def packed(self, name: str) -> bytes:
        """A part as it lies there, with its size and checksum: equal ones inflate alike."""
        return self.entries[name].packed(self.data)

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


def _directory(data: bytes) -> tuple[int, int, int]:
    """How many parts a document has, where its directory begins and ends. Raises `Unusual`."""
    end = len(data) - _END.size
    if end < 0:
        raise Unusual
    sign, disk, disks, here, count, length, begin, note = _END.unpack_from(data, end)
    if (sign, disk, disks, note) != (b"PK\5\6", 0, 0, 0) or here != count:
        raise Unusual
    if begin + length != end:
        raise Unusual
    return count, begin, end


class Frame:
    """All parts of a document but those that are made each time, as they were when last read.

    They begin the document: as long as the same bytes begin another, its own parts are read alone.
    """

    def __init__(
        self, parts: Parts, made: Mapping[str, object], known: Sequence["Frame"] = ()
    ) -> None:
        """Keep the parts; those that no frame `known` has yet are verified. Raises `Unusual`."""
        self._made = made
        self._count = len(parts.entries)
        self.entries = dict(islice(parts.entries.items(), max(0, self._count - len(made))))
        """The parts that the frame has, in order."""
        if len(self.entries) + len(made) != self._count or self.entries.keys() & made.keys():
            raise Unusual
        self.size = max((entry.end for entry in self.entries.values()), default=0)
        self._head = parts.data[: self.size]
        _, begin, _ = _directory(parts.data)
        told = sum(entry.told for entry in self.entries.values())
        self.directory = parts.data[begin : begin + told]
        for name in self.entries:
            packed = parts.packed(name)
            if not any(each.packed(name) == packed for each in known):
                for _ in parts.chunks(name):
                    pass

    def packed(self, name: str) -> bytes | None:
        """A part as it lies there; none where the frame lacks it."""
        entry = self.entries.get(name)
        return entry and entry.packed(self._head)

    def parts_of(self, data: bytes) -> Parts | None:
        """The parts of another document, where it has the same frame, byte for byte."""
        count, begin, _ = _directory(data)
        if (
            count != self._count
            or not data.startswith(self.directory, begin)
            or not data.startswith(self._head)
        ):
            return None
        parts = Parts(data, self)
        return parts if all(name in parts.entries for name in self._made) else None
