"""Files on their way to their names: how they are called till then, what a kill left of them."""

import contextlib
import os
import re
import secrets
import shutil
from pathlib import Path

_LEFT = re.compile(r"\..{1,80}\.[0-9a-f]{12}\.pinshi-tmp(-wal|-shm|-journal)?", re.DOTALL)
_STALE = 24 * 60 * 60.0


def staged_name(path: Path) -> Path:
    """A name beside `path` that nobody else uses."""
    return path.with_name(f".{path.name[:60]}.{secrets.token_hex(6)}.pinshi-tmp")


def second_name(path: Path, name: Path) -> bool:
    """Give a file another name too; False where the drive knows no second names (FAT, some shares).

    Raises `FileExistsError` where something stands there.
    """
    try:
        os.link(path, name, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        return False
    return True


def sweep_files(folder: Path, now: float) -> None:
    """Remove what runs that were killed have left in a folder: files of ours, untouched for a day.

    Younger ones may be those of a run that goes on. `now` is the time of something written just
    now, by the clock of that drive.
    """
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for each in entries:
            if _LEFT.fullmatch(each.name) and each.is_file(follow_symlinks=False):
                told = each.stat(follow_symlinks=False)
                # a second name of an old file is as young as its link
                if now - max(told.st_mtime, told.st_ctime) > _STALE:
                    Path(each.path).unlink()


def sweep_folders(own: Path, prefix: str) -> None:
    """Remove what runs that were killed have left beside one's own new folder, as `sweep_files`."""
    now = own.stat().st_mtime
    for left in own.parent.glob(f"{prefix}*"):
        with contextlib.suppress(OSError):  # another user's, or gone meanwhile
            if now - left.lstat().st_mtime > _STALE and not left.is_symlink():
                shutil.rmtree(left)
