"""`pinshi file` for many units at once: a list, or everyone who waits (QS4)."""

from pathlib import Path

import pytest

from tests.city.made import workbook
from tests.cli.ledger_books import MET, WHERE, as_clerk
from tests.cli.running import Pinshi
from tests.cli.use_books import register

NAMES = {"统计局": (WHERE, "QH-TJJ"), "档案局": ("青禾区档案局", "QH-DAJ")}
OTHER = NAMES["档案局"][0]
UNDECIDED = "青禾区信访局"
QUARTER = ("--quarter", "2026Q1")
HEAD = ("单位名称", "单位编码", "季度", "意见", "理由")


@pytest.fixture(autouse=True)
def _on_record(pinshi: Pinshi, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Two decided quarters and one that no meeting has decided."""
    as_clerk(monkeypatch, tmp_path, "2026-04-20 10:00", "县委组织部 吴桐")
    books = [
        register(tmp_path, stem, items={**MET, "单位名称": name, "单位编码": code})
        for stem, (name, code) in NAMES.items()
    ]
    books.append(register(tmp_path, "信访局", items={"单位名称": UNDECIDED}))
    assert pinshi("record", *books).code == 0


def written(tmp_path: Path, *rows: tuple[object, ...]) -> Path:
    path = tmp_path / "清单.xlsx"
    path.write_bytes(workbook({"备案": [HEAD, *rows]}))
    return path


def states(pinshi: Pinshi) -> dict[str, str]:
    said = pinshi("file", "list", *QUARTER, "--json").json
    return {each["unit"]["name"]: each["state"] for each in said["units"]}


def test_a_list_without_its_heading_is_told_which_one_it_may_be(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    path = tmp_path / "清单.xlsx"
    path.write_bytes(workbook({"备案": [("单位", "意见"), (WHERE, "备案")]}))
    ended = pinshi("file", "accept", "--list", path, *QUARTER)
    assert ended.code == 2
    assert "“单位”是不是想写“单位名称”？" in ended.err


WAITING = {WHERE: "未备案", OTHER: "未备案", UNDECIDED: "未备案"}


def test_a_list_says_who_is_taken_on_file_and_who_is_returned_and_why(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    listed = written(
        tmp_path,
        (WHERE, "", "2026Q1", "备案", ""),
        (OTHER, "QH-DAJ", "2026年第一季度", "退回", "名额算错"),
    )
    ended = pinshi("file", "accept", "--list", listed)
    assert ended.code == 0
    assert f"{WHERE}　2026年第一季度：第 4 笔，已备案" in ended.out
    assert f"{OTHER}　2026年第一季度：第 5 笔，退回：名额算错" in ended.out
    assert states(pinshi) == {**WAITING, WHERE: "已备案", OTHER: "退回"}


@pytest.mark.parametrize(
    ("command", "state"), [(("accept",), "已备案"), (("return", "--why", "缺公示"), "退回")]
)
def test_an_empty_cell_says_what_the_command_says(
    pinshi: Pinshi, tmp_path: Path, command: tuple[str, ...], state: str
) -> None:
    listed = written(tmp_path, (WHERE, "", "", "", ""), (OTHER, "", "", "", ""))
    assert pinshi("file", *command, "--list", listed, *QUARTER).code == 0
    assert states(pinshi) == {**WAITING, WHERE: state, OTHER: state}


def test_a_code_goes_before_a_name(pinshi: Pinshi, tmp_path: Path) -> None:
    listed = written(tmp_path, ("档案馆", "QH-DAJ", "2026Q1", "备案", ""))
    assert pinshi("file", "accept", "--list", listed).code == 0
    assert states(pinshi)[OTHER] == "已备案"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (WHERE, f"单位编码是“WRONG-9”的单位；“{WHERE}”的编码是 QH-TJJ"),
        ("青禾区统记局", "台账里没有单位编码是“WRONG-9”的单位"),
    ],
    ids=["a known name", "an unknown name"],
)
def test_a_wrong_code_is_told_at_its_cell_and_no_name_is_guessed(
    pinshi: Pinshi, tmp_path: Path, name: str, told: str
) -> None:
    listed = written(tmp_path, (name, "WRONG-9", "2026Q1", "备案", ""))
    ended = pinshi("file", "accept", "--list", listed, "--json")
    assert ended.code == 2
    (found,) = ended.json["diagnostics"]
    assert (found["cell"], found["code"]) == ("B2", "L061")
    assert told in found["message"]
    assert states(pinshi) == WAITING


def test_a_unit_that_has_no_code_on_record_goes_by_its_name(pinshi: Pinshi, tmp_path: Path) -> None:
    listed = written(tmp_path, (UNDECIDED, "QH-XFJ", "2026Q1", "备案", ""))
    assert pinshi("file", "accept", "--list", listed).code == 0
    assert states(pinshi)[UNDECIDED] == "已备案"


def test_a_name_that_several_units_have_is_told_at_its_cell(pinshi: Pinshi, tmp_path: Path) -> None:
    twin = register(tmp_path, "另一个", items={**MET, "单位名称": OTHER, "单位编码": "QH-DAJ-2"})
    assert pinshi("record", twin).code == 0
    listed = written(tmp_path, (WHERE, "", "2026Q1", "备案", ""), (OTHER, "", "2026Q1", "", ""))
    ended = pinshi("file", "accept", "--list", listed, "--json")
    (found,) = ended.json["diagnostics"]
    assert (found["cell"], found["code"]) == ("A3", "L016")


def test_every_fault_of_a_list_is_told_at_its_cell_and_nothing_is_on_record(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    listed = written(
        tmp_path,
        (WHERE, "", "2026Q1", "备案", ""),
        ("青禾区统记局", "", "2026Q1", "备案", ""),
        (OTHER, "", "2026Q1", "退回", ""),
        (OTHER, "", "一季", "备案", ""),
        (OTHER, "", "2025Q4", "备案", ""),
        (OTHER, "", "", "备案", ""),
        (WHERE, "QH-TJJ", "2026Q1", "备案", ""),
    )
    ended = pinshi("file", "accept", "--list", listed, "--json")
    assert ended.code == 2
    found = [(each["cell"], each["code"]) for each in ended.json["diagnostics"]]
    assert found == [
        ("A3", "L061"),
        ("E4", "R201"),
        ("C5", "U701"),
        ("A6", "L062"),
        ("C7", "R201"),
        ("A8", "L099"),
    ]
    assert states(pinshi) == WAITING


def test_what_the_ledger_does_not_allow_stands_at_the_word(pinshi: Pinshi, tmp_path: Path) -> None:
    pinshi("file", "accept", WHERE, *QUARTER)
    listed = written(tmp_path, (WHERE, "", "2026Q1", "备案", ""))
    ended = pinshi("file", "accept", "--list", listed, "--json")
    (found,) = ended.json["diagnostics"]
    assert (found["cell"], found["code"]) == ("D2", "L073")


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((), "L099"),
        (((WHERE, "", "2026Q1", "同意", ""),), "R2"),
        ((("", "U1", "", "", ""),), "R211"),
    ],
)
def test_a_list_that_cannot_be_read_stops_all(
    pinshi: Pinshi, tmp_path: Path, rows: tuple[tuple[object, ...], ...], code: str
) -> None:
    ended = pinshi("file", "accept", "--list", written(tmp_path, *rows), *QUARTER)
    assert ended.code == 2
    assert code in ended.err
    assert states(pinshi) == WAITING


def test_a_workbook_without_the_headings_is_no_list(pinshi: Pinshi, tmp_path: Path) -> None:
    other = tmp_path / "别的.xlsx"
    other.write_bytes(workbook({"表": [("日期", "金额"), (1, 2)]}))
    ended = pinshi("file", "accept", "--list", other, *QUARTER)
    assert ended.code == 2
    assert "单位名称" in ended.err


def test_all_that_are_decided_and_wait_are_taken_on_file_together(pinshi: Pinshi) -> None:
    pinshi("file", "return", OTHER, *QUARTER, "--why", "名额算错")
    assert pinshi("file", "accept", "--all", *QUARTER).code == 0
    assert states(pinshi) == {WHERE: "已备案", OTHER: "退回", UNDECIDED: "未备案"}
    again = pinshi("file", "accept", "--all", *QUARTER)
    assert again.code == 2
    assert "L073" in again.err


@pytest.mark.parametrize(
    "call",
    [
        ("accept", *QUARTER),
        ("accept", WHERE, "--all", *QUARTER),
        ("accept", "--all"),
        ("accept", WHERE),
    ],
)
def test_a_call_says_whom_it_means_and_of_which_quarter(
    pinshi: Pinshi, call: tuple[str, ...]
) -> None:
    ended = pinshi("file", *call)
    assert ended.code == 2
    assert "U701" in ended.err
    assert states(pinshi) == WAITING


def test_the_list_points_to_those_that_a_meeting_has_decided(pinshi: Pinshi) -> None:
    """The next command never takes on file what is only proposed."""
    assert "pinshi file accept --all --quarter 2026Q1" in pinshi("file", "list", *QUARTER).err
    pinshi("file", "accept", WHERE, *QUARTER)
    assert "pinshi file accept QH-DAJ --quarter" in pinshi("file", "list", *QUARTER).err
    pinshi("file", "accept", OTHER, *QUARTER)
    assert "下一步" not in pinshi("file", "list", *QUARTER).err
