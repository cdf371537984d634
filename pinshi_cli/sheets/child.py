"""Reading in a process of its own, so that a file that kills its reader kills nothing else.

The parent writes one line of JSON and the file's bytes; the child answers with lines of JSON
(for workbooks see `wire.py`) and nothing that could run. Other rooms read other files so, too:
they name the function that is the child's whole life.
"""

import json
import signal
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Refusal
from pinshi_cli.sheets.cells import Workbook
from pinshi_cli.sheets.faults import Crashed, Fault, TimedOut, TooLarge
from pinshi_cli.sheets.refusals import refusal_of
from pinshi_cli.sheets.wire import decoded, encoded, encoded_refusal


class Bounds(NamedTuple):
    """What a child may use. Memory and processor time hold on POSIX only, `seconds` everywhere."""

    seconds: float = 180
    processor_seconds: int = 170
    memory: int = 2 << 30


def bounds_for(size: int) -> Bounds:
    """By a file's size: some damage sends xlrd round in circles, which must not take minutes."""
    seconds = min(20 + size // (1 << 20) * 20, 170)
    return Bounds(seconds=seconds + 10, processor_seconds=seconds)


# Runs in isolated mode (-I), where neither the folder we stand in nor PYTHONPATH counts: only
# this very package and the interpreter's installed libraries can be imported.
_START = "import sys; sys.path[:0] = sys.argv[1:]; from {} import {} as serve; serve()"
_OWN = ("pinshi_cli.sheets.child", "serve")


def read_in_child(
    data: bytes,
    file: str,
    password: str | None,
    bounds: Bounds | None = None,
) -> Workbook:
    """Read a workbook in a child process.

    Raises `Refusal`: the child's own, or one that says that it died or took too long.
    """
    answer = asked_of_child(_OWN, data, file, password, bounds)
    try:
        return decoded(answer)
    except Fault as fault:
        raise refusal_of(fault, file) from fault


def asked_of_child(
    serve: tuple[str, str],
    data: bytes,
    file: str,
    password: str | None,
    bounds: Bounds | None = None,
) -> bytes:
    """What a child answers whose life is the function `serve` (its module and its name).

    Raises `Refusal` where it took too long or never began. That the answer is whole, its reader
    checks: a child that died has not finished it.
    """
    import subprocess

    bounds = bounds or bounds_for(len(data))
    order = {"file": file, "password": password, **bounds._asdict()}
    start = _START.format(*serve)
    try:
        ended = subprocess.run(
            [sys.executable, "-I", "-X", "utf8", "-c", start, *_library_folders()],
            input=json.dumps(order).encode("ascii") + b"\n" + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=bounds.seconds,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise refusal_of(TimedOut(str(error)), file) from error
    except OSError as error:
        raise refusal_of(Crashed(str(error)), file) from error
    if _ran_out_of_time(ended.returncode):
        raise refusal_of(TimedOut(f"exit {ended.returncode}"), file)
    return ended.stdout


def serve() -> None:
    """The child's whole life, where the file is a workbook."""
    from pinshi_cli.sheets.read import cells_here

    answer_with(lambda data, file, password: encoded(cells_here(data, file, password)))


def answer_with(read: Callable[[bytes, str, str | None], Iterable[bytes]]) -> None:
    """Limits on, read standard input, answer on standard output in lines."""
    order = json.loads(sys.stdin.buffer.readline())
    _limit(order["memory"], order["processor_seconds"])
    answer = sys.stdout.buffer
    # what a library prints must not mix with the answer
    sys.stdout = sys.stderr
    file = order["file"]
    try:
        for line in read(sys.stdin.buffer.read(), file, order["password"]):
            answer.write(line)
    except Refusal as refusal:
        answer.write(encoded_refusal(refusal))
    except (MemoryError, RecursionError) as error:
        answer.write(encoded_refusal(refusal_of(TooLarge(repr(error)), file)))
    answer.flush()


def _library_folders() -> list[str]:
    """Our own folder first, then wherever libraries are installed."""
    home = str(Path(__file__).resolve().parents[2])
    installed = [p for p in sys.path if p.rstrip("/\\").endswith(("-packages", "site-packages"))]
    return [home, *installed]


def _limit(memory: int, processor_seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's timeout is the only limit
        return
    wanted = (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, processor_seconds),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, value in wanted:
        _, hard = resource.getrlimit(kind)
        ceiling = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(kind, (ceiling, hard))
        except (ValueError, OSError):
            continue  # macOS knows no limit of address space


def _ran_out_of_time(code: int) -> bool:
    return code == -getattr(signal, "SIGXCPU", 0) != 0


if __name__ == "__main__":
    serve()
