"""The figures of issue 5: recording, a history among millions, verifying, a city's year.

`python -m benchmarks.ledger`, turn by turn against the bare `sqlite3` of the same run. CPU seconds;
the histories by the clock, for what they wait for is part of the answer.
"""

import gc
import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks import measure
from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.append import append_all
from pinshi_cli.ledger.connect import Ledger, open_ledger
from pinshi_cli.ledger.entry import RECORD, REVIEW_OPEN, Facts, NewEntry, Result, UnitName
from pinshi_cli.ledger.query import history
from pinshi_cli.ledger.verify import verify
from pinshi_cli.model.period import CHINA, Quarter
from pinshi_cli.workflow.ledger.entries import Sheet, sheet_of
from pinshi_cli.workflow.registers import Call
from pinshi_cli.workflow.samples import sample
from pinshi_cli.workflow.year.on_record import Ask, annual_on_record

PEOPLE = 17_000
ROUNDS = 7
AT = datetime(2026, 4, 10, 9, 30, tzinfo=CHINA)
_YEAR_COLUMNS = (
    "unit_name, quarter, r.seq, person_id, name, department, post, attendance, frontline, shown, "
    "grade, total, rating, marks"
)


def main() -> None:
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)  # as the command itself does
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        city = [sheet(quarter) for quarter in range(1, 5)]
        recording(folder, city[0])
        for units in (200, 1_000):
            a_year(folder, city, units)
        verifying(folder)
        histories(folder)


def sheet(quarter: int) -> Sheet:
    """A graded quarter, as `record` would put it down; people enough for a unit."""
    book = sample("quarter.xlsx").parent / "zhangdian" / f"q{quarter}.xlsx"
    found = sheet_of(Call(None, None, None).open(book))
    if found is None:
        raise SystemExit("the benchmark's register is not sound")
    return found


def news(found: Sheet, quarter: int, units: int) -> list[NewEntry]:
    """A city's quarter: the people of the sheet again and again under other numbers."""
    many = len(found.results)
    head = {**found.head, "decided": True}
    return [
        NewEntry(
            RECORD,
            AT,
            "钱有为",
            UnitName(f"青禾区第{unit}局", f"37{unit:06d}"),
            Quarter(2026, quarter),
            head,
            [_other(found.results[n % many], unit, n) for n in range(PEOPLE // units)],
        )
        for unit in range(units)
    ]


def _other(result: Result, unit: int, number: int) -> Result:
    return result._replace(id=f"{unit:04d}{number:03d}", name=f"周{unit}号{number}")


def recording(folder: Path, found: Sheet) -> None:
    """17,000 results against `executemany` of the very same rows, with the same tables."""
    made = news(found, 1, 1_000)
    address = Address(folder / "record.db")
    bare = folder / "bare.db"
    with open_ledger(address, create=True) as ledger:
        append_all(ledger, made)
    tables, rows = _rows_of(address)

    def ours() -> measure.Cost:
        _gone(address.path)
        with open_ledger(address, create=True) as ledger:
            return measure.Cost(measure.call(lambda: append_all(ledger, made)), 0)

    def theirs(*, indexes: bool) -> measure.Cost:
        _gone(bare)
        with closing(sqlite3.connect(bare, isolation_level=None)) as file:
            for statement in tables:
                if indexes or statement.startswith("CREATE TABLE"):
                    file.execute(statement)
            return measure.Cost(measure.call(lambda: _put(file, rows)), 0)

    for what, indexes in (("有同样的索引", True), ("没有索引", False)):
        mine, other, ratio = measure.paired(ours, lambda: theirs(indexes=indexes), ROUNDS)  # noqa: B023 (called at once)
        say(f"记入 17,000 人 / executemany 同样的行（{what}）", mine, other, ratio, 6)


def _rows_of(address: Address) -> tuple[list[str], dict[str, list[tuple[Any, ...]]]]:
    """A ledger's tables and indexes as SQL, and its rows."""
    with closing(sqlite3.connect(str(address.path))) as file:
        named = "SELECT sql FROM sqlite_master WHERE sql NOT NULL AND tbl_name <> 'alembic_version'"
        tables = [row[0] for row in file.execute(named)]
        entries = file.execute("SELECT * FROM entries").fetchall()
        return tables, {
            "entries": entries,
            "results": file.execute("SELECT * FROM results").fetchall(),
        }


def _insert(table: str, columns: int) -> str:
    marks = ", ".join("?" * columns)
    return f"INSERT INTO {table} VALUES ({marks})"  # noqa: S608 (our own names)


def _put(file: sqlite3.Connection, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    file.execute("BEGIN")
    for table, values in rows.items():
        file.executemany(_insert(table, len(values[0])), values)
    file.execute("COMMIT")


def a_year(folder: Path, city: Sequence[Sheet], units: int) -> None:
    """The annual eligibility of 17,000 people against reading their rows."""
    address = Address(folder / f"year-{units}.db")
    with open_ledger(address, create=True) as ledger:
        for quarter, found in enumerate(city, start=1):
            append_all(ledger, news(found, quarter, units))
    select = (
        f"SELECT {_YEAR_COLUMNS} FROM entries e JOIN results r USING (seq) "  # noqa: S608 (our own)
        "WHERE year = 2026 ORDER BY seq, position"
    )
    with open_ledger(address, create=False) as ledger:

        def ours() -> measure.Cost:
            made = []
            spent = measure.call(lambda: made.append(annual_on_record(ledger, Ask(2026))))
            if sum(len(unit.year.people) for unit in made[0].units if unit.year) != PEOPLE:
                raise SystemExit("the benchmark's year lacks people")
            return measure.Cost(spent, 0)

        def theirs() -> measure.Cost:
            with closing(sqlite3.connect(str(address.path))) as file:
                return measure.Cost(measure.call(lambda: file.execute(select).fetchall()), 0)

        mine, other, ratio = measure.paired(ours, theirs, ROUNDS)
    said = f"17,000 人、{units} 个单位的年度资格 / sqlite3 读同样的 68,000 行"
    say(said, mine, other, ratio, 4)


def verifying(folder: Path) -> None:
    """100,000 entries against 10,000."""
    few, many = (_of_entries(folder, number) for number in (10_000, 100_000))

    def cost(address: Address) -> measure.Cost:
        with open_ledger(address, create=False) as ledger:
            found = []
            spent = measure.call(lambda: found.append(verify(ledger)))
            if found[0].faults:
                raise SystemExit("the benchmark's ledger does not verify")
        return measure.Cost(spent, 0)

    mine, other, ratio = measure.paired(lambda: cost(many), lambda: cost(few), 3)
    say("verify 100,000 笔 / 10,000 笔", mine, other, ratio, 11)
    write(f"  100,000 笔 {mine:.2f} s（上限 2，{'达到' if mine <= 2 else '未达到'}）")


def _of_entries(folder: Path, number: int) -> Address:
    """A ledger of so many entries: a tenth with a person's result, the rest without."""
    address = Address(folder / f"verify-{number}.db")
    facts: Facts = {"reasons": ["总分 91.35，达到“好”的分数线"]}
    with open_ledger(address, create=True) as ledger:
        seq = 0
        while seq < number:
            unit = UnitName(f"第{seq // 1000}局")
            quarter = Quarter(2026, 1)
            some = [Result("001", "周一", shown="好", grade="好", total="91.35", facts=facts)]
            batch = [NewEntry(RECORD, AT, "钱有为", unit, quarter, {"why": ""}, some)]
            for more in range(1, 1000):
                results = () if more % 10 else some
                kind = REVIEW_OPEN if more % 10 else "correct"
                follows = seq + more
                batch.append(
                    NewEntry(kind, AT, "钱有为", unit, quarter, {"why": ""}, results, follows)
                )
            append_all(ledger, batch)
            seq += 1000
    return address


def histories(folder: Path) -> None:
    """One person among three million quarters: 1,000 units of 100, thirty quarters each."""
    address = Address(folder / "history.db")
    with open_ledger(address, create=True):
        pass
    begin = time.perf_counter()
    with closing(sqlite3.connect(str(address.path), isolation_level=None)) as file:
        file.execute("BEGIN")
        file.executemany(_insert("entries", 15), _many_entries())
        file.executemany(_insert("results", 15), _many_results())
        file.execute("COMMIT")
        size = (address.path or folder).stat().st_size / 2**20
        write(f"  300 万行的台账：{size:.0f} MiB，用 {time.perf_counter() - begin:.0f} s 造成")
        with open_ledger(address, create=False) as ledger:
            _histories(ledger, file)


def _histories(ledger: Ledger, file: sqlite3.Connection) -> None:
    joined = "SELECT * FROM results JOIN entries USING (seq)"
    by_id, by_name = f"{joined} WHERE person_id = ?", f"{joined} WHERE name_key = ?"
    here = UnitName("第250局", "000250")
    of_unit = f"{by_id} AND unit_key = '#000250'"
    asked: tuple[tuple[str, UnitName | None, Callable[[int], str], str], ...] = (
        ("编号全市只此一个", None, lambda n: _id(500 + n * 7 % 500, n), by_id),
        ("姓名", None, lambda n: _name(500 + n * 7 % 500, n), by_name),
        ("写明单位，编号", here, lambda n: _id(250, n), of_unit),
        ("写明单位，姓名", here, lambda n: _name(250, n), by_name),
    )
    for what, unit, whom, select in asked:
        # called at once, before the loop goes on
        mine = _clocked(lambda n: history(ledger, whom(n), unit))  # noqa: B023
        other = _clocked(lambda n: file.execute(select, [whom(n)]).fetchall())  # noqa: B023
        verdict = "达到" if mine <= 5 else "未达到"
        write(
            f"一个人在 300 万行里的历史（{what}）：{mine:.2f} ms（上限 5，{verdict}），"
            f"只是 SELECT {other:.2f} ms"
        )


def _id(unit: int, number: int) -> str:
    """Half of the units count their people from 1, as most do."""
    return f"{number:03d}" if unit < 500 else f"{unit:04d}{number:03d}"


def _name(unit: int, number: int) -> str:
    return f"周{number}号{unit}"


def _many_entries() -> Iterator[tuple[object, ...]]:
    seq = 0
    for quarter in range(30):
        for unit in range(1000):
            seq += 1
            at = f"{2019 + quarter // 4}-04-10T09:30:00+08:00"
            yield (
                seq, RECORD, at, "钱有为", f"#{unit:06d}", f"第{unit}局", f"第{unit}局",
                f"{unit:06d}", 2019 + quarter // 4, quarter % 4 + 1, "0" * 32,
                '{"why":""}', "0" * 64, "0" * 64, f"{seq:064d}",
            )  # fmt: skip


def _many_results() -> Iterator[tuple[object, ...]]:
    facts = json.dumps({"reasons": ["总分 91.35，达到“好”的分数线"]}, ensure_ascii=False)
    seq = 0
    for _ in range(30):
        for unit in range(1000):
            seq += 1
            for number in range(100):
                name = _name(unit, number)
                yield (
                    seq, number, _id(unit, number), name, name, "办公室", "科员",
                    "参加", 0, "好", "好", "91.35", "90.12", None, facts,
                )  # fmt: skip


def _clocked(call: Callable[[int], object]) -> float:
    """Milliseconds by the clock, the median of a hundred calls."""
    call(0)
    gc.collect()
    spent = []
    for number in range(100):
        begin = time.perf_counter()
        call(number)
        spent.append(time.perf_counter() - begin)
    return sorted(spent)[50] * 1000


def _gone(path: Path | None) -> None:
    if path is not None:
        path.unlink(missing_ok=True)


def say(what: str, mine: float, theirs: float, ratio: float, limit: float) -> None:
    verdict = "达到" if ratio <= limit else "未达到"
    write(f"{what}：{mine:.3f} s / {theirs:.3f} s = {ratio:.2f}（上限 {limit}，{verdict}）")


def write(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
