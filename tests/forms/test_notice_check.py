"""What must not stand on a finished notice: each thing found, at its place."""

from collections.abc import Sequence

import pytest

from pinshi_cli.forms.finished import Finished, Spot, Text
from pinshi_cli.forms.notice_check import check_notice, private_in
from pinshi_cli.forms.notice_people import Known
from pinshi_cli.forms.private_numbers import normal, scores, without_identities
from pinshi_cli.model.diagnostic import Severity
from pinshi_cli.model.identity import is_identity
from tests.forms.notices import golden

KNOWN = Known(
    {"张三": "好", "李四": "较好", "欧阳王五": "好"},
    frozenset({"王五", "孙七"}),
    ("好", "较好", "一般", "较差"),
    frozenset({"05335550123"}),
)


def identity(first: str = "37030319900101123") -> str:
    """A made-up identity number whose check digit is right."""
    return next(first + end for end in "0123456789X" if is_identity(first + end))


def page(*lines: str) -> Finished:
    texts = (Text(said, Spot(said=f"第 {n} 段"), ("", n)) for n, said in enumerate(lines, start=1))
    return Finished("公示.docx", "docx", tuple(texts))


def grid(*rows: Sequence[str | float]) -> Finished:
    texts = [
        Text(str(value), Spot("公示", i, j), ("公示", i), not isinstance(value, str))
        for i, row in enumerate(rows, start=1)
        for j, value in enumerate(row, start=1)
    ]
    return Finished("公示.xlsx", "xlsx", tuple(texts))


def codes(finished: Finished, known: Known | None = None) -> list[str]:
    return [each.code for each in check_notice(finished, known)]


def words(finished: Finished, known: Known | None = None) -> list[str]:
    return [each.message for each in check_notice(finished, known)]


# -- identity numbers ---------------------------------------------------------------------------

WHOLE = identity()
SPLIT = f"{WHOLE[:6]} {WHOLE[6:14]} {WHOLE[14:]}"
FULL_WIDTH = "".join(chr(ord(c) + 0xFEE0) for c in WHOLE)
ENDS_IN_X = next(
    found for n in range(100) if (found := identity(f"370303199001011{n:02d}")).endswith("X")
)


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        f"身份证号：{WHOLE}。",
        SPLIT,
        "-".join((WHOLE[:6], WHOLE[6:14], WHOLE[14:])),
        " ".join(WHOLE),
        f"{WHOLE[:10]}\n{WHOLE[10:]}",
        FULL_WIDTH,
        ENDS_IN_X,
        ENDS_IN_X.lower(),
        f"{WHOLE[:9]}\u200b{WHOLE[9:]}",
        f"电话13800001111 {WHOLE}",
    ],
)
def test_an_identity_number_is_found_however_it_is_written(text: str) -> None:
    assert "T949" in codes(page(text))


@pytest.mark.parametrize(
    "text",
    [
        WHOLE[:-1] + ("0" if WHOLE[-1] != "0" else "1"),  # the check digit does not fit
        f"1{WHOLE}",  # nineteen digits
        WHOLE[:17],
        "2026 04 13 2026 04 17 05",
    ],
)
def test_other_rows_of_digits_are_none(text: str) -> None:
    assert "T949" not in codes(page(text))


def test_the_number_itself_is_never_repeated() -> None:
    for said in words(page(f"张三 {SPLIT} 13800001111")):
        assert WHOLE[-6:] not in said
        assert "13800001111" not in said


def test_an_identity_number_is_taken_out_before_phones_are_looked_for() -> None:
    found, rest = without_identities(normal(f"张三 {WHOLE} 主任"))
    assert found == [WHOLE]
    assert rest == "张三 ， 主任"


def test_a_cell_with_an_identity_number_as_a_number_has_lost_its_last_digits_and_is_found() -> None:
    # Excel keeps fifteen digits: the check digit no longer fits
    assert codes(grid(("张三", 370303199001011000))) == ["T949"]


# -- phones -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["13800001111", "138 0000 1111", "138-0000-1111", "+86 13800001111", "１３８００００１１１１"],
)
def test_a_mobile_number_is_found(text: str) -> None:
    found = check_notice(page(f"张三　主任　{text}"))
    assert [(each.code, each.severity) for each in found] == [("T950", Severity.ERROR)]
    assert found[0].message == "有手机号码 138****1111"


def test_a_mobile_number_as_the_office_phone_is_only_to_be_looked_at() -> None:
    found = check_notice(page("监督电话：13800001111"))
    assert [(each.code, each.severity) for each in found] == [("T950", Severity.WARNING)]


def test_what_the_register_states_as_the_phone_may_stand() -> None:
    known = KNOWN._replace(grades={}, phones=frozenset({"13800001111", "05335550123"}))
    assert codes(page("监督电话：138 0000 1111", "电话 0533-5550123"), known) == []


def test_the_phone_of_a_finished_notice_may_stand_and_another_is_to_be_looked_at() -> None:
    assert codes(page("监督电话：0533-5550123")) == []
    assert codes(page("受理电话：5550123")) == []
    found = check_notice(page("张三，电话 0533-5550199"))
    assert [(each.code, each.severity) for each in found] == [("T951", Severity.WARNING)]


def test_against_the_register_another_phone_is_told_wherever_it_stands() -> None:
    known = KNOWN._replace(grades={})
    assert codes(page("监督电话：0533-5550123"), known) == []
    assert codes(page("监督电话：0533-5550124"), known) == ["T951"]


def test_a_date_or_a_number_of_a_document_is_no_phone() -> None:
    assert codes(page("20260413", "张统字〔2020〕36号", "邮政编码：255000")) == []


# -- scores and measures -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["张三　91.35", "李四（90.5）", "得了 95 分", "考核91.35分", "９１．３５", "张三 100.00"],
)
def test_a_score_is_found(text: str) -> None:
    assert "T952" in codes(page(text))


@pytest.mark.parametrize(
    "text",
    [
        "完成率 98.5%，同比增长 12.35 个百分点",
        "增加 12.35 亿元",
        "公示时间：2026.4.13—2026.4.17",
        "2026.04",
        "第 3.2 条",
        "10 分钟内答复",
        "十分满意",
        "30 分之一",
        "IP 10.12.13.14",
        "上午 9:30",
    ],
)
def test_a_share_a_date_a_clause_or_a_minute_is_no_score(text: str) -> None:
    assert scores(normal(text)) == []


def test_numbers_below_a_heading_of_scores_are_found_whole_ones_too() -> None:
    finished = grid(
        ("序号", "姓名", "总分", "等次"), (1, "张三", 95, "好"), (2, "李四", 91.5, "好")
    )
    found = [(each.where.cell, each.message) for each in check_notice(finished)]
    assert found == [
        ("C1", "有“总分”字样"),
        ("C2", "有分数 95"),
        ("C3", "有分数 91.5"),
    ]


def test_counts_and_shares_in_cells_are_none() -> None:
    assert codes(grid(("序号", "姓名", "人数"), (12, "张三", 48), ("", "", 0.4))) == []


@pytest.mark.parametrize("word", ["总分", "得分", "排名", "名次", "得票"])
def test_words_of_scores_are_found(word: str) -> None:
    assert words(page(f"本次{word}见附件")) == [f"有“{word}”字样"]


@pytest.mark.parametrize("word", ["警告", "记过", "诫勉", "立案", "党内严重警告", "组织谈话"])
def test_words_of_measures_are_found_each_once(word: str) -> None:
    found = check_notice(page(f"周八 因受{word} 一般"))
    assert [(each.code, each.message) for each in found] == [("T953", f"有“{word}”字样")]


# -- against the register -------------------------------------------------------------------------


def test_who_is_not_to_be_published_is_found_in_cells_and_in_text() -> None:
    everyone = ("张三", "李四", "欧阳王五")
    assert words(page(*everyone, "王 五　待定"), KNOWN) == ["王五不该公示"]
    assert words(page("、".join(everyone)), KNOWN) == []


def test_each_place_of_a_name_is_told_in_turn_and_a_name_within_a_name_is_not() -> None:
    everyone = ("张三", "李四", "欧阳王五")
    lines = (*everyone, "孙七、王五", "欧阳王五", "欧阳王五和王五", "王", "五", "孙七孙七")
    found = [(each.where.key, each.message) for each in check_notice(page(*lines), KNOWN)]
    assert sorted(found[:2]) == [("第 4 段", "孙七不该公示"), ("第 4 段", "王五不该公示")]
    assert found[2:] == [("第 6 段", "王五不该公示"), ("第 9 段", "孙七不该公示")]


def test_a_notice_that_says_nothing_lacks_everybody() -> None:
    assert words(page(), KNOWN) == ["应当公示的 3 人没有找到：张三、李四、欧阳王五"]


def test_another_grade_than_the_registers_is_found() -> None:
    finished = grid(
        ("张三", "办公室", "好"), ("李四", "综合科", "好"), ("欧阳王五", "综合科", "好")
    )
    found = [(each.where.cell, each.message) for each in check_notice(finished, KNOWN)]
    assert found == [("C2", "李四写的是“好”，登记簿是“较好”")]


def test_who_is_left_out_is_told() -> None:
    found = check_notice(page("张三"), KNOWN)
    assert [(each.code, each.severity, each.message) for each in found] == [
        ("T958", Severity.WARNING, "应当公示的 2 人没有找到：李四、欧阳王五")
    ]


def test_a_sound_notice_has_nothing_to_find() -> None:
    finished = page("张三　主任", "李四　科员", "欧阳王五　科长", "监督电话：0533-5550123")
    assert codes(finished, KNOWN) == []


@pytest.mark.parametrize(
    "name", ["notice-by-grade", "notice-by-department", "notice-draft", "notice-summaries"]
)
def test_our_own_notices_have_nothing_to_find(name: str) -> None:
    assert codes(page(*golden(name))) == []


# -- our own, before it is written -----------------------------------------------------------------


def test_a_number_of_a_person_does_not_even_pass_from_the_register_into_our_own() -> None:
    lines = ["通讯地址：人民路 1 号张三收，13800001111", f"受理部门：张三 {SPLIT}"]
    found = private_in(lines, frozenset(), "季度.xlsx")
    assert [each.code for each in found] == ["T950", "T949"]
    assert private_in(["监督电话：13800001111"], frozenset({"13800001111"}), "季度.xlsx") == []
