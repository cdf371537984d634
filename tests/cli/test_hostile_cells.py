"""What stands in a register stays a text in everything that is made of it, and no number leaks."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from pinshi_cli.workflow.samples import sample
from tests.cli.running import Pinshi

NUMBER = "11010519491231002X"  # invented, with a sound check digit
NASTY = (
    '=HYPERLINK("http://example.invalid","点")',
    "{{ 7 * 7 }}{% for %}",
    "<b>甲</b>&amp;",
    "_x0007_铃_x001B_[31m",
    "长" * 3000,
    f"张三{NUMBER}",
    "+1+cmd|calc!A0",
    "@SUM(1)",
)
FREE = {"姓名", "内设机构", "职务", "内容", "未完成原因", "来源", "事实", "核实情况", "结果"}
FREE |= {"任务", "说明", "备注", "评价人", "事项", "依据", "文号"}

CALLS: dict[str, list[str]] = {
    "zhangdian/records.xlsx": ["records"],
    "wangjiang/two-way.xlsx": ["report"],
    "shaanxi/quarter.xlsx": ["use", "promotion"],
    "tianjin/quarter.xlsx": ["use", "bonus"],
    "beijing/quarter.xlsx": ["use", "contact"],
    "cangzhou/quarter.xlsx": ["records"],
    "jingning/quarter.xlsx": ["init", "--from"],
}


@pytest.fixture(params=CALLS)
def call(request: pytest.FixtureRequest, tmp_path: Path) -> list[str | Path]:
    """A command on a sample register whose free texts are all nasty, one person one name."""
    book = openpyxl.load_workbook(sample(request.param))
    names: dict[object, str] = {}
    for page in book:
        top = next((row[0].row for row in page if row[0].value in ("编号", "任务", "来源")), 0)
        if not top:
            continue
        headings = {str(cell.value): place for place, cell in enumerate(page[top], start=1)}
        for row in range(top + 1, page.max_row + 1):
            who = page.cell(row, headings.get("编号", 1)).value
            for heading in FREE & headings.keys():
                cell = page.cell(row, headings[heading])
                if heading == "姓名" and who is not None:
                    name = NASTY[len(names) % len(NASTY)] + "子" * (len(names) // len(NASTY))
                    cell.value = names.setdefault(who, name)
                elif cell.value is not None:
                    cell.value = NASTY[(row + headings[heading]) % len(NASTY)]
                cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    path = tmp_path / "登记簿.xlsx"
    book.save(path)
    return [*CALLS[request.param], path]


def parts(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as file:
        for name in file.namelist():
            data = file.read(name)
            ET.fromstring(data)  # noqa: S314  # our own file
            yield data.decode()


def test_nothing_becomes_a_formula_a_link_markup_or_code(
    pinshi: Pinshi, tmp_path: Path, call: list[str | Path]
) -> None:
    out = tmp_path / "输出"
    ended = pinshi(*call, "-o", out)
    assert ended.code == 0
    written = [path for path in out.iterdir() if path.suffix in (".xlsx", ".docx")]
    assert written
    for path in written:
        for text in parts(path):
            assert not re.search("<f>[^<]*(HYPERLINK|cmd|SUM\\(1\\))", text)
            assert not re.search("<([a-z]+:)?(hyperlink|instrText)[ >]", text)
            assert "<b>甲" not in text
    shown = ended.out + ended.err + " ".join(t for path in written for t in parts(path))
    assert "49{% for %}" not in shown
    assert "\x1b" not in shown
    assert "\x07" not in shown


def test_no_identity_number_comes_out_anywhere(
    pinshi: Pinshi, tmp_path: Path, call: list[str | Path]
) -> None:
    out = tmp_path / "输出"
    for options in ([], ["--json"]):
        ended = pinshi(*call, "-o", out, *options)
        assert ended.code == 0
        assert NUMBER not in ended.out + ended.err
        assert not any(NUMBER in text for path in out.glob("*.??*x") for text in parts(path))
