"""Which drive a folder lies on, as Linux's table of mounts says it."""

import sys
from pathlib import Path

import pytest

from pinshi_cli.ledger import place

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/office /mnt/office nfs4 rw 0 0
//server/share /mnt/windows\\040share cifs rw 0 0
li@host:/ /home/li/remote fuse.sshfs rw 0 0
C:\\134 /mnt/c 9p rw 0 0
tmpfs /mnt/office/local tmpfs rw 0 0
server:/over /over nfs rw 0 0
/dev/sdb1 /over ext4 rw 0 0
broken
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有这样的路径")
@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/li", "ext4"),
        ("/mnt/office", "nfs4"),
        ("/mnt/office/a/b", "nfs4"),
        ("/mnt/office2", "ext4"),
        ("/mnt/windows share/x", "cifs"),
        ("/home/li/remote/x", "fuse.sshfs"),
        ("/mnt/c/Users", "9p"),
        ("/mnt/office/local/x", "tmpfs"),
        ("/over/x", "ext4"),
    ],
)
def test_the_kind_of_drive_comes_from_the_table_of_mounts(folder: str, kind: str) -> None:
    assert place.kind_of_drive(Path(folder), MOUNTS) == kind
