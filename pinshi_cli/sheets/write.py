"""Outputs, written whole or not at all."""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Self

from pinshi_cli.model.diagnostic import Diagnostic, Place, Refusal, Severity
from pinshi_cli.sheets.staging import second_name, staged_name, sweep_files

MANIFEST = "pinshi-manifest.json"
_SCHEMA = "pinshi/manifest/1"
_TOGETHER = 16
"""More files than these are sent to the disk all at once: what else waits there goes along."""


class Output(NamedTuple):
    """One file to be written. `private`: only its owner may read it, whatever the umask."""

    path: Path
    data: bytes
    private: bool = False


class Planned(NamedTuple):
    """What writing would do to one path."""

    path: Path
    replaces: bool


def plan_outputs(paths: Sequence[Path], *, force: bool) -> tuple[Planned, ...]:
    """What writing to these paths would do, without doing it.

    Raises `Refusal` with everything that stands in the way: F121 for a file that is not pinshi's
    own (or was changed since), F122 for one that Excel holds open, F123 for an impossible path.
    """
    problems: list[Diagnostic] = []
    manifests: dict[Path, dict[str, str]] = {}
    planned: list[Planned] = []
    seen: set[str] = set()
    for path in paths:
        # Windows and macOS take two spellings for one file
        key = os.path.normcase(path.absolute()).casefold()
        if key in seen:
            problems.append(_problem("F123", path, "两个输出是同一个文件", "用 -o 分开存放。"))
        seen.add(key)
        if path.parent not in manifests:
            manifests[path.parent] = read_manifest(path.parent)
        try:
            problem = _obstacle(path, manifests[path.parent], force=force)
        except OSError as error:
            problem = cannot_write(path, error)
        if problem:
            problems.append(problem)
        planned.append(Planned(path, os.path.lexists(path)))
    if problems:
        raise Refusal(*problems)
    return tuple(planned)


def write_outputs(outputs: Sequence[Output], *, force: bool) -> tuple[Planned, ...]:
    """Write all outputs or none, and note them in each folder's manifest.

    Raises `Refusal` (F121, F122, F123).
    """
    with Writing([each.path for each in outputs], force=force) as writing:
        for path, data, private in outputs:
            writing.add(path, data, private=private)
        writing.put_in_place()
    return writing.planned


class Writing:
    """Outputs of any number, whole or not at all, none of them held in memory.

    `with Writing(paths, force=...) as writing:` asks whether nothing stands in the way; `add` puts
    each output down beside its target; `put_in_place` gives all of them their names and notes them
    in each folder's manifest. A `with` that ends before that, or in which a step fails, leaves
    nothing behind, and what was already in place is put back. Raises `Refusal` (F121, F122, F123).
    """

    def __init__(self, paths: Sequence[Path], *, force: bool) -> None:
        self.planned = plan_outputs(paths, force=force)
        self._job = _Job()
        self._made: list[Path] = []
        self._digests: dict[Path, dict[str, str]] = {}
        self._in_place = False

    def __enter__(self) -> Self:
        self._made = _make_folders(dict.fromkeys(each.path.parent for each in self.planned))
        return self

    def add(self, path: Path, data: bytes, *, private: bool = False) -> None:
        """Put down one of the outputs that were told of."""
        self._digests.setdefault(path.parent, {})[path.name] = hashlib.sha256(data).hexdigest()
        with self._told():
            self._job.stage(path, data, 0o600 if private else 0o666)

    def put_in_place(self) -> None:
        """Give every output its name."""
        with self._told():
            for folder, digests in self._digests.items():
                self._job.stage(folder / MANIFEST, manifest_bytes(read_manifest(folder) | digests))
            self._job.put_in_place()
        self._in_place = True
        for folder in self._digests:
            _sweep(folder)

    def __exit__(self, *_: object) -> None:
        if self._in_place:
            self._job.finish()
        else:  # Ctrl-C too leaves nothing half done
            self._job.undo()
            _remove_folders(self._made)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise Refusal(cannot_write(self._job.at, error)) from error


def read_manifest(folder: Path) -> dict[str, str]:
    """Name to SHA-256 of what pinshi wrote into a folder; empty where nothing usable stands there.

    A manifest that was tampered with can only make pinshi more careful, or replace a file whose
    very hash it names.
    """
    try:
        document = json.loads((folder / MANIFEST).read_bytes())
        files = document["files"] if document["schema"] == _SCHEMA else {}
        return {str(name): str(digest) for name, digest in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


class _Job:
    """The steps taken so far, so that they can be taken back."""

    def __init__(self) -> None:
        self.at = Path()
        self._staged: list[tuple[Path, Path]] = []
        self._placed: list[tuple[Path, Path | None]] = []
        self._saved: list[Path] = []

    def stage(self, path: Path, data: bytes, mode: int = 0o666) -> None:
        self.at = path
        beside = staged_name(path)
        # mode 0666 less the umask, as any program would create it; never through a link
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        self._staged.append((beside, path))
        handle = os.open(beside, flags, mode)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)

    def put_in_place(self) -> None:
        self._make_lasting()
        for beside, path in self._staged:
            self.at = path
            saved = None
            if os.path.lexists(path):
                saved = staged_name(path)
                # a second name: the target itself is never away for a moment
                if not second_name(path, saved):
                    shutil.copy2(path, saved, follow_symlinks=False)
                self._saved.append(saved)
            beside.replace(path)
            self._placed.append((path, saved))
        for folder in {path.parent for _, path in self._staged}:
            _sync_folder(folder)

    def _make_lasting(self) -> None:
        """Have all that was put down reach the disk before the first of it gets its name.

        Many files get there several times as fast together; then each only tells of its own fault.
        """
        if len(self._staged) > _TOGETHER and hasattr(os, "sync"):
            os.sync()
        for beside, path in self._staged:
            self.at = path
            handle = os.open(beside, os.O_RDWR | getattr(os, "O_BINARY", 0))
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def undo(self) -> None:
        for path, saved in reversed(self._placed):
            with contextlib.suppress(OSError):
                if saved:
                    saved.replace(path)
                else:
                    path.unlink()
        self._clear()

    def finish(self) -> None:
        self._clear()

    def _clear(self) -> None:
        for path in (*(beside for beside, _ in self._staged), *self._saved):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    with contextlib.suppress(OSError):
        sweep_files(folder, (folder / MANIFEST).stat().st_mtime)  # it was written just now


def _obstacle(path: Path, known: dict[str, str], *, force: bool) -> Diagnostic | None:
    lock = path.with_name(f"~${path.name}")
    short_lock = path.with_name(f"~${path.name[2:]}")  # what Word and WPS make of longer names
    if lock.exists() or (len(path.name) > 8 and short_lock.exists()):
        return _open_elsewhere(path)
    if not os.path.lexists(path):
        return None
    if path.is_dir() and not path.is_symlink():
        return _problem("F123", path, "同名的文件夹已存在", "换一个文件名或位置（-o）。")
    if force or _is_unchanged(path, known):
        return None
    return _problem(
        "F121",
        path,
        f"{path.name} 已存在，不是 pinshi 写的，或写后有人改过",
        "用 -o 换一个位置；确认不要旧文件时加 --force。",
    )


def _is_unchanged(path: Path, known: dict[str, str]) -> bool:
    digest = known.get(path.name)
    if digest is None or path.is_symlink():
        return False
    return hashlib.sha256(path.read_bytes()).hexdigest() == digest


def manifest_bytes(files: dict[str, str]) -> bytes:
    """The manifest of a folder: name to SHA-256 of what pinshi wrote there.

    Names that are not in UTF-8 (of a .zip unpacked elsewhere) are escaped as JSON has it, so that
    they are read as they were.
    """
    document = {"schema": _SCHEMA, "files": dict(sorted(files.items()))}
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _make_folders(folders: Iterable[Path]) -> list[Path]:
    """Create what lacks; return what was created, the deepest last."""
    made: list[Path] = []
    for folder in folders:
        lacking = []
        above = folder
        while not above.exists():
            lacking.append(above)
            above = above.parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            _remove_folders([*made, *reversed(lacking)])
            raise Refusal(cannot_write(folder, error)) from error
        made += reversed(lacking)
    return made


def _remove_folders(made: list[Path]) -> None:
    for folder in reversed(made):
        with contextlib.suppress(OSError):
            folder.rmdir()


def _sync_folder(folder: Path) -> None:
    # the new names must outlast a power cut too; Windows has no such call
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def cannot_write(path: Path, error: OSError) -> Diagnostic:
    """What is said of a place that cannot be written to (F122, F123)."""
    if isinstance(error, PermissionError) and os.path.lexists(path) and not path.is_dir():
        return _open_elsewhere(path)
    reasons = {28: "磁盘已满", 30: "所在的盘只读", 36: "文件名太长"}
    reason = "没有写入权限" if isinstance(error, PermissionError) else reasons.get(error.errno or 0)
    message = f"{path.name} 写不进去" + (f"：{reason}" if reason else "")
    return _problem("F123", path, message, "用 -o 换一个能写的文件夹，或腾出空间后再试。")


def _open_elsewhere(path: Path) -> Diagnostic:
    message = f"{path.name} 正在 Excel 或 WPS 里开着"
    return _problem("F122", path, message, "关闭该文件后重新运行。")


def _problem(code: str, path: Path, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, Place(file=str(path)), hint)
