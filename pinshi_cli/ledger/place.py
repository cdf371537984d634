"""The place of a SQLite ledger: a plain file of one's own, on a disk of this machine."""

import os
import stat
import sys
from pathlib import Path

from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.failures import no_ledger
from pinshi_cli.sheets.staging import second_name, staged_name, sweep_files

OWNER_ONLY = 0o600
_MOUNTS = Path("/proc/self/mounts")
_NETWORK = frozenset(
    (
        "9p",
        "afs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "drvfs",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.sshfs",
        "fuse.vmhgfs-fuse",
        "gfs2",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "ocfs2",
        "prl_fs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "vboxsf",
    )
)
LOGS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database while it is open, or after it was stopped."""

_SMALLEST_PAGE = 512
_REMOTE_DRIVE = 4  # Windows' DRIVE_REMOTE


def stands(address: Address, path: Path) -> bool:
    """Whether there is a ledger's file. Raises `Refusal` (L003, L009) where there cannot be one.

    A link is not followed: what is written must lie where the clerk said.
    """
    if on_network(path):
        raise no_ledger("L009", address)
    return stands_anywhere(address, path)


def stands_anywhere(address: Address, path: Path) -> bool:
    """As `stands`, for a copy that is only read: it may lie on another machine's drive."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(found.st_mode):
        raise no_ledger("L003", address)
    # what is shorter than a page SQLite would take for empty, and write over it
    if 0 < found.st_size < _SMALLEST_PAGE:
        raise no_ledger("L004", address)
    return True


def check_alone(address: Address, path: Path) -> None:
    """Raises `Refusal` (L006) where only a ledger's log stands, and no ledger.

    SQLite would put what the log holds into whatever gets the ledger's name.
    """
    if any(os.path.lexists(path.with_name(path.name + suffix)) for suffix in LOGS):
        raise no_ledger("L006", address)


def new_file(path: Path) -> Path:
    """An empty file beside `path` that only its owner can read, whatever the umask.

    What an earlier run that was killed has left there is taken away, once it is a day old.
    """
    beside = staged_name(path)
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(beside, flags, OWNER_ONLY)
    try:
        if hasattr(os, "fchmod"):
            os.fchmod(handle, OWNER_ONLY)
        now = os.fstat(handle).st_mtime
    finally:
        os.close(handle)
    sweep_files(path.parent, now)
    return beside


def put_in_place(beside: Path, path: Path) -> bool:
    """Give a whole new file its name; False, and nothing done, where something stands there."""
    if not _renamed(beside, path):
        beside.unlink()
        return False
    try:
        sync_folder(path.parent)
    except OSError:
        path.unlink()  # the new name might not outlast a power cut: then it is not given
        raise
    return True


def _renamed(beside: Path, path: Path) -> bool:
    """Give a file a name that is free; False where it is not."""
    try:
        linked = second_name(beside, path)
    except FileExistsError:
        return False
    if linked:
        beside.unlink()
    elif os.path.lexists(path):
        return False
    else:
        beside.rename(path)
    return True


def clear(beside: Path) -> None:
    """Take away what is left of a new file that has got no name, and its logs."""
    for suffix in ("", *LOGS):
        beside.with_name(beside.name + suffix).unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make new names outlast a power cut; Windows has no such call."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def on_network(path: Path) -> bool:
    """Whether a path lies on a drive of another machine, as far as the system tells."""
    if sys.platform == "win32":
        return _is_remote_drive(path)
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:  # no Linux
        return False
    return kind_of_drive(path.parent.resolve(), mounts) in _NETWORK


def kind_of_drive(folder: Path, mounts: str) -> str:
    """The file system that a folder lies on, by the table of mounts; "" where none is found."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = _unescaped(fields[1])
        # of two on the same point the later one lies over the earlier
        if len(point) >= best and (folder == Path(point) or Path(point) in folder.parents):
            best, kind = len(point), fields[2].lower()
    return kind


def _unescaped(field: str) -> str:
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        field = field.replace(code, character)
    return field


def _is_remote_drive(path: Path) -> bool:
    import ctypes

    root = path.absolute().anchor
    if root.startswith(("\\\\", "//")):
        return True
    kind: int = getattr(ctypes, "windll").kernel32.GetDriveTypeW(root)  # noqa: B009 (Windows only)
    return kind == _REMOTE_DRIVE
