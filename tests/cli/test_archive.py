"""The growth archive (ZD8.4, DG6): a person's page for the file, from the ledger."""

import stat
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from tests.cli.kept import UNIT, Kept, year_begun
from tests.cli.running import Pinshi

WHO = ("002", "--unit", UNIT)


@pytest.fixture
def kept(pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    return year_begun(Kept(pinshi, tmp_path, monkeypatch))


def texts_of(path: Path) -> set[str]:
    """Every text of a document or a workbook."""
    if path.suffix == ".xlsx":
        rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
        return {str(value) for row in rows for value in row if value is not None}
    document = docx.Document(str(path))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    return cells | {paragraph.text for paragraph in document.paragraphs}


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_the_page_says_what_the_ledger_says(ending: str, kept: Kept) -> None:
    page = kept.folder / f"李四{ending}"
    found = kept.did("history", *WHO, "-o", page, "--json").json
    assert found["outputs"] == [str(page)]
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    said = texts_of(page)
    assert {"李四", "002", "较好 2 次", "2026年第一季度", "2026年第二季度"} <= said
    assert {"第4笔", "第6笔", "审定"} <= said
    assert "2026-02 第五次经济普查入户登记（已完成）" in said
    assert any("维持较好：属实" in each and "主管部门同意备案" in each for each in said)
    assert any("2026年4月20日更正：较好，没有变：得分录错" in each for each in said)
    assert any(found["head"] in each for each in said)


def test_a_quarter_that_a_correction_took_the_person_off_is_told_and_not_counted(
    kept: Kept,
) -> None:
    why = ("--correct", "--why", "三月已调走")
    kept.record("再更正", "2026-08-02", {"会议日期": "2026-04-10"}, *why, totals=(92, 80, 71, 50))
    page = kept.folder / "孙七.docx"
    kept.did("history", "005", "--unit", UNIT, "-o", page)
    said = texts_of(page)
    assert {"更正后不在册", "好 1 次"} <= said
    assert any("更正：好 → 不在册：三月已调走" in each for each in said)


def test_a_folder_gets_both_formats(kept: Kept) -> None:
    ended = kept.did("history", *WHO, "-o", kept.folder / "档案")
    names = {path.name for path in (kept.folder / "档案").iterdir()}
    assert {"002 李四 成长档案.docx", "002 李四 成长档案.xlsx"} <= names
    assert "归入本人的平时考核档案" in ended.err


def test_one_s_own_template_goes_first(kept: Kept) -> None:
    folder = kept.folder / "模板"
    kept.did("template", "copy", "成长档案.xlsx")
    own = folder / "成长档案.xlsx"
    book = load_workbook(own)
    book.worksheets[0]["A1"] = "本局成长档案"
    book.save(own)
    page = kept.folder / "页.xlsx"
    kept.did("history", *WHO, "-o", page)
    assert "本局成长档案" in texts_of(page)


def test_a_text_of_the_ledger_never_becomes_a_formula(kept: Kept) -> None:
    table = kept.folder / "以前.csv"
    head = "单位名称,年度,季度,编号,姓名,等次"
    table.write_text(f"{head}\n{UNIT},2024,4,=9,=1+1,好\n", encoding="utf-8")
    kept.did("import", table, "--policy", "zhangdian")
    page = kept.folder / "页.xlsx"
    kept.did("history", "=9", "-o", page)
    cells = [cell for row in load_workbook(page).worksheets[0].iter_rows() for cell in row]
    assert "=1+1" in {cell.value for cell in cells if cell.data_type == "s"}
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_the_form_command_says_who_makes_it(kept: Kept) -> None:
    ended = kept("form", kept.folder / "一季度.xlsx", "--kind", "成长档案", "--json")
    (found,) = ended.json["diagnostics"]
    assert (ended.code, found["code"]) == (2, "T921")
    assert "pinshi history" in found["hint"]
