"""`pinshi find`: one query over all that is on record (CZ7)."""

import csv
import io
import stat
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.kept import OTHER, UNIT, Kept, year_begun
from tests.cli.running import Pinshi


@pytest.fixture
def kept(pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    return year_begun(Kept(pinshi, tmp_path, monkeypatch))


def whom(kept: Kept, *criteria: str) -> list[tuple[str, str, str]]:
    results = kept.did("find", *criteria, "--json").json["results"]
    return [(each["unit"], each["period"], each["id"]) for each in results]


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        (
            ("--name", "李四", "--quarter", "2026Q1"),
            [(UNIT, "2026Q1", "002"), (OTHER, "2026Q1", "001"), (OTHER, "2026Q1", "002")],
        ),
        (("--measure", "诫勉"), [(UNIT, "2026Q1", "003")]),
        (("--measure", "警告"), []),
        (("--task", "经济普查"), [(UNIT, "2026Q1", "002")]),
        (("--task", "农业普查"), []),
        (("--grade", "较差", "--unit", UNIT), [(UNIT, "2026Q1", "004"), (UNIT, "2026Q2", "004")]),
        (("--grade", "较差", "--unit", "3702"), [(OTHER, "2026Q1", "004")]),
        (
            ("--grade", "较差", "--year", "2026", "--name", "赵六", "--quarter", "2026Q2"),
            [(UNIT, "2026Q2", "004")],
        ),
        (("--year", "2025"), []),
        (("--standing", "待定"), []),
    ],
)  # fmt: skip
def test_what_is_asked_for_must_all_hold(
    criteria: tuple[str, ...], expected: list[tuple[str, str, str]], kept: Kept
) -> None:
    assert whom(kept, *criteria) == expected


def test_only_what_stands_is_found(kept: Kept) -> None:
    found = kept.did("find", "--name", "李四", "--unit", UNIT, "--json").json["results"]
    assert [each["entry"] for each in found] == [4, 6]  # not the first, not the corrected one
    assert found[0]["work"] == ["2026-02 第五次经济普查入户登记"]


def test_the_screen_counts_and_names_the_next_command(kept: Kept) -> None:
    ended = kept.did("find", "--grade", "好")
    assert "共 6 条" in ended.out
    assert "pinshi history" in ended.err
    assert "共 0 条" in kept.did("find", "--name", "没有").out


def test_a_workbook_and_a_csv_have_the_same_rows(kept: Kept) -> None:
    book, text = kept.folder / "结果.xlsx", kept.folder / "结果.csv"
    kept.did("find", "--year", "2026", "-o", book)
    kept.did("find", "--year", "2026", "-o", text)
    rows = list(csv.reader(io.StringIO(text.read_bytes().decode("utf-8-sig"))))
    cells = [
        ["" if value is None else str(value) for value in row]
        for row in load_workbook(book).worksheets[0].iter_rows(min_row=2, values_only=True)
    ]
    assert cells[0] == rows[0]
    assert [row[:5] for row in cells[1:]] == [row[:5] for row in rows[1:]]
    assert len(rows) == 16
    for path in (book, text):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("call", "code"),
    [
        ((), "U701"),
        (("--standing", "好"), "U701"),
        (("--quarter", "第一季"), "U701"),
        (("--unit", "没有局"), "L061"),
        (("--year", "2026", "-o", "结果.docx"), "U706"),
        (("--year", "2026", "-o", "结果.parquet"), "U706"),
    ],
)
def test_a_call_that_cannot_be_served_is_refused(
    call: tuple[str, ...], code: str, kept: Kept
) -> None:
    ended = kept("find", *call, "--json")
    assert (ended.code, ended.json["diagnostics"][0]["code"]) == (2, code)
