"""What shows only when all registers are known. Pure: no file is read."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from pinshi_cli.model.diagnostic import Place
from pinshi_cli.registers.unit_list import ListedUnit, UnitList
from pinshi_cli.workflow.batch.lines import Line, Summary
from pinshi_cli.workflow.batch.settled import Settled, beyond_in_the_year, settle, together
from pinshi_cli.workflow.batch.totals import totals_of


def book(
    file: str,
    unit: str = "",
    code: str = "",
    *,
    county: str = "东山县",
    period: str = "2026Q1",
    limit: int | None = 4,
    errors: int = 0,
) -> Summary:
    name = unit or file
    return Summary(
        *(file, 0, name, code, county, bool(name), period, not errors, 10, ("好", "较好"), (3, 7)),
        *(10, limit, 3, errors, 0 if errors else 2, False),
    )


def unreadable(file: str) -> Summary:
    return book(file)._replace(unit="", county="", period="", people=0, errors=1, outputs=0)


def listed(name: str, code: str = "", county: str = "东山县", best: str = "") -> ListedUnit:
    headings = (
        "单位名称",
        "单位编码",
        "县区",
        "机关类别",
        "联系点",
        "好等次比例",
        "优秀比例",
        "批准文号",
    )
    at = tuple((heading, Place("名单.xlsx", "单位名单", 2, 1)) for heading in headings)
    share = Fraction(best) if best else None
    return ListedUnit(name, code, county, "", None, share, None, "", at)


def settled(books: Sequence[Summary], units: UnitList | None = None, **more: object) -> Settled:
    period = more.get("period")
    year = bool(more.get("year"))
    return settle(books, units, period if isinstance(period, str) else None, year=year)


def faults(found: Settled) -> dict[str, list[str]]:
    return {file: [each.code for each in said] for file, said in found.by_file.items()}


@pytest.mark.parametrize(
    ("books", "twice"),
    [
        ([book("甲"), book("乙")], []),
        ([book("1", "甲局"), book("2", "甲局")], ["1", "2"]),
        ([book("1", "甲局", "U1"), book("2", "甲局", "U2")], []),
        ([book("1", "甲局", "U1"), book("2", "乙局", "U1")], ["1", "2"]),
        ([book("1", "甲局", "U1"), book("2", "甲局")], ["1", "2"]),
        ([book("1", "甲局"), book("2", "甲局", county="西河县")], []),
        ([book("1", "甲局"), book("2", "甲局", period="2026Q2")], []),
        ([book("1", "甲 局"), book("2", "甲局")], ["1", "2"]),
    ],
)
def test_one_unit_and_quarter_twice(books: list[Summary], twice: list[str]) -> None:
    found = settled(books, year=True)
    assert [file for file, codes in faults(found).items() if "B010" in codes] == twice
    assert not set(twice) & found.places.keys()


def test_the_quarter_of_most_registers_is_meant_and_of_equals_the_latest() -> None:
    one, two = book("1", period="2025Q4"), book("2", period="2026Q1")
    assert settled([one, one._replace(file="3", unit="3"), two]).period == "2025Q4"
    assert settled([one, two]).period == "2026Q1"
    assert settled([unreadable("x")]).period == ""


def test_quarters_of_one_year_belong_together_where_the_year_is_asked_for() -> None:
    books = [book("1", "甲"), book("2", "甲", period="2026Q2"), book("3", "甲", period="2025Q4")]
    assert faults(settled(books, period="2026Q1")) == {"2": ["B011"], "3": ["B011"]}
    assert faults(settled(books, period="2026Q1", year=True)) == {"3": ["B011"]}


def test_missing_are_the_units_of_the_list_without_a_register_of_the_quarter() -> None:
    units = UnitList([listed("甲"), listed("乙"), listed("丙", "U3")])
    books = [book("1", "甲"), book("2", "乙", period="2025Q4"), book("3", "别名", "U3")]
    assert [unit.name for unit in settled(books, units, period="2026Q1").missing] == ["乙"]


def test_a_faulty_register_has_been_sent_in_all_the_same() -> None:
    units = UnitList([listed("甲")])
    assert settled([book("1", "甲", errors=3)], units).missing == ()


@pytest.mark.parametrize(("share", "codes"), [("0.4", []), ("0.39", ["B016"])])
def test_the_seats_of_all_are_held_against_the_overall_share(share: str, codes: list[str]) -> None:
    units = UnitList([listed("甲"), listed("乙")], listed("合计", best=share))
    books = [book("1", "甲"), book("2", "乙")]
    found = settled(books, units)
    assert [each.code for each in found.found] == codes
    _, seats, limit = totals_of(books, found, units).granted or ("", 0, 0)
    assert (seats, limit) == (8, 8 if share == "0.4" else 7)


def test_a_register_that_is_withdrawn_counts_in_no_total() -> None:
    books = [book("1", "甲"), book("2", "甲"), book("3", "乙"), unreadable("4")]
    totals = totals_of(books, settled(books), None)
    everything = totals.everything
    assert (everything.books, everything.sound, everything.people) == (4, 1, 10)
    assert everything.grades == {"好": 3, "较好": 7}
    assert [each.name for each in totals.counties] == ["东山县", "未分县区"]


@pytest.mark.parametrize(
    "doubtful",
    [
        [book("3", "乙"), book("4", "乙")],
        [book("3", "乙", period="2025Q4")],
        [book("3", "乙", errors=1, limit=9)],
    ],
)
def test_seats_of_registers_in_doubt_are_not_held_against_the_overall_share(
    doubtful: list[Summary],
) -> None:
    units = UnitList([listed("甲"), listed("乙")], listed("合计", best="0.4"))
    books = [book("1", "甲"), *doubtful]
    found = settled(books, units, period="2026Q1")
    assert [each.code for each in found.found if each.code == "B016"] == []
    assert totals_of(books, found, units).granted == ("0.4", 4, 4)


def test_a_register_with_an_error_has_no_numbers_in_a_total_but_is_counted() -> None:
    books = [book("1", "甲"), book("2", "乙", errors=2)]
    everything = totals_of(books, settled(books), None).everything
    assert (everything.books, everything.sound) == (2, 1)
    assert (everything.people, everything.base, everything.limit) == (10, 10, 4)


def test_a_register_of_which_only_a_notice_could_not_be_made_keeps_its_numbers() -> None:
    books = [book("1", "甲", errors=1)._replace(graded=True)]
    everything = totals_of(books, settled(books), None).everything
    assert (everything.sound, everything.people, everything.limit) == (0, 10, 4)


def test_a_limit_that_is_not_known_is_missing_and_not_nought() -> None:
    books = [book("1", "甲", limit=None), book("2", "乙", limit=None, county="西河县")]
    books.append(book("3", "丙", county="西河县"))
    totals = totals_of(books, settled(books), None)
    assert {each.name: each.limit for each in totals.counties} == {"东山县": None, "西河县": 4}
    none = [each._replace(given=None) for each in books]
    assert totals_of(none, settled(none), None).everything.given is None


def test_namesakes_have_folders_of_their_own() -> None:
    books = [
        book("1", "甲局", "U1"),
        book("2", "甲局", "U2"),
        book("3", "乙局", "U3"),
        book("4", "丙/局", county=""),
        book("5", "丙_局", county=""),
    ]
    assert settled(books).places == {
        "1": "东山县/甲局（U1）/2026Q1",
        "2": "东山县/甲局（U2）/2026Q1",
        "3": "东山县/乙局/2026Q1",
        "4": "未分县区/丙_局/2026Q1",
        "5": "未分县区/丙_局(2)/2026Q1",
    }


def test_nothing_depends_on_how_the_registers_lie() -> None:
    books = [book("1", "甲", "U1"), book("2", "甲"), book("3", "乙"), book("4", "乙")]
    found = settled(books)
    assert faults(found) == faults(settled(sorted(books, reverse=True)))


@pytest.mark.parametrize(("share", "codes"), [("0.2", []), ("0.19", ["B019"]), ("", [])])
def test_excellent_shares_of_the_year_are_held_against_the_total_bj1(
    share: str, codes: list[str]
) -> None:
    total = listed("合计")._replace(excellent=Fraction(share) if share else None)
    units = UnitList([listed("甲"), listed("乙")], total)
    years: list[Line] = [
        {"quota": {"base": 10, "limit": 2}},
        {"quota": {"base": 15, "limit": 3}},
        {"quota": {"base": 9, "limit": None}},
        {"quota": None},
    ]
    assert [each.code for each in beyond_in_the_year(years, units)] == codes


def test_without_a_row_of_the_total_no_share_of_the_year_is_held_against_it() -> None:
    years: list[Line] = [{"quota": {"base": 10, "limit": 9}}]
    assert beyond_in_the_year(years, UnitList([listed("甲")])) == []
    assert beyond_in_the_year(years, None) == []


@pytest.mark.parametrize(
    ("said", "groups"),
    [
        ([("U1", "东", "甲"), ("U1", "东", "乙"), ("", "东", "乙")], [(0, 1, 2)]),
        ([("U1", "东", "甲"), ("", "", "甲")], [(0, 1)]),
        ([("U1", "", "甲"), ("", "东", "甲")], [(0, 1)]),
        ([("U1", "东", "甲"), ("", "西", "甲")], [(0,), (1,)]),
        ([("U1", "东", "甲"), ("U2", "西", "甲"), ("", "西", "甲")], [(0,), (1, 2)]),
        ([("U1", "东", "甲"), ("U2", "西", "甲"), ("", "", "甲")], [(0,), (1,), (2,)]),
        ([("", "东", "甲"), ("", "", "甲")], [(0, 1)]),
        ([("", "东", "甲"), ("", "西", "甲"), ("", "", "甲")], [(0,), (1,), (2,)]),
        ([None, ("", "", "甲"), ("", "", "甲")], [(1, 2)]),
    ],
)
def test_a_code_tells_a_unit_then_its_name_in_its_county(
    said: list[tuple[str, str, str] | None], groups: list[tuple[int, ...]]
) -> None:
    assert together(said) == tuple(groups)
    ends = len(said) - 1
    backwards = [tuple(sorted(ends - at for at in group)) for group in groups]
    assert together(said[::-1]) == tuple(sorted(backwards))
