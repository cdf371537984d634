"""The registers that a pack's examples name: found, read once, graded by any rule book."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from pinshi_cli.grading.two_way import facts_in_doubt
from pinshi_cli.model.diagnostic import Diagnostic, Refusal
from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.proof.worked import Worked
from pinshi_cli.registers.reader import read_register
from pinshi_cli.sheets.cells import Workbook
from pinshi_cli.sheets.read import read_workbook
from pinshi_cli.unit import grade_workbook
from pinshi_cli.workflow.samples import bundled


class Shelf:
    """The registers in a folder: of a pack under its id, or in the folder itself.

    Each is read once, and graded once by each rule book in turn.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._books: dict[tuple[str, str], Workbook | str] = {}
        self._policy: Policy | None = None
        self._graded: dict[tuple[str, ...], Worked] = {}

    def open(self, name: str, without: Sequence[str], policy: Policy) -> Worked | str:
        """The register of that name graded by the policy, or why it cannot be read."""
        book = self._book(name, policy.head.id)
        if isinstance(book, str):
            return book
        if policy is not self._policy:
            self._policy, self._graded = policy, {}
        key = (name, *without)
        if key not in self._graded:
            sheets = tuple(sheet for sheet in book.sheets if sheet.name not in without)
            self._graded[key] = _worked(book._replace(sheets=sheets), policy)
        return self._graded[key]

    def _book(self, name: str, pack: str) -> Workbook | str:
        if (pack, name) not in self._books:
            self._books[pack, name] = self._read(name, pack)
        return self._books[pack, name]

    def _read(self, name: str, pack: str) -> Workbook | str:
        places = (self.folder / pack, self.folder)
        path = next((at for place in places if (at := place / f"{name}.xlsx").is_file()), None)
        if path is None:
            return f"找不到登记簿 {name}.xlsx，放在规则文件旁边，或旁边的文件夹 {pack} 里"
        try:
            return read_workbook(path)
        except Refusal as refusal:
            return "；".join(each.message for each in refusal.diagnostics)


def _worked(book: Workbook, policy: Policy) -> Worked:
    """The register graded; by a policy that grades nobody, only read."""
    if not policy.is_base:
        found = grade_workbook(book, lambda _named, _day: policy)
        register, diagnostics = found.register, found.diagnostics
        return Worked(
            register, found.policy, found.graded, _with_facts(register, policy, diagnostics)
        )
    reading = read_register(book, lambda _named, _day: policy, any_policy=True)
    told = _with_facts(reading.register, policy, reading.diagnostics)
    return Worked(reading.register, reading.policy, None, told)


def _with_facts(
    register: Register | None, policy: Policy, found: Iterable[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """The findings, and those about facts where the policy has a report of two-way ratings."""
    if register is None or policy.report is None:
        return tuple(found)
    return (*found, *facts_in_doubt(register, policy))


def shipped_shelf() -> Shelf:
    """The registers of the packs that ship with pinshi."""
    return Shelf(bundled("sample_data"))
