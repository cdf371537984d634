"""`pinshi notice` as files: filled in, read back, and fit to be published."""

import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from pinshi_cli.forms.finished_file import finished_of
from pinshi_cli.workflow.samples import bundled
from tests.cli.running import Pinshi
from tests.cli.test_notice import HUNG, SUMMARIES
from tests.cli.use_books import register
from tests.forms.notices import GOLDEN

PEOPLE = {
    "001": {"姓名": "欧阳建国", "内设机构": "办公室", "职务": "主任"},
    "002": {"姓名": "阿卜杜热合曼·买买提", "内设机构": "综合科", "职务": "科员"},
    "003": {"姓名": "𠮷㐂", "内设机构": "综合科", "职务": "科员"},
}


def texts(path: Path) -> list[str]:
    return [each.text for each in finished_of(path.read_bytes(), path.name).texts]


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_the_file_says_what_the_screen_says(pinshi: Pinshi, tmp_path: Path, ending: str) -> None:
    book = register(tmp_path, items=HUNG, people=PEOPLE)
    out = tmp_path / f"公示{ending}"
    ended = pinshi("notice", book, "--order", "名册", "-o", out)
    assert ended.code == 0
    assert ended.out.splitlines()[-1] == f"已写出 {out}"
    shown = re.sub(r"\s", "", ended.out)
    written = texts(out)
    title = "".join(written).replace("\n", "")
    assert title.startswith("青禾区统计局2026年第一季度公务员平时考核结果公示")
    for said in ("欧阳建国", "阿卜杜热合曼·买买提", "𠮷㐂", "主任", "局办公室", "0533-5550123"):
        assert said in shown
        assert any(said in text for text in written), said
    assert "公示时间：2026年4月30日至2026年5月9日（5个工作日）" in written


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_our_own_file_passes_our_own_check(pinshi: Pinshi, tmp_path: Path, ending: str) -> None:
    book = register(tmp_path, items=HUNG, people=PEOPLE)
    out = tmp_path / f"公示{ending}"
    assert pinshi("notice", book, "-o", out).code == 0
    checked = pinshi("notice", book, "--check", out, "--json")
    assert (checked.code, checked.json["diagnostics"]) == (0, [])


def test_without_a_place_both_lie_beside_the_register(pinshi: Pinshi, tmp_path: Path) -> None:
    book = register(tmp_path, items={**HUNG, "会议日期": None})
    ended = pinshi("notice", book, "--draft")
    folder = tmp_path / "考核输出" / "2026Q1"
    assert ended.out.splitlines()[-2:] == [
        f"已写出 {folder / '一季度-公示-征求意见.docx'}",
        f"已写出 {folder / '一季度-公示-征求意见.xlsx'}",
    ]
    for ending in (".docx", ".xlsx"):
        title, _, rest = "\n".join(texts(folder / f"一季度-公示-征求意见{ending}")).partition("（")
        assert title.replace("\n", "").endswith("2026年第一季度公务员平时考核拟定等次公示")
        assert rest.startswith("征求意见）")
        assert any("征求意见" in text and "拟定" in text for text in rest.splitlines()[1:])
    assert "下一步：" in ended.err


def test_a_dry_run_writes_nothing(pinshi: Pinshi, tmp_path: Path) -> None:
    book = register(tmp_path, items=HUNG)
    ended = pinshi("notice", book, "--dry-run")
    assert ended.out.splitlines()[-1].startswith("将写出")
    assert not (tmp_path / "考核输出").exists()


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_summaries_are_written_and_what_is_secret_is_not_in_the_file(
    pinshi: Pinshi, tmp_path: Path, ending: str
) -> None:
    book = register(tmp_path, items=HUNG, sheets=SUMMARIES)
    out = tmp_path / f"小结{ending}"
    assert pinshi("notice", book, "--summaries", "-o", out).code == 0
    said = "".join(texts(out))
    assert "完成月报三期。" in said
    assert "密件" not in said
    assert "李四" not in said
    assert pinshi("notice", book, "--summaries", "--check", out).code == 0


def test_a_clerks_template_that_hides_a_name_is_refused(pinshi: Pinshi, tmp_path: Path) -> None:
    book = register(tmp_path, items=HUNG)
    own = tmp_path / "模板"
    own.mkdir()
    template = own / "公示.xlsx"
    shutil.copy(bundled("templates") / "notice.xlsx", template)
    workbook = openpyxl.load_workbook(template)
    sheet = workbook.worksheets[0]
    titles = (row[0] for row in sheet.iter_rows() if str(row[0].value).startswith("{{ 单位名称"))
    sheet.row_dimensions[next(titles).row or 0].hidden = True
    workbook.save(template)
    out = tmp_path / "公示.xlsx"
    ended = pinshi("notice", book, "-o", out)
    assert (ended.code, out.exists()) == (2, False)
    assert "模板/公示.xlsx › 公示 › A1  T954  隐藏的第 1 行" in ended.err


def test_the_screen_shows_the_notice_as_it_will_hang(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    book = register(tmp_path, items=HUNG, people=PEOPLE)
    ended = pinshi("notice", book, "--dry-run", "-o", tmp_path / "公示.xlsx")
    notice, _, _ = ended.out.partition("\n将写出")
    assert notice == (GOLDEN / "notice-screen.txt").read_text(encoding="utf-8")
