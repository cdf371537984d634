"""Reading rules: how a table, its headings and its rows are found (registers.md)."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from pinshi_cli.registers.tables import heading_key
from pinshi_cli.sheets.cells import Sheet, Value
from tests.builders import (
    DIMENSIONS,
    REF,
    Cells,
    Result,
    Rows,
    Table,
    book,
    found,
    grade,
    points,
    ratings,
    read,
    roster,
    sheets_of,
    unit,
)

IDS: dict[str, Cells] = {"001": {}, "002": {}}
TOTALS = {"001": 80, "002": 70}


def with_roster(rows: Rows, **more: object) -> Result:
    """A sound unit of two whose roster is this sheet."""
    sheets = [
        Sheet(name, rows if name == "人员名册" else made)._replace(
            **(more if name == "人员名册" else {})  # type: ignore[arg-type]
        )
        for name, made in sheets_of(TOTALS).items()
    ]
    return grade(book(sheets))


@pytest.mark.parametrize("above", [0, 1, 2, 8, 9])
def test_the_heading_row_is_looked_for_in_the_first_ten_rows(above: int) -> None:
    title: list[Sequence[Value]] = [("青禾区统计局人员名册",), ("编号", "说明：姓名栏必填")]
    lead = [*title, *[()] * 10][:above]
    result = with_roster([*lead, *roster(IDS)])
    assert list(result.grades().values()) == ["较好", "一般"]
    assert result.diagnostics == []


def test_a_heading_row_below_the_tenth_row_is_not_found() -> None:
    result = with_roster([*[("说明",)] * 10, *roster(IDS)])
    assert ("S102", "人员名册", None) in result.errors()


def test_the_ten_rows_are_counted_on_the_sheet_not_from_the_first_cell() -> None:
    assert with_roster(roster(IDS), first_row=10, first_column=3).errors() == []
    assert ("S102", "人员名册", None) in with_roster(roster(IDS), first_row=11).errors()


def test_addresses_are_those_of_the_sheet_wherever_the_table_begins() -> None:
    rows = [
        (*row, extra) for row, extra in zip(roster(IDS), ["参加情况", "在家", None], strict=True)
    ]
    result = with_roster(rows, first_row=5, first_column=3)
    assert result.errors() == [("R208", "人员名册", "E6")]


@pytest.mark.parametrize(
    "written",
    ["德", " 德 ", "德\n", "德（15分）", "德(15分)", "德 （满分\n15 分）", "德（必填）", "德（）"],
)
def test_a_heading_matches_after_nfkc_without_white_space_and_remark(written: str) -> None:
    rows = [("编 号", "姓\n名（实名）", written, "能", "勤", "绩", "廉"), *points(TOTALS)[1:]]
    result = grade(unit(TOTALS, sheets={"指标评分": rows}))
    assert result.diagnostics == []
    assert result.score("001") == "80.00"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("德（15分）", "德"),
        ("（15分）德", "(15分)德"),
        ("德【15】", "德【15】"),
        ("参加\u3000情况", "参加情况"),
        ("１２", "12"),
    ],
)
def test_only_a_trailing_bracketed_remark_is_taken_off(written: str, key: str) -> None:
    assert heading_key(written) == key


def test_an_indicator_with_brackets_of_its_own_is_found_by_its_whole_name() -> None:
    inds: Table = [
        ("指标名称", "维度", "性质", "满分"),
        ("数量（件）", "绩", "个性", 50),
        ("数量（次）", "绩", "个性", 10),
    ]
    rows: Table = [
        ("编号", "姓名", "数量（次）", "数量 (件)"),
        ("001", None, 10, 40),
        ("002", None, 5, 20),
    ]
    result = grade(unit(TOTALS, sheets={"指标体系": inds, "指标评分": rows}))
    assert result.errors() == []
    assert result["001"].parts[0].score == Fraction(250, 3)


def test_headings_merged_over_two_rows_are_named_by_their_lowest_filled_cell() -> None:
    rows: list[Sequence[Value]] = [
        ("青禾区统计局季度评分表",),
        ("编号", "姓名", "各项得分", None, None, None, None),
        (None, None, *(name for name, _ in DIMENSIONS)),
        *points(TOTALS)[1:],
    ]
    merged = ((1, 1, 1, 7), (2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 2, 7))
    sheets = [
        Sheet(
            name, rows if name == "指标评分" else made, merged=merged if name == "指标评分" else ()
        )
        for name, made in sheets_of(TOTALS).items()
    ]
    result = grade(book(sheets))
    assert result.diagnostics == []
    assert result.score("001") == "80.00"


def test_a_title_merged_down_over_rows_above_the_headings_does_no_harm() -> None:
    rows = [("人员名册", None), (None, None), *roster(IDS)]
    assert with_roster(rows, merged=((1, 1, 2, 2),)).diagnostics == []


def test_a_note_merged_down_beside_headings_and_data_does_no_harm() -> None:
    rows: list[Sequence[Value]] = [("人员名册", None, "审核章"), *roster(IDS)]
    assert with_roster(rows, merged=((1, 3, 4, 3),)).errors() == []


def test_the_order_of_columns_is_free() -> None:
    rows = [tuple(reversed(row)) for row in points(TOTALS)]
    result = grade(unit(TOTALS, sheets={"指标评分": rows}))
    assert result.diagnostics == []
    assert result.score("002") == "70.00"


def test_an_unknown_column_is_a_note() -> None:
    result = grade(unit(TOTALS, people={"001": {"爱好": "象棋"}}))
    assert result.errors() == result.warnings() == []
    assert result.notes() == [("S105", "人员名册", "C1")]


@pytest.mark.parametrize(("sheet", "cell"), [("指标评分", "H1"), ("民主测评", "J1")])
def test_an_unknown_column_beside_points_is_a_note_too(sheet: str, cell: str) -> None:
    rows = {"指标评分": points, "民主测评": ratings}[sheet](TOTALS)
    result = grade(unit(TOTALS, sheets={sheet: [(*row, "张数") for row in rows]}))
    assert result.errors() == result.warnings() == []
    assert result.notes() == [("S105", sheet, cell)]


def test_a_misspelt_column_is_a_note_with_a_guess() -> None:
    result = grade(unit(TOTALS, people={"001": {"参加情况说明": "退休"}}))
    (note,) = result.diagnostics
    assert (note.code, "参加情况" in note.hint) == ("S105", True)


def test_a_column_twice_is_an_error_at_the_second() -> None:
    rows = [("编号", "姓名", "参加情况", "参加情况（旧）"), ("001", "张三", None, None)]
    result = with_roster([*rows, ("002", "李四", None, None)])
    assert result.errors() == [("S103", "人员名册", "D1")]


@pytest.mark.parametrize(
    ("head", "lacking", "guess"),
    [
        (("编号", "名字"), "姓名", ""),
        (("编 号", "姓名字"), "姓名", "姓名字"),
        (("工号", "x"), "编号", ""),
    ],
)
def test_a_sheet_without_its_headings_is_an_error_without_a_cell(
    head: tuple[str, str], lacking: str, guess: str
) -> None:
    result = with_roster([head, ("001", "张三")])
    assert ("S102", "人员名册", None) in result.errors()
    (error,) = [d for d in result.diagnostics if d.code == "S102"]
    assert lacking in error.message
    assert guess in error.hint


@pytest.mark.parametrize("sheet", ["指标评分", "民主测评"])
def test_a_dimension_without_a_column_is_an_error_without_a_cell(sheet: str) -> None:
    rows = {"指标评分": points, "民主测评": ratings}[sheet](TOTALS)
    place = list(rows[0]).index("勤")
    head = [f"{cell}劳" if cell == "勤" else cell for cell in rows[0]]
    misspelt = grade(unit(TOTALS, sheets={sheet: [head, *rows[1:]]}))
    assert ("S102", sheet, None) in misspelt.errors()
    lacking = [[*row[:place], *row[place + 1 :]] for row in rows]
    result = grade(unit(TOTALS, sheets={sheet: lacking}))
    assert ("S102", sheet, None) in result.errors()
    assert {(place, cell) for _, place, cell in result.errors()} == {(sheet, None)}
    assert set(result.standings().values()) == {"withheld"}


# -- rows ----------------------------------------


@pytest.mark.parametrize("empty", [(), (None, None, None), ("", "  ", "　"), (None, "\n")])
def test_a_wholly_empty_row_is_skipped(empty: Sequence[Value]) -> None:
    one, two = roster(IDS)[1:]
    assert with_roster([("编号", "姓名"), empty, one, empty, two, empty]).diagnostics == []


@pytest.mark.parametrize(
    ("sheet", "head", "row", "cell"),
    [
        ("指标评分", ("编号", "姓名", "德", "能", "勤", "绩", "廉"), (None, " ", None, 9), "D2"),
        (
            "民主测评",
            ("编号", "评价主体", "评价人", "德", "能", "勤", "绩", "廉"),
            (None, "领导"),
            "B2",
        ),
        ("指标体系", ("指标名称", "维度", "性质", "满分"), (None, None, "共性"), "C2"),
        ("基本信息", ("项目", "内容"), (None, "x"), "B2"),
        ("部门考评", ("内设机构", "得分"), (None, 90), "B2"),
        ("处分问责", ("编号", "姓名", "种类", "生效日期"), (None, None, "警告"), "C2"),
        ("奖励", ("编号", "姓名", "种类", "日期"), (None, None, None, "2026-01-01"), "D2"),
        ("人员名册", ("编号", "姓名", "备注"), ("", None, "x"), "C2"),
    ],
)
def test_a_row_without_its_key_is_an_error_at_its_first_value(
    sheet: str, head: Sequence[Value], row: Sequence[Value], cell: str
) -> None:
    made = sheets_of(TOTALS)
    rest: Rows = made[sheet][1:] if sheet in ("人员名册", "基本信息") else ()
    made[sheet] = [head, row, *rest]
    reading = read(book(made))
    assert ("R211", sheet, cell) in found(reading.diagnostics)


@pytest.mark.parametrize(("row", "cell"), [(("003", None), "B4"), ((None, "王五"), "A4")])
def test_in_the_roster_both_id_and_name_must_stand(row: Sequence[Value], cell: str) -> None:
    result = with_roster([*roster(IDS), row])
    assert result.errors() == [("R201", "人员名册", cell)]


@pytest.mark.parametrize(
    ("sheet", "rows", "cell"),
    [
        ("年度测评", [("编号", "姓名", "得分"), ("001", None, 90), ("001", None, 91)], "A3"),
        ("年度测评", [("编号", "姓名", "得分"), ("001", None, 90), (None, "张三", 91)], "B3"),
        ("部门考评", [("内设机构", "得分"), ("办公室", 90), ("办 公室", 91)], "A3"),
        (
            "集体研究",
            [("编号", "姓名", "审定等次"), ("001", None, "较好"), (None, "张三", "较好")],
            "B3",
        ),
    ],
)
def test_a_second_row_where_one_is_meant_is_an_error_at_its_key(
    sheet: str, rows: Rows, cell: str
) -> None:
    assert grade(unit(TOTALS, sheets={sheet: rows})).errors() == [("N305", sheet, cell)]


def test_a_second_row_of_points_is_an_error_and_withholds_its_person() -> None:
    rows = points({"001": 80, "002": 70})
    result = grade(unit(TOTALS, sheets={"指标评分": [*rows, rows[1]]}))
    assert result.errors() == [("N305", "指标评分", "A4")]
    assert result.standings() == {"001": "withheld", "002": "graded"}


def test_several_rows_of_one_person_stand_where_one_is_not_meant() -> None:
    rows = [
        ("编号", "姓名", "种类", "日期"),
        ("001", None, "嘉奖", "2026-01-05"),
        ("001", None, "记功", "2026.2.5"),
    ]
    assert grade(unit(TOTALS, sheets={"奖励": rows})).diagnostics == []


def test_one_bad_row_stops_nobody_else() -> None:
    rows = [list(row) for row in points(TOTALS)]
    rows[1][2:] = ["优", REF, None, 41, True]
    result = grade(unit(TOTALS, sheets={"指标评分": rows}))
    assert [cell for _, _, cell in result.errors()] == ["C2", "D2", "E2", "F2", "G2"]
    assert result["002"].grade == "一般"


@pytest.mark.parametrize("name", ["指标评分", "民主测评"])
def test_headings_merged_down_beyond_the_last_row_are_no_crash(name: str) -> None:
    # calamine ends a sheet at its last filled row, a merged area may reach below it
    sheets = sheets_of({"001": 80, "002": 70})
    heading = [cell for cell in sheets[name][0] if cell != "德"]
    others = [Sheet(key, rows) for key, rows in sheets.items() if key != name]
    merged = Sheet(name, [heading], merged=((1, 1, 3, 1),))
    errors = grade(book([*others, merged])).errors()
    assert ("S102", name, None) in errors
