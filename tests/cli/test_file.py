"""`pinshi file` (QS4): taken on file, returned, and where each unit stands."""

from pathlib import Path

import pytest

from pinshi_cli.cli import clock
from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.connect import open_ledger
from pinshi_cli.ledger.prune import prune
from pinshi_cli.model.period import Quarter
from tests.cli.ledger_books import MET, WHERE, as_clerk, at
from tests.cli.running import Pinshi
from tests.cli.use_books import register

OTHER = "青禾区档案局"
QUARTER = ("--quarter", "2026Q1")
ACCEPT = ("file", "accept", WHERE, *QUARTER)
RETURN = ("file", "return", WHERE, *QUARTER, "--why", "名额算错")


@pytest.fixture(autouse=True)
def _clerk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    as_clerk(monkeypatch, tmp_path, "2026-04-20 10:00", "县委组织部 吴桐")


@pytest.fixture
def books(pinshi: Pinshi, tmp_path: Path) -> list[Path]:
    """Two units' quarters, on record."""
    items = {**MET, "单位名称": OTHER, "单位编码": "QH-DAJ"}
    found = [register(tmp_path, items=MET), register(tmp_path, "档案局", items=items)]
    assert pinshi("record", *found).code == 0
    return found


def states(pinshi: Pinshi, *more: str) -> dict[str, str]:
    said = pinshi("file", "list", *QUARTER, "--json", *more).json
    return {each["unit"]["name"]: each["state"] for each in said["units"]}


def test_units_are_taken_on_file_together(pinshi: Pinshi, books: list[Path]) -> None:
    assert states(pinshi) == {WHERE: "未备案", OTHER: "未备案"}
    ended = pinshi("file", "accept", WHERE, "QH-DAJ", *QUARTER)
    assert ended.code == 0
    assert f"{WHERE}　2026年第一季度：第 3 笔，已备案" in ended.out
    assert states(pinshi) == {WHERE: "已备案", OTHER: "已备案"}
    again = pinshi(*ACCEPT)
    assert again.code == 2
    assert "L073" in again.err


def test_one_unknown_unit_stops_all(pinshi: Pinshi, books: list[Path]) -> None:
    ended = pinshi("file", "accept", WHERE, "青禾区统记局", *QUARTER)
    assert ended.code == 2
    assert f"你是不是想写“{WHERE}”" in ended.err
    assert states(pinshi) == {WHERE: "未备案", OTHER: "未备案"}


def test_what_is_returned_stays_so_until_it_is_recorded_again_and_accepted(
    pinshi: Pinshi, books: list[Path], tmp_path: Path
) -> None:
    assert pinshi(*RETURN).code == 0
    assert states(pinshi)[WHERE] == "退回"
    refused = pinshi(*ACCEPT)
    assert refused.code == 2
    assert "退回后还没有重新记入" in refused.err
    other = register(tmp_path, totals=(92, 80, 70, 65, 91), items=MET)
    assert pinshi("record", other, "--correct", "--why", "按退回意见改").code == 0
    assert states(pinshi)[WHERE] == "退回后已重新记入"
    assert pinshi(*ACCEPT).code == 0
    assert states(pinshi)[WHERE] == "已备案"


def test_what_was_returned_by_mistake_is_accepted_as_it_stands_with_a_reason(
    pinshi: Pinshi, books: list[Path]
) -> None:
    pinshi(*RETURN)
    assert "原样收下的，加 --why 理由" in pinshi(*ACCEPT).err
    assert pinshi(*ACCEPT, "--why", "退错了单位").code == 0
    assert states(pinshi)[WHERE] == "已备案"
    assert f"{WHERE}2026年第一季度已经备案（第 4 笔）" in pinshi(*ACCEPT).err


def test_what_changes_after_it_was_filed_shows(
    pinshi: Pinshi, books: list[Path], tmp_path: Path
) -> None:
    pinshi(*ACCEPT)
    other = register(tmp_path, totals=(92, 80, 70, 65, 91), items=MET)
    pinshi("record", other, "--correct", "--why", "补录")
    assert states(pinshi)[WHERE] == "备案后有变动"


@pytest.mark.parametrize(
    ("decision", "returned", "accepted"),
    [
        (("--confirm",), "退回", "已备案"),
        (("--grade", "一般"), "退回", "备案后有变动"),
    ],
    ids=["confirmed", "changed"],
)
@pytest.mark.parametrize("word", [RETURN, ACCEPT], ids=["after a return", "after an accept"])
def test_a_review_is_no_new_record_and_a_confirmed_grade_no_change(
    pinshi: Pinshi,
    books: list[Path],
    word: tuple[str, ...],
    decision: tuple[str, ...],
    returned: str,
    accepted: str,
) -> None:
    assert pinshi(*word).code == 0
    who = ("004", "--unit", WHERE, *QUARTER)
    pinshi("review", "open", *who, "--asked", "2026-04-20", "--ground", "漏记")
    said = ("--found", "查明", "--why", "按章程", *decision)
    assert pinshi("review", "decide", *who, *said).code == 0
    assert states(pinshi)[WHERE] == (returned if word is RETURN else accepted)
    if word is RETURN:
        assert "退回后还没有重新记入" in pinshi(*ACCEPT).err
        assert pinshi("file", "accept", "--all", *QUARTER).code == 0
        assert states(pinshi)[WHERE] == "退回"


@pytest.mark.parametrize("word", [None, RETURN, ACCEPT], ids=["unfiled", "returned", "accepted"])
def test_a_quarter_that_was_pruned_is_said_to_be_so(
    pinshi: Pinshi,
    books: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    word: tuple[str, ...] | None,
) -> None:
    if word is not None:
        pinshi(*word)
    who = ("004", "--unit", WHERE, *QUARTER)
    pinshi("review", "open", *who, "--asked", "2026-04-20", "--ground", "漏记")
    pinshi("review", "decide", *who, "--found", "有", "--why", "按章程", "--grade", "一般")
    at(monkeypatch, "2036-04-10 09:30")
    with open_ledger(Address(tmp_path / "pinshi.db"), create=False) as ledger:
        prune(ledger, Quarter(2030, 1), clock.moment(), "周敏")
    assert states(pinshi) == {WHERE: "已清理", OTHER: "已清理"}
    for each in (ACCEPT, RETURN):
        ended = pinshi(*each)
        assert ended.code == 2
        assert "的个人信息已经清理，不能再备案、退回" in ended.err
        assert "L070" not in ended.err


def test_a_reason_goes_with_a_return(pinshi: Pinshi, books: list[Path]) -> None:
    ended = pinshi("file", "return", WHERE, *QUARTER, "--why", " ")
    assert ended.code == 2
    assert "L055" in ended.err
    pinshi(*RETURN)
    assert "名额算错" in pinshi("file", "list", *QUARTER).out


def test_a_quarter_that_no_meeting_decided_is_warned_of(pinshi: Pinshi, tmp_path: Path) -> None:
    pinshi("record", register(tmp_path))
    ended = pinshi(*ACCEPT, "--json")
    assert ended.code == 0
    assert [each["code"] for each in ended.json["diagnostics"]] == ["L070"]


def test_the_state_of_an_earlier_day_can_be_asked_for(
    pinshi: Pinshi, books: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2026-05-06 10:00")
    pinshi(*RETURN)
    assert states(pinshi, "--as-of", "2026-05-05")[WHERE] == "未备案"
    assert states(pinshi, "--as-of", "2026-05-06")[WHERE] == "退回"
    assert states(pinshi, "--as-of", "2026-04-19") == {}


def test_who_has_nothing_on_record_of_the_quarter_is_listed(
    pinshi: Pinshi, books: list[Path], tmp_path: Path
) -> None:
    pinshi("record", register(tmp_path, "二季度", items={**MET, "季度": 2}))
    said = pinshi("file", "list", "--quarter", "2026Q2", "--json").json
    assert {each["unit"]["name"]: each["state"] for each in said["units"]} == {
        WHERE: "未备案",
        OTHER: "没有记入台账",
    }


def test_the_next_command_names_the_ledger_of_the_call(
    pinshi: Pinshi, books: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "pinshi.db").rename("别处.db")
    said = " --ledger 别处.db"
    ledger = ("--ledger", "别处.db")
    listed = pinshi("file", "list", *QUARTER, *ledger)
    assert f"下一步：pinshi file accept --all --quarter 2026Q1{said}" in listed.err
    accepted = pinshi(*ACCEPT, *ledger)
    assert f"下一步：pinshi file list --quarter 2026Q1{said}（看各单位）" in accepted.err
    returned = pinshi(*RETURN, *ledger).err
    assert (
        f"pinshi record 登记簿 --correct --why 理由{said}，再 pinshi file accept{said}" in returned
    )


def test_the_next_command_names_a_unit_by_its_code(pinshi: Pinshi, tmp_path: Path) -> None:
    """Of two units of one name only the code tells which."""
    twins = [
        register(tmp_path, code, items={**MET, "单位名称": "实验小学", "单位编码": code})
        for code in ("X1", "X2")
    ]
    assert pinshi("record", *twins).code == 0
    assert pinshi("file", "accept", "X1", *QUARTER).code == 0
    said = pinshi("file", "list", *QUARTER).err
    assert "下一步：pinshi file accept X2 --quarter 2026Q1" in said
