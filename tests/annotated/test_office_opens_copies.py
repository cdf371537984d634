"""LibreOffice opens a returned copy, and sees in it what was put there."""

import subprocess
from pathlib import Path

import openpyxl
import pytest

from pinshi_cli.model.diagnostic import Severity
from pinshi_cli.registers.annotated_list import Problem, listed_in
from pinshi_cli.workflow.samples import sample
from tests.annotated.returned import assert_marked, finding, found_in, opened, read, returned
from tests.annotated.test_odd_workbooks import BOOKS


def listed(data: bytes) -> list[Problem]:
    found = listed_in(read(data))
    assert found is not None
    return found[1]


pytestmark = pytest.mark.office


def saved_again(folder: Path, data: bytes) -> bytes:
    """The workbook, opened and saved by LibreOffice."""
    (folder / "退回.xlsx").write_bytes(data)
    out = folder / "again"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out)]
    subprocess.run(
        [*command, str(folder / "退回.xlsx")], check=True, capture_output=True, timeout=180
    )
    return (out / "退回.xlsx").read_bytes()


def test_every_mark_comment_and_link_is_seen(tmp_path: Path) -> None:
    data = sample("quarter-with-errors.xlsx").read_bytes()
    copy, problems = returned(data)
    again = saved_again(tmp_path, copy)
    book = opened(again)
    assert book.active is book["问题清单"]
    for problem in problems:
        if problem.cell:
            cell = book[problem.sheet][problem.cell]
            assert cell.comment is not None
            assert problem.message in cell.comment.text
            assert cell.fill.fgColor.rgb not in {"00000000", None}
    rows = book["问题清单"].iter_rows(min_row=5, max_row=4 + len(problems))
    for problem, row in zip(problems, rows, strict=True):
        if problem.cell:
            assert row[3].hyperlink is not None
            assert row[3].hyperlink.location == f"'{problem.sheet}'!{problem.cell}"
    before, after = found_in(read(data)), found_in(read(again))
    errors = {(each.code, each.where.cell) for each in before if each.is_error}
    # a formula without a result has one now: LibreOffice has reckoned it
    assert errors - {(each.code, each.where.cell) for each in after} == {("R206", "F14")}


def test_a_copy_that_went_through_it_is_returned_again(tmp_path: Path) -> None:
    copy, _ = returned(sample("quarter-with-errors.xlsx").read_bytes())
    again = saved_again(tmp_path, copy)
    third, problems = returned(again)
    assert_marked(third, problems)
    comment = opened(third)["指标评分"]["C7"].comment
    assert comment is not None
    assert comment.text.count("【退回意见】") == 1


def test_once_mended_a_cell_that_went_through_it_has_its_own_ground_again(tmp_path: Path) -> None:
    data = BOOKS["looks of rows and columns"]
    places = [(2, 2), (2, 3), (2, 6)]
    found = [
        finding("人员名册", *place, severity)
        for place, severity in zip(places, Severity, strict=True)
    ]
    again = saved_again(tmp_path, returned(data, found)[0])
    mended, _ = returned(again, [finding("人员名册", 3, 3)])
    fills = [opened(mended)["人员名册"].cell(*place).fill for place in places]
    own = [fill.fgColor.rgb if fill.patternType else None for fill in fills]
    assert own == [None, None, "FF112233"], "the last is its column's"
    standing, _ = returned(again, found)
    looks = [problem.look for problem in listed(standing)]
    assert looks == [problem.look for problem in listed(returned(data, found)[0])]


@pytest.mark.parametrize("name", ["charts, rules, protection, pictures in the header", "macros"])
def test_an_odd_workbook_opens(tmp_path: Path, name: str) -> None:
    copy, _ = returned(BOOKS[name], [finding("人员名册", 2, 2)])
    book: openpyxl.Workbook = opened(saved_again(tmp_path, copy))
    comment = book["人员名册"]["B2"].comment
    assert comment is not None
    assert "有误" in comment.text
