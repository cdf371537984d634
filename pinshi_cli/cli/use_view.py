"""`pinshi use` on the screen."""

from collections.abc import Sequence
from pathlib import Path

from pinshi_cli.cli.console import Cell, Column, Screen
from pinshi_cli.cli.findings import counted, show_findings
from pinshi_cli.cli.written import quoted, show_written
from pinshi_cli.grading.use_list import Line, Made
from pinshi_cli.model.number import fixed
from pinshi_cli.workflow.registers import Written
from pinshi_cli.workflow.use.run import Used


def show_used(screen: Screen, books: Sequence[Path], used: Used, written: Written) -> None:
    """What is open, then the lists, the counts, the findings, the file written."""
    made = used.made
    if made is not None:
        _show_list(screen, used, made)
    show_findings(screen, used.diagnostics, on_result=False, files=len(books) > 1)
    if made is None:
        said = f"登记簿有错误，没有出名单（{counted(used.diagnostics)}）"
        screen.complaint(said, "error")
        screen.message(f"下一步：改好登记簿，再 pinshi check {_all(books)}")
        return
    show_written(screen, written)
    if made.lines and made.kind != "contact":
        book, who = quoted(books[-1]), quoted(made.lines[0].id)
        screen.message(f"下一步：pinshi explain {book} {who}（看一个人的等次怎么来的）")
    elif written.planned:
        screen.message("下一步：打开工作簿核对，报本单位研究。")


def _all(books: Sequence[Path]) -> str:
    return " ".join(quoted(book) for book in books)


def _show_list(screen: Screen, used: Used, made: Made) -> None:
    names = list(dict.fromkeys(unit.name for unit in used.units))
    whose = names[0] if len(names) == 1 else f"{len(names)} 个单位"
    year = used.units[0].latest.quarter.year
    screen.line(f"{whose}　{year}年{made.title}", "strong")
    head = made.policy.head
    screen.line(f"依据：{head.name}（{head.source}）", "dim")
    for notice in made.notices:
        screen.line(notice, "warning")
    if made.ranked:
        _ranking(screen, made)
    for rule, lines in made.by_rule:
        screen.line()
        screen.line(f"{rule.then}　［{rule.source.cite}］", "strong")
        about = ("编码", "单位") if made.kind == "contact" else ("编号", "姓名")
        _table(screen, lines, about, many=len(names) > 1 and made.kind != "contact")
    screen.line()
    for said in made.closing:
        screen.line(said)


def _table(screen: Screen, lines: Sequence[Line], about: Sequence[str], *, many: bool) -> None:
    columns = [Column("单位")] if many else []
    columns += [Column(title) for title in about]
    quarters = any(line.quarters for line in lines)
    if quarters:
        columns.append(Column("各季"))
    if lines[0].portion is not None:
        columns += [Column("系数", right=True), Column("金额", right=True)]
    columns.append(Column("理由", grows=True))
    screen.table(columns, [_row(line, many=many, quarters=quarters) for line in lines])


def _row(line: Line, *, many: bool, quarters: bool) -> list[Cell]:
    cells = [Cell(line.unit)] if many else []
    cells += [Cell(line.id), Cell(line.name)]
    if quarters:
        cells.append(Cell("、".join(word or "缺" for word in line.quarters)))
    if line.portion is not None:
        cells.append(Cell(fixed(line.portion.coefficient, 2)))
        cells.append(Cell(fixed(line.portion.amount, 2)))
    why = "；".join(f"{each.text}［{each.rule}］" for each in line.entry.reasons)
    return [*cells, Cell(f"待定：{why}", "warning") if line.entry.open else Cell(why)]


def _ranking(screen: Screen, made: Made) -> None:
    columns = [
        Column("名次", right=True),
        Column("单位", grows=True),
        Column("任务", right=True),
        Column("定量", right=True),
        Column("定性", right=True),
        Column("得分", right=True),
    ]
    rows = []
    for each in made.ranked:
        ledger = each.ledger
        numbers = (ledger.quantity, ledger.quality_points, ledger.score)
        rows.append(
            [
                Cell("—" if each.place is None else str(each.place)),
                Cell(each.unit),
                Cell(f"{ledger.done}/{ledger.tasks}"),
                *(Cell("—" if value is None else fixed(value, 2)) for value in numbers),
            ]
        )
    screen.table(columns, rows)
