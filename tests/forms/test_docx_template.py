"""A .docx template: runs rejoin, lines and rows repeat, a print file has a section for each."""

import re
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches
from docx.text.paragraph import Paragraph

from tests.forms.made import (
    PEOPLE,
    VALUES,
    codes,
    compiled,
    lines,
    parts,
    read,
    refusal,
    saved,
    texts_of,
    with_part,
    word,
)


def document(fill: Callable[[Document], object]) -> bytes:
    made = docx.Document()
    fill(made)
    return saved(made)


def cells(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for each in read(data).tables for row in each.rows]


def field(paragraph: Paragraph, code: str) -> None:
    """A field as Word writes it: begin, instruction, end."""
    for kind in ("begin", "", "end"):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = code
        run._r.append(mark)  # noqa: SLF001  # python-docx has no other way


def test_a_placeholder_split_over_runs_takes_the_look_of_its_first_run() -> None:
    def fill(made: Document) -> None:
        line = made.add_paragraph()
        for number, text in enumerate(("姓名：{", "{ 姓", "名 |喊 }", "}，", "好")):
            line.add_run(text).bold = number < 2

    runs = read(compiled(document(fill)).render(VALUES)).paragraphs[0].runs
    assert [run.text for run in runs if run.text] == ["姓名：张三！", "，", "好"]
    assert runs[0].bold


@pytest.mark.parametrize(
    "noise",
    ['<w:proofErr %s w:type="spellStart"/>', '<w:bookmarkStart %s w:id="0" w:name="_GoBack"/>'],
)
def test_what_word_puts_between_runs_does_not_split_a_placeholder(noise: str) -> None:
    def fill(made: Document) -> None:
        line = made.add_paragraph("{{ 姓")
        line._p.append(parse_xml(noise % nsdecls("w")))  # noqa: SLF001
        line.add_run("名 }}")

    found = compiled(document(fill)).render(VALUES)
    assert lines(found) == ["张三"]
    assert b"_GoBack" not in parts(found)["word/document.xml"]


def test_a_content_control_opens_up() -> None:
    def fill(made: Document) -> None:
        control = f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent><w:r><w:t>{{{{ 姓</w:t></w:r>"
        line = made.add_paragraph("")
        line._p.append(parse_xml(f"{control}</w:sdtContent></w:sdt>"))  # noqa: SLF001
        line.add_run("名 }}")

    assert lines(compiled(document(fill)).render(VALUES)) == ["张三"]


def test_curly_quotes_and_full_width_signs_of_an_input_method_are_understood() -> None:
    found = compiled(word("{{ 姓名 ｜ 喊（2） }}", "{% if 姓名 ＝＝ “张三” %}是{% endif %}"))
    assert lines(found.render(VALUES)) == ["张三！！", "是"]


def test_paragraphs_between_for_and_endfor_repeat_and_if_leaves_them_out() -> None:
    template = word(
        "{% for 人 in 人员 %}", "{{ 人.姓名 }}", "{% if 人.等次 == '好' %}", "（好）",
        "{% endif %}", "{% endfor %}", "完",
    )  # fmt: skip
    found = lines(compiled(template).render(VALUES))
    assert found == ["张三", "（好）", "李四", "王五", "（好）", "完"]


def test_a_loop_within_a_paragraph() -> None:
    template = word(
        "{% for 人 in 人员 %}{{ 人.姓名 }}{% if not 循环.末个 %}、{% endif %}{% endfor %}。"
    )
    assert lines(compiled(template).render(VALUES)) == ["张三、李四、王五。"]


def with_table(*rows: tuple[str, str]) -> bytes:
    def fill(made: Document) -> None:
        table = made.add_table(len(rows), 2)
        for number, texts in enumerate(rows):
            for cell, text in zip(table.rows[number].cells, texts, strict=True):
                cell.text = text

    return document(fill)


@pytest.mark.parametrize(
    "rows",
    [
        [("{% for 人 in 人员 %}", ""), ("{{ 人.姓名 }}", "{{ 人.等次 }}"), ("", "{% endfor %}")],
        [("{% for 人 in 人员 %}{{ 人.姓名 }}", "{{ 人.等次 }}{% endfor %}")],
    ],
    ids=["own rows", "first and last cell"],
)
def test_table_rows_repeat(rows: list[tuple[str, str]]) -> None:
    found = cells(compiled(with_table(("姓名", "等次"), *rows)).render(VALUES))
    assert found == [["姓名", "等次"], ["张三", "好"], ["李四", "较好"], ["王五", "好"]]


def test_a_table_left_without_rows_goes_and_a_cell_left_empty_keeps_a_paragraph() -> None:
    gone = with_table(("{% for 人 in 人员 %}", ""), ("{{ 人.姓名 }}", ""), ("{% endfor %}", ""))
    found = compiled(gone).render({"人员": []})
    assert read(found).tables == []
    kept = with_table(("{% if 理由 %}{{ 理由 }}{% endif %}", "一"))
    assert cells(compiled(kept).render(VALUES)) == [["", "一"]]


def test_a_template_s_own_empty_cell_gets_a_paragraph_too() -> None:
    def emptied(xml: bytes) -> bytes:
        return re.sub(rb"</w:tcPr><w:p>(?:(?!</w:p>).)*\xe7\xa9\xba.*?</w:p>", b"</w:tcPr>", xml)

    data = with_part(with_table(("{{ 姓名 }}", "空")), "word/document.xml", emptied)
    assert b"</w:tcPr></w:tc>" in parts(data)["word/document.xml"]
    assert cells(compiled(data).render(VALUES)) == [["张三", ""]]


def test_the_same_values_give_the_same_bytes_and_one_document_leaves_nothing_to_the_next() -> None:
    template = compiled(with_table(("{% for 人 in 人员 %}{{ 人.姓名 }}", "{% endfor %}")))
    first, many = template.render(VALUES), template.render_many([VALUES, VALUES])
    template.render({"人员": []})
    assert template.render(VALUES) == first
    assert template.render_many([VALUES, VALUES]) == many


def test_lines_and_tabs_of_a_text_are_breaks_and_tabs() -> None:
    found = compiled(word("{{ 个人小结 }}")).render({"个人小结": "一\r\n二\t三\n四"})
    assert lines(found) == ["一\n二\t三\n四"]
    assert parts(found)["word/document.xml"].count(b"<w:br/>") == 2


def test_styles_sections_and_pictures_of_the_page_stay() -> None:
    def fill(made: Document) -> None:
        made.add_heading("{{ 单位名称 }}", level=1)
        made.sections[0].orientation = WD_ORIENT.LANDSCAPE
        made.sections[0].left_margin = Inches(1.5)

    found = read(compiled(document(fill)).render(VALUES))
    assert found.paragraphs[0].style is not None
    assert found.paragraphs[0].style.name == "Heading 1"
    assert found.sections[0].orientation == WD_ORIENT.LANDSCAPE
    assert found.sections[0].left_margin == Inches(1.5)


def paged(made: Document) -> None:
    made.add_paragraph("{{ 姓名 }}")
    made.sections[0].header.paragraphs[0].text = "{{ 姓名 }}的表"
    footer = made.sections[0].footer.paragraphs[0]
    field(footer, " PAGE ")
    field(footer, " NUMPAGES ")


def test_a_print_file_has_a_section_for_each_with_its_header_and_pages_from_1() -> None:
    template = compiled(document(paged))
    found = template.render_many([{"姓名": "甲"}, {"姓名": "乙"}, {"姓名": "丙"}])
    made = read(found)
    assert [each.header.paragraphs[0].text for each in made.sections] == [
        "甲的表", "乙的表", "丙的表",
    ]  # fmt: skip
    text = parts(found)["word/document.xml"].decode()
    assert re.findall(r'<w:pgNumType[^>]*w:start="(\d+)"', text) == ["1", "1", "1"]
    assert [line for line in lines(found) if line] == ["甲", "乙", "丙"]
    assert b"SECTIONPAGES" in parts(found)["word/footer1.xml"]
    alone = template.render({"姓名": "甲"})
    assert len(read(alone).sections) == 1
    assert b" NUMPAGES " in parts(alone)["word/footer1.xml"]


def test_a_print_file_of_a_text_that_ends_in_a_loop_has_its_sections_too() -> None:
    template = compiled(word("{% for 人 in 人员 %}", "{{ 人.姓名 }}", "{% endfor %}"))
    assert len(read(template.render_many([VALUES, VALUES])).sections) == 2


def test_fields_are_named_with_their_place() -> None:
    def fill(made: Document) -> None:
        made.add_paragraph("{{ 姓名 }}")
        made.add_table(1, 2).rows[0].cells[1].text = "{{ 总分 }}"
        made.sections[0].footer.paragraphs[0].text = "{{ 单位名称 }}"

    found = [(each.path, each.where.key) for each in compiled(document(fill)).fields]
    assert found == [
        ("姓名", "正文第 1 段"), ("总分", "正文表 1 第 1 行第 2 格 第 1 段"),
        ("单位名称", "页脚第 1 段"),
    ]  # fmt: skip


def test_nothing_tells_of_the_templates_author() -> None:
    def fill(made: Document) -> None:
        made.add_paragraph("{{ 姓名 }}")
        made.core_properties.author = made.core_properties.last_modified_by = "作者甲"

    data = with_part(
        document(fill),
        "word/settings.xml",
        lambda xml: xml.replace(b"<w:compat>", b'<w:rsids><w:rsid w:val="00AB12CD"/></w:rsids>'
                                b"<w:compat>"),
    )  # fmt: skip
    found = parts(compiled(data).render(VALUES))
    assert not [name for name in found if name.startswith(("docProps", "customXml"))]
    assert not [name for name, xml in found.items() if "作者甲" in xml.decode("utf-8", "ignore")]
    assert b"00AB12CD" not in found["word/settings.xml"]


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ('<w:ins w:id="1" w:author="甲"><w:r><w:t>新</w:t></w:r></w:ins>', "修订"),
        ('<w:del w:id="1" w:author="甲"><w:r><w:delText>旧</w:delText></w:r></w:del>', "修订"),
        ("<w:r><w:rPr><w:rPrChange/></w:rPr></w:r>", "修订"),
        ('<w:commentRangeStart w:id="1"/>', "批注"),
        ("<w:r><w:object/></w:r>", "链接或嵌入的对象"),
        ("<w:hyperlink><w:r><w:t>点我</w:t></w:r></w:hyperlink>", "链接或嵌入的对象"),
        ('<w:fldSimple w:instr="INCLUDETEXT a.docx"/>', "域“INCLUDETEXT”"),
        ("<w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO x</w:instrText></w:r>",
         "域“DDEAUTO”"),
        ("<w:r><w:instrText>AUTHOR</w:instrText></w:r>", "域“AUTHOR”"),
    ],
)  # fmt: skip
def test_changes_comments_links_and_commands_are_refused(inside: str, said: str) -> None:
    def change(xml: bytes) -> bytes:
        text = xml.decode()
        return text.replace("<w:r>", f"{inside}<w:r>", 1).encode()

    found = refusal(with_part(word("{{ 姓名 }}"), "word/document.xml", change))
    assert codes(found) == ["T906"]
    assert said in found[0].message


def test_a_drawing_repeated_has_a_number_of_its_own_each_time() -> None:
    drawing = (
        f'<w:r {nsdecls("w", "wp")}><w:drawing><wp:inline><wp:docPr id="7" name="图"/>'
        "</wp:inline></w:drawing></w:r>"
    )

    def fill(made: Document) -> None:
        made.add_paragraph("{% for 人 in 人员 %}")
        made.add_paragraph("{{ 人.姓名 }}")._p.append(parse_xml(drawing))  # noqa: SLF001
        made.add_paragraph("{% endfor %}")

    xml = parts(compiled(document(fill)).render({"人员": PEOPLE}))["word/document.xml"].decode()
    assert re.findall(r'docPr id="(\d+)"', xml) == ["1", "2", "3"]
    assert texts_of(xml.encode()).strip() == "张三李四王五"
