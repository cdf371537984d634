"""Reading back fast finds what the thorough reading finds: of sound documents, and of spoilt ones.

Every form is filled with chance words, some of its documents are spoilt on purpose, and both ways
must tell the same of each, or neither be able to read it.
"""

import random
import re
import zlib
from collections.abc import Callable
from decimal import Decimal

import docx
import pytest

from pinshi_cli.forms.case import Paper
from pinshi_cli.forms.finished import Spot, Text
from pinshi_cli.forms.kinds import Kind
from pinshi_cli.forms.read_texts import Reader, texts_of
from pinshi_cli.forms.read_texts_parts import Parts, Unusual
from pinshi_cli.forms.read_texts_slots import ROOM, Known, Rows, rows_of
from pinshi_cli.forms.reconcile import against_values, checked, print_file_differs
from pinshi_cli.forms.spots import Spots, spots_in
from pinshi_cli.model.diagnostic import Refusal
from pinshi_cli.sheets.archive import Base, part_of
from pinshi_cli.sheets.package import Packed
from pinshi_cli.workflow.templates.places import ENDINGS, bundled_template, compiled
from tests.forms.made import VALUES, parts, saved, sheet, word
from tests.forms.made import compiled as compiled_here
from tests.forms.spoilt import (
    MADE,
    SPOIL,
    filled_by_chance,
    papers_of,
    repacked,
    row_lost,
    rows_swapped,
    with_parts,
)


def spots_of(kind: Kind, ending: str) -> Spots:
    """How the fields stand in the template of a form."""
    found = bundled_template(kind, ending)
    return spots_in(text.text for text in texts_of(found.data, found.name))


def told(read: Callable[[], Rows]) -> Rows | None:
    """What a way of reading tells, None where it cannot."""
    try:
        return read()
    except Refusal:
        return None


def same(reader: Reader, data: bytes, file: str) -> Rows | None:
    """What both ways tell of a document."""
    quick = told(lambda: reader.rows(data, file))
    assert quick == told(lambda: rows_of(texts_of(data, file)))
    return quick


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("kind", MADE, ids=lambda kind: kind.id)
def test_both_ways_tell_the_same_of_documents_sound_and_spoilt(kind: Kind, ending: str) -> None:
    chance = random.Random(f"{kind.id}{ending}")  # noqa: S311 - no secret
    template = compiled(bundled_template(kind, ending))
    fields = checked(path for path, _ in template.fields)
    spots = spots_of(kind, ending)
    reader = Reader(ending)
    made = papers_of(kind)
    made += [paper._replace(values=filled_by_chance(chance, paper.values)) for paper in made]
    singles: list[Rows] = []
    for paper in made:
        data = template.render(paper.values)
        rows = same(reader, data, f"表{ending}")
        assert rows is not None
        assert list(against_values(paper, fields, rows, spots)) == []
        singles.append(rows)
        for spoil in chance.sample(SPOIL, 2):
            spoilt = repacked(data, lambda xml, spoil=spoil: spoil(chance, xml))  # type: ignore[misc]
            same(reader, spoilt, f"表{ending}")
    whole = template.render_many([paper.values for paper in made])
    rows = same(reader, whole, f"表{ending}")
    assert rows is not None
    assert not print_file_differs(singles, rows)
    for spoil in chance.sample(SPOIL, 2):
        spoilt = repacked(whole, lambda xml, spoil=spoil: spoil(chance, xml))  # type: ignore[misc]
        same(reader, spoilt, f"表{ending}")


REGISTRATION = next(kind for kind in MADE if kind.id == "registration-a")
LISTED = next(kind for kind in MADE if kind.id == "roster")


def wrong(kind: Kind, ending: str, change: Callable[[str, Paper, Paper], str]) -> int:
    """How many differences reading back finds once a page was changed."""
    template = compiled(bundled_template(kind, ending))
    fields = checked(path for path, _ in template.fields)
    reader = Reader(ending)
    paper, another = papers_of(kind)[:2]
    data = template.render(paper.values)
    assert list(against_values(paper, fields, reader.rows(data, f"表{ending}"), {})) == []
    spoilt = repacked(data, lambda xml: change(xml, paper, another))
    return len(list(against_values(paper, fields, reader.rows(spoilt, f"表{ending}"), {})))


@pytest.mark.parametrize("ending", ENDINGS)
def test_another_person_s_name_is_found(ending: str) -> None:
    assert wrong(
        REGISTRATION,
        ending,
        lambda xml, one, two: xml.replace(str(one.values["姓名"]), str(two.values["姓名"])),
    )


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_name_that_is_cut_short_is_found(ending: str) -> None:
    assert wrong(
        REGISTRATION,
        ending,
        lambda xml, one, _: xml.replace(str(one.values["姓名"]), str(one.values["姓名"])[:-1]),
    )


@pytest.mark.parametrize("ending", ENDINGS)
def test_another_grade_is_found(ending: str) -> None:
    first = papers_of(REGISTRATION)[0]
    paper = first._replace(values={**first.values, "审定等次": "较好"})
    template = compiled(bundled_template(REGISTRATION, ending))
    data = template.render(paper.values)
    spoilt = repacked(data, lambda xml: xml.replace("较好", "一般"))
    assert spoilt != data
    rows = Reader(ending).rows(spoilt, f"表{ending}")
    spots = spots_of(REGISTRATION, ending)
    assert list(against_values(paper, ["审定等次"], rows, spots)) == [
        "审定等次应为“较好”，表里没有"
    ]


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("spoil", [row_lost, rows_swapped])
def test_a_list_that_lacks_a_row_or_has_two_in_each_other_s_place_is_found(
    ending: str, spoil: Callable[[random.Random, str], str]
) -> None:
    people = re.compile(r"(?:<w:tr[ >]|<row ).*?</(?:w:tr|row)>", re.DOTALL)

    def among_people(xml: str, paper: Paper, _: Paper) -> str:
        listed = paper.values["人员"]
        assert isinstance(listed, list)
        assert isinstance(listed[0], dict)
        assert isinstance(listed[1], dict)
        first, second = str(listed[0]["姓名"]), str(listed[1]["姓名"])
        one = next(row for row in people.finditer(xml) if first in row[0])
        two = next(row for row in people.finditer(xml) if second in row[0])
        if spoil is row_lost:
            return xml[: one.start()] + xml[one.end() :]
        swapped = one[0].replace(first, "\0").replace("\0", second)
        other_one = two[0].replace(second, first)
        return (
            xml[: one.start()]
            + swapped
            + xml[one.end() : two.start()]
            + other_one
            + xml[two.end() :]
        )

    assert wrong(LISTED, ending, among_people)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("kind", MADE, ids=lambda kind: kind.id)
def test_documents_as_we_write_them_are_all_read_fast(kind: Kind, ending: str) -> None:
    template = compiled(bundled_template(kind, ending))
    reader = Reader(ending)
    made = [paper.values for paper in papers_of(kind)]
    for values in made:
        reader.rows(template.render(values), f"表{ending}")
    reader.rows(template.render_many(made), f"表{ending}")
    assert reader.thorough == 0


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_document_that_another_program_saved_is_read_the_thorough_way(ending: str) -> None:
    data = compiled(bundled_template(REGISTRATION, ending)).render(
        papers_of(REGISTRATION)[0].values
    )
    reader = Reader(ending)
    same(reader, with_parts(data, lambda _, content: content), f"表{ending}")
    assert reader.thorough == 1


def test_a_text_that_ends_with_a_section_is_found_to_be_cut() -> None:
    template = compiled(bundled_template(REGISTRATION, ".docx"))
    end = "</w:sectPr>"
    made = [paper.values for paper in papers_of(REGISTRATION)[:2]]
    for data in (template.render(made[0]), template.render_many(made)):
        reader = Reader(".docx")
        assert same(reader, data, "表.docx")
        for cut in (str.index, str.rindex):
            spoilt = repacked(data, lambda xml, cut=cut: xml[: cut(xml, end) + len(end)])  # type: ignore[misc]
            assert same(reader, spoilt, "表.docx") is None


@pytest.mark.parametrize("cut", [1, 22, 100, 1000])
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_that_is_cut_or_changed_is_found_as_the_thorough_reading_finds_it(
    ending: str, cut: int
) -> None:
    data = compiled(bundled_template(REGISTRATION, ending)).render(
        papers_of(REGISTRATION)[0].values
    )
    reader = Reader(ending)
    assert same(reader, data, f"表{ending}")
    assert same(reader, data[:-cut], f"表{ending}") is None
    chance = random.Random(cut)  # noqa: S311 - no secret
    for _ in range(40):
        at = chance.randrange(len(data))
        same(
            reader, data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :], "表"
        )


def test_numbers_and_dates_are_read_as_the_thorough_reading_reads_them() -> None:
    def page(cells: object) -> bytes:
        return compiled_here(
            sheet({"A1": "{{ 总分 }}", "B1": "{{ 会议日期 }}", "C1": "{{ 名次 }}"})
        ).render({**VALUES, "总分": cells})

    reader = Reader(".xlsx")
    for number in ("91.35", "90.00", "-0.5", "0", "123456789012.345", "0.1", "100"):
        assert same(reader, page(Decimal(number)), "表.xlsx")
    assert reader.thorough == 0


@pytest.mark.parametrize("stands", ["30", "0.5", "99999999", "-1", "46112", "1e3", "A&gt;B", ""])
def test_a_cell_in_which_something_else_stands_than_we_write(stands: str) -> None:
    template = compiled_here(
        sheet({"A1": "{{ 姓名 }}", "B1": "{{ 会议日期 }}", "C1": "{{ 总分 }}"})
    )
    data = template.render(VALUES)
    reader = Reader(".xlsx")
    assert same(reader, data, "表.xlsx") == [["张三", "2026-03-31", "91.35"]]
    for value in re.findall(r"<v>[0-9.]+</v>", parts(data)["xl/worksheets/sheet1.xml"].decode()):
        spoilt = repacked(data, lambda xml, value=value: xml.replace(value, f"<v>{stands}</v>"))  # type: ignore[misc]
        same(reader, spoilt, "表.xlsx")


def test_a_part_that_inflates_to_more_than_it_says_is_left_at_once() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packer.compress(bytes(10 << 20)) + packer.flush()
    data = Base([part_of("大", Packed(8, 0, 10, body))]).with_parts([])
    with pytest.raises(Unusual):
        next(Parts(data).chunks("大"))


def test_texts_outside_tables_stand_each_by_itself() -> None:
    shapes = [Text("甲", Spot("表", said="图形")), Text("乙", Spot("表", said="图形"))]
    cells = [Text(word, Spot("表", 1, at), ("表", 1)) for at, word in enumerate("丙丁", start=1)]
    assert rows_of([*cells, *shapes]) == [["丙", "丁"], ["甲"], ["乙"]]


@pytest.mark.parametrize(
    "text", ["第一行\n第二行", "a\tb", " 空 ", "\n", "A & <B>", "㐂𠮷䶮", "_x000D_", '"', "]]>"]
)
def test_odd_texts_are_read_as_the_thorough_reading_reads_them(text: str) -> None:
    for template in (
        word("{{ 姓名 }}同志{{ 理由 }}"),
        sheet({"A1": "{{ 姓名 }}", "B2": "甲{{ 理由 }}乙"}),
    ):
        done = compiled_here(template)
        reader = Reader(done.suffix)
        for values in ({"姓名": text, "理由": "无"}, {"姓名": "张三", "理由": text}):
            same(reader, done.render({**VALUES, **values}), f"表{done.suffix}")


def test_what_is_known_does_not_grow_without_bounds() -> None:
    known: Known[int] = Known()
    for number in range(10):
        known.put(bytes([number]) * (ROOM // 4), number)
    assert len(known) <= 4
    assert known.get(bytes([9]) * (ROOM // 4)) == 9
    assert known.get(bytes([0]) * (ROOM // 4)) is None


def test_a_document_of_the_other_format_is_left_to_the_thorough_reading() -> None:
    for template in (word("{{ 姓名 }}"), sheet({"A1": "{{ 姓名 }}"})):
        data = compiled_here(template).render(VALUES)
        for ending in ENDINGS:
            assert same(Reader(ending), data, "表") == [["张三"]]


def test_a_hidden_style_is_left_to_the_thorough_reading() -> None:
    document = docx.Document()
    document.styles.add_style("藏", 1).font.hidden = True
    document.add_paragraph("{{ 姓名 }}", style="藏")
    template = compiled_here(saved(document))
    reader = Reader(".docx")
    assert same(reader, template.render(VALUES), "表.docx") == [["张三"]]
    assert reader.thorough == 1
