"""Where the workbook of a list goes, and writing it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pinshi_cli.sheets.write import Output
from pinshi_cli.workflow.registers import Written, write_all
from pinshi_cli.workflow.targets import beside, target
from pinshi_cli.workflow.use.run import Used


def write_list(
    paths: Sequence[Path], used: Used, out: Path | None, *, force: bool, dry: bool
) -> Written:
    """Write the list's workbook; nothing where data have errors. `paths` are the registers'."""
    made = used.made
    if made is None:
        return Written(dry=dry)
    from pinshi_cli.results.use_workbook import ListContents, Source, use_workbook

    path = _path(paths, used, out)
    sources = tuple(
        Source(register.unit.name, register.quarter.chinese, quarter.file, quarter.sha256)
        for quarter in used.quarters
        if (register := quarter.register) is not None
    )
    names = list(dict.fromkeys(unit.name for unit in used.units))
    whose = names[0] if len(names) == 1 else f"{len(names)} 个单位"
    year = used.units[0].latest.quarter.year
    contents = ListContents(made, f"{whose}{year}年{made.title}", sources, _last_day(used))
    return write_all([Output(path, use_workbook(contents))], force=force, dry=dry)


def _last_day(used: Used) -> date:
    return max(unit.latest.quarter.last for unit in used.units)


def _path(paths: Sequence[Path], used: Used, out: Path | None) -> Path:
    """`out` (a folder, or an .xlsx file), else beside the latest register."""
    by_file = list(zip(paths, used.quarters, strict=True))
    book, quarter = max(
        by_file, key=lambda pair: pair[1].register.quarter if pair[1].register else (0, 0)
    )
    title = used.made.title if used.made is not None else ""
    name = f"{book.stem}-{title}.xlsx" if len(used.units) == 1 else f"{title}.xlsx"
    period = str(quarter.register.quarter) if quarter.register is not None else ""
    return target(out or beside(book, period), name, paths)
