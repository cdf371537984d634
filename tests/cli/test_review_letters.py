"""The letter of a review: of the right person and register, with the decision or later."""

from pathlib import Path

import pytest
from docx import Document

from pinshi_cli.cli import clock
from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.connect import open_ledger
from pinshi_cli.ledger.prune import prune
from pinshi_cli.model.period import Quarter
from tests.builders import Cells
from tests.cli.ledger_books import MET, WHERE, as_clerk, at, people_named
from tests.cli.running import Pinshi
from tests.cli.use_books import register

QUARTER = ("--quarter", "2026Q1")
ASKED = (*QUARTER, "--asked", "2026-04-20", "--ground", "漏记一项工作")
DECIDED = (*QUARTER, "--found", "确有漏记", "--why", "按章程第八条")
OTHER: Cells = {**MET, "单位名称": "柳溪镇财政所", "单位编码": "QH-LXC"}


@pytest.fixture(autouse=True)
def _clerk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    as_clerk(monkeypatch, tmp_path, "2026-04-20 10:00")


@pytest.fixture
def book(pinshi: Pinshi, tmp_path: Path) -> Path:
    """A quarter on record in which a review of 004 (较差) is open."""
    path = register(tmp_path, items=MET)
    assert pinshi("record", path).code == 0
    assert pinshi("review", "open", "004", *ASKED).code == 0
    return path


def entries(pinshi: Pinshi) -> int:
    found: int = pinshi("verify", "--json").json["entries"]
    return found


def text_of(path: Path) -> str:
    return "\n".join(each.text for each in Document(str(path)).paragraphs)


@pytest.mark.parametrize(
    ("items", "name", "told"),
    [
        (OTHER, "赵六", f"登记簿是柳溪镇财政所的，复核的是{WHERE}的人"),
        (MET, "周不同", "编号“004”在台账里是赵六，这本登记簿是周不同"),
        ({**MET, "季度": 2}, "赵六", "登记簿是2026年第二季度的，复核的是2026年第一季度"),
    ],
    ids=["of another unit", "of another person", "of another quarter"],
)
def test_a_letter_is_made_of_the_register_of_the_person_only(
    pinshi: Pinshi, tmp_path: Path, book: Path, items: Cells, name: str, told: str
) -> None:
    if items is OTHER:
        pinshi("record", register(tmp_path, "财政所", items=OTHER))
    before = entries(pinshi)
    other = register(tmp_path, "别的", items=items, people=people_named(p004=name))
    said = ("--grade", "一般", "--unit", WHERE, "--book", other, "-o", tmp_path / "书.docx")
    ended = pinshi("review", "decide", "004", *DECIDED, *said)
    assert ended.code == 2
    assert "L079" in ended.err
    assert told in ended.err
    assert entries(pinshi) == before
    assert not (tmp_path / "书.docx").exists()


def test_a_renamed_unit_is_the_same_unit(pinshi: Pinshi, tmp_path: Path) -> None:
    book = register(tmp_path, items={**MET, "单位编码": "QH-01"})
    pinshi("record", book)
    later: Cells = {**MET, "季度": 2, "单位编码": "QH-01", "单位名称": "青禾区统计调查局"}
    pinshi("record", register(tmp_path, "二季度", items=later))
    pinshi("review", "open", "004", *ASKED)
    letter = ("--confirm", "--book", book, "-o", tmp_path / "书.docx")
    assert pinshi("review", "decide", "004", *DECIDED, *letter).code == 0


def test_a_second_review_says_what_the_register_lacks(
    pinshi: Pinshi, tmp_path: Path, book: Path
) -> None:
    pinshi("review", "decide", "004", *DECIDED, "--grade", "一般")
    pinshi("review", "open", "004", *ASKED)
    out = tmp_path / "书.docx"
    again = ("review", "decide", "004", *DECIDED, "--confirm", "-o", out, "--book")
    refused = pinshi(*again, book)
    assert "赵六申请复核时在台账里是“一般”，这本登记簿是“较差”" in refused.err
    assert "先把登记簿改到与上次复核的决定（“一般”）一致" in refused.err
    agreeing = register(tmp_path, "改好的", (92, 80, 70, 65, 91), items=MET)
    assert pinshi(*again, agreeing).code == 0
    assert "“一般”等次提出的复核申请" in text_of(out)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (("--confirm",), "维持“较差”等次。"),
        (("--grade", "一般"), "将“较差”等次改为“一般”等次。"),
    ],
    ids=["confirmed", "changed"],
)
def test_a_letter_is_made_later_as_it_stands_on_record(
    pinshi: Pinshi, tmp_path: Path, book: Path, said: tuple[str, ...], told: str
) -> None:
    pinshi("review", "decide", "004", *DECIDED, *said)
    before, out = entries(pinshi), tmp_path / "书.docx"
    ended = pinshi("review", "letter", "004", *QUARTER, "--book", book, "-o", out)
    assert ended.code == 0
    text = text_of(out)
    for each in ("2026年4月20日受理", "确有漏记", told, "理由：按章程第八条"):
        assert each in text
    assert entries(pinshi) == before
    name = ("--book", book, "-o", out, "--force", "--json")
    document = pinshi("review", "letter", "赵六", *QUARTER, *name).json
    assert document["schema"] == "pinshi/review-letter/1"
    assert document["entry"]["seq"] == 3
    assert document["before"] == "较差"


def test_the_next_command_makes_the_letter_in_whichever_ledger(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    book = register(tmp_path, items={**MET, "单位编码": "QH-01"})
    there = ("--ledger", "别处.db")
    pinshi("record", book, *there)
    opened = pinshi("review", "open", "004", *ASKED, *there)
    assert "pinshi review decide 004 --unit QH-01 --quarter 2026Q1 --ledger 别处.db" in opened.err
    listed = pinshi("review", "list", *there)
    assert "--quarter 季度 --ledger 别处.db" in listed.err
    ended = pinshi("review", "decide", "004", *DECIDED, "--confirm", *there)
    command = ended.err.strip().splitlines()[-1].removeprefix("下一步：pinshi ")
    assert command.endswith("（做决定书）")
    words = command.removesuffix("（做决定书）").replace("登记簿", str(book)).split()
    assert pinshi(*words).code == 0
    assert (tmp_path / "复核").is_dir()


@pytest.mark.parametrize(
    ("said", "code"),
    [((), "U701"), (("-o", "书.docx"), "U701"), (("--book", "一季度.xlsx"), "U701")],
    ids=["nothing", "no register", "no place"],
)
def test_a_letter_needs_a_register_and_a_place(
    pinshi: Pinshi, book: Path, said: tuple[str, ...], code: str
) -> None:
    pinshi("review", "decide", "004", *DECIDED, "--confirm")
    ended = pinshi("review", "letter", "004", *QUARTER, *said)
    assert ended.code == 2
    assert code in ended.err


def test_without_a_decision_there_is_no_letter(pinshi: Pinshi, tmp_path: Path, book: Path) -> None:
    out = tmp_path / "书.docx"
    ended = pinshi("review", "letter", "004", *QUARTER, "--book", book, "-o", out)
    assert ended.code == 2
    assert "赵六这一季还没有复核决定" in ended.err
    assert not out.exists()


def test_a_letter_of_what_a_correction_agreed_to_since_is_made_of_the_register_reviewed(
    pinshi: Pinshi, tmp_path: Path, book: Path
) -> None:
    pinshi("review", "decide", "004", *DECIDED, "--grade", "一般")
    later = register(tmp_path, "改好的", (92, 80, 70, 65, 91), items=MET)
    assert pinshi("record", later, "--correct", "--why", "照复核改").code == 0
    call = ("review", "letter", "004", *QUARTER, "-o", tmp_path / "书.docx", "--book")
    assert "L079" in pinshi(*call, later).err
    assert pinshi(*call, book).code == 0


def test_reviews_that_were_pruned_are_not_listed_as_open(
    pinshi: Pinshi, tmp_path: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "没有复核" not in pinshi("review", "list", "--all").out
    at(monkeypatch, "2036-04-10 09:30")
    with open_ledger(Address(tmp_path / "pinshi.db"), create=False) as ledger:
        prune(ledger, Quarter(2030, 1), clock.moment(), "周敏")
    assert "没有未办结的复核" in pinshi("review", "list").out
    assert pinshi("review", "list", "--all").out.strip() == "没有复核"
