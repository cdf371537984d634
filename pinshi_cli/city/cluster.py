"""Work on a cluster of Dask: chunks go there as bytes, results and outputs come home as bytes.

A worker that is lost loses nothing: Dask does its chunks again elsewhere. A chunk that fails again
and again is split into single items, so that exactly the one at fault is lost.
"""

import logging
import pickle
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Generic

from pinshi_cli.city import outpost
from pinshi_cli.city.executor import DIED, Done, Item, Lost, Result, Work
from pinshi_cli.city.outpost import Kit, Otherwise, Parcel, Seal
from pinshi_cli.model.diagnostic import Refusal, refuse
from pinshi_cli.model.extras import to_install

if TYPE_CHECKING:
    from distributed import Client, Future

PATIENCE = 20.0
"""So long a scheduler may take to answer, and the first worker to come."""

MOST_BYTES = 8 << 20
"""So much goes to a worker at a time."""

AHEAD = 2
"""So many chunks wait for each thread of the cluster."""

RETRIES = 2

_log = logging.getLogger(__name__)

Pack = Callable[[Any], dict[str, bytes]]
Land = Callable[[Any, dict[str, bytes]], None]


class Cluster(Generic[Item, Result]):
    """Runs work at the scheduler's `address`.

    `kit` makes what all chunks share of the work; `pack` the files of an item; `land` is given
    the files of an item's outputs, before it is told of.
    """

    def __init__(
        self, address: str, kit: Callable[[Work[Any, Any]], Kit], pack: Pack, land: Land
    ) -> None:
        self.address = address
        self.kit = kit
        self.pack = pack
        self.land = land

    def run(
        self, work: Work[Item, Result], chunks: Iterable[Sequence[Item]]
    ) -> Iterator[Done[Item, Result]]:
        """See `Executor`. Raises `Refusal` B050–B053."""
        with connected(self.address) as client:
            threads = ready(client, self.address)
            with _on_this_machine():
                kit = pickle.dumps(self.kit(work), pickle.HIGHEST_PROTOCOL)
            shared = client.submit(outpost.keep, kit, key=_key(), pure=False)
            try:
                yield from _Run(client, shared, self).through(chunks, threads * AHEAD)
            finally:
                _dismissed(client)


class _Run(Generic[Item, Result]):
    """A run as the client sees it: the chunks on their way, by future."""

    def __init__(self, client: "Client", shared: "Future", by: Cluster[Item, Result]) -> None:
        self.client = client
        self.shared = shared
        self.by = by
        self.away: dict[Future, list[Item]] = {}
        self.again: deque[Item] = deque()

    def through(self, chunks: Iterable[Sequence[Item]], most: int) -> Iterator[Done[Item, Result]]:
        parcels = self._parcels(chunks)
        more = True
        while more or self.away or self.again:
            if self.again and not self.away:  # alone there, so that no other is taken for it
                item = self.again.popleft()
                self._send([self._parcel(item)])
            while more and not self.again and len(self.away) < most:
                some = next(parcels, None)
                more = some is not None
                if some is not None:
                    self._send(some)
            for future in self._done():
                yield from self._landed(future, self.away.pop(future))

    def _parcels(self, chunks: Iterable[Sequence[Item]]) -> Iterator[list[Parcel]]:
        """The items of a chunk with their files; a chunk of large ones goes in several."""
        for chunk in chunks:
            together: list[Parcel] = []
            size = 0
            for item in chunk:
                parcel = self._parcel(item)
                own = sum(map(len, parcel.files.values()))
                if together and size + own > MOST_BYTES:
                    yield together
                    together, size = [], 0
                together.append(parcel)
                size += own
            if together:
                yield together

    def _parcel(self, item: Item) -> Parcel:
        with _on_this_machine():
            return Parcel(item, self.by.pack(item))

    def _send(self, parcels: list[Parcel]) -> None:
        future = self.client.submit(
            outpost.carry_out,
            self.shared,
            outpost.seal(),
            outpost.packed(parcels),
            key=_key(),
            pure=False,
            retries=RETRIES,
        )
        self.away[future] = [parcel.item for parcel in parcels]

    def _done(self) -> list["Future"]:
        """Those that are done; waits for the first. Raises `Refusal` where nobody works on."""
        from distributed import wait

        idle = 0
        while self.away:
            try:
                with self.client.as_current():
                    return list(wait(list(self.away), PATIENCE, "FIRST_COMPLETED").done)
            except TimeoutError:
                idle = 0 if self.client.nthreads() else idle + 1
                if idle > 1:
                    raise _nobody() from None
        return []

    def _landed(self, future: "Future", items: list[Item]) -> Iterator[Done[Item, Result]]:
        if future.status == "error":
            if len(items) > 1:
                self.again.extend(items)
                return
            fault = future.exception()
            yield Done(items[0], None, Lost(DIED, type(fault).__name__))
            return
        answer = future.result()
        future.release()
        if isinstance(answer, Otherwise):
            raise _otherwise([answer.seal])
        for outcome in outpost.unpacked(answer):
            item = items[outcome.at]
            if outcome.lost is None:
                with _on_this_machine():
                    self.by.land(item, outcome.files)
            yield Done(item, outcome.result, outcome.lost)


def threads_of(address: str) -> int:
    """How many chunks are worked on at a time there. Raises `Refusal` B050–B053."""
    with connected(address) as client:
        return ready(client, address)


@contextmanager
def connected(address: str) -> Iterator["Client"]:
    """A client of the scheduler. Raises `Refusal` B050, B051, and B053 where it is lost."""
    try:
        import dask
        import distributed
    except ImportError:
        hint = f"{to_install('cluster')}；或不写 --cluster，在本机做。"
        raise refuse("B050", "没有安装 dask.distributed", hint) from None
    _be_quiet()
    unlimited = {"distributed.admin.large-graph-warning-threshold": "1GB"}
    with dask.config.set(unlimited):
        try:
            client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
        except Exception as error:  # of Dask's threads, of any kind: there is no cluster to use
            hint = "核对地址（如 tcp://scheduler:8786），确认 dask scheduler 正在运行。"
            raise refuse("B051", f"连不上集群 {address}", hint) from error
        try:
            yield client
        except _Here as here:
            raise here.error from None
        except (CancelledError, OSError) as error:
            raise _lost(address) from error
        finally:
            _taken_leave(client)


class _Here(Exception):
    """Carries an `OSError` of this machine past those of the cluster."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error)
        self.error = error


@contextmanager
def _on_this_machine() -> Iterator[None]:
    """A full disk here is no cluster that is lost."""
    try:
        yield
    except OSError as error:
        raise _Here(error) from error


def ready(client: "Client", address: str) -> int:
    """How many threads work there, all of them sealed as we are. Raises `Refusal` B051–B053."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        said: dict[str, Any] = client.run(outpost.seal, on_error="return")
        threads = sum(client.nthreads().values())
    except TimeoutError:
        raise _nobody() from None
    except Exception as error:  # as above
        raise _lost(address) from error
    if not threads:  # gone since
        raise _nobody()
    others = [each if isinstance(each, dict) else {} for each in said.values()]
    others = [each for each in others if each != outpost.seal()]
    if others:
        raise _otherwise(others)
    return int(threads)


def _lost(address: str) -> Refusal:
    hint = "确认集群正常后，同一条命令加 --resume 接着做。"
    return refuse("B053", f"和集群 {address} 断开了", hint)


def _nobody() -> Refusal:
    hint = "在各台机器上运行 dask worker；再做时加 --resume，做完的不重做。"
    return refuse("B051", "集群上没有工作进程", hint)


def _otherwise(others: Sequence[Seal]) -> Refusal:
    ours, theirs = outpost.seal(), others[0]
    names = [name for name in ours if ours[name] != theirs.get(name)]
    said = "；".join(f"{name} 这里是 {ours[name]}，那里{_there(theirs, name)}" for name in names)
    hint = "各台机器装同一版 pinshi 和依赖，重启 dask worker。"
    message = f"集群上有 {len(others)} 个工作进程与这里不一样：{said}"
    return refuse("B052", message, hint)


def _there(theirs: Seal, name: str) -> str:
    return f"是 {theirs[name]}" if name in theirs else "没有装好"


def _dismissed(client: "Client") -> None:
    """Let the hosts go; where the cluster is gone they end by themselves."""
    if client.status == "running" and client.nthreads():
        client.run(outpost.dismiss, on_error="ignore")


def _taken_leave(client: "Client") -> None:
    """Close the client. What fails then costs nobody anything: everything is home, or refused.

    Dask waits only so long for its own thread, and tells of whatever that has met.
    """
    try:
        client.close()
    except Exception as fault:  # noqa: BLE001  # any of a thread's; it must not hide what is said
        _log.debug("the client did not close: %r", fault)


def _be_quiet() -> None:
    """What Dask logs of lost workers is no message for a clerk; what matters is told by us."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)


def _key() -> str:
    return f"pinshi-{uuid.uuid4().hex}"
