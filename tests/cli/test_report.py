"""`pinshi report`: the leaders worked by hand in docs/places/wangjiang.md, on screen and on paper.

That page's tables have 编号 and 姓名 (`—` and 全单位 for the unit).
"""

import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pinshi_cli.grading.two_way import Share
from pinshi_cli.policy.library import read_policy, shipped
from pinshi_cli.reports.portraits import change
from tests.cli.running import ROOT, SOUND, Pinshi

FOLDER = ROOT / "sample_data" / "wangjiang"
NOW, BEFORE = FOLDER / "two-way.xlsx", FOLDER / "two-way-before.xlsx"
PAGE = (ROOT / "docs" / "places" / "wangjiang.md").read_text(encoding="utf-8")
AGAINST = "（反）"


def rows_with(*headings: str) -> Iterator[dict[str, str]]:
    """The rows of the page's tables that have all these headings."""
    above: list[str] = []
    for line in PAGE.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            above = []
        elif not above:
            above = cells
        elif {"编号", "姓名", *headings} <= set(above) and not set(cells[0]) <= set("-: "):
            yield dict(zip(above, cells, strict=True))


@cache
def ways() -> dict[str, list[str]]:
    """The names of the criteria, by 正向 and 反向."""
    policy, faults = read_policy(shipped("wangjiang")[-1])
    assert policy is not None, faults
    by_way: dict[str, list[str]] = {"正向": [], "反向": []}
    for each in policy.criteria:
        by_way[each.way].append(each.name)
    return by_way


def names(cell: str) -> list[str]:
    """The criteria that a cell of the page names: one, `24 条正向` (all of them), or none."""
    if found := re.fullmatch(r"(\d+) 条(正向|反向)", cell):
        every = ways()[found[2]]
        assert len(every) == int(found[1])
        return every
    return [] if cell == "—" else cell.split("、")


def fraction(share: dict[str, int] | None) -> str:
    return "—" if share is None else f"{share['yes']}/{share['answers']}"


@pytest.fixture
def found(pinshi: Pinshi) -> dict[str, Any]:
    """The document of the sample, its portraits by 编号 (`—` is the unit's)."""
    ended = pinshi("report", NOW, "--before", BEFORE, "--json")
    assert (ended.code, ended.json["schema"], ended.json["outputs"]) == (0, "pinshi/report/1", [])
    portraits = {each["id"] or "—": each for each in ended.json["portraits"]}
    return ended.json | {"portraits": portraits}


def test_wj1_shares_of_each_aspect_are_those_of_the_page(found: dict[str, Any]) -> None:
    rows = [*rows_with("票数", "政治忠诚"), *rows_with("票数", f"政治忠诚{AGAINST}")]
    assert len(rows) == 26
    for row in rows:
        portrait = found["portraits"][row["编号"]]
        assert portrait["name"] == (row["姓名"] if row["编号"] != "—" else None)
        assert sum(portrait["sheets"].values()) == int(row["票数"])
        shown = {each["name"]: fraction(each["good"]) for each in portrait["aspects"]}
        shown |= {f"{each['name']}{AGAINST}": fraction(each["bad"]) for each in portrait["aspects"]}
        asked = {name: cell for name, cell in row.items() if name in shown}
        assert len(asked) == 5
        assert {name: shown[name] for name in asked} == asked, row["姓名"]


def test_wj2_strengths_shortcomings_and_splits_are_those_of_the_page(found: dict[str, Any]) -> None:
    rows = list(rows_with("长处", "不足"))
    assert [row["编号"] for row in rows] == list(found["portraits"])
    for row in rows:
        portrait = found["portraits"][row["编号"]]
        assert portrait["strengths"] == names(row["长处"]), row["姓名"]
        assert portrait["shortcomings"] == names(row["不足"]), row["姓名"]
        assert portrait["split"] == names(row["看法不一"]), row["姓名"]
        assert portrait["few"] == (row["只供参考"] == "是"), row["姓名"]


def test_wj3_wj4_facts_and_their_warnings_are_those_of_the_page(found: dict[str, Any]) -> None:
    told = [each for each in found["diagnostics"] if each["code"] == "G430"]
    assert {each["severity"] for each in told} == {"warning"}
    for row in rows_with("事实", "警告"):
        own = [each for each in told if row["编号"] in ("—", each["person"])]
        assert len(found["portraits"][row["编号"]]["facts"]) == int(row["事实"]), row["姓名"]
        assert len(own) == int(row["警告"]), row["姓名"]


def test_each_change_since_the_last_time_is_that_of_the_page(
    found: dict[str, Any], pinshi: Pinshi
) -> None:
    screen = pinshi("report", NOW, "--before", BEFORE).out
    rows = list(rows_with("这次", "上次"))
    assert len(rows) == 12
    for row in rows:
        aspects = found["portraits"][row["编号"]]["aspects"]
        aspect = next(each for each in aspects if each["name"] == row["方面"])
        way = {"正向": "good", "反向": "bad"}[row["方向"]]
        shown = (fraction(aspect[way]), fraction(aspect[f"{way}_before"]))
        assert shown == (row["这次"], row["上次"])
        assert f"（{row['这次']}） {row['与上次比']}" in re.sub(r" +", " ", screen), row


def test_the_screen_shows_each_leader_and_writes_nothing(pinshi: Pinshi) -> None:
    before = sorted(FOLDER.rglob("*"))
    ended = pinshi("report", NOW)
    assert ended.code == 0
    assert ended.out.count("政治素质正反向测评分析报告") == 13
    assert "测评票少于 5 张，以下只供参考。" in ended.out
    assert "凉泉：反映其收受土特产" in ended.out
    assert "（没有核实）" in ended.out
    assert "下一步：pinshi report" in ended.err
    assert sorted(FOLDER.rglob("*")) == before


def document_of(path: Path) -> str:
    """What stands in a .docx: its text, without the markup."""
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        return re.sub(r"<[^>]+>", "", file.read("word/document.xml").decode("utf-8"))


def test_the_document_says_what_the_screen_says(pinshi: Pinshi, tmp_path: Path) -> None:
    ended = pinshi("report", NOW, "--before", BEFORE, "-o", tmp_path)
    written = tmp_path / "two-way-分析报告.docx"
    assert (ended.code, ended.out.splitlines()[-1]) == (0, f"已写出 {written}")
    said = document_of(written)
    for sentence in (
        "华阳（雷港镇镇长）政治素质正反向测评分析报告",
        "澄湖县委组织部　2026年第四季度　测评票：上级领导 5 张、班子成员 5 张、干部群众 5 张",
        "82.7%（62/75）+2.7 个百分点",
        "政治担当·正向：攻坚克难敢负责 93.3%（14/15）。",
        "政治自律·反向：个人说了算 26.7%（4/15），其中上级领导 0.0%（0/5）、班子成员 20.0%（1/5）、"
        "干部群众 60.0%（3/5）。",
        "进家庭考家德家属在辖区经营广告牌2026-10-30属实暂缓提拔使用",
        "测评票少于 5 张，以下只供参考。",
        "依据：望江县领导干部政治素质正反向测评（安庆组工信息2022年第37期）；登记簿 two-way.xlsx",
    ):
        assert sentence in said
    again = tmp_path / "again.docx"
    pinshi("report", NOW, "--before", BEFORE, "-o", again)
    assert again.read_bytes() == written.read_bytes()


def test_a_dry_run_writes_nothing_and_a_strange_file_is_kept(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    target = tmp_path / "报告.docx"
    ended = pinshi("report", NOW, "-o", target, "--dry-run", "--json")
    assert (ended.code, ended.json["outputs"], target.exists()) == (0, [], False)
    target.write_bytes(b"another")
    ended = pinshi("report", NOW, "-o", target)
    assert (ended.code, target.read_bytes()) == (2, b"another")
    ended = pinshi("report", NOW, "-o", target, "--force", "--json")
    assert (ended.code, ended.json["outputs"]) == (0, [str(target)])


def test_a_report_is_no_workbook(pinshi: Pinshi, tmp_path: Path) -> None:
    ended = pinshi("report", NOW, "-o", tmp_path / "报告.xlsx")
    assert (ended.code, "U706" in ended.err) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_a_register_of_another_policy_has_no_report(pinshi: Pinshi) -> None:
    ended = pinshi("report", SOUND)
    assert (ended.code, "P622" in ended.err) == (2, True)


def test_a_two_way_register_is_not_graded(pinshi: Pinshi) -> None:
    ended = pinshi("grade", NOW)
    assert (ended.code, "P617" in ended.err, "pinshi report" in ended.err) == (1, True, True)


def changed(path: Path, sheet: str, cell: str, value: str | int | None, source: Path = NOW) -> Path:
    """A copy of the sample with one cell set otherwise."""
    book = openpyxl.load_workbook(source)
    book[sheet][cell] = value
    book.save(path)
    return path


def heading_row(sheet: str, book: Path = NOW) -> tuple[int, dict[str, str]]:
    """The row of a sheet's headings, and the letter of each column."""
    for row in openpyxl.load_workbook(book)[sheet].iter_rows(max_row=10):
        if row[0].row is not None and "编号" in [cell.value for cell in row]:
            return row[0].row, {str(cell.value): cell.column_letter for cell in row if cell.value}
    raise AssertionError(sheet)


@pytest.mark.parametrize(
    ("heading", "below", "value", "code"),
    [
        ("做两面人", 1, "也许", "R208"),
        ("做两面人", 1, -1, "R208"),
        ("编号", 1, "99", "N302"),
        ("评价主体", 1, None, "R201"),
        ("评价人", 2, "A1", "G403"),
    ],
)
def test_a_fault_in_a_sheet_is_told_at_its_cell_and_withholds_the_report(
    pinshi: Pinshi, tmp_path: Path, heading: str, below: int, value: str | int | None, code: str
) -> None:
    row, letters = heading_row("正反测评")
    cell = f"{letters[heading]}{row + below}"
    book = changed(tmp_path / "测评.xlsx", "正反测评", cell, value)
    out = tmp_path / "报告.docx"
    ended = pinshi("report", book, "-o", out, "--json")
    errors = [(e["code"], e["sheet"], e["cell"]) for e in ended.json["diagnostics"]]
    assert (code, "正反测评", cell) in errors
    assert (ended.code, ended.json["portraits"], out.exists()) == (1, [], False)
    screen = pinshi("report", book)
    assert (screen.code, screen.out) == (1, "")
    assert "登记簿有错误，没有出报告" in screen.err


def test_what_a_leader_says_of_himself_does_not_count(pinshi: Pinshi, tmp_path: Path) -> None:
    row, letters = heading_row("正反测评")
    book = changed(tmp_path / "测评.xlsx", "正反测评", f"{letters['评价人']}{row + 1}", "江楚云")
    found = pinshi("report", book, "--json").json
    assert "G402" in {each["code"] for each in found["diagnostics"]}
    assert found["portraits"][1]["sheets"]["上级领导"] == 4


def test_a_criterion_whose_column_lacks_is_told_and_not_judged(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    row, letters = heading_row("正反测评")
    book = changed(tmp_path / "测评.xlsx", "正反测评", f"{letters['家风端正']}{row}", "家风")
    found = pinshi("report", book, "--json").json
    assert any("家风端正" in each["message"] for each in found["diagnostics"])
    shares = {each["name"]: each["share"] for each in found["portraits"][1]["criteria"]}
    assert shares["家风端正"] == {"yes": 0, "answers": 0}
    assert "家风端正" not in found["portraits"][1]["strengths"]


@pytest.mark.parametrize(
    ("item", "value"), [("单位名称", "澄湖县纪委监委"), ("季度", 4), ("年度", 2027)]
)
def test_the_last_time_is_one_of_the_same_unit_and_earlier(
    pinshi: Pinshi, tmp_path: Path, item: str, value: str | int
) -> None:
    items = {row[0].value: row[1].coordinate for row in openpyxl.load_workbook(BEFORE)["基本信息"]}
    book = changed(tmp_path / "上次.xlsx", "基本信息", items[item], value, source=BEFORE)
    source = NOW if item != "季度" else book
    ended = pinshi("report", source, "--before", book)
    assert (ended.code, "U724" in ended.err) == (2, True)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ((1, 2), (1, 4), "+25.0 个百分点"),
        ((1, 4), (1, 2), "-25.0 个百分点"),
        ((2, 4), (1, 2), "持平"),
        ((1001, 3000), (1000, 3000), "0.0 个百分点"),
        ((999, 3000), (1000, 3000), "0.0 个百分点"),
        ((1, 2), (0, 0), "—"),
        ((0, 0), (1, 2), "—"),
        ((1, 2), None, "—"),
    ],
)
def test_a_change_is_told_in_points_of_a_hundred(
    now: tuple[int, int], before: tuple[int, int] | None, said: str
) -> None:
    assert change(Share(*now), None if before is None else Share(*before)) == said
