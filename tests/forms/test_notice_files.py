"""What a finished notice carries along beside its text: in Word, in Excel, in text."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from pinshi_cli.forms.finished import Finished
from pinshi_cli.forms.finished_file import finished_of
from pinshi_cli.forms.notice_check import check_notice
from pinshi_cli.model.diagnostic import Refusal
from tests.forms.files import (
    app,
    core,
    line,
    paragraph,
    run,
    saved,
    sheet_of,
    story,
    word,
    word_table,
)
from tests.forms.test_notice_check import identity
from tests.sheets.odd_files import ods

HIDING = ("<w:vanish/>", '<w:color w:val="FFFFFF"/>', '<w:rStyle w:val="Secret"/>')
STYLES = story("styles", '<w:style w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>')


def ole(stream: str) -> bytes:
    """The head of a file of the old Office, with the name of one of its streams."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + stream.encode("utf-16-le")


def found(data: bytes, file: str) -> list[tuple[str, str, str]]:
    """(code, place, message) of every finding."""
    return [
        (each.code, each.where.cell or each.where.key or each.where.sheet, each.message)
        for each in check_notice(finished_of(data, file))
    ]


def texts(finished: Finished) -> list[tuple[str, str]]:
    return [(each.text, each.at.said) for each in finished.texts]


# -- Word ---------------------------------------------------------------------------------------


def test_a_clean_document_has_nothing_to_find() -> None:
    data = word(line("公示"), word_table(("姓名", "等次"), ("张三", "好")))
    assert found(data, "公示.docx") == []


def test_every_text_knows_its_place() -> None:
    parts = {
        "word/header1.xml": story("hdr", line("青禾区")),
        "word/footer1.xml": story("ftr", line("内部")),
    }
    data = word(line("一"), word_table(("姓名", "等次"), ("张三", "好")), line("二"), parts=parts)
    assert texts(finished_of(data, "公示.docx")) == [
        ("一", "第 1 段"),
        ("姓名", "第 1 个表第 1 行第 1 格"),
        ("等次", "第 1 个表第 1 行第 2 格"),
        ("张三", "第 1 个表第 2 行第 1 格"),
        ("好", "第 1 个表第 2 行第 2 格"),
        ("二", "第 2 段"),
        ("青禾区", "页眉第 1 段"),
        ("内部", "页脚第 1 段"),
    ]


def test_what_is_split_over_runs_is_read_together() -> None:
    number = identity()
    data = word(line("公示"), paragraph(run(number[:5]), run(number[5:12]), run(number[12:])))
    assert found(data, "公示.docx") == [("T949", "第 2 段", "有身份证号码")]


@pytest.mark.parametrize("how", HIDING)
def test_hidden_text_is_found_and_read(how: str) -> None:
    data = word(paragraph(run("张三"), run("91.35", how)), parts={"word/styles.xml": STYLES})
    assert found(data, "公示.docx") == [
        ("T952", "第 1 段", "有分数 91.35"),
        ("T954", "第 1 段", "隐藏或白色的文字“91.35”"),
    ]


def test_text_that_says_it_is_not_hidden_is_not() -> None:
    data = word(paragraph(run("张三", '<w:vanish w:val="0"/>')))
    assert found(data, "公示.docx") == []


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{line('总分见附件')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    data = word(paragraph(run("公示"), f"<w:r>{both}</w:r>"))
    assert found(data, "公示.docx") == [("T952", "文本框", "有“总分”字样")]


def test_comments_are_found_with_what_they_say() -> None:
    comment = f'<w:comment w:author="李四">{line("张三这次分数偏低")}</w:comment>'
    data = word(line("公示"), parts={"word/comments.xml": story("comments", comment)})
    assert found(data, "公示.docx") == [("T955", "批注 1", "有批注：李四：张三这次分数偏低")]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (f'<w:ins w:author="李四">{run("好")}</w:ins>', "插入的修订（李四）"),
        (
            '<w:del w:author="李四"><w:r><w:delText>一般</w:delText></w:r></w:del>',
            "删除的修订（李四）",
        ),
        (run("好", '<w:rPrChange w:author="李四"><w:rPr/></w:rPrChange>'), "格式的修订（李四）"),
    ],
)
def test_tracked_changes_are_found(change: str, said: str) -> None:
    data = word(line("公示"), f"<w:p>{change}</w:p>")
    assert found(data, "公示.docx") == [("T956", "第 2 段", said)]


def test_properties_are_found() -> None:
    parts = {
        "docProps/core.xml": core(creator="李四", lastModifiedBy="王五", title="公示"),
        "docProps/app.xml": app(Company="青禾区统计局", Application="WPS"),
    }
    assert found(word(line("公示"), parts=parts), "公示.docx") == [
        ("T957", "", "作者“李四”"),
        ("T957", "", "最后保存的人“王五”"),
        ("T957", "", "单位“青禾区统计局”"),
    ]


def test_what_nobody_can_read_is_said() -> None:
    data = word(line("公示"), parts={"word/media/image1.png": b"x"})
    (only,) = check_notice(finished_of(data, "公示.docx"))
    assert (only.code, only.is_error, only.message) == ("T959", False, "图片 image1.png")


# -- Excel -----------------------------------------------------------------------------------------


def test_a_clean_workbook_has_nothing_to_find() -> None:
    data = saved(sheet_of(("公示",), ("姓名", "等次"), ("张三", "好"), (1, 12)))
    assert found(data, "公示.xlsx") == []


def test_hidden_sheets_rows_and_columns_are_found_and_read() -> None:
    book = sheet_of(("姓名", "等次", "备注"), ("张三", "好", "91.35"), ("王五", "待定", None))
    sheet = book.worksheets[0]
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    for name, state in (("测评", "hidden"), ("底稿", "veryHidden")):
        other = book.create_sheet(name)
        other.append(["得票", 12])
        other.sheet_state = state
    assert found(saved(book), "公示.xlsx") == [
        ("T952", "C2", "有分数 91.35"),
        ("T952", "A1", "有“得票”字样"),
        ("T952", "A1", "有“得票”字样"),
        ("T954", "测评", "隐藏的工作表"),
        ("T954", "底稿", "隐藏的工作表"),
        ("T954", "A3", "隐藏的第 3 行"),
        ("T954", "C1", "隐藏的 C 列"),
    ]


def test_what_is_there_and_cannot_be_seen_is_found() -> None:
    book = sheet_of(("姓名", "甲", "乙", "丙"), ("张三", "x", "y", "z"), ("李四", "", "", ""))
    sheet = book.worksheets[0]
    sheet["B2"].font = Font(color="FFFFFFFF")
    sheet["C2"].number_format = ";;;"
    sheet["D2"].font = Font(color="FFFFFFFF")  # white on blue is a heading's dress
    sheet["D2"].fill = PatternFill("solid", fgColor="FF0000FF")
    sheet.row_dimensions[3].height = 0.5
    sheet.column_dimensions["A"].width = 0.1
    said = "看不见的单元格（白字或不显示的格式）"
    assert found(saved(book), "公示.xlsx") == [
        ("T954", "A3", "隐藏的第 3 行"),
        ("T954", "A1", "隐藏的 A 列"),
        ("T954", "B2", said),
        ("T954", "C2", said),
    ]


def test_comments_of_cells_are_found_at_their_cell() -> None:
    book = sheet_of(("姓名", "等次"), ("张三", "好"))
    book.worksheets[0]["B2"].comment = Comment("原为较好", "李四")
    assert found(saved(book), "公示.xlsx") == [("T955", "B2", "有批注：原为较好")]


def test_a_header_of_the_page_is_read() -> None:
    book = sheet_of(("公示",))
    header = book.worksheets[0].oddHeader
    assert header is not None
    header.center.text = "总分表"
    assert found(saved(book), "公示.xlsx") == [("T952", "页眉页脚", "有“总分”字样")]


def test_properties_of_a_workbook_are_found() -> None:
    book = sheet_of(("公示",))
    book.properties.creator = "李四"
    book.properties.lastModifiedBy = "王五"
    assert [message for _, _, message in found(saved(book), "公示.xlsx")] == [
        "作者“李四”",
        "最后保存的人“王五”",
    ]


def test_of_another_format_the_cells_are_read_and_the_rest_is_said_to_be_unseen() -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>总分</text:p></table:table-cell>'
    assert [
        code for code, _, _ in found(ods(f"<table:table-row>{cell}</table:table-row>"), "公示.ods")
    ] == ["T952", "T959"]


# -- text, and what cannot be read ----------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_any_encoding(encoding: str) -> None:
    data = "公示\n\n张三　91.35\n".encode(encoding)
    assert found(data, "公示.txt") == [("T952", "第 3 行", "有分数 91.35")]


@pytest.mark.parametrize(
    ("file", "data", "code"),
    [
        ("公示.docx", b"", "F104"),
        ("公示.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "U725"),
        ("公示.wps", b"x", "U725"),
        ("公示.docx", b"PK\x03\x04rubbish", "F106"),
        ("公示.txt", b"\xff\x00\xfe\x81\xff", "U725"),
        ("公示.docx", ole("WordDocument"), "U725"),
        ("公示.docx", ole("EncryptedPackage"), "U725"),
        ("公示.png", b"\x89PNG\r\n\x1a\n\0", "U725"),
        ("公示.jpg", b"\xff\xd8\xff\xe0\0", "U725"),
        ("公示.rtf", b"{\\rtf1 x}", "U725"),
        ("公示.doc", b"<html><body>x</body></html>", "U725"),
        ("公示.rar", b"Rar!\x1a\x07\0", "U725"),
    ],
)
def test_what_cannot_be_read_is_refused(file: str, data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        finished_of(data, file)
    (only,) = refused.value.diagnostics
    assert only.code == code
    assert only.hint


def test_a_package_of_another_program_is_named_and_the_way_out_said() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("OFD.xml", "<ofd/>")
    with pytest.raises(Refusal) as refused:
        finished_of(stream.getvalue(), "公示.ofd")
    (only,) = refused.value.diagnostics
    assert (only.code, only.message) == ("U725", "这是OFD 版式文件，查不了")
    assert "PDF" in only.hint


def test_whole_numbers_below_a_heading_of_scores_are_found_in_a_table_of_word() -> None:
    merged = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    head = f"<w:tr><w:tc>{merged}{line('姓名')}</w:tc><w:tc>{line('总分')}</w:tc></w:tr>"
    cells = "".join(f"<w:tc>{line(said)}</w:tc>" for said in ("1", "张三", "95"))
    data = word(f"<w:tbl>{head}<w:tr>{cells}</w:tr></w:tbl>")
    assert found(data, "公示.docx") == [
        ("T952", "第 1 个表第 1 行第 2 格", "有“总分”字样"),
        ("T952", "第 1 个表第 2 行第 3 格", "有分数 95"),
    ]
