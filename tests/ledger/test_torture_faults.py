"""A full disk: a twentieth of what `python -m benchmarks.torture faults` does.

What it does besides, each single call failing, needs a C compiler and is not repeated here.
"""

import sys
from collections.abc import Callable, Iterator

import pytest

from benchmarks.torture import faults
from benchmarks.torture.seen import Seen

SHARE = 20


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file's size")
@pytest.mark.parametrize("suite", [faults.full_disks, faults.full_databases])
def test_a_full_disk_ends_a_call_cleanly_and_changes_nothing(
    suite: Callable[[int], Iterator[Seen]],
) -> None:
    seen = list(suite(SHARE))
    assert [fault for each in seen for fault in each.faults] == []
    assert sum(each.happened["没做，说明了原因"] for each in seen) > 0
