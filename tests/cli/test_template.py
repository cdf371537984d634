"""`pinshi template`: the forms' templates listed, copied out, checked, and used."""

from pathlib import Path

import docx
import openpyxl
import pytest

from pinshi_cli.forms.fonts import Fonts
from pinshi_cli.forms.kinds import KINDS
from pinshi_cli.workflow.templates import machine
from pinshi_cli.workflow.templates.machine import Machine
from pinshi_cli.workflow.templates.places import find_template
from tests.cli.running import SOUND, Pinshi

FONTS = frozenset(("方正小标宋_GBK", "仿宋_GB2312", "SimHei"))


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder of its own, on a machine with the fonts of the forms and without LibreOffice."""
    monkeypatch.chdir(tmp_path)
    have = Machine(Fonts(FONTS, lambda _: ""), None)
    monkeypatch.setattr(machine, "this_machine", lambda: have)


def changed(path: Path, old: str, new: str) -> None:
    """Change a cell of a copied workbook as a clerk does."""
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    texts = [(cell, cell.value) for cell in cells if isinstance(cell.value, str)]
    found = [(cell, text) for cell, text in texts if old in text]
    assert found
    for cell, text in found:
        cell.value = text.replace(old, new)
    book.save(path)


def _book(folder: Path) -> Path:
    """The sample register, where the folder 模板 lies beside it."""
    book = folder / "quarter.xlsx"
    book.write_bytes(SOUND.read_bytes())
    return book


def test_the_list_says_which_templates_are_the_clerk_s_own(pinshi: Pinshi) -> None:
    listed = pinshi("template", "list", "--json").json["templates"]
    assert [each["name"] for each in listed] == [kind.name for kind in KINDS]
    assert all(each["own"] == [] for each in listed)
    pinshi("template", "copy", "反馈表.docx")
    own = {e["name"]: e["own"] for e in pinshi("template", "list", "--json").json["templates"]}
    assert [Path(path).name for path in own["反馈表"]] == ["反馈表.docx"]
    assert own["评分表"] == []


def test_the_fields_of_a_kind_are_listed(pinshi: Pinshi) -> None:
    fields = pinshi("template", "list", "--kind", "反馈表", "--json").json["fields"]
    assert {"姓名", "内设机构", "改进要求", "指标.得分"} <= set(fields)
    assert "{{ 改进要求 }}" in pinshi("template", "list", "--kind", "反馈表").out


def test_copies_lie_in_the_clerk_s_folder_under_the_names_that_a_clerk_knows(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    ended = pinshi("template", "copy", "反馈表", "登记表甲.xlsx")
    assert ended.code == 0
    names = {path.name for path in (tmp_path / "模板").iterdir() if path.suffix != ".json"}
    assert names == {"反馈表.xlsx", "反馈表.docx", "登记表甲.xlsx"}
    everything = pinshi("template", "copy", "-o", "全部", "--json").json["outputs"]
    assert len(everything) == 2 * len(KINDS)


def test_a_changed_copy_is_not_written_over(pinshi: Pinshi, tmp_path: Path) -> None:
    pinshi("template", "copy", "反馈表.xlsx")
    changed(tmp_path / "模板/反馈表.xlsx", "改进要求", "努力方向")
    assert pinshi("template", "copy", "反馈表.xlsx").code == 2
    assert pinshi("template", "copy", "反馈表.xlsx", "--force").code == 0


def test_the_clerk_s_copy_goes_first(pinshi: Pinshi, tmp_path: Path) -> None:
    pinshi("template", "copy", "请示.xlsx")
    changed(tmp_path / "模板/请示.xlsx", "以上妥否，请批示。", "妥否，请示。")
    book = _book(tmp_path)
    assert find_template("approval", ".xlsx", book).own
    assert not find_template("approval", ".docx", book).own
    assert pinshi("form", book, "--kind", "请示", "-o", tmp_path / "out").code == 0
    (sheet,) = openpyxl.load_workbook(tmp_path / "out/上报/请示.xlsx").worksheets
    said = [str(cell.value).strip() for row in sheet.iter_rows() for cell in row]
    assert "妥否，请示。" in said
    assert "以上妥否，请批示。" not in said


def test_a_clerk_may_list_only_some_people(pinshi: Pinshi, tmp_path: Path) -> None:
    pinshi("template", "copy", "备案表.xlsx")
    for field in ("{{ 人.姓名 }}", "{{ 人.等次 }}"):
        only = f"{{% if 人.名次 %}}{field}{{% endif %}}"
        changed(tmp_path / "模板/备案表.xlsx", field, only)
    ended = pinshi("form", _book(tmp_path), "--kind", "备案表", "--format", "xlsx")
    assert (ended.code, "1 份备案表，0 处不符" in ended.out) == (0, True)


@pytest.mark.parametrize(
    ("old", "new", "guess"),
    [
        ("{{ 内设机构 }}", "{{ 内设机够 }}", "{{ 内设机构 }}"),
        ("{{ 内设机构 }}", "{{ 处室 }}", "{{ 内设机构 }}"),
        ("{{ 总分 }}", "{{ 考核得分 }}", "{{ 总分 }}"),
        ("{{ 项.满分 }}", "{{ 项.满份 }}", "{{ 满分 }}"),
    ],
)
def test_an_unknown_field_is_told_with_its_cell_and_a_guess(
    pinshi: Pinshi, tmp_path: Path, old: str, new: str, guess: str
) -> None:
    pinshi("template", "copy", "反馈表.xlsx")
    changed(tmp_path / "模板/反馈表.xlsx", old, new)
    ended = pinshi("template", "check", "--json")
    assert ended.code == 1
    (found,) = [each for each in ended.json["diagnostics"] if each["severity"] == "error"]
    assert found["code"] == "T925"
    assert found["cell"]
    assert found["hint"] == f"你是不是想写 {guess}？"


def test_a_field_that_matters_and_is_gone_is_a_warning(pinshi: Pinshi, tmp_path: Path) -> None:
    pinshi("template", "copy", "反馈表.xlsx")
    changed(tmp_path / "模板/反馈表.xlsx", "{{ 改进要求 }}", "")
    ended = pinshi("template", "check", "反馈表.xlsx", "--json")
    assert ended.code == 0
    assert [each["code"] for each in ended.json["diagnostics"]] == ["T926"]


def test_a_template_that_cannot_be_compiled_says_where(pinshi: Pinshi, tmp_path: Path) -> None:
    pinshi("template", "copy", "反馈表.xlsx")
    changed(tmp_path / "模板/反馈表.xlsx", "{{ 总分 }}", "{{ 总分")
    ended = pinshi("template", "check", "--json")
    assert ended.code == 1
    (found,) = ended.json["diagnostics"]
    assert found["code"] == "T902"
    assert found["cell"]


def test_our_own_templates_have_no_fault(pinshi: Pinshi) -> None:
    for kind in KINDS:
        ended = pinshi("template", "check", kind.name, "--json")
        assert ended.json["diagnostics"] == []
        assert ended.code == 0


def test_the_pages_are_told_and_that_they_are_only_reckoned(pinshi: Pinshi, tmp_path: Path) -> None:
    pinshi("template", "copy", "反馈表.xlsx", "人员名册.xlsx")
    roster, feedback = pinshi("template", "check", "--json").json["templates"]
    why = "这台电脑上没有 LibreOffice"
    assert roster["pages"] | {"longest": 0} == {
        "usual": 2, "longest": 0, "people": [20, 60], "estimated": True, "why": why
    }  # fmt: skip
    assert roster["pages"]["longest"] > 2
    assert (feedback["pages"]["usual"], feedback["pages"]["people"]) == (1, None)
    said = pinshi("template", "check").out
    assert "印出来：20 人、内容平常时 约 2 页；60 人、每项都最长时 约 " in said
    assert f"（{why}，按行高估算）" in said


def test_a_template_with_an_error_is_not_filled_in(pinshi: Pinshi, tmp_path: Path) -> None:
    pinshi("template", "copy", "反馈表.xlsx")
    changed(tmp_path / "模板/反馈表.xlsx", "{{ 总分 }}", "{{ 总粉 }}")
    (template,) = pinshi("template", "check", "--json").json["templates"]
    assert (template["ok"], template["pages"]) == (False, None)


def test_a_filter_that_does_not_fit_its_field_is_found_by_filling_it_in(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    pinshi("template", "copy", "反馈表.xlsx")
    changed(tmp_path / "模板/反馈表.xlsx", "{{ 姓名 }}", "{{ 姓名 | 日期 }}")
    ended = pinshi("template", "check", "--json")
    (found,) = ended.json["diagnostics"]
    assert (found["code"], found["severity"]) == ("T907", "warning")
    assert found["cell"]
    assert ended.json["templates"][0]["pages"]["usual"] is None


@pytest.mark.parametrize("arguments", [("check", "反愦表"), ("copy", "反愦表"), ("check",)])
def test_a_template_that_is_not_there_is_refused(
    pinshi: Pinshi, arguments: tuple[str, ...]
) -> None:
    ended = pinshi("template", *arguments)
    assert ended.code == 2
    assert "T928" in ended.err


def test_of_several_unknown_fields_in_a_document_each_is_told_with_its_paragraph(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    pinshi("template", "copy", "反馈表.docx")
    path = tmp_path / "模板/反馈表.docx"
    document = docx.Document(str(path))
    for text in ("{{ 甲乙 }}", "{{ 丙丁 }}"):
        document.add_paragraph(text)
    document.save(str(path))
    said = pinshi("template", "check")
    assert said.code == 1
    for field in ("甲乙", "丙丁"):
        (line,) = [each for each in said.out.splitlines() if f"“{field}”" in each]
        assert line.strip().startswith("正文第 ")


def test_a_template_of_another_name_is_said_to_be_of_no_use(pinshi: Pinshi, tmp_path: Path) -> None:
    pinshi("template", "copy", "反馈表.docx")
    (tmp_path / "模板" / "反馈表.docx").rename(tmp_path / "模板" / "反馈表 - 副本.docx")
    (tmp_path / "模板" / "~$反馈表.docx").write_bytes(b"open in Word")
    ended = pinshi("template", "check", "--json")
    assert [(each["code"], each["file"]) for each in ended.json["diagnostics"]] == [
        ("T928", "模板/反馈表 - 副本.docx")
    ]
    assert "改名为“反馈表.docx”" in ended.json["diagnostics"][0]["hint"]


def test_an_own_template_may_order_and_leave_out_people(pinshi: Pinshi, tmp_path: Path) -> None:
    """Sorted, over two rows, behind an `if`, three in a row, ticked: read back and found right."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    lines = [
        "{% for 人 in 人员 | 笔画序 %}",
        "{{ 循环.序号 }}　{{ 人.姓名 }}",
        '{{ 人.等次 | 勾选("好") }}好　{{ 人.总分 }}',
        '{% if 人.等次 == "较差" %}',
        "请找{{ 人.姓名 }}谈话",
        "{% endif %}",
        "{% endfor %}",
        "{% for 行 in 人员 | 拼音序 | 每行(3) %}",
        "{{ 行[0].姓名 }}、{{ 行[1].姓名 }}、{{ 行[2].姓名 }}",
        "{% endfor %}",
    ]
    for number, line in enumerate(lines, start=1):
        sheet.cell(number, 1, line)
    (tmp_path / "模板").mkdir()
    book.save(tmp_path / "模板" / "人员名册.xlsx")
    own = docx.Document()
    for line in lines:
        own.add_paragraph(line)
    own.save(str(tmp_path / "模板" / "人员名册.docx"))
    ended = pinshi("form", str(_book(tmp_path)), "--kind", "人员名册")
    assert (ended.code, "1 份人员名册，0 处不符" in ended.out) == (0, True), ended.err
    made = tmp_path / "考核输出" / "2026Q1" / "会议"
    said = [each.text for each in docx.Document(str(made / "人员名册.docx")).paragraphs]
    first = openpyxl.load_workbook(made / "人员名册.xlsx").worksheets[0]
    assert said == [row[0] for row in first.iter_rows(values_only=True)]
    assert "请找顾长平谈话" in said
