"""What comes of a sheet that may act on a grade: its rows by person, and their faults."""

from collections.abc import Collection, Iterable
from typing import Generic, NamedTuple, Self, TypeVar

from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.registers.rows import Lines

_Each = TypeVar("_Each")


class Acting(NamedTuple, Generic[_Each]):
    """Rows by person, faults by person, people whose rows cannot be told, findings for everyone."""

    rows: dict[str, list[_Each]]
    faults: dict[str, list[Diagnostic]]
    suspect: set[str]
    findings: list[Diagnostic]

    @classmethod
    def of(cls, lines: Lines, headings: Collection[str]) -> Self:
        """Nothing read yet. A fault under one of `headings` is its person's, others everyone's."""
        result = cls({}, {}, set(lines.suspect), list(lines.findings))
        for line in lines.lines:
            own = [fault for heading, fault in line.faults if heading in headings]
            result.findings.extend(f for heading, f in line.faults if heading not in headings)
            if line.person is None:
                result.findings.extend(own)
            else:
                result.blame(line.person.id, own)
        return result

    def add(self, person: str, row: _Each) -> None:
        self.rows.setdefault(person, []).append(row)

    def blame(self, person: str, faults: Iterable[Diagnostic]) -> None:
        """Faults of one person."""
        named = [fault._replace(person=person) for fault in faults]
        if named:
            self.faults.setdefault(person, []).extend(named)
