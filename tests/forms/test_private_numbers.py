"""Identity and mobile numbers are found however they are written, and nothing else is."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinshi_cli.forms.finished import Finished, Spot, Text
from pinshi_cli.forms.notice_check import check_notice
from pinshi_cli.forms.private_numbers import mobiles, normal
from pinshi_cli.model.identity import is_identity

BODIES = st.builds(
    lambda area, born, serial: f"{area}{born:%Y%m%d}{serial:03d}",
    st.sampled_from(["110101", "370303", "650102", "810000", "542621"]),
    st.dates(date(1930, 1, 1), date(2008, 12, 31)),
    st.integers(0, 999),
)


def whole(body: str) -> str:
    """The identity number with this body."""
    return next(body + end for end in "0123456789X" if is_identity(body + end))


NUMBERS = BODIES.map(whole)
CUTS = st.sets(st.integers(1, 17), max_size=17).map(sorted)
BETWEEN = st.sampled_from([" ", "-", "　", " - ", "—", ".", "/", "\n", "  "])


def pieces_of(number: str, cuts: list[int]) -> list[str]:
    places = [0, *cuts, 18]
    return [number[a:b] for a, b in pairwise(places)]


def wide(text: str) -> str:
    return "".join(chr(ord(each) + 0xFEE0) if each.isalnum() else each for each in text)


def lines(*said: str, kind: str = "docx") -> Finished:
    texts = (Text(each, Spot(said=f"第 {n} 段"), ("", n)) for n, each in enumerate(said, start=1))
    return Finished("公示", kind, tuple(texts))


def cells(*rows: tuple[str, ...]) -> Finished:
    texts = tuple(
        Text(each, Spot("公示", i, j), ("公示", i), column=j)
        for i, row in enumerate(rows, start=1)
        for j, each in enumerate(row, start=1)
        if each
    )
    return Finished("公示.xlsx", "xlsx", texts)


def errors(finished: Finished) -> list[tuple[str, str]]:
    return [
        (each.code, each.where.cell or each.where.key)
        for each in check_notice(finished)
        if each.is_error
    ]


def identities(finished: Finished) -> list[str]:
    """Where identity numbers are found; eleven digits of one may look like a mobile number."""
    return [place for code, place in errors(finished) if code == "T949"]


# -- identity numbers, split up -------------------------------------------------------------------


@given(NUMBERS, CUTS, BETWEEN, st.booleans(), st.sampled_from(["", "证件：", "张三 "]))
def test_a_valid_number_is_found_within_a_text_however_it_is_split(
    number: str, cuts: list[int], between: str, full_width: bool, before: str
) -> None:
    said = between.join(pieces_of(wide(number) if full_width else number, cuts))
    assert errors(lines("公示", f"{before}{said}，主任")) == [("T949", "第 2 段")]


@given(NUMBERS, CUTS.filter(bool), st.booleans())
def test_a_valid_number_is_found_over_cells_of_a_row_a_column_and_over_paragraphs(
    number: str, cuts: list[int], full_width: bool
) -> None:
    pieces = pieces_of(wide(number) if full_width else number, cuts)
    assert identities(lines("公示", *pieces, "主任")) == ["第 2 段"]
    assert identities(cells(("公示",), ("张三", *pieces, "主任"))) == ["B2"]
    below = [(name, piece) for name, piece in zip("甲" * 18, pieces, strict=False)]
    assert identities(cells(("公示", ""), *below)) == ["B2"]


@given(
    st.text("0123456789", min_size=18, max_size=18).filter(lambda digits: not is_identity(digits)),
    CUTS,
    BETWEEN,
)
def test_a_number_with_a_wrong_check_digit_is_never_one(
    digits: str, cuts: list[int], between: str
) -> None:
    pieces = pieces_of(digits, cuts)
    for finished in (lines(between.join(pieces)), lines(*pieces), cells(tuple(pieces))):
        assert "T949" not in [each.code for each in check_notice(finished)]


def test_where_a_split_number_ends_is_told() -> None:
    number = whole("37030319900101123")
    found = check_notice(cells(("张三", number[:6], number[6:14], number[14:])))
    assert [each.message for each in found] == ["有身份证号码，拆开写到 D1"]
    assert number[-4:] not in found[0].message
    found = check_notice(lines(number[:6], number[6:14], number[14:]))
    assert [each.message for each in found] == ["有身份证号码，拆开写到第 3 段"]


def test_eighteen_digits_that_are_nobodys_birthday_are_only_to_be_looked_at() -> None:
    # a code of 18 digits fits the check digit one time in eleven
    code = whole("11370303004219123")
    (found,) = check_notice(lines(f"统一社会信用代码 {code}"))
    assert (found.code, found.is_error) == ("T949", False)
    assert errors(lines(" ".join((code[:6], code[6:12], code[12:])))) == []


def test_dates_and_codes_side_by_side_are_no_number_even_where_the_check_digit_fits() -> None:
    # an area code, a date of this year, a serial number
    serial = next(n for n in range(10_000) if is_identity(f"37030320260413{n:04d}"))
    assert errors(cells(("370303", "20260413", f"{serial:04d}"))) == []
    assert errors(lines("370303 2026-04-13", f"{serial:04d}")) == []


# -- mobile numbers -------------------------------------------------------------------------------

GROUPS = [(3, 4, 4), (3, 8), (4, 4, 3), (3, 3, 5), (5, 6), (7, 4), (3, 2, 2, 2, 2), (1,) * 11]


@pytest.mark.parametrize("groups", GROUPS)
@pytest.mark.parametrize("between", [" ", "-", "　", "—", "–"])
@pytest.mark.parametrize("number", ["13800001111", "19912345678"])
def test_a_mobile_number_is_found_however_it_is_spaced(
    groups: tuple[int, ...], between: str, number: str
) -> None:
    ends = [sum(groups[: i + 1]) for i in range(len(groups))]
    starts = [0, *ends]
    said = between.join(number[a:b] for a, b in zip(starts, ends, strict=False))
    assert [each.text for each in mobiles(normal(f"张三，{said}"))] == [number]
    assert errors(lines(f"张三　{said}　主任")) == [("T950", "第 1 段")]
    assert [each.text for each in mobiles(normal(f"张三 +86 {said}。"))] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "张统字〔2026〕138号",
        "张组发〔2020〕36号 20260413",
        "2026-04-13 至 2026-04-17",
        "135 2026-04-13",
        "135 20260413",
        "0533-1380000 1111",
        "公示编号 2026-0413-0138",
        "编号：13800001111",
        "卡号 6222 0213 8000 0111 123",
        "账号 6217 0013 5000 1234 567",
        "1101 0119 9003 0700 1234",
        "12345678901",
        "统一社会信用代码 11370303004219138K",
        "邮政编码 255000 电话 5550123",
        "13 张 8000 元 1111 件",
        "共 138 人，0 人 0 处",
    ],
)
def test_numbers_of_documents_dates_codes_and_cards_are_no_mobile(text: str) -> None:
    assert list(mobiles(normal(text))) == []
    assert errors(lines(text)) == []


def test_a_mobile_number_that_a_line_of_a_pdf_breaks_is_found() -> None:
    assert errors(lines("受理人张三 138-", "0000-1111 转", kind="pdf")) == [("T950", "第 1 段")]


def test_a_mobile_number_that_ends_like_a_day_is_found_unless_the_day_stands_alone() -> None:
    assert errors(lines("张三 138 2026 0413")) == [("T950", "第 1 段")]
    assert errors(lines("张三 13820260413")) == [("T950", "第 1 段")]
    assert errors(lines("第 138 20260413")) == []
