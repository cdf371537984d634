"""`pinshi batch` on the screen: the counties, what is faulty, what lacks, what was written."""

from collections.abc import Iterator
from pathlib import Path

from pinshi_cli.cli.console import Cell, Column, Screen
from pinshi_cli.cli.written import quoted
from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.workflow.batch.ended import Batch
from pinshi_cli.workflow.batch.findings import NAME
from pinshi_cli.workflow.batch.lines import Line, found_again
from pinshi_cli.workflow.batch.totals import County

RESULT, TRIAL, RETURNED = "-考核结果.xlsx", "-试算.xlsx", "-退回"
MOST_BOOKS, MOST_FINDINGS, MOST_MISSING = 20, 3, 20
"""So many faulty registers, findings of each, and units without one stand on the screen."""

OF_THE_LIST = frozenset({"B015", "B016", "B019"})
OF_THE_OUTPUTS = frozenset({"F121", "F122", "F123"})
"""Errors that no unit can mend: in the authority's own list, in the folder of the outputs."""


def show_batch(screen: Screen, folder: Path, batch: Batch) -> None:
    """The table by county, then who has to mend what, then the files and the next command."""
    everything = batch.totals.everything
    period = batch.settled.period
    year = period and batch.settings.wanted.year
    what = f"{period[:4]} 年（人数、等次是 {period} 的）" if year else period or "季度不明"
    screen.line(f"{folder.name}　{what}　{everything.books} 份登记簿", "strong")
    _counties(screen, batch)
    _faulty(screen, batch)
    _missing(screen, batch)
    for each in batch.findings:
        if each.code != "B013":
            _finding(screen, each, "")
    _years(screen, batch)
    _written(screen, batch)


def _counties(screen: Screen, batch: Batch) -> None:
    counties = batch.totals.counties
    shown = [*counties, batch.totals.everything] if len(counties) > 1 else list(counties)
    grades = list(batch.totals.everything.grades)
    columns = [Column("县区", grows=True), Column("登记簿", right=True), Column("有误", right=True)]
    listed = batch.settings.units is not None
    if listed:
        columns.append(Column("没有报", right=True))
    columns += [Column(name, right=True) for name in ("人数", *grades, "好名额")]
    screen.table(columns, [_row(each, grades, listed=listed) for each in shown])


def _row(county: County, grades: list[str], *, listed: bool) -> list[Cell]:
    faulty = county.books - county.sound
    cells = [Cell(county.name), Cell(str(county.books))]
    cells.append(Cell(str(faulty), "error" if faulty else "dim"))
    if listed:
        cells.append(Cell(str(county.missing), "warning" if county.missing else "dim"))
    numbers = (county.people, *(county.grades.get(each, 0) for each in grades), county.limit)
    return [*cells, *(Cell("—" if each is None else str(each)) for each in numbers)]


def _faulty(screen: Screen, batch: Batch) -> None:
    faulty = [book.file for book in batch.books if not batch.is_ok(book)]
    if not faulty:
        return
    screen.complaint(f"{len(faulty)} 份登记簿有错误：", "error")
    for line in batch.lines(faulty[:MOST_BOOKS]):
        unit = line["unit"]
        named = f"（{unit['name']}）" if unit is not None and unit["name"] else ""
        errors = list(_errors(line["diagnostics"], batch.about(line["file"])))
        written = "" if line["file"] in batch.placing.barred else _what_is_written(line)
        screen.complaint(f"  {line['file']}{named}　错误 {len(errors)}{written}", "error")
        for each in errors[:MOST_FINDINGS]:
            _finding(screen, each, "    ")
    if len(faulty) > MOST_BOOKS:
        screen.complaint(f"  …… 另有 {len(faulty) - MOST_BOOKS} 份", "dim")
    if batch.written:
        screen.message(f"全部问题在 {batch.settings.where} 的 {NAME}")


def _what_is_written(line: Line) -> str:
    if not line["place"]:
        return ""
    made = [path for path, _, _ in line["outputs"]]
    words = ((RESULT, "结果"), (TRIAL, "试算"), (RETURNED, "退回件"))
    what = "、".join(word for part, word in words if any(_is(part, path) for path in made))
    return f"，{what}已写出" if what else ""


def _is(part: str, path: str) -> bool:
    """Whether an output is of that kind: by how its name ends, a register may be called so too."""
    return path.endswith(part) or path.rpartition(".")[0].endswith(part)


def _errors(own: list[dict[str, str]], about: list[Diagnostic]) -> Iterator[Diagnostic]:
    yield from (each for each in about if each.is_error)
    yield from (each for each in map(found_again, own) if each.is_error)


def _finding(screen: Screen, found: Diagnostic, indent: str) -> None:
    place = f"{found.where.sheet}  " if found.where.sheet else ""
    style = str(found.severity)
    say = screen.complaint if found.is_error else screen.message
    say(f"{indent}{place}{found.code}  {found.message}", style)
    if found.hint and not indent:
        say(f"{indent}    改法：{found.hint}", "dim")


def _missing(screen: Screen, batch: Batch) -> None:
    missing = batch.settled.missing
    if not missing:
        return
    names = "、".join(f"{each.county}{each.name}" for each in missing[:MOST_MISSING])
    more = f"等 {len(missing)} 个" if len(missing) > MOST_MISSING else ""
    screen.message(f"{len(missing)} 个单位没有报：{names}{more}", "warning")


def _years(screen: Screen, batch: Batch) -> None:
    if not batch.years:
        return
    faulty = [line for line in batch.lines(batch.years) if not line["ok"]]
    year = batch.settled.period[:4]
    screen.line(
        f"{year} 年度：{len(batch.years)} 个单位，{len(batch.years) - len(faulty)} 个有结论"
    )
    for line in faulty[:MOST_BOOKS]:
        for each in list(_errors(line["diagnostics"], batch.about(line["file"])))[:1]:
            _finding(screen, each, f"  {line['file']}  ")


def _written(screen: Screen, batch: Batch) -> None:
    kept = len(batch.books) + len(batch.years) - batch.done
    if kept:
        screen.message(f"{kept} 份没有变，没有重做")
    undecided = batch.totals.everything.undecided
    if undecided:
        screen.message(f"{undecided} 个单位的会议还没有审定，登记表、公示没有做（先做加 --draft）")
    if not batch.written:
        screen.line(f"将写出 {batch.totals.outputs} 个文件", "strong")
        return
    screen.line(f"已写出 {batch.settings.where}：共 {batch.totals.outputs} 个文件", "strong")
    overview = f"pinshi overview {quoted(_from_here(batch.settings.out))}"
    if batch.settings.target:
        overview = "取回本机，再 pinshi overview 文件夹"
    if batch.ok:
        screen.message(f"下一步：{overview}（看全市）")
        return
    for each in _ways_on(batch):
        screen.message(f"下一步：{each}，同一条命令加 --resume")
    screen.message(f"现在就看全市：{overview}")


def _ways_on(batch: Batch) -> Iterator[str]:
    """What has to be done before the run goes on: by whom, as far as the errors tell."""
    files = [book.file for book in batch.books if not batch.is_ok(book)]
    wrong = {each.code for each in batch.findings if each.is_error}
    for line in batch.lines([*files, *batch.years]):
        wrong |= {e.code for e in _errors(line["diagnostics"], batch.about(line["file"]))}
    if wrong & OF_THE_LIST:
        yield "改单位名单"
    if wrong - OF_THE_LIST - OF_THE_OUTPUTS:
        what = "各单位文件夹里的退回件" if batch.settings.wanted.annotate else "问题清单"
        yield f"把{what}发给单位，改好的放回来"
    elif not wrong & OF_THE_LIST:
        yield "照上面的改法做好"


def _from_here(path: Path) -> Path:
    """The path as a clerk here would write it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
