"""What a suite saw: how often it tried, what happened how often, and what must not have been."""

import json
from collections import Counter
from typing import NamedTuple


class Seen(NamedTuple):
    """`happened` counts by words; `faults` tells each thing that must not be."""

    name: str
    tried: int
    happened: Counter[str]
    faults: tuple[str, ...]

    @property
    def line(self) -> str:
        """All of it on one line, for another process."""
        return json.dumps([self.name, self.tried, self.happened, self.faults])

    @classmethod
    def of(cls, line: str) -> "Seen":
        """What `line` gave."""
        name, tried, happened, faults = json.loads(line)
        return cls(name, tried, Counter(happened), tuple(faults))

    def __str__(self) -> str:
        counts = "，".join(f"{what} {number}" for what, number in sorted(self.happened.items()))
        lines = [f"{self.name}：{self.tried} 次（{counts}），{len(self.faults)} 处不该有"]
        return "\n".join([*lines, *(f"  ✗ {fault}" for fault in self.faults[:20])])
