"""Grade and explain a register: what the commands do, before anything is shown."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.grading.outlook import Neighbours, Step, next_step, place_in_order
from pinshi_cli.grading.trace import total_figure
from pinshi_cli.model.diagnostic import Diagnostic, Refusal, refuse
from pinshi_cli.model.figure import Figure
from pinshi_cli.model.grade import Outcome
from pinshi_cli.model.names import name_key, trimmed
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers.reader import Choose
from pinshi_cli.sheets.cells import Workbook
from pinshi_cli.sheets.read import read_workbook
from pinshi_cli.sheets.write import Output, Planned, plan_outputs, write_outputs
from pinshi_cli.unit import Quarter, grade_workbook
from pinshi_cli.workflow.policy.packs import chosen_by
from pinshi_cli.workflow.register_files import told_apart
from pinshi_cli.workflow.targets import beside, target

PASSWORD_VARIABLE = "PINSHI_PASSWORD"  # noqa: S105  # the variable's name, not a password


ENCRYPTED = "F107"


class Call(NamedTuple):
    """How a register is to be read: by which policy (an id or a file), with which password.

    `ask` asks a person for the password of a file (an empty answer gives up); None where nobody
    can be asked. `by` is a book at hand, which goes before all that is named.
    """

    policy: str | None = None
    password: str | None = None
    ask: Callable[[str], str] | None = None
    by: Policy | None = None

    @property
    def choose(self) -> Choose:
        """How the policy is chosen. Raises `Refusal` for a wrong `policy`."""
        book = self.by
        return chosen_by(self.policy) if book is None else lambda _named, _day: book

    def open(self, path: Path) -> Quarter:
        """The register at `path`, graded. Raises `Refusal`."""
        choose = self.choose
        return grade_workbook(self.read(path), choose)

    def open_all(self, paths: Sequence[Path]) -> Iterator[Quarter]:
        """Registers graded, each under a name that tells it from the others. Raises `Refusal`."""
        choose = self.choose
        for book in self.read_all(paths):
            yield grade_workbook(book, choose)

    def read_all(self, paths: Sequence[Path]) -> Iterator[Workbook]:
        """The cells of workbooks, under such names. Raises `Refusal`."""
        for path, name in zip(paths, told_apart(paths), strict=True):
            yield self.read(path)._replace(file=name)

    def read(self, path: Path) -> Workbook:
        """The cells of the workbook at `path`. Raises `Refusal`."""
        password = self.password or os.environ.get(PASSWORD_VARIABLE) or None
        try:
            return read_workbook(path, password)
        except Refusal as refusal:
            wanted = any(each.code == ENCRYPTED for each in refusal.diagnostics)
            answer = self.ask(path.name) if wanted and self.ask is not None else ""
            if not answer:
                raise
            return read_workbook(path, answer)


class Written(NamedTuple):
    """What a command wrote, or (`dry`) would write."""

    planned: tuple[Planned, ...] = ()
    dry: bool = False

    @property
    def names(self) -> list[str]:
        """The files that are there now."""
        return [] if self.dry else [str(each.path) for each in self.planned]


def write_all(outputs: Sequence[Output], *, force: bool, dry: bool) -> Written:
    """Write all outputs or none; or only say what would be written. Raises `Refusal`."""
    if dry:
        return Written(plan_outputs([each.path for each in outputs], force=force), dry)
    return Written(write_outputs(outputs, force=force))


def result_path(book: Path, quarter: Quarter, out: Path | None, *, draft: bool) -> Path:
    """Where the result workbook goes: `out` (a folder, or an .xlsx file), else beside the book."""
    mark = "-试算" if draft else ""
    name = f"{book.stem}-考核结果{mark}.xlsx"
    period = str(quarter.register.quarter) if quarter.register is not None else ""
    return target(out or beside(book, period), name, [book])


def write_result(
    book: Path, quarter: Quarter, out: Path | None, *, draft: bool, force: bool, dry: bool
) -> Written:
    """Write the result workbook, unless data have errors and nobody asked for a draft."""
    register, policy, graded = quarter.register, quarter.policy, quarter.graded
    if register is None or policy is None or graded is None or not (quarter.ok or draft):
        return Written(dry=dry)
    from pinshi_cli.results.workbook import result_workbook
    from pinshi_cli.workflow.ledger.heads import head_beside

    path = result_path(book, quarter, out, draft=draft)
    found, digest = quarter.diagnostics, quarter.sha256
    ledger = head_beside(book)
    data = result_workbook(register, policy, graded, found, digest, draft=draft, ledger=ledger)
    return write_all([Output(path, data)], force=force, dry=dry)


class Explained(NamedTuple):
    """All that explains one person's grade."""

    quarter: Quarter
    outcome: Outcome
    figure: Figure | None
    step: Step | None
    order: Neighbours | None

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings about this person."""
        who = self.outcome.person.id
        return tuple(each for each in self.quarter.diagnostics if each.person == who)

    @property
    def ok(self) -> bool:
        return not any(each.is_error for each in self.diagnostics)


def explain(path: Path, who: str, call: Call) -> Explained:
    """The person's outcome with its figures. `Refusal` U704, U705 where nobody or several fit."""
    quarter = call.open(path)
    register, policy, graded = quarter.register, quarter.policy, quarter.graded
    if register is None or policy is None or graded is None:
        raise Refusal(*[each for each in quarter.diagnostics if each.is_error])
    outcome = one_of(graded.outcomes, who, quarter.file)
    return Explained(
        quarter,
        outcome,
        total_figure(outcome, register, policy),
        next_step(outcome, policy),
        place_in_order(outcome, graded.use_of(outcome)),
    )


def one_of(outcomes: Sequence[Outcome], who: str, file: str) -> Outcome:
    """Whom a name or 编号 means. Raises `Refusal`: U704 nobody, U705 several."""
    by_id = [outcome for outcome in outcomes if outcome.person.id == trimmed(who)]
    found = by_id or [o for o in outcomes if name_key(o.person.name) == name_key(who)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise refuse("U704", f"名册里没有“{who}”", "写姓名或编号，与人员名册一致。", file=file)
    ids = "、".join(outcome.person.id for outcome in found)
    raise refuse("U705", f"名册里有 {len(found)} 个“{who}”", f"改用编号：{ids}。", file=file)
