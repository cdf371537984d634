"""`pinshi form`: the quarter's paper, in folders, held against the grades."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from pinshi_cli.forms import reconcile
from pinshi_cli.forms.kinds import KINDS
from pinshi_cli.forms.read_texts import Reader
from pinshi_cli.forms.read_texts_slots import Rows
from pinshi_cli.workflow.forms import run as forms
from pinshi_cli.workflow.samples import sample
from tests.city.made import register
from tests.cli.running import FAULTY, SOUND, Pinshi

YEAR = [sample(f"zhangdian/q{number}.xlsx") for number in range(1, 5)]


def files(folder: Path) -> list[str]:
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and path.name != "pinshi-manifest.json"
    )


def test_the_list_names_every_form_and_what_is_left_for_the_pen(pinshi: Pinshi) -> None:
    document = pinshi("form", "--list", "--json").json
    assert document["schema"] == "pinshi/form-list/1"
    assert [each["name"] for each in document["kinds"]] == [kind.name for kind in KINDS]
    assert all(each["pen"] for each in document["kinds"])
    shown = pinshi("form", "--list").out
    assert all(kind.name in shown for kind in KINDS)


def test_without_a_kind_everybody_is_registered_in_single_files_and_in_one_print_file(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    ended = pinshi("form", SOUND, "-o", tmp_path)
    assert ended.code == 0
    assert "13 人，13 份登记表，0 处不符" in ended.out
    made = files(tmp_path)
    assert "登记表/登记表-打印.xlsx" in made
    assert "登记表/登记表-打印.docx" in made
    assert "登记表/单份/005 孟怀瑾 登记表.xlsx" in made
    assert len(made) == 2 * (13 + 1)
    book = openpyxl.load_workbook(tmp_path / "登记表/登记表-打印.xlsx")
    assert len(book.worksheets) == 13


def test_one_person_s_form_by_number_or_name(pinshi: Pinshi, tmp_path: Path) -> None:
    for who in ("008", "顾长平"):
        ended = pinshi("form", SOUND, "--kind", "反馈表", "--person", who, "-o", tmp_path, "--json")
        assert ended.code == 0
        (made,) = ended.json["forms"]
        assert (made["kind"], made["documents"], made["differences"]) == ("feedback", 1, 0)
    assert files(tmp_path) == [
        "反馈表/单份/008 顾长平 反馈表.docx",
        "反馈表/单份/008 顾长平 反馈表.xlsx",
    ]


def test_all_makes_the_whole_quarter_in_the_folders_of_a_clerk(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    ended = pinshi("form", SOUND, "--all", "-o", tmp_path, "--json")
    assert ended.code == 0
    names = {each["name"] for each in ended.json["forms"]}
    expected = {kind.name for kind in KINDS if not kind.annual and not kind.made_by}
    assert names == expected - {"登记表甲"}
    assert {path.name for path in tmp_path.iterdir()} == {
        *("登记表", "评分表", "会议", "结果汇总", "反馈表", "提醒告诫", "复核", "上报")
    }
    assert sorted(ended.json["outputs"]) == sorted(str(tmp_path / each) for each in files(tmp_path))


def test_all_of_one_person_are_the_papers_of_the_whole_set_about_that_person(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    whole = ("--all", "--format", "docx", "-o", tmp_path)
    assert pinshi("form", SOUND, *whole, "--person", "008").code == 0
    assert files(tmp_path) == [
        "反馈表/单份/008 顾长平 反馈表.docx",
        "复核/单份/008 顾长平 复核决定.docx",
        "复核/单份/008 顾长平 复核申请表.docx",
        "提醒告诫/单份/008 顾长平 告诫书.docx",
        "登记表/单份/008 顾长平 登记表.docx",
        "评分表/单份/008 顾长平 评分表.docx",
    ]


@pytest.mark.parametrize(
    "book",
    sorted(sample("").glob("*/quarter.xlsx")),
    ids=lambda book: book.parent.name,
)
def test_by_every_place_s_rules_the_whole_set_agrees_with_the_grades(
    pinshi: Pinshi, book: Path
) -> None:
    ended = pinshi("form", book, "--all", "--json")
    assert ended.code == 0
    assert len(ended.json["forms"]) >= 9
    assert {each["differences"] for each in ended.json["forms"]} == {0}


def test_a_year_s_registers_make_the_year_s_forms(pinshi: Pinshi, tmp_path: Path) -> None:
    ended = pinshi("form", *YEAR, "--all", "-o", tmp_path, "--json")
    assert ended.code == 0
    assert [each["name"] for each in ended.json["forms"]] == [
        kind.name for kind in KINDS if kind.annual
    ]
    assert ended.json["period"] == "2026年"


def test_the_next_step_is_the_notice_that_can_be_made(pinshi: Pinshi, tmp_path: Path) -> None:
    undecided = tmp_path / "季度.xlsx"
    undecided.write_bytes(register(1, 会议日期=None))
    ended = pinshi("form", undecided, "-o", tmp_path / "表")
    assert f"征求意见：pinshi notice {undecided} --draft" in " ".join(ended.err.split())
    decided = tmp_path / "审定.xlsx"
    decided.write_bytes(register(1))
    ended = pinshi("form", decided, "-o", tmp_path / "审定")
    assert f"；公示：pinshi notice {decided}" in " ".join(ended.err.split())
    assert "--draft" not in ended.err
    year = pinshi("form", *YEAR, "--year", "-o", tmp_path / "年")
    assert "打印、签名" in year.err
    assert "pinshi notice" not in year.err


def test_one_file_may_be_named(pinshi: Pinshi, tmp_path: Path) -> None:
    one = tmp_path / "全部登记表.xlsx"
    assert pinshi("form", SOUND, "-o", one).code == 0
    assert files(tmp_path) == ["全部登记表.xlsx"]
    assert len(openpyxl.load_workbook(one).worksheets) == 13


def test_a_register_with_errors_gets_no_forms(pinshi: Pinshi, tmp_path: Path) -> None:
    ended = pinshi("form", FAULTY, "--all", "-o", tmp_path)
    assert ended.code == 1
    assert "登记簿有错误，没有做表" in ended.err
    assert files(tmp_path) == []


def test_a_dry_run_names_the_files_and_writes_none(pinshi: Pinshi, tmp_path: Path) -> None:
    ended = pinshi("form", SOUND, "--kind", "请示", "-o", tmp_path, "--dry-run")
    assert ended.code == 0
    assert "将写出" in ended.out
    assert files(tmp_path) == []


def test_with_json_nothing_is_written_without_a_place(pinshi: Pinshi, tmp_path: Path) -> None:
    book = tmp_path / "quarter.xlsx"
    book.write_bytes(SOUND.read_bytes())
    ended = pinshi("form", book, "--json")
    assert (ended.code, ended.json["outputs"]) == (0, [])
    assert files(tmp_path) == ["quarter.xlsx"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--kind", "反愦表"), "T920", "你是不是想写“反馈表”？"),
        (("--kind", "公示"), "T921", "pinshi notice"),
        (("--kind", "小结公示"), "T921", "pinshi notice --summaries"),
        (("--kind", "请示", "--person", "008"), "T924", "全单位一份"),
        (("--person", "没有此人"), "U704", "没有此人"),
        (("--format", "pdf"), "U701", "写 xlsx 或 docx"),
        (("--kind", "请示", "--kind", "备案表", "-o", "一个.xlsx"), "U706", "文件夹"),
    ],
)
def test_a_call_that_nobody_can_serve_says_the_way_out(
    pinshi: Pinshi, arguments: tuple[str, ...], code: str, said: str
) -> None:
    ended = pinshi("form", SOUND, *arguments, "--dry-run")
    assert ended.code == 2
    assert code in ended.err
    assert said in ended.err.replace("\n", "")


def test_a_form_that_nobody_needs_is_refused_by_name(pinshi: Pinshi) -> None:
    ended = pinshi("form", YEAR[0], "--kind", "告诫书", "--dry-run")
    assert ended.code == 2
    assert "T922" in ended.err


def test_a_quarter_s_form_is_not_made_of_four_registers(pinshi: Pinshi) -> None:
    ended = pinshi("form", *YEAR, "--kind", "请示", "--dry-run")
    assert ended.code == 2
    assert "T923" in ended.err


def test_no_register_at_all_is_a_wrong_call(pinshi: Pinshi) -> None:
    ended = pinshi("form", "--json")
    assert ended.code == 2
    assert ended.json["diagnostics"][0]["code"] == "U701"


def test_a_difference_is_an_error_and_nothing_is_kept(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = Reader.rows

    def other_people_s(self: Reader, data: bytes, file: str) -> Rows:
        return [[text.replace("顾长平", "别人") for text in row] for row in rows(self, data, file)]

    monkeypatch.setattr(Reader, "rows", other_people_s)
    ended = pinshi("form", SOUND, "-o", tmp_path)
    assert ended.code == 1
    assert "T927" in ended.err
    assert "13 人，13 份登记表，2 处不符" in ended.out
    assert files(tmp_path) == []


def test_a_print_file_that_lacks_a_page_is_a_difference(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = reconcile.print_file_differs

    def without_the_last(singles: Sequence[Rows], rows: Rows) -> bool:
        return whole(singles, rows[: -len(singles[-1])])

    monkeypatch.setattr(forms, "print_file_differs", without_the_last)
    ended = pinshi("form", SOUND, "-o", tmp_path, "--json")
    assert ended.code == 1
    assert [each["code"] for each in ended.json["diagnostics"]].count("T927") == 2
    assert files(tmp_path) == []


def test_what_stays_blank_is_said(pinshi: Pinshi, tmp_path: Path) -> None:
    (made,) = pinshi("form", YEAR[0], "-o", tmp_path, "--json").json["forms"]
    assert "主管领导签名和日期" in made["pen"]
    assert {"性别", "出生年月", "评鉴意见"} <= set(made["empty"])
    ended = pinshi("form", YEAR[0], "-o", tmp_path)
    assert "登记表留给手写：" in ended.err
    assert "登记簿里没有内容：" in ended.err


def test_the_two_registration_forms_are_not_made_in_one_go(pinshi: Pinshi, tmp_path: Path) -> None:
    out = tmp_path / "两种"
    ended = pinshi(
        "form", str(SOUND), "--kind", "登记表甲", "--kind", "登记表乙", "-o", str(out), "--json"
    )
    assert [each["code"] for each in ended.json["diagnostics"]] == ["U706"]
    assert ended.json["diagnostics"][0]["message"] == "登记表甲、登记表乙的文件同名，不能一次做"
    assert not out.exists()
