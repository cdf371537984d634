"""正反测评: what a rater says of each criterion, 是 or 否, or how often."""

from collections.abc import Sequence

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import squeezed
from pinshi_cli.registers import cells
from pinshi_cli.registers.cells import Read, finding, is_empty
from pinshi_cli.registers.ratings import rater_key
from pinshi_cli.registers.rows import Line, Lines
from pinshi_cli.registers.tables import Row, Table
from pinshi_cli.sheets.cells import Value

_SAID = {"是": 1, "否": 0}


def with_criteria(table: Table, lines: Lines, names: Sequence[str]) -> Lines:
    """The rows with a count for each criterion: 是 is 1, 否 is 0.

    `names` are the policy's criteria; with none, every column that the contract does not know.
    """
    columns = {name: table.columns[name] for name in names if name in table.columns}
    if not names:
        columns = {name: column for name, (_, column) in table.unread().items()}
    told, doubled = _once_each(table, lines.lines)
    filled = [_filled(table, line, columns) for line in told]
    lacking = [
        each._replace(severity=Severity.WARNING)
        for each in table.lacking(name for name in names if name not in table.columns)
    ]
    return lines._replace(lines=filled, findings=[*lines.findings, *lacking, *doubled])


def _once_each(table: Table, lines: Sequence[Line]) -> tuple[list[Line], list[Diagnostic]]:
    """The rows whose raters are others than the rated, and what is wrong with the rest."""
    kept: list[Line] = []
    found: list[Diagnostic] = []
    seen: set[tuple[str, str, str]] = set()
    for line in lines:
        person, rater = line.person, line.text("评价人")
        if person is None or not rater:
            kept.append(line)
            continue
        at = table.place(line.row, "评价人")
        key = (person.id, squeezed(line.text("评价主体")), rater_key(rater))
        if rater_key(rater) in (rater_key(person.id), rater_key(person.name)):
            message = f"{person.name}给自己的测评不计"
            found.append(Diagnostic("G402", Severity.WARNING, message, at, "不需要处理。"))
            continue
        if key in seen:
            message = f"评价人“{cells.quoted(rater)}”对{person.name}已经评过一次"
            hint = "删去重复的一行；是两个人的，用不同的代号。"
            found.append(finding("G403", message, at, hint))
        seen.add(key)
        kept.append(line)
    return kept, found


def _filled(table: Table, line: Line, columns: dict[str, int]) -> Line:
    values, faults = dict(line.values), list(line.faults)
    row = Row(line.row, table.sheet.rows[line.row - table.sheet.first_row])
    for name, column in columns.items():
        at = Place(table.file, table.sheet.name, line.row, column)
        read = _count(name, table.cell(row, column), at, typed=table.typed)
        if read.finding is not None:
            faults.append((name, read.finding))
        if read.value is not None:
            values[name] = read.value
    return line._replace(values=values, faults=tuple(faults))


def _count(name: str, value: Value, at: Place, *, typed: bool) -> Read:
    if is_empty(value):
        return Read()
    if isinstance(value, str) and squeezed(value) in _SAID:
        return Read(_SAID[squeezed(value)])
    read = cells.whole(value, at, typed=typed)
    if isinstance(read.value, int) and read.value >= 0:
        return read
    return Read(None, _fault(name, value, at, read.finding))


def _fault(name: str, value: Value, at: Place, told: Diagnostic | None) -> Diagnostic:
    if told is not None and told.code not in ("R203", "R212"):
        return told
    message = f"“{name}”填了“{cells.quoted(value)}”，应是“是”“否”或次数"
    return finding("R208", message, at, "填写 是、否，或 0 以上的整数。")
