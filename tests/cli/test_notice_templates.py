"""A clerk's own template of the notice may ask for anything: what may not hang is not written."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import openpyxl
import pytest

from pinshi_cli.workflow.samples import bundled
from tests.builders import Cells
from tests.cli.running import Ended, Pinshi
from tests.cli.test_notice import HUNG, SUMMARIES
from tests.cli.use_books import register
from tests.forms.test_notice_check import WHOLE

Change = Callable[[Path], None]


def asked(
    pinshi: Pinshi,
    folder: Path,
    change: Change,
    ending: str = ".xlsx",
    people: Mapping[str, Cells] | None = None,
) -> tuple[Ended, bool]:
    """`pinshi notice` with a template of one's own, and whether a file came of it."""
    book = register(folder, items=HUNG, people=people)
    template = folder / "模板" / f"公示{ending}"
    template.parent.mkdir()
    shutil.copy(bundled("templates") / f"notice{ending}", template)
    change(template)
    out = folder / f"公示{ending}"
    return pinshi("notice", book, "-o", out), out.exists()


def below(text: str) -> Change:
    """A line at the end of the sheet."""

    def change(path: Path) -> None:
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        sheet.cell(sheet.max_row + 1, 1, text)
        book.save(path)

    return change


def beside(text: str) -> Change:
    """A cell at the end of everybody's line."""

    def change(path: Path) -> None:
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        for row in sheet.iter_rows():
            if any("人.姓名" in str(cell.value) for cell in row):
                sheet.cell(row[0].row or 1, len(row) + 1, text)
        book.save(path)

    return change


def in_word(text: str) -> Change:
    def change(path: Path) -> None:
        document = docx.Document(str(path))
        document.add_paragraph(text)
        document.save(str(path))

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (below("{{ 总分 }}"), "没有“总分”"),
        (beside("{{ 人.总分 }}"), "总分"),
        (beside("{{ 人.编号 }}"), "编号"),
        (below(f"联系人 {WHOLE}"), "T949  有身份证号码"),
        (below("联系人 138 0000 1111"), "T950  有手机号码 138****1111"),
        (below("平均 91.35"), "T952  有分数 91.35"),
        (below("本季平均分见附件"), "T952  有“平均分”字样"),
        (below("周八受记过"), "T953  有“记过”字样"),
        (beside("无处分"), "T953  有“处分”字样"),
    ],
)
def test_it_is_refused_with_the_place_and_nothing_is_written(
    pinshi: Pinshi, tmp_path: Path, change: Change, said: str
) -> None:
    ended, written = asked(pinshi, tmp_path, change)
    assert (ended.code, written) == (2, False)
    assert "模板/公示.xlsx › " in ended.err
    assert said in ended.err


@pytest.mark.parametrize("text", [f"联系人 {WHOLE}", "周八受记过", "平均 91.35"])
def test_a_word_document_is_refused_likewise(pinshi: Pinshi, tmp_path: Path, text: str) -> None:
    ended, written = asked(pinshi, tmp_path, in_word(text), ".docx")
    assert (ended.code, written) == (2, False)
    assert "第 " in ended.err


def test_an_identity_number_over_two_cells_of_the_template_is_refused(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    def change(path: Path) -> None:
        below(WHOLE[:10])(path)
        below(WHOLE[10:])(path)

    ended, written = asked(pinshi, tmp_path, change)
    assert (ended.code, written) == (2, False)
    assert "拆开写到" in ended.err


def test_a_sentence_about_measures_in_nobodys_line_is_only_to_be_looked_at(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    ended, written = asked(pinshi, tmp_path, below("受处分的，按规定执行。"))
    assert (ended.code, written) == (0, True)
    assert "T953" in ended.err
    checked = pinshi(
        "notice", tmp_path / "一季度.xlsx", "--check", tmp_path / "公示.xlsx", "--json"
    )
    found = [(each["code"], each["severity"]) for each in checked.json["diagnostics"]]
    assert (checked.code, found) == (0, [("T953", "warning")])


NAMED: Mapping[str, Cells] = {
    "001": {"内设机构": "责任追究科", "职务": "责任追究科科长"},
    "002": {"内设机构": "考核评分中心", "职务": "立案庭庭长"},
    "003": {"内设机构": "处分执行室", "职务": "副主任"},
}


def test_departments_and_posts_may_be_called_after_measures(pinshi: Pinshi, tmp_path: Path) -> None:
    ended, written = asked(pinshi, tmp_path, lambda _: None, people=NAMED)
    assert (ended.code, written) == (0, True)
    assert "T95" not in ended.err


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"职务": "科员（记过）"}, "T953"),
        ({"职级": "一级科员 诫勉"}, "T953"),
        ({"职务": "科员 91.35"}, "T952"),
        ({"内设机构": "综合科 88.5 分"}, "T952"),
    ],
)
def test_a_score_or_a_measure_beside_a_post_of_the_roster_is_refused(
    pinshi: Pinshi, tmp_path: Path, cells: Cells, code: str
) -> None:
    book = register(tmp_path, items=HUNG, people={"002": cells})
    ended = pinshi("notice", book, "--json")
    assert ended.code == 1
    assert [each["code"] for each in ended.json["diagnostics"]] == [code]
    (only,) = ended.json["diagnostics"]
    assert (only["sheet"], only["cell"]) == ("人员名册", "A3")


def test_the_fixed_words_of_a_template_of_summaries_are_checked_too(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    sheets = {
        "领导评鉴": [*SUMMARIES["领导评鉴"], ["003", "王五", "办理处分案件 12 件，考试 95 分。"]]
    }
    book = register(tmp_path, items=HUNG, sheets=sheets)
    template = tmp_path / "模板" / "小结公示.xlsx"
    template.parent.mkdir()
    shutil.copy(bundled("templates") / "summaries.xlsx", template)
    out = tmp_path / "小结.xlsx"
    assert pinshi("notice", book, "--summaries", "-o", out).code == 0  # somebody's work
    below("周八受记过")(template)
    ended = pinshi("notice", book, "--summaries", "-o", out, "--force")
    assert ended.code == 2
    assert "记过" in ended.err
