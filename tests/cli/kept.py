"""A ledger of two units and a year's beginning, put on record as a clerk does."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from pinshi_cli.cli import clock
from tests.builders import Cells, Rows
from tests.cli.running import Ended, Pinshi
from tests.cli.use_books import register

UNIT, OTHER = "青禾区统计局", "白石区统计局"
MEASURES: Rows = [
    ("编号", "姓名", "种类", "生效日期", "处理等次"),
    ("003", "王五", "诫勉", "2026-02-10", None),
]
WORK: Rows = [
    ("编号", "姓名", "周期", "类别", "内容", "完成情况", "填报日期"),
    ("002", "李四", "2026-02", "重点工作任务", "第五次经济普查入户登记", "已完成", "2026-02-27"),
]
FIRST: dict[str, Rows] = {"处分问责": MEASURES, "工作纪实": WORK}


def ticking(monkeypatch: pytest.MonkeyPatch, first: str) -> None:
    """Each entry is made an hour after the one before, from `first` on."""
    begin = datetime.fromisoformat(f"{first}T09:00:00+08:00")
    hours: Iterator[int] = count()
    monkeypatch.setattr(clock, "moment", lambda: begin + timedelta(hours=next(hours)))


class Kept:
    """A ledger, and pinshi told where it is."""

    def __init__(self, pinshi: Pinshi, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pinshi = pinshi
        self.folder = folder
        self.path = folder / "台账.db"
        self.monkeypatch = monkeypatch
        monkeypatch.setenv("PINSHI_LEDGER", str(self.path))
        monkeypatch.setenv("PINSHI_BY", "陈经办")
        monkeypatch.chdir(folder)

    def __call__(self, *arguments: str | Path) -> Ended:
        return self.pinshi(*arguments)

    def did(self, *arguments: str | Path) -> Ended:
        """A command that must succeed."""
        ended = self(*arguments)
        assert ended.code == 0, ended.err + ended.out
        return ended

    def record(self, name: str, at: str, items: Cells, *more: str, **said: object) -> None:
        """A register put on record at a day."""
        ticking(self.monkeypatch, at)
        book = register(self.folder, name, items=items, **said)  # type: ignore[arg-type]
        self.did("record", book, *more)


def year_begun(kept: Kept) -> Kept:
    """Two quarters of one unit (a correction, a review, a filing) and one of another.

    李四's first quarter is confirmed by a review; 王五 has a measure; in the second quarter 张三 is
    called 张山, and a namesake of 李四 is in the other unit.
    """
    met = {"会议日期": "2026-04-10"}
    kept.record("一季度", "2026-04-11", met, sheets=FIRST)
    totals = (92, 80, 71, 50, 91)
    why = ("--correct", "--why", "得分录错")
    kept.record("一季度更正", "2026-04-20", met, *why, sheets=FIRST, totals=totals)
    ticking(kept.monkeypatch, "2026-04-21")
    review = ("李四", "--quarter", "2026Q1", "--unit", UNIT)
    kept.did("review", "open", *review, "--asked", "2026-04-21", "--ground", "漏计一项")
    ticking(kept.monkeypatch, "2026-04-28")
    kept.did("review", "decide", *review, "--found", "没有漏计", "--why", "属实", "--confirm")
    kept.did("file", "accept", UNIT, "--quarter", "2026Q1")
    second: Cells = {"季度": 2, "会议日期": "2026-07-10"}
    people = {"001": {"姓名": "张山"}}
    kept.record("二季度", "2026-07-11", second, "--renamed", "001", people=people)
    other = {**met, "单位名称": OTHER, "单位编码": "3702"}
    kept.record("别局", "2026-07-12", other, people={"001": {"姓名": "李四"}})
    ticking(kept.monkeypatch, "2026-08-01")
    return kept
