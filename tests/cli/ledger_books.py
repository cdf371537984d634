"""Registers of 张店 to put on record, and a clock that stands still."""

from datetime import datetime
from pathlib import Path

import pytest

from pinshi_cli.cli import clock
from pinshi_cli.model.period import CHINA
from tests.builders import Cells, Table, ident, name_of, table

MET: Cells = {"会议日期": "2026-04-10", "会议名称": "第六次局务会"}
WHERE = "青禾区统计局"


def at(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    """From now on it is this moment in China: `2026-04-10 09:30`."""
    moment = datetime.fromisoformat(said).replace(tzinfo=CHINA)
    monkeypatch.setattr(clock, "moment", lambda: moment)


def as_clerk(monkeypatch: pytest.MonkeyPatch, folder: Path, said: str, by: str = "周敏") -> None:
    """Somebody works in this folder at this moment."""
    monkeypatch.setenv("PINSHI_BY", by)
    monkeypatch.chdir(folder)
    at(monkeypatch, said)


def decisions(*rows: tuple[str, str]) -> Table:
    """集体研究: 编号 and grade."""
    return table(
        "编号 姓名 审定等次 理由",
        *((id_, name_of(id_), grade, "局务会研究") for id_, grade in rows),
    )


def people_named(**names: str) -> dict[str, Cells]:
    """Roster cells of people who have other names: `people_named(p001="张山")`."""
    return {id_.removeprefix("p"): {"姓名": name} for id_, name in names.items()}


FIRST = ident(1)
