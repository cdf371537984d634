"""A PDF as a finished notice: its text, what lies beside it, and files that mean harm."""

import subprocess
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from pinshi_cli.forms.finished_file import finished_of
from pinshi_cli.forms.finished_pdf import read_pdf
from pinshi_cli.forms.notice_check import check_notice
from pinshi_cli.forms.notice_people import Known
from pinshi_cli.forms.pdf_reading import MAX_PAGES
from pinshi_cli.model.diagnostic import Diagnostic, Refusal
from pinshi_cli.sheets.child import Bounds
from tests.forms.files import line, word, word_table
from tests.forms.pdfs import PICTURE, lines, pdf, stream, text
from tests.forms.test_notice_check import SPLIT, WHOLE


def found(data: bytes, password: str | None = None) -> list[tuple[str, str, str]]:
    """(code, place, message) of every finding."""
    finished = finished_of(data, "公示.pdf", password)
    return [(each.code, each.where.key, each.message) for each in check_notice(finished)]


def refused(read: Callable[[], object]) -> Diagnostic:
    with pytest.raises(Refusal) as refusal:
        read()
    (only,) = refusal.value.diagnostics
    return only


def test_the_lines_of_all_pages_are_read_with_their_places() -> None:
    data = pdf(lines("公示", "张三 91.35"), lines(f"联系人 {SPLIT}", "监督电话：0533-5550123"))
    assert found(data) == [
        ("T952", "第 1 页第 2 行", "有分数 91.35"),
        ("T949", "第 2 页第 1 行", "有身份证号码"),
    ]


def test_a_number_that_lines_break_is_found() -> None:
    data = pdf(lines("联系人", WHOLE[:11], WHOLE[11:], "公示"))
    assert found(data) == [
        ("T949", "第 1 页第 2 行", "有身份证号码，拆开写到第 1 页第 3 行"),
    ]


def test_it_is_held_against_the_register_line_by_line() -> None:
    known = Known({"张三": "好", "李四": "较好"}, frozenset({"王五"}), ("好", "较好"))
    finished = finished_of(pdf(lines("1 张三 办公室 较好", "2 李四 较好", "3 王五")), "公示.pdf")
    assert [(each.where.key, each.message) for each in check_notice(finished, known)] == [
        ("第 1 页第 3 行", "王五不该公示"),
        ("第 1 页第 1 行", "张三写的是“较好”，登记簿是“好”"),
    ]


def test_properties_are_found_and_the_title_is_read() -> None:
    info = {"Title": "总分表", "Author": "李四", "Creator": "WPS 文字", "Mine": "y"}
    assert found(pdf(lines("公示"), info=info)) == [
        ("T952", "文件标题", "有“总分”字样"),
        ("T957", "", "作者“李四”"),
        ("T957", "", "自定义属性“Mine”“y”"),
    ]


def test_a_creator_that_is_no_program_may_be_a_person() -> None:
    assert found(pdf(lines("公示"), info={"Creator": "李四"})) == [("T957", "", "制作者“李四”")]


def test_the_author_of_the_second_kind_of_properties_is_found() -> None:
    about = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>'
        "<rdf:Seq><rdf:li>李四</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    part = stream(about.encode(), "/Type /Metadata /Subtype /XML")
    data = pdf(lines("公示"), root="/Metadata 100 0 R", objects={100: part})
    assert found(data) == [("T957", "", "作者“李四”")]


NOTE = f"/Subtype /Text /T {text('李四')} /Contents {text('原为较好')}"


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (NOTE, [("T955", "第 1 页", "有批注：李四：原为较好")]),
        ("/Subtype /Highlight", [("T955", "第 1 页", "有批注：标注")]),
        ("/Subtype /FileAttachment", [("T954", "第 1 页", "附着的文件")]),
        ("/Subtype /Link /A << /S /Launch >>", [("T957", "第 1 页", "到别的文件的链接")]),
        ("/Subtype /Link /A << /S /URI /URI (https://example.cn) >>", []),
        ("/Subtype /Popup", []),
    ],
)
def test_what_is_pinned_to_a_page_is_found(note: str, expected: list[tuple[str, str, str]]) -> None:
    page = f"/Annots [<< /Type /Annot /Rect [0 0 9 9] {note} >>]"
    assert found(pdf(lines("公示"), page=page)) == expected


def test_what_is_filled_into_a_form_is_read() -> None:
    field = f"<< /FT /Tx /T {text('备注')} /V {text('总分 91.35')} >>".encode()
    data = pdf(lines("公示"), root="/AcroForm << /Fields [100 0 R] >>", objects={100: field})
    assert found(data) == [
        ("T952", "表单“备注”", "有分数 91.35"),
        ("T952", "表单“备注”", "有“总分”字样"),
        ("T959", "", "有表单，别人还能改"),
    ]


def test_embedded_files_hidden_layers_and_scripts_are_found() -> None:
    root = (
        f"/Names << /EmbeddedFiles << /Names [{text('名册.xlsx')} 100 0 R] >> /JavaScript << >> >> "
        "/OCProperties << /OCGs [102 0 R] /D << /OFF [102 0 R] >> >>"
    )
    said = text("名册.xlsx")
    objects = {
        100: f"<< /Type /Filespec /F {said} /UF {said} /EF << /F 101 0 R >> >>".encode(),
        101: stream(b"x", "/Type /EmbeddedFile"),
        102: b"<< /Type /OCG /Name (a) >>",
    }
    assert found(pdf(lines("公示"), root=root, objects=objects)) == [
        ("T954", "", "随附的文件“名册.xlsx”"),
        ("T954", "", "隐藏的图层"),
        ("T957", "", "脚本"),
    ]


def test_pictures_and_what_was_there_before_are_to_be_looked_at() -> None:
    data = pdf(lines("公示"), objects={100: PICTURE}) + b"startxref\n0\n%%EOF\n"
    changed = data.replace(b"startxref\n0\n", b"")  # the end stands twice
    assert [code for code, _, _ in found(changed)] == ["T959", "T959"]
    assert not any(each.is_error for each in check_notice(finished_of(changed, "公示.pdf")))


# -- what cannot be judged ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        pdf(b"q 500 0 0 700 0 0 cm /X100 Do Q", objects={100: PICTURE}),
        pdf(b"0 0 m 100 100 l S"),
        pdf(lines("公示"), mapped=False),
        pdf(),
    ],
    ids=["scanned", "drawn", "without characters", "without pages"],
)
def test_without_readable_text_it_cannot_be_judged(data: bytes) -> None:
    only = refused(lambda: finished_of(data, "公示.pdf"))
    assert only.code == "U725"
    assert only.message == "PDF 里没有读得出来的文字，多半是扫描的图片，查不了"
    assert ".docx" in only.hint


def test_of_several_pages_the_scanned_one_is_told_and_an_empty_one_is_not() -> None:
    drawn = pdf(lines("公示"), b"0 0 m 100 100 l S", b"")
    assert found(drawn) == [("T959", "", "第 2 页没有文字，可能是扫描的图片")]


def locked(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(lines("张三 91.35")))))
    writer.encrypt(password, "owner", algorithm="AES-256")
    stream_ = BytesIO()
    writer.write(stream_)
    return stream_.getvalue()


def test_an_encrypted_one_asks_for_its_password() -> None:
    data = locked("开")
    assert refused(lambda: found(data)).code == "F107"
    assert refused(lambda: found(data, "合")).code == "F108"
    assert ("T952", "第 1 页第 1 行", "有分数 91.35") in found(data, "开")
    assert ("T952", "第 1 页第 1 行", "有分数 91.35") in found(locked(""))


# -- files that mean harm ----------------------------------------------------------------------

LOOP = pdf(lines("公示")).replace(b"/Kids [10 0 R]", b"/Kids [ 2 0 R]")
DEEP = b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000 + b"\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF"
SOUND = pdf(lines("公示"))


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7",
        b"%PDF-1.7\nrubbish\n%%EOF",
        SOUND[:300],
        SOUND.replace(b"/Type /Pages", b"/Type /Nopes").replace(b"/Kids", b"/Nids"),
        LOOP,
        DEEP,
        pdf(*[b""] * (MAX_PAGES + 1)),
    ],
    ids=["empty", "rubbish", "cut", "without pages", "loop", "deep", "too many pages"],
)
def test_a_bad_file_is_refused_with_a_way_out_for_a_pdf(data: bytes) -> None:
    only = refused(lambda: finished_of(data, "公示.pdf"))
    assert only.code in ("F106", "F112", "F113", "U725")
    assert ".xlsx 后再用" not in only.hint


def test_every_byte_may_be_wrong() -> None:
    for place in range(0, len(SOUND), 97):
        data = SOUND[:place] + b"\xff" + SOUND[place + 1 :]
        try:
            assert finished_of(data, "公示.pdf").kind in ("pdf", "txt")
        except Refusal as refusal:
            assert refusal.diagnostics[0].code[0] in "FU"  # noqa: PT017 - either answer is one


def test_one_that_takes_too_long_or_too_much_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    small = Bounds(seconds=30, processor_seconds=30, memory=120 << 20)
    much = pdf(lines("公示" * 3_000_000))
    assert refused(lambda: read_pdf(much, "公示.pdf", None, small)).code in ("F112", "F113")
    slow = Bounds(seconds=0.5)
    monkeypatch.setattr("pinshi_cli.sheets.child._START", "import time; time.sleep(60)")
    assert refused(lambda: read_pdf(SOUND, "公示.pdf", None, slow)).code == "F114"


def test_a_page_that_unfolds_to_a_thousand_times_its_size_is_refused() -> None:
    folded = zlib.compress(b" " * (200 << 20), 9)
    sound = pdf(b"", lines("公示"))
    bomb = stream(folded, "/Filter /FlateDecode")
    data = pdf(lines("公示"), root="", objects={100: bomb})
    data = data.replace(b"/Contents 11 0 R", b"/Contents 100 0 R")
    assert finished_of(sound, "公示.pdf").texts
    assert refused(lambda: finished_of(data, "公示.pdf")).code in ("F106", "F112")


# -- as a program writes it --------------------------------------------------------------------


@pytest.mark.office
def test_a_pdf_that_libreoffice_makes_of_a_notice_is_read(tmp_path: Path) -> None:
    table = word_table(("姓名", "等次"), ("张三", "好"), ("李四", "较好"))
    (tmp_path / "a.docx").write_bytes(word(line("公示"), table, line(f"联系 {WHOLE}")))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless"]
    asked = [*command, "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "a.docx")]
    subprocess.run(asked, check=True, capture_output=True, timeout=180)
    finished = finished_of((tmp_path / "a.pdf").read_bytes(), "a.pdf")
    said = [each.text for each in finished.texts[:4]]
    assert said == ["公示", "姓名 等次", "张三 好", "李四 较好"]
    assert [each.code for each in check_notice(finished)] == ["T949"]
