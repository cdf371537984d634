"""`pinshi history`: a person's years on record; namesakes are listed and never merged."""

from pathlib import Path

import pytest

from tests.builders import Cells
from tests.cli.kept import FIRST, OTHER, UNIT, Kept, year_begun
from tests.cli.ledger_books import decisions
from tests.cli.running import Pinshi


@pytest.fixture
def kept(pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    return year_begun(Kept(pinshi, tmp_path, monkeypatch))


def test_everything_on_record_of_a_person_stands_with_its_entry(kept: Kept) -> None:
    found = kept.did("history", "002", "--unit", UNIT, "--json").json
    (person,) = found["people"]
    assert [(each["period"], each["shown"], each["entry"]) for each in person["quarters"]] == [
        ("2026Q1", "较好", 4),
        ("2026Q2", "较好", 6),
    ]
    steps = [(each["entry"], each["kind"]) for each in person["quarters"][0]["entries"]]
    assert steps == [
        (1, "record"),
        (2, "correct"),
        (3, "review-open"),
        (4, "review-decide"),
        (5, "file-accept"),
    ]
    says = [each["says"] for each in person["quarters"][0]["entries"]]
    assert says[:2] == ["审定较好", "较好，没有变：得分录错"]
    assert says[2] == "申请复核：漏计一项"
    assert says[3] == "维持较好：属实"
    assert person["quarters"][0]["work"][0]["content"] == "第五次经济普查入户登记"
    assert found["head"].partition(":")[0] == "7"


def test_a_measure_is_told(kept: Kept) -> None:
    ended = kept.did("history", "003", "--unit", UNIT)
    assert "诫勉（2026-02-10" in ended.out
    assert "更正　一般，得分 70.00 → 71.00：得分录错" in ended.out
    assert "下一步：pinshi history" in ended.err


def test_another_name_of_the_same_id_is_the_same_person(kept: Kept) -> None:
    for who in ("张三", "张山"):
        (person,) = kept.did("history", who, "--json").json["people"]
        assert (person["id"], person["names"]) == ("001", ["张三", "张山"])
        assert len(person["quarters"]) == 2


def test_namesakes_are_listed_by_themselves(kept: Kept) -> None:
    found = kept.did("history", "李四", "--json").json
    whom = [(each["unit"], each["id"], len(each["quarters"])) for each in found["people"]]
    assert whom == [(UNIT, "002", 2), (OTHER, "001", 1), (OTHER, "002", 1)]
    assert [each["code"] for each in found["diagnostics"]] == ["L093"]
    ended = kept("history", "李四", "-o", kept.folder / "页", "--json")
    assert (ended.code, ended.json["diagnostics"][0]["code"]) == (2, "L093")
    assert not (kept.folder / "页").exists()


def test_an_id_of_two_units_is_two_people(kept: Kept) -> None:
    people = kept.did("history", "001", "--json").json["people"]
    assert [(each["unit"], each["name"]) for each in people] == [(UNIT, "张山"), (OTHER, "李四")]
    (one,) = kept.did("history", "001", "--unit", "3702", "--json").json["people"]
    assert one["unit"] == OTHER


def test_a_quarter_that_a_correction_took_the_person_off_still_shows(kept: Kept) -> None:
    met = {"会议日期": "2026-04-10"}
    why = ("--correct", "--why", "三月已调走")
    kept.record("一季度再更正", "2026-08-02", met, *why, totals=(92, 80, 71, 50))
    (person,) = kept.did("history", "005", "--unit", UNIT, "--json").json["people"]
    first = person["quarters"][0]
    assert (first["period"], first["listed"], first["shown"]) == ("2026Q1", False, "更正后不在册")
    assert (first["grade"], first["score"], first["entry"]) == (None, None, 8)
    assert first["entries"][-1]["says"] == "好 → 不在册：三月已调走"
    assert person["quarters"][1]["listed"]
    assert "更正后不在册" in kept.did("history", "005", "--unit", UNIT).out


def test_a_meeting_that_changed_nothing_of_a_person_is_told_too(kept: Kept) -> None:
    kept.record("三季度", "2026-10-08", {"季度": 3}, "--renamed", "001", sheets=FIRST)
    kept.record(
        "三季度审定",
        "2026-10-12",
        {"季度": 3, "会议日期": "2026-10-11"},
        "--renamed",
        "001",
        sheets={**FIRST, "集体研究": decisions(("002", "一般"))},
    )
    says = {}
    for who in ("002", "003"):
        (person,) = kept.did("history", who, "--unit", UNIT, "--json").json["people"]
        says[who] = [(each["kind"], each["says"]) for each in person["quarters"][-1]["entries"]]
    assert says["002"] == [("record", "拟定较好"), ("decide", "审定一般")]
    assert says["003"] == [("record", "拟定一般"), ("decide", "审定一般，没有变")]


def test_of_a_past_day_only_what_was_on_record_then(kept: Kept) -> None:
    found = kept.did("history", "002", "--unit", UNIT, "--as-of", "2026-04-15", "--json").json
    (quarter,) = found["people"][0]["quarters"]
    assert [each["entry"] for each in quarter["entries"]] == [1]


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (("没有",), "L092"),
        (("李四", "--unit", "没有局"), "L061"),
        (("李四", "--as-of", "昨天"), "U701"),
        (("李四", "--as-of", "2026-01-01"), "L092"),
    ],
)
def test_nobody_is_made_up(call: tuple[str, ...], code: str, kept: Kept) -> None:
    ended = kept("history", *call, "--json")
    assert (ended.code, ended.json["diagnostics"][0]["code"]) == (2, code)


def test_without_a_ledger_it_is_refused_and_none_is_made(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = Kept(pinshi, tmp_path, monkeypatch)
    ended = empty("history", "李四", "--json")
    assert (ended.code, ended.json["diagnostics"][0]["code"]) == (2, "L001")
    assert list(tmp_path.iterdir()) == []


def same_name(pinshi: Pinshi, kept: Kept) -> None:
    """A unit first without a code, then two of its name with codes."""
    met: Cells = {"会议日期": "2026-04-10", "单位名称": "统计局"}
    kept.record("一季度", "2026-04-11", met)
    for code in ("A1", "B1"):
        second: Cells = {**met, "季度": 2, "会议日期": "2026-07-10", "单位编码": code}
        kept.record(f"二季度{code}", "2026-07-11", second)


def test_of_units_of_one_name_each_persons_history_can_be_had(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Kept(pinshi, tmp_path, monkeypatch)
    same_name(pinshi, kept)
    everyone = kept.did("history", "001", "--json").json["people"]
    assert [(each["code"], len(each["quarters"])) for each in everyone] == [("A1", 2), ("B1", 1)]
    for code, quarters in (("A1", 2), ("B1", 1)):
        (one,) = kept.did("history", "001", "--unit", code, "--json").json["people"]
        assert (one["code"], len(one["quarters"])) == (code, quarters)


def test_the_next_command_and_the_hint_tell_units_of_one_name_apart(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Kept(pinshi, tmp_path, monkeypatch)
    same_name(pinshi, kept)
    (warning,) = kept.did("history", "001", "--json").json["diagnostics"]
    assert "001 --unit A1（统计局 张三）；001 --unit B1（统计局 张三）" in warning["hint"]
    for call in (
        ("history", "001"),
        ("history", "001", "--unit", "A1"),
        ("find", "--name", "张三"),
    ):
        ended = kept.did(*call)
        assert "下一步：pinshi history 001 --unit A1" in ended.err


def test_a_unit_known_by_name_only_is_told_by_its_key(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A coded unit that takes the name of one without a code is still another."""
    kept = Kept(pinshi, tmp_path, monkeypatch)
    met: Cells = {"会议日期": "2026-04-10"}
    kept.record("甲", "2026-04-11", {**met, "单位名称": "甲局"})
    kept.record("乙", "2026-04-11", {**met, "单位名称": "乙局", "单位编码": "B1"})
    later: Cells = {"季度": 2, "会议日期": "2026-07-10", "单位名称": "甲局", "单位编码": "B1"}
    kept.record("乙改名", "2026-07-11", later)
    people = kept.did("history", "001", "--json").json["people"]
    assert [(each["code"], len(each["quarters"])) for each in people] == [(None, 1), ("B1", 2)]


def test_a_name_that_was_corrected_is_no_former_name(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Kept(pinshi, tmp_path, monkeypatch)
    met: Cells = {"会议日期": "2026-04-10"}
    kept.record("一季度", "2026-04-11", met, people={"001": {"姓名": "张叁"}})
    why = ("--correct", "--why", "姓名录错", "--renamed", "001")
    kept.record("一季度更正", "2026-04-12", met, *why)
    for who in ("001", "张叁"):
        (person,) = kept.did("history", who, "--json").json["people"]
        assert person["names"] == ["张三"]
    assert "曾用名" not in kept.did("history", "001").out


def test_who_is_on_no_roster_any_more_still_has_a_name(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Kept(pinshi, tmp_path, monkeypatch)
    met: Cells = {"会议日期": "2026-04-10"}
    kept.record("一季度", "2026-04-11", met)
    gone = ("--correct", "--why", "三月已调走")
    kept.record("一季度更正", "2026-04-12", met, *gone, totals=(92, 80, 71, 50))
    (person,) = kept.did("history", "005", "--json").json["people"]
    assert person["names"] == [person["name"]]
