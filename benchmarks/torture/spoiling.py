"""Somebody changes the bytes of a ledger's file."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.torture import checks
from benchmarks.torture.places import Server, folder
from benchmarks.torture.seen import Seen
from benchmarks.torture.tampering import by_sql, judged, made
from pinshi_cli.ledger.address import Address

_PAGE = 4096


def all_tampering(share: int, server: Server | None = None) -> Iterator[Seen]:
    """A `share`-th of a thousand by SQL, and of a thousand in the bytes (SQLite)."""
    with folder() as place:
        yield by_sql(-(-1000 // share), place, server)
    if server is None:
        with folder() as place:
            yield by_bytes(-(-1000 // share), place)


def by_bytes(times: int, place: Path) -> Seen:
    """Random changes of the file's bytes."""
    chance = random.Random(20260412)  # noqa: S311 (a game, no secret)
    sound = Address(place / "sound.db")
    head = made(sound)
    before = checks.content_at(sound)
    assert sound.path is not None
    data = sound.path.read_bytes()
    happened: Counter[str] = Counter()
    faults: list[str] = []
    done = 0
    path = place / "tampered.db"
    while done < times:
        name, spoil = chance.choice(SPOILINGS)
        path.write_bytes(spoil(bytearray(data), chance))
        done += judged(Address(path), head, before, name, happened, faults)
        for left in place.glob("tampered*"):
            left.unlink()
    return Seen("改动文件的字节", done, happened, tuple(faults))


def flip(data: bytearray, chance: random.Random) -> bytes:
    """Some single bits."""
    for _ in range(chance.choice((1, 1, 1, 3, 20))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def overwrite(data: bytearray, chance: random.Random) -> bytes:
    """A stretch of noise, of zeros or of spaces."""
    size = chance.choice((1, 8, 100, _PAGE))
    at = chance.randrange(len(data) - size)
    data[at : at + size] = chance.choice((bytes(size), b" " * size, chance.randbytes(size)))
    return bytes(data)


def swap_pages(data: bytearray, chance: random.Random) -> bytes:
    """Two pages change places, or one lies over another."""
    one, other = (_PAGE * each for each in chance.sample(range(len(data) // _PAGE), 2))
    first, second = data[one : one + _PAGE], data[other : other + _PAGE]
    data[one : one + _PAGE] = second
    if chance.random() < 0.5:
        data[other : other + _PAGE] = first
    return bytes(data)


def shorten(data: bytearray, chance: random.Random) -> bytes:
    """The end of the file is missing, or all of it."""
    return bytes(data[: chance.choice((0, 100, chance.randrange(len(data))))])


def reword(data: bytearray, chance: random.Random) -> bytes:
    """A grade written over with another of the same length, where it stands in the file."""
    word, other = (each.encode() for each in chance.sample(["较好", "一般", "较差"], 2))
    places = []
    at = data.find(word)
    while at >= 0:
        places.append(at)
        at = data.find(word, at + 1)
    at = chance.choice(places)
    data[at : at + len(word)] = other
    return bytes(data)


SPOILINGS: tuple[tuple[str, Callable[[bytearray, random.Random], bytes]], ...] = (
    ("翻转几位", flip),
    ("盖掉一段", overwrite),
    ("页换位", swap_pages),
    ("截短", shorten),
    ("改字", reword),
)
