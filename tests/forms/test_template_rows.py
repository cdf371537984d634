"""Where rows stand after a `for`, and how runs and statements are found: the pure parts."""

import pytest

from pinshi_cli.forms.marks import Mark, Wrong, marks_in
from pinshi_cli.forms.runs import lifted, rejoined
from pinshi_cli.forms.xlsx_book import sheet_names
from pinshi_cli.forms.xlsx_looks import MARGIN, line_of, lines_of, room_of
from pinshi_cli.forms.xlsx_rows import Placed, Range, Rows
from pinshi_cli.sheets.package import Package
from tests.forms.made import VALUES, compiled, sheet, word

# row 2 is a statement's; rows 3 and 4 come twice, each with row 4 thrice; 5 is a statement's
PLACED = [
    Placed(1, ()), Placed(3, (1,)), Placed(4, (1, 1)), Placed(4, (1, 2)),
    Placed(3, (2,)), Placed(4, (2, 3)), Placed(6, ()),
]  # fmt: skip
ROWS = Rows(PLACED, {1: (), 3: (1,), 4: (1, 2), 6: ()}, 6)


@pytest.mark.parametrize(
    ("top", "bottom", "spans"),
    [
        (1, 1, [(1, 1)]),
        (2, 2, []),
        (3, 3, [(2, 2), (5, 5)]),
        (3, 4, [(2, 4), (5, 6)]),
        (4, 4, [(3, 3), (4, 4), (6, 6)]),
        (1, 6, [(1, 7)]),
        (1, 9, [(1, 10)]),
        (8, 9, [(9, 10)]),
    ],
)
def test_a_span_of_rows_is_repeated_once_for_each_turn_that_it_lies_in(
    top: int, bottom: int, spans: list[tuple[int, int]]
) -> None:
    assert ROWS.spans(top, bottom) == spans


@pytest.mark.parametrize(
    ("ref", "moved"),
    [
        ("A1", ["A1"]),
        ("B3:C3", ["B2:C2", "B5:C5"]),
        ("$A:$C", ["A:C"]),
        ("6:6", ["7:7"]),
        ("#REF!", []),
    ],
)
def test_a_range_follows_its_rows(ref: str, moved: list[str]) -> None:
    assert [each.written() for each in ROWS.moved(ref)] == moved


def test_ranges_are_written_as_excel_does() -> None:
    for ref in ("A1", "A1:B2", "$A:$C", "$1:$2"):
        place = Range.of(ref)
        assert place is not None
        assert place.written() == ref.replace("$", "")
    assert Range("A", 1, "B", 2).written(absolute=True) == "$A$1:$B$2"
    assert Range("A", 1, "A", 1).written(absolute=True) == "$A$1:$A$1"


def test_a_break_and_a_picture_follow_their_row() -> None:
    assert (ROWS.breaks(4), ROWS.first(2), ROWS.first(6)) == ([3, 4, 6], 2, 7)
    assert ROWS.anchored("<xdr:row>5</xdr:row>") == "<xdr:row>6</xdr:row>"


@pytest.mark.parametrize(
    ("texts", "joined"),
    [
        (["{", "{ 姓名 ", "}", "}好"], ["{{ 姓名 }}", "", "", "好"]),
        (["甲{{ 姓", "名 }}乙{{ 总", "分 }}"], ["甲{{ 姓名 }}", "乙{{ 总分 }}", ""]),
        (["甲", "乙"], ["甲", "乙"]),
        (["", "{{ 姓名 }}", ""], ["", "{{ 姓名 }}", ""]),
        ([], []),
    ],
)
def test_a_mark_is_wholly_where_it_begins(texts: list[str], joined: list[str]) -> None:
    assert rejoined(texts) == joined


@pytest.mark.parametrize(
    ("texts", "before", "after", "whole"),
    [
        (["{% for x in y %}", "  "], 1, 0, True),
        (["{% for x in y %}{{ x }}", "", "乙{% endfor %}"], 1, 1, False),
        (["{% for x in y %}{{ x }}{% endfor %}"], 0, 0, False),
        (["{% if x %}甲{% endif %}", "乙{% endfor %}"], 0, 1, False),
        (["甲{% for x in y %}", "乙"], 0, 0, False),
        (["", ""], 0, 0, False),
    ],
)
def test_the_statements_about_a_whole_row_are_lifted_out(
    texts: list[str], before: int, after: int, *, whole: bool
) -> None:
    found = lifted([marks_in(text) for text in texts])
    assert (len(found.before), len(found.after), found.whole) == (before, after, whole)


def test_marks_are_found_with_what_stands_between() -> None:
    assert marks_in("甲{{- 姓名 -}}乙{% if 人[“出勤（天）”] ＞ 1 %}") == [
        "甲", Mark("姓名", tag=False), "乙", Mark('if 人["出勤（天）"] > 1', tag=True),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["{{ 姓名", "姓名 }}", "{{ }}", "{% %}", "{{ {{ x }} }}"])
def test_broken_braces_are_told(text: str) -> None:
    with pytest.raises(Wrong) as told:
        marks_in(text)
    assert told.value.code == "T902"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("短", 10, 1), ("字" * 40, 60, 2), ("a" * 40, 60, 1), ("一\n\n三", 60, 3), ("字" * 5, 1, 5)],
)
def test_lines_are_counted_by_the_width_of_a_cell(text: str, width: float, lines: int) -> None:
    assert lines_of(text, room_of(width, 11)) == lines


def test_a_line_of_an_indented_cell_holds_less() -> None:
    assert [room_of(14, 11, indent) for indent in (0, 1, 2)] == [12, 10, 8]


def test_a_row_is_high_enough_for_its_lines() -> None:
    """Noto's lines, which stand in where 仿宋 is not installed, are 1.448 times their size."""
    assert line_of(11) + MARGIN >= 13.5
    assert 20 * line_of(12) + MARGIN >= 20 * 12 * 1.448


def test_sheet_names_never_exceed_what_excel_takes() -> None:
    for name in sheet_names(["𠮷" * 40] * 12 + ["'" * 9, "a'"]):
        assert 0 < len(name.encode("utf-16-le")) <= 62
        assert not name.startswith("'")
        assert not name.endswith("'")


def test_a_part_that_nothing_changes_is_copied_still_compressed() -> None:
    template = sheet({"A1": "{{ 姓名 }}"})
    for found in (compiled(template).render(VALUES), compiled(template).render_many([VALUES])):
        theme = "xl/theme/theme1.xml"
        assert Package(found).packed(theme) == Package(template).packed(theme)


def test_a_shared_list_is_only_read_and_two_templates_share_nothing() -> None:
    first, second = compiled(sheet({"A1": "{{ 姓名 }}"})), compiled(word("{{ 姓名 }}"))
    before = repr(VALUES)
    for template in (first, second):
        template.render_many([VALUES, {"姓名": "李四"}])
    assert repr(VALUES) == before
