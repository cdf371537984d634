"""计算过程: live formulas over the figures and the parameters, with the exact value stored."""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from pinshi_cli.model.number import half_up
from pinshi_cli.model.register import Indicator
from pinshi_cli.results.working_cells import LONGEST_FORMULA
from pinshi_cli.results.working_layout import layout_of
from pinshi_cli.sheets.cells import Value
from tests.builders import RATINGS_HEAD, Result, Rows, grade, marks, name_of, table, unit
from tests.results.books import column, opened, place_of, result_of
from tests.results.recalculated import formulas

GUARDS = {"0", "10", "12", "100"}
"""The only numbers in formulas: noise is cut at 10 and 12 decimals, scores are out of 100."""


def mixed() -> Result:
    """Three people: one without 领导, one whose score is faulty, one away; a reverse indicator."""
    indicators = table(
        "指标名称 维度 性质 方向 满分 适用类别",
        ("任务", "绩", "个性", "正向", 60, None),
        ("差错", "绩", "个性", "反向", 20, None),
        ("执法", "能", "个性", "正向", 40, "执法类"),
    )
    scores = table(
        "编号 姓名 任务 差错 执法",
        ("001", None, 55.5, 2, None),
        ("002", None, "优", 1, 30),
        ("003", None, 50, 0, 39),
    )
    rows: list[Sequence[Value]] = [
        ("001", name_of("001"), "群众", f"甲{n}", *marks(total)) for n, total in ((1, 80), (2, 91))
    ]
    for id_ in ("002", "003"):
        rows += [(id_, name_of(id_), group, "甲", *marks(90)) for group in ("领导", "群众")]
    people = {
        "001": {"考核类别": "综合类"},
        "002": {"考核类别": "执法类"},
        "003": {"考核类别": "执法类", "参加情况": "领导成员"},
    }
    sheets: dict[str, Rows | None] = {
        "指标体系": indicators,
        "指标评分": scores,
        "民主测评": [RATINGS_HEAD, *rows],
    }
    return grade(unit((90, 90, 90), people=people, sheets=sheets))


def test_each_person_has_the_figures_the_steps_and_the_total() -> None:
    sheet = opened(result_of(mixed(), draft=True))["计算过程"]
    row, _ = place_of(sheet, "编号")
    headings = [cell.value for cell in sheet[row]]
    assert headings == [
        *("编号", "姓名", "考核情况", "任务", "差错（反向）", "执法", "得分合计", "满分合计"),
        *("季度考核分", "领导张数", "领导总分合计", "领导均分", "群众张数", "群众总分合计"),
        *("群众均分", "民主测评分", "总分", "分数段", "精确总分", "核对"),
    ]
    marks_row = [cell.value for cell in sheet[row + 1]]
    assert marks_row[3:6] == [60, 20, 40]
    assert (marks_row[8], marks_row[11], marks_row[14], marks_row[15]) == (0.7, 0.6, 0.4, 0.3)
    first = [cell.value for cell in sheet[row + 2]]
    # (55.5 + 20 − 2) ÷ 80 = 91.875; only 群众 rated: (80 + 91) ÷ 2
    assert first[3:9] == [55.5, 2, None, 73.5, 80, 91.875]
    assert first[9:16] == [0, None, None, 2, 171, 85.5, 85.5]
    # 0.7 × 91.875 + 0.3 × 85.5 = 89.9625
    assert first[16:] == [89.96, "较好", 89.96, "一致"]


def test_people_without_a_score_leave_blanks_and_no_errors() -> None:
    sheet = opened(result_of(mixed(), draft=True))["计算过程"]
    assert column(sheet, "考核情况") == ["确定等次", "暂缺", "不参加本单位考核"]
    assert column(sheet, "得分合计")[1] is None
    assert column(sheet, "季度考核分")[1] is None
    assert column(sheet, "民主测评分")[1] == 90
    for heading in ("总分", "分数段", "精确总分", "核对"):
        assert column(sheet, heading)[1] is None
    # whoever is not graded has a score for information, and no band
    assert column(sheet, "分数段") == ["较好", None, None]
    assert column(sheet, "核对") == ["一致", None, "一致"]


def test_formulas_name_cells_and_hold_no_figures_of_their_own() -> None:
    data = result_of(mixed(), draft=True)
    working = [each for each in formulas(data) if each.sheet == "计算过程"]
    assert working
    for each in working:
        bare = re.sub(r'"[^"]*"|\$?[A-Z]+\$?[0-9]+', "", each.formula)
        assert set(re.findall(r"[0-9.]+", bare)) <= GUARDS, each
    by_value = {each.formula: each.stored for each in working}
    assert by_value['=ROUND(SUM(D8:D8)+IF(E8="",0,$E$7-E8)+SUM(F8:F8),12)'] == 73.5
    assert by_value['=ROUND(SUMPRODUCT((D8:F8<>"")*$D$7:$F$7),12)'] == 80
    assert "=ROUND(G8/H8*100,12)" in by_value
    assert "=ROUND(($L$7*L8+$O$7*O8)/($L$7*(J8>0)+$O$7*(M8>0))/$H$4*100,12)" in by_value
    assert by_value["=ROUND(ROUND(MAX(0,MIN($F$4,$I$7*I8+$P$7*P8)),10),$G$4)"] == 89.96
    assert by_value["=IF(Q8>=$B$4,$B$3,IF(Q8>=$C$4,$C$3,IF(Q8>=$D$4,$D$3,$E$3)))"] == "较好"


def test_the_parameters_stand_above_the_table() -> None:
    sheet = opened(result_of(mixed(), draft=True))["计算过程"]
    labels, values = ([cell.value for cell in sheet[row]][1:8] for row in (3, 4))
    assert labels == ["好", "较好", "一般", "较差", "最高分", "小数位", "测评满分"]
    assert values == [90, 75, 60, 0, 100, 2, 100]


def test_a_total_on_a_rounding_half_is_stored_exactly() -> None:
    result = grade(unit(("89.995", "89.994", "74.995")))
    assert [result.score(id_) for id_ in ("001", "002", "003")] == ["90.00", "89.99", "75.00"]
    sheet = opened(result_of(result))["计算过程"]
    assert column(sheet, "总分") == column(sheet, "精确总分") == [90, 89.99, 75]
    assert column(sheet, "分数段") == ["好", "较好", "较好"]


def test_nearer_to_a_half_than_a_spreadsheet_can_tell_the_exact_total_stands_alone() -> None:
    result = grade(unit((80, 80)))
    hair = Fraction(Decimal("89.995")) - Fraction(1, 10**13)
    outcome = result.graded.outcomes[0]._replace(exact=hair, total=half_up(hair, 2))
    graded = result.graded._replace(outcomes=[outcome, result.graded.outcomes[1]])
    data = result_of(result, graded=graded)
    sheet = opened(data)["计算过程"]
    assert column(sheet, "总分") == [89.99, 80]
    assert column(sheet, "核对") == ["取精确值", "一致"]
    totals = [
        each.address for each in formulas(data) if each.formula.startswith("=ROUND(ROUND(MAX")
    ]
    assert [address[-1] for address in totals] == ["9"]


def test_a_formula_too_long_for_a_cell_gives_way_to_its_figure() -> None:
    result = grade(unit((90,)))
    many = [Indicator(f"差错{n}", "绩", Decimal(1), reverse=True) for n in range(400)]
    *_, points, full, _ = (
        layout_of(result.register._replace(indicators=many), result.policy).blocks[0].columns
    )
    assert points.formula == ""
    assert 0 < len(full.formula) < LONGEST_FORMULA
    few = layout_of(result.register._replace(indicators=many[:50]), result.policy).blocks[0]
    assert few.columns[-3].formula.count("IF(") == 50


def test_a_register_without_indicators_still_makes_a_workbook() -> None:
    result = grade(unit((90,)))
    bare = result.register._replace(indicators=[])
    parts = (
        result.graded.outcomes[0].parts[0]._replace(score=None),
        result.graded.outcomes[0].parts[1],
    )
    outcome = result.graded.outcomes[0]._replace(parts=parts, total=None, exact=None)
    graded = result.graded._replace(outcomes=[outcome])
    sheet = opened(result_of(result, register=bare, graded=graded, draft=True))["计算过程"]
    assert column(sheet, "得分合计") == [None]
    assert column(sheet, "民主测评分") == [90]
