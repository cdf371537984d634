"""`pinshi export`: what stands on record as files for others, with no one else's eyes on them."""

import csv
import io
import json
import stat
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pinshi_cli.cli import export_command
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.sheets.encrypted import decrypted
from pinshi_cli.workflow.year.on_record import annual_on_record
from pinshi_cli.workflow.year.years import Annual
from tests.builders import Cells
from tests.cli.kept import UNIT, Kept, year_begun
from tests.cli.running import Pinshi


@pytest.fixture
def kept(pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    monkeypatch.delenv("PINSHI_PASSPHRASE", raising=False)
    return year_begun(Kept(pinshi, tmp_path, monkeypatch))


def rows_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))


def test_each_format_has_the_same_people(kept: Kept) -> None:
    endings = ("xlsx", "csv", "json", "parquet")
    paths = {ending: kept.folder / f"导出.{ending}" for ending in endings}
    for path in paths.values():
        kept.did("export", "--year", "2026", "-o", path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    expected = [(row[0], row[4], row[9]) for row in rows_of(paths["csv"])[1:]]
    assert len(expected) == 15
    said = json.loads(paths["json"].read_bytes())["各季结果"]
    assert [(each["unit"], each["id"], each["shown"]) for each in said] == expected
    from pyarrow import parquet

    table = parquet.read_table(paths["parquet"]).to_pylist()
    assert [(each["unit"], each["id"], each["shown"]) for each in table] == expected
    assert table[0]["score"] == Decimal(said[0]["score"])
    sheet = load_workbook(paths["xlsx"])["各季结果"]
    cells = list(sheet.iter_rows(min_row=4, values_only=True))
    assert [(row[0], row[4], row[9]) for row in cells] == expected


def test_a_csv_has_a_mark_and_no_formulas(kept: Kept) -> None:
    head = "单位名称,年度,季度,编号,姓名,等次"
    table = kept.folder / "以前.csv"
    table.write_text(f"{head}\n-局,2024,4,@x,=1+1,好\n-局,2024,4,1,＋cmd,好\n", encoding="utf-8")
    kept.did("import", table, "--policy", "zhangdian")
    path = kept.folder / "导出.csv"
    kept.did("export", "--quarter", "2024Q4", "-o", path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    _, *bad = rows_of(path)
    assert [(row[0], row[4], row[5]) for row in bad] == [
        ("'-局", "'@x", "'=1+1"),
        ("'-局", "1", "'＋cmd"),
    ]
    book = kept.folder / "导出.xlsx"
    kept.did("export", "--quarter", "2024Q4", "-o", book)
    cells = [cell for row in load_workbook(book).worksheets[0].iter_rows() for cell in row]
    assert "=1+1" in {cell.value for cell in cells if cell.data_type == "s"}
    assert not [cell for cell in cells if cell.data_type == "f"]


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        (("--quarter", "2026Q1"), 10),
        (("--unit", UNIT), 10),
        (("--unit", "3702"), 5),
        (("--year", "2026", "--unit", UNIT, "--quarter", "2026Q2"), 5),
        (("--year", "2026", "--as-of", "2026-05-01"), 5),
    ],
)
def test_only_what_was_asked_for(asked: tuple[str, ...], rows: int, kept: Kept) -> None:
    found = kept.did("export", *asked, "--json").json
    assert found["rows"] == [{"table": "各季结果", "rows": rows}]
    assert found["outputs"] == []


def test_a_unit_renamed_since_is_found_as_of_an_earlier_day(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Kept(pinshi, tmp_path, monkeypatch)
    kept.record("一季度", "2026-04-11", {"会议日期": "2026-04-10", "单位编码": "A1"})
    renamed: Cells = {"季度": 2, "单位编码": "A1", "单位名称": "青禾区数据局"}
    kept.record("二季度", "2026-07-11", renamed)
    then = ("--year", "2026", "--as-of", "2026-05-01", "--json")
    for unit in ("A1", UNIT, "青禾区数据局"):
        rows = kept.did("export", *then, "--unit", unit).json["rows"]
        assert rows == [{"table": "各季结果", "rows": 5}]
        (year,) = kept.did("annual", *then, "--unit", unit).json["units"]
        assert year["name"] == UNIT


def test_codes_of_the_cadre_system_come_with_their_provenance(kept: Kept) -> None:
    path = kept.folder / "代码.xlsx"
    ended = kept.did("export", "--year", "2026", "--codes", "-o", path)
    assert "2007 年前后" in ended.out
    sheet = load_workbook(path)["年度结果"]
    rows = list(sheet.iter_rows(values_only=True))
    assert any("没有与现行版本核对" in str(row[0]) for row in rows)
    head = next(row for row in rows if row[0] == "单位名称")
    provenance = "A15 考核结论代码（2007 年前后的代码表，请核对）"
    assert head[-2:] == (provenance, "A1521 考核年度")
    grades = {"优秀": "1", "称职": "2", "基本称职": "3", "不称职": "4"}
    for row in rows[rows.index(head) + 1 :]:
        assert row[-2] in (grades.get(str(row[5]), ""), "5", "6", None)
        assert row[-1] == "2026"


def test_codes_in_a_format_of_one_table_say_where_they_come_from_too(kept: Kept) -> None:
    path = kept.folder / "代码.csv"
    kept.did("export", "--year", "2026", "--codes", "-o", path)
    assert "（2007 年前后的代码表，请核对）" in path.read_text(encoding="utf-8-sig")
    from pyarrow import parquet

    kept.did("export", "--year", "2026", "--codes", "-o", path.with_suffix(".parquet"))
    about = parquet.read_schema(path.with_suffix(".parquet")).metadata
    assert "没有与现行版本核对" in about[b"notes"].decode()


def test_a_passphrase_from_the_environment_locks_the_workbook(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PINSHI_PASSPHRASE", "一把钥匙")
    path = kept.folder / "加密.xlsx"
    kept.did("export", "--year", "2026", "--passphrase", "-o", path)
    data = path.read_bytes()
    assert not data.startswith(b"PK")
    clear = load_workbook(io.BytesIO(decrypted(data, "一把钥匙")))
    assert clear.sheetnames == ["各季结果"]
    assert UNIT.encode() not in data


def test_a_passphrase_is_asked_for_twice(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["一", "二", "三", "三"])
    asked: list[str] = []

    def ask(what: str) -> str:
        asked.append(what)
        return next(answers)

    monkeypatch.setattr(export_command, "asking_secret", lambda _no_input: ask)
    path = kept.folder / "加密.xlsx"
    ended = kept("export", "--year", "2026", "--passphrase", "-o", path)
    assert (ended.code, path.exists()) == (2, False)
    assert "两遍密码不一样" in ended.err
    kept.did("export", "--year", "2026", "--passphrase", "-o", path)
    assert decrypted(path.read_bytes(), "三").startswith(b"PK")
    assert len(asked) == 4


@pytest.mark.parametrize(
    ("call", "code"),
    [
        ((), "U701"),
        (("--codes", "--quarter", "2026Q1"), "U701"),
        (("--year", "2026", "--codes", "--policy", "没有"), "P601"),
        (("--year", "1999"), "L097"),
        (("--year", "2025", "--quarter", "2026Q1"), "L097"),
        (("--unit", "没有局"), "L061"),
        (("--year", "2026", "-o", "导出.docx"), "U706"),
        (("--year", "2026", "-o", "导出.xlsx", "--passphrase"), "L095"),
    ],
)
def test_a_call_that_cannot_be_served_is_refused(
    call: tuple[str, ...], code: str, kept: Kept
) -> None:
    ended = kept("export", *call, "--json")
    assert (ended.code, ended.json["diagnostics"][0]["code"]) == (2, code)


@pytest.mark.parametrize("ending", ["csv", "json", "parquet"])
def test_only_a_workbook_can_be_locked(
    ending: str, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PINSHI_PASSPHRASE", "一把钥匙")
    path = kept.folder / f"导出.{ending}"
    ended = kept("export", "--year", "2026", "--passphrase", "-o", path, "--json")
    assert (ended.code, ended.json["diagnostics"][0]["code"]) == (2, "L096")
    assert not path.exists()


def test_without_pyarrow_it_says_how_to_install_it(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    ended = kept("export", "--year", "2026", "-o", kept.folder / "导出.parquet", "--json")
    (found,) = ended.json["diagnostics"]
    assert (ended.code, found["code"]) == (2, "L094")
    assert 'python3 -m pip --python .venv install ".[parquet]"' in found["hint"]


def test_a_dry_run_and_the_default_place(kept: Kept) -> None:
    kept.did("export", "--year", "2026", "--dry-run")
    assert not list(kept.folder.glob("台账导出*"))
    kept.did("export", "--year", "2026")
    assert (kept.folder / "台账导出-2026.xlsx").is_file()


def test_year_results_with_errors_are_not_written(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `annual` ends there, so does this: another name under a 编号 leaves no verdicts."""
    kept = Kept(pinshi, tmp_path, monkeypatch)
    kept.record("一季度", "2026-04-11", {"会议日期": "2026-04-10"})
    kept.record("三季度", "2026-10-11", {"季度": 3, "会议日期": "2026-10-10"})
    without = kept.did("export", "--year", "2026", "--codes", "--json").json
    assert without["ok"]
    asks = "pinshi_cli.workflow.ledger.exports.annual_on_record"
    monkeypatch.setattr(asks, faulty(annual_on_record))
    path = kept.folder / "代码.csv"
    ended = kept("export", "--year", "2026", "--codes", "-o", path)
    assert (ended.code, path.exists()) == (1, False)
    assert "什么也没有写出" in ended.err
    said = kept("export", "--year", "2026", "--codes", "-o", path, "--json")
    assert (said.code, said.json["ok"], said.json["outputs"]) == (1, False, [])
    assert not path.exists()
    assert kept("export", "--year", "2026", "-o", path).code == 0


def faulty(ask: Callable[..., Annual]) -> Callable[..., Annual]:
    """The same year, with an error."""
    error = Diagnostic("Y805", Severity.ERROR, "编号“001”前后两个姓名", Place(), "核对。")

    def asked(*arguments: object) -> Annual:
        found = ask(*arguments)
        return found._replace(diagnostics=(*found.diagnostics, error))

    return asked


@pytest.mark.parametrize("command", ["export", "find", "annual"])
def test_a_year_beyond_all_years_has_nothing(command: str, kept: Kept) -> None:
    for year in ("99999999999999999999", "-99999999999999999999", "10000"):
        ended = kept(command, "--year", year, "--json")
        assert ended.code == (0 if command == "find" else 2), ended.out
