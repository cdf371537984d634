"""`pinshi import`: earlier years put on record from a plain table, all of it or nothing."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from pinshi_cli import __version__
from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.append import append_all, append_to_new
from pinshi_cli.ledger.connect import Ledger
from pinshi_cli.ledger.entry import IMPORT, Entry, NewEntry, Plain, Result, UnitName
from pinshi_cli.ledger.state import standing
from pinshi_cli.model.diagnostic import Diagnostic, Severity, refuse
from pinshi_cli.model.grade import GRADED, NO_GRADE, NOT_ASSESSED, PENDING
from pinshi_cli.model.identity import without_identity
from pinshi_cli.model.words import AWAITED, SHOWN, UNDETERMINED
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import gradable
from pinshi_cli.registers.earlier_table import Earlier, read_earlier
from pinshi_cli.sheets.cells import Workbook
from pinshi_cli.sheets.csvs import workbook_from_csv
from pinshi_cli.workflow.documents import Document, document, policy_head
from pinshi_cli.workflow.ledger.calls import opened_if_there
from pinshi_cli.workflow.ledger.imports_known import Known, known_units, lost_zeros
from pinshi_cli.workflow.ledger.names import former_names
from pinshi_cli.workflow.policy.packs import open_policy
from pinshi_cli.workflow.registers import Call


class Wish(NamedTuple):
    """How a table is imported: by which rule book's words, whose rows they are, who does it.

    `renamed` are the 编号 of people whose other name is meant.
    """

    at: datetime
    by: str
    policy: str | None = None
    unit: str = ""
    renamed: tuple[str, ...] = ()
    dry: bool = False


class Imported(NamedTuple):
    """What came of a table: an entry for each unit's quarter; none where anything is wrong."""

    file: str
    policy: Policy
    news: tuple[NewEntry, ...]
    entries: tuple[Entry, ...]
    diagnostics: tuple[Diagnostic, ...]
    ledger: str
    dry: bool

    @property
    def ok(self) -> bool:
        return not any(each.is_error for each in self.diagnostics)

    @property
    def people(self) -> int:
        return sum(len(each.results) for each in self.news)


def import_table(path: Path, address: Address, call: Call, wish: Wish) -> Imported:
    """Put the table at `path` on record. Raises `Refusal` where it or the ledger cannot be read."""
    if wish.policy is None:
        hint = "用 --policy 写明当时按哪部办法，例如 --policy zhangdian（pinshi policy list）。"
        raise refuse("U701", "没有写按哪部办法", hint)
    policy = gradable(open_policy(wish.policy))
    book = _read(path, call)
    words = tuple(dict.fromkeys((*policy.grades, *SHOWN)))
    table = read_earlier(book, words, wish.at.date(), wish.unit)
    groups = _by_quarter(table.rows)
    news = [_new(rows, policy, book, wish) for rows in groups]
    entries: list[Entry] = []
    with opened_if_there(address) as ledger:
        known, faults = known_units(ledger, groups, news)
        former = _former_names(known, groups, news)
        news = former.news
        found = [*table.diagnostics, *faults, *former.unsaid(wish.renamed)]
        found += lost_zeros(known, groups)
        if ledger is not None:
            found += _on_record(ledger, known, groups, news)
        put = bool(news) and not wish.dry and not any(each.is_error for each in found)
        if put and ledger is not None:
            entries = append_all(ledger, news)
    if put and ledger is None:
        entries = append_to_new(address, news)
    return Imported(
        book.file, policy, tuple(news), tuple(entries), tuple(found), address.shown, wish.dry
    )


def _read(path: Path, call: Call) -> Workbook:
    """A workbook, a folder of .csv, or one .csv file."""
    if path.suffix.lower() != ".csv" or path.is_dir():
        return call.read(path)
    try:
        return workbook_from_csv([(path.stem, path.read_bytes())], path.name)
    except FileNotFoundError:
        raise refuse("F101", "找不到文件", "核对文件名和所在文件夹。", file=str(path)) from None
    except OSError as error:
        hint = "关闭正在使用它的程序，或向管理员要读取权限。"
        raise refuse("F103", "文件读不出来", hint, file=path.name) from error


def _by_quarter(rows: Sequence[Earlier]) -> list[list[Earlier]]:
    """The rows of each unit's quarter, the earlier quarters first."""
    groups: dict[tuple[str, int, int], list[Earlier]] = {}
    for row in rows:
        groups.setdefault((row.key, *row.quarter), []).append(row)
    return [groups[key] for key in sorted(groups, key=lambda key: (key[1], key[2], key[0]))]


def _new(rows: Sequence[Earlier], policy: Policy, book: Workbook, wish: Wish) -> NewEntry:
    first = rows[0]
    head = policy.head
    said: dict[str, Plain] = {
        "table": {"file": without_identity(book.file), "sha256": book.sha256},
        "policy": {
            "id": head.id,
            "name": head.name,
            "source": head.source,
            "effective_from": head.effective_from.isoformat(),
            "sha256": policy.sha256,
        },
        "pinshi": __version__,
        "decided": True,
    }
    results = [_result(row, policy) for row in rows]
    unit = UnitName(first.unit, first.code)
    return NewEntry(IMPORT, wish.at, wish.by, unit, first.quarter, said, results)


def _result(row: Earlier, policy: Policy) -> Result:
    graded = row.shown in policy.grades
    standing_ = {UNDETERMINED: NO_GRADE, AWAITED: PENDING}.get(row.shown, NOT_ASSESSED)
    facts: dict[str, Plain] = {"standing": GRADED if graded else standing_}
    if row.note:
        facts["note"] = row.note
    return Result(
        row.id,
        row.name,
        shown=row.shown,
        grade=row.shown if graded else None,
        total=None if row.score is None else f"{row.score:f}",
        facts=facts,
    )


def _on_record(
    ledger: Ledger,
    known: Sequence[Known],
    groups: Sequence[Sequence[Earlier]],
    news: Sequence[NewEntry],
) -> list[Diagnostic]:
    """An error for each quarter that the ledger has already."""
    found = []
    for (unit, _), rows, new in zip(known, groups, news, strict=True):
        if unit is None or new.quarter is None:
            continue
        state = standing(ledger, unit, new.quarter)
        if state is not None:
            message = f"{new.unit.name}{new.quarter.chinese}已在台账里（第 {state.latest.seq} 笔）"
            hint = "从表里删去这一季；要更正的，用登记簿 pinshi record --correct。"
            found.append(Diagnostic("L091", Severity.ERROR, message, rows[0].at, hint))
    return found


class _FormerNames(NamedTuple):
    """The entries with who had another name before; and each such row, that name, where it was."""

    news: list[NewEntry]
    rows: list[tuple[Earlier, str, str]]

    def unsaid(self, renamed: Sequence[str]) -> list[Diagnostic]:
        """An error for each person of whom nobody said that the other name is meant."""
        found = []
        for row, name, where in self.rows:
            if row.id not in renamed:
                message = f"编号“{row.id}”{where}是{name}，这一行是{row.name}"
                hint = f"是同一个人改了名的，加 --renamed {row.id}；是两个人的，各用自己的编号。"
                found.append(Diagnostic("L052", Severity.ERROR, message, row.at, hint, "", row.id))
        return found


def _former_names(
    known: Sequence[Known], groups: Sequence[Sequence[Earlier]], news: Sequence[NewEntry]
) -> _FormerNames:
    """Whose name is another than in the nearest quarter, of the table or on record."""
    said = _FormerNames([], [])
    in_table: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for (_, names), rows, new in zip(known, groups, news, strict=True):
        before = {id_: (name, "在台账里") for id_, name in names.items()}
        own = in_table[rows[0].key]
        before |= own
        former = former_names({id_: name for id_, (name, _) in before.items()}, new.results)
        said.rows.extend((row, *before[row.id]) for row in rows if row.id in former)
        own |= {row.id: (row.name, row.quarter.chinese) for row in rows}
        head = {**new.head, "renamed": former} if former else new.head
        said.news.append(new._replace(head=head))
    return said


def import_document(found: Imported) -> Document:
    """`pinshi import --json`."""
    seqs: list[int | None] = [each.seq for each in found.entries]
    numbers = seqs or [None] * len(found.news)
    return document(
        "import",
        ok=found.ok,
        diagnostics=found.diagnostics,
        file=found.file,
        ledger=found.ledger,
        policy=policy_head(found.policy),
        people=found.people,
        quarters=[
            {
                "unit": new.unit.name,
                "code": new.unit.code or None,
                "period": str(new.quarter),
                "people": len(new.results),
                "entry": number,
            }
            for new, number in zip(found.news, numbers, strict=True)
        ],
    )
