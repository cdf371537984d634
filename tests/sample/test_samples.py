"""The sample registers: what the script makes, every ZD rule at work, every fault at its cell."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import pinshi_cli
from pinshi_cli.grading.trace import total_figure
from pinshi_cli.grading.unconfirmed import unconfirmed
from pinshi_cli.model.diagnostic import Diagnostic, Severity
from pinshi_cli.model.figure import Figure
from pinshi_cli.model.grade import GRADED, NO_GRADE, NOT_ASSESSED, PENDING, Outcome
from pinshi_cli.model.number import fixed
from pinshi_cli.policy.library import book_for
from pinshi_cli.sheets.read import read_workbook
from pinshi_cli.unit import Quarter, grade_book
from pinshi_cli.workflow.samples import bundled
from sample_data import make_samples
from sample_data.faults import FAULTS, HIDDEN, LEFT_OUT, Fault

SOUND = make_samples.HERE / "quarter.xlsx"
FAULTY = make_samples.HERE / "quarter-with-errors.xlsx"


@pytest.fixture(scope="module")
def sound() -> Quarter:
    return grade_book(SOUND, book_for)


@pytest.fixture(scope="module")
def faulty() -> Quarter:
    return grade_book(FAULTY, book_for)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make_samples.make(tmp_path_factory.mktemp("made"))


@pytest.mark.parametrize("which", [0, 1], ids=["quarter", "quarter-with-errors"])
def test_the_committed_file_holds_what_the_script_makes(
    which: int, made: tuple[Path, Path]
) -> None:
    committed, fresh = read_workbook((SOUND, FAULTY)[which]), read_workbook(made[which])
    assert [sheet.name for sheet in committed.sheets] == [sheet.name for sheet in fresh.sheets]
    for old, new in zip(committed.sheets, fresh.sheets, strict=True):
        assert old == new, old.name


def test_the_script_makes_the_same_bytes_every_time(
    made: tuple[Path, Path], tmp_path: Path
) -> None:
    again = make_samples.make(tmp_path)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in made]


# -- quarter.xlsx ---------------------------------------------------------------------------


def test_the_sound_register_has_sixteen_people_and_no_error(sound: Quarter) -> None:
    assert sound.people == 16
    assert [d for d in sound.diagnostics if d.is_error] == []
    assert sound.ok


RULES = (
    "ZD3",  # a leader is assessed elsewhere
    "ZD4.4",  # the points of the five dimensions
    "ZD5",  # the meeting decides
    "ZD7.1",  # parts and bands
    "ZD7.2",  # secondment
    "ZD7.3",  # held to account
    "ZD7.4",  # 警告, 记过
    "ZD8.2",  # 告诫, 不参加
    "ZDA",  # the negative list
    "P5",  # the quota
    "P8",  # leave, trial period
    "A14",  # under investigation
    "A15",  # what acts in the year only
)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_that_acts_in_a_quarter_is_seen(rule: str, sound: Quarter) -> None:
    assert rule in set(_cited(sound))


def test_no_rule_is_seen_that_the_list_of_rules_lacks(sound: Quarter) -> None:
    assert set(_cited(sound)) <= set(RULES)


def _cited(quarter: Quarter) -> Iterator[str]:
    """Every clause that reasons, findings and figures of the quarter name."""
    assert quarter.graded is not None
    assert quarter.register is not None
    assert quarter.policy is not None
    yield from (each.rule for each in quarter.diagnostics if each.rule)
    for outcome in quarter.graded.outcomes:
        yield from (reason.rule for reason in outcome.reasons if reason.rule)
        figure = total_figure(outcome, quarter.register, quarter.policy)
        if figure is not None:
            yield from _cited_in(figure)


def _cited_in(figure: Figure) -> Iterator[str]:
    if figure.rule:
        yield figure.rule
    for each in figure.inputs:
        yield from _cited_in(each)


# id: standing, total, band, ceiling, proposed, decided, grade, rank
EXPECTED: dict[str, tuple[str | int | None, ...]] = {
    "001": (NOT_ASSESSED, None, None, None, None, None, None, None),
    "002": (NOT_ASSESSED, None, None, None, None, None, None, None),
    "003": (NOT_ASSESSED, None, None, None, None, None, None, None),
    "004": (NO_GRADE, None, None, None, None, None, None, None),
    "005": (NO_GRADE, "76.76", None, None, None, None, None, None),
    "006": (PENDING, None, None, None, None, None, None, None),
    "007": (GRADED, "91.58", "好", "一般", "一般", None, "一般", None),
    "008": (GRADED, "71.04", "一般", "=较差", "较差", None, "较差", None),
    "009": (GRADED, "82.94", "较好", "=一般", "一般", None, "一般", None),
    "010": (GRADED, "58.27", "较差", "=一般", "较差", None, "较差", None),
    "011": (GRADED, "89.99", "较好", None, "较好", None, "较好", None),
    "012": (GRADED, "90.00", "好", None, "较好", None, "较好", 5),
    "013": (GRADED, "91.42", "好", None, "较好", None, "较好", 3),
    "014": (GRADED, "95.05", "好", None, "好", None, "好", 1),
    "015": (GRADED, "92.58", "好", None, "好", "较好", "较好", 2),
    "016": (GRADED, "91.42", "好", None, "较好", "好", "好", 3),
}


@pytest.mark.parametrize("person", EXPECTED)
def test_each_person_of_the_sound_register_is_graded_as_worked_out(
    person: str, sound: Quarter
) -> None:
    outcome = _outcome(sound, person)
    total = None if outcome.total is None else fixed(outcome.total, 2)
    found = (
        outcome.standing,
        total,
        outcome.band,
        outcome.ceiling,
        outcome.proposed,
        outcome.decided,
        outcome.grade,
        outcome.rank,
    )
    assert found == EXPECTED[person]


def test_the_quota_holds_one_back_and_a_tie_lies_across_its_line(sound: Quarter) -> None:
    assert sound.graded is not None
    use = sound.graded.quota
    assert (use.base, use.limit, use.eligible, use.given) == (13, 3, 5, 2)
    assert use.tied == ("013", "016")
    assert _outcome(sound, "012").held_by_quota


@pytest.mark.parametrize(("person", "exact"), [("012", "89.995000"), ("011", "89.994286")])
def test_two_totals_lie_at_a_rounding_half_and_a_hair_below(
    person: str, exact: str, sound: Quarter
) -> None:
    found = _outcome(sound, person).exact
    assert found is not None
    assert fixed(found, 6) == exact


def test_one_weight_is_confirmed_and_the_other_is_not(sound: Quarter) -> None:
    assert sound.register is not None
    assert sound.policy is not None
    open_still = {each.title for each in unconfirmed(sound.register, sound.policy)}
    assert "领导测评占比" in open_still
    assert open_still.isdisjoint({"季度考核占比", "好等次比例"})


def test_the_meeting_has_not_adopted_the_proposals(sound: Quarter) -> None:
    assert sound.register is not None
    assert sound.register.unit.meeting_date is None
    assert sound.register.unit.meeting_name


@pytest.mark.parametrize(
    ("code", "cell"),
    [("R202", "E9"), ("G402", "D95"), ("G401", None), ("G405", "C7"), ("G410", "C12")],
)
def test_the_sound_register_has_its_warnings_and_notes(
    code: str, cell: str | None, sound: Quarter
) -> None:
    assert (code, cell) in {(each.code, each.where.cell) for each in sound.diagnostics}


def _outcome(quarter: Quarter, person: str) -> Outcome:
    assert quarter.graded is not None
    return next(each for each in quarter.graded.outcomes if each.person.id == person)


# -- quarter-with-errors.xlsx ------------------------------------------------------------------


@pytest.mark.parametrize(
    "fault", FAULTS, ids=lambda fault: f"{fault.code}-{fault.sheet}-{fault.cell or 'sheet'}"
)
def test_every_fault_is_found_at_its_cell_with_its_code(fault: Fault, faulty: Quarter) -> None:
    expected = (fault.code, fault.sheet, fault.cell or None, fault.severity)
    assert expected in {_found(each) for each in faulty.diagnostics}


def test_there_is_no_error_that_the_list_of_faults_lacks(faulty: Quarter) -> None:
    listed = {
        (fault.code, fault.sheet, fault.cell or None, fault.severity)
        for fault in FAULTS
        if fault.severity == Severity.ERROR
    }
    assert {_found(each) for each in faulty.diagnostics if each.is_error} == listed


def test_every_code_of_a_registers_data_is_in_a_sample_or_left_out_with_a_reason(
    sound: Quarter, faulty: Quarter
) -> None:
    root = Path(pinshi_cli.__file__).parent
    sources = [*(root / "registers").glob("*.py"), *(root / "grading").glob("*.py")]
    raised = {
        code
        for source in sources
        for code in re.findall(r'\(\s*"([A-Z]\d{3})"', source.read_text(encoding="utf-8"))
    }
    shown = {each.code for each in (*sound.diagnostics, *faulty.diagnostics)}
    assert len(raised) > 40
    assert raised - shown == set(LEFT_OUT) - shown
    assert set(LEFT_OUT) <= raised


def test_no_code_is_left_out_that_the_faulty_register_shows(faulty: Quarter) -> None:
    assert {each.code for each in faulty.diagnostics}.isdisjoint(LEFT_OUT)


def test_an_identity_number_is_not_repeated_in_any_message(faulty: Quarter) -> None:
    number = re.compile(r"\d{17}[\dX]")
    assert any(number.search(str(v)) for fault in FAULTS for v in fault.put.values())
    assert not any(number.search(each.message + each.hint) for each in faulty.diagnostics)


def test_hidden_parts_are_read_like_others(faulty: Quarter) -> None:
    book = read_workbook(FAULTY)
    for name, parts in HIDDEN.items():
        sheet = book.sheet(name)
        assert sheet is not None
        assert sheet.hidden == (not parts)
        hidden = {str(row) for row in sheet.hidden_rows}
        assert hidden == {part for part in parts if part.isdigit()}
    assert _outcome(faulty, "018").person.name == "乔木"  # stands on a hidden row


def _found(diagnostic: Diagnostic) -> tuple[str, str, str | None, str]:
    where = diagnostic.where
    return diagnostic.code, where.sheet, where.cell, str(diagnostic.severity)


# -- the empty register ------------------------------------------------------------------------


def test_the_empty_register_is_what_the_script_makes(tmp_path: Path) -> None:
    committed = read_workbook(bundled("templates") / "register-zhangdian.xlsx")
    made = read_workbook(make_samples.make_blank(tmp_path))
    assert committed.sheets == made.sheets


def test_the_empty_register_lacks_only_what_the_clerk_fills_in(tmp_path: Path) -> None:
    quarter = grade_book(make_samples.make_blank(tmp_path), book_for)
    errors = {(each.code, each.where.sheet) for each in quarter.diagnostics if each.is_error}
    assert errors == {("R201", "基本信息"), ("N309", "人员名册")}
