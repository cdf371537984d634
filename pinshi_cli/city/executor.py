"""How work on many items is run: a chunk of items in, what became of each out.

The work itself is a picklable function. A process that does the work calls it once; what it gives
back is called for each item, so that whatever is heavy is made once.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

DIED, SLOW, MEMORY, FAULT = "died", "slow", "memory", "fault"
"""How an item is lost: its worker died of it, it took too long, memory ran out, our own fault."""

More = Callable[[float], None]
"""more(seconds): the item asks for so much time from now on. Who cannot count it may ignore it."""


class Lost(NamedTuple):
    """Why an item came to nothing. `detail` is technical, without anything of the data."""

    how: str
    detail: str = ""


class Done(NamedTuple, Generic[Item, Result]):
    """What became of one item: its result, or how it was lost."""

    item: Item
    result: Result | None
    lost: Lost | None = None


Working = Callable[[Item, More], Result]
"""Does the work on one item, in a process that does many."""

Work = Callable[[], Working[Item, Result]]
"""Called once in each process that works; picklable."""


class Executor(Protocol):
    """Runs work on chunks of items, wherever that is.

    Every item comes back exactly once, in any order, as soon as it is done: one that kills or
    blocks its worker is lost alone, and the rest of its chunk is done by another.
    """

    def run(
        self, work: Work[Item, Result], chunks: Iterable[Sequence[Item]]
    ) -> Iterator[Done[Item, Result]]: ...


def chunks_of(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in their order, `size` at a time."""
    chunk: list[Item] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


MOST = 32
"""So many items are in a chunk at most."""

LITTLE = 512 << 10
"""So many bytes of registers are done by one worker before another has begun."""


def chunk_size(items: int, jobs: int, size: int = LITTLE) -> int:
    """So many at a time that a chunk earns its way there, and the last ones end together.

    `size` is how many bytes they are together: a few small ones are one chunk, for one worker.
    """
    if size < LITTLE and items <= MOST:
        return max(1, items)
    return max(1, min(MOST, items // (jobs * 8)))
