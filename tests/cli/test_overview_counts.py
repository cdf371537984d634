"""`pinshi overview`: every unit counted once, whatever is wrong with what it has sent in."""

import json
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.city.made import DIMENSIONS, register, unit_list
from tests.cli.ledger_books import at
from tests.cli.running import Pinshi

Row = Sequence[object]


@pytest.fixture(autouse=True)
def _clerk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PINSHI_BY", "县委组织部 吴桐")
    monkeypatch.delenv("PINSHI_LEDGER", raising=False)
    monkeypatch.chdir(tmp_path)
    at(monkeypatch, "2026-04-20 10:00")


def rows(*numbers: int) -> list[Row]:
    return [(f"U{n:03d}", f"第{n:02d}局", ("东山县", "西河县")[n % 2]) for n in numbers]


def batch(
    pinshi: Pinshi, tmp_path: Path, books: dict[str, bytes], listed: Sequence[Row], *more: str
) -> Path:
    """The outputs of a run over these registers, and over no others."""
    folder = tmp_path / "报送"
    folder.mkdir(exist_ok=True)
    for each in folder.iterdir():
        each.unlink()
    for name, data in books.items():
        (folder / name).write_bytes(data)
    units = ("--units", unit_list(tmp_path / "名单.xlsx", *listed)) if listed else ()
    assert pinshi("batch", folder, "-o", tmp_path / "出", *units, *more).code in (0, 1)
    return tmp_path / "出"


def seen(pinshi: Pinshi, out: Path, *more: str | Path) -> dict[str, Any]:
    found: dict[str, Any] = pinshi("overview", out, "--json", *more).json
    return found


def stages(document: dict[str, Any]) -> dict[str, str]:
    return {unit["unit"]: unit["stage"] for unit in document["units"]}


def due(document: dict[str, Any], title: str) -> list[str]:
    names = {unit["number"]: unit["unit"] for unit in document["units"]}
    return [names[n] for r in document["reminders"] if r["title"] == title for n in r["units"]]


@pytest.mark.parametrize(
    "wrong",
    [
        {"考核办法": "zhangdain"},
        {"考核办法": None},
        {"考核办法": "wangjiang"},
        {"季度": 5},
        {"年度": "二〇二六"},
        {"单位名称": None, "年度": "二〇二六"},
    ],
    ids=["policy-misspelt", "no-policy", "no-quarterly-policy", "quarter", "year", "no-name"],
)
def test_a_register_of_no_policy_or_quarter_has_been_sent_in_by_its_unit(
    pinshi: Pinshi, tmp_path: Path, wrong: dict[str, Any]
) -> None:
    books = {"1.xlsx": register(1), "2.xlsx": register(2, **wrong)}
    out = batch(pinshi, tmp_path, books, rows(1, 2, 3), "--quarter", "2026Q1")
    found = seen(pinshi, out)
    assert stages(found) == {"第01局": "已公示", "第02局": "有错误", "第03局": "没有报"}
    assert (found["steps"]["应报"], due(found, "催报")) == (3, ["第03局"])
    assert due(found, "退回改正") == ["第02局"]


def test_a_sound_register_and_one_of_no_known_quarter_are_of_one_unit(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    books = {"1.xlsx": register(1), "又.xlsx": register(1, 季度=5)}
    found = seen(pinshi, batch(pinshi, tmp_path, books, ()))
    assert stages(found) == {"第01局": "有错误"}
    assert found["steps"]["应报"] == 1


def test_in_a_year_a_fault_of_another_quarter_makes_no_second_unit(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    books = {f"{n}-{q}.xlsx": register(n, 季度=q) for n in (1, 2, 3) for q in (1, 2)}
    books["1-2.xlsx"] = register(1, 季度=2, 会议日期="坏")
    out = batch(pinshi, tmp_path, books, (), "--year", "--quarter", "2026Q1")
    found = seen(pinshi, out)
    assert stages(found) == dict.fromkeys(("第01局", "第02局", "第03局"), "已公示")
    assert (found["steps"]["应报"], found["steps"]["有错误"]) == (3, 0)


def test_a_unit_that_has_sent_another_quarter_only_counts_once(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    books = {"1.xlsx": register(1), "2.xlsx": register(2), "3.xlsx": register(3, 季度=2)}
    books["2-2.xlsx"] = register(2, 季度=2)
    found = seen(pinshi, batch(pinshi, tmp_path, books, rows(1, 2, 3), "--quarter", "2026Q1"))
    assert stages(found) == {"第01局": "已公示", "第02局": "已公示", "第03局": "没有报"}


def test_a_pair_of_which_one_lacks_the_code_is_one_unit(pinshi: Pinshi, tmp_path: Path) -> None:
    books = {
        "1.xlsx": register(1),
        "2.xlsx": register(2, 单位名称="异局", 单位编码=None),
        "3.xlsx": register(2, 3, 单位名称="异局", 单位编码="U9"),
    }
    found = seen(pinshi, batch(pinshi, tmp_path, books, ()))
    assert stages(found) == {"第01局": "已公示", "异局": "有错误"}
    assert (found["steps"]["应报"], found["steps"]["有错误"]) == (2, 1)


def scored(number: int, *totals: float) -> bytes:
    """A register whose people come to these totals."""
    book = openpyxl.load_workbook(BytesIO(register(number, len(totals))))
    for name, first, each in (("指标评分", 3, 1), ("民主测评", 5, 2)):
        for line, row in enumerate(book[name].iter_rows(min_row=2)):
            for place, (_, full) in enumerate(DIMENSIONS):
                row[first - 1 + place].value = full
            row[first + 2].value = round(40 - 100 + totals[line // each], 2)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def test_ranks_go_by_means_to_the_last_digit(pinshi: Pinshi, tmp_path: Path) -> None:
    books = {
        "1.xlsx": scored(1, 95, 93, 92),
        "2.xlsx": scored(2, 95, 93, 91.99),
        "3.xlsx": scored(3, 80, 78, 76),
    }
    found = seen(pinshi, batch(pinshi, tmp_path, books, ()))
    assert {unit["unit"]: unit["rank"] for unit in found["units"]} == {
        "第01局": 1,
        "第02局": 2,
        "第03局": 3,
    }
    lines = (tmp_path / "出" / "pinshi-batch.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[0])["scores"]["exact"] == {"mean": "280/3", "variance": "14/9"}


def test_a_meeting_yet_to_come_has_decided_nothing(pinshi: Pinshi, tmp_path: Path) -> None:
    books = {"1.xlsx": register(1), "2.xlsx": register(2, 会议日期="2026-04-21")}
    found = seen(pinshi, batch(pinshi, tmp_path, books, ()))
    assert stages(found) == {"第01局": "已公示", "第02局": "已核定"}
    assert due(found, "提请审定") == ["第02局"]


def test_too_many_seats_together_are_for_the_list_to_mend(pinshi: Pinshi, tmp_path: Path) -> None:
    listed = [*rows(1, 2), (None, "合计", None, None, None, 0.2)]
    out = batch(pinshi, tmp_path, {f"{n}.xlsx": register(n, 10) for n in (1, 2)}, listed)
    (said,) = [r for r in seen(pinshi, out)["reminders"] if r["title"] == "核对名单"]
    assert said["units"] == []
    assert "超过总比例 0.2" in said["what"]
    shown = pinshi("overview", out)
    assert "核对名单　各单位好等次名额合计" in shown.out
    assert "超过总比例 0.2" in (out / "全市一览.html").read_text(encoding="utf-8")


class TestLedger:
    """The authority's word is about the unit, whatever lies in this batch."""

    @pytest.fixture
    def ledger(self, pinshi: Pinshi, tmp_path: Path) -> tuple[str, str]:
        """第01局 is on file, 第02局 returned, 第03局 changed since it was on file."""
        ledger = ("--ledger", str(tmp_path / "台账.db"))
        for n in (1, 2, 3):
            (tmp_path / f"{n}.xlsx").write_bytes(register(n, 6))
        books = [tmp_path / f"{n}.xlsx" for n in (1, 2, 3)]
        assert pinshi("record", *books, *ledger).code == 0
        quarter = ("--quarter", "2026Q1", *ledger)
        assert pinshi("file", "accept", "U001", "U003", *quarter).code == 0
        assert pinshi("file", "return", "U002", *quarter, "--why", "有疑问").code == 0
        books[2].write_bytes(register(3, 7))
        assert pinshi("record", books[2], "--correct", "--why", "补人", *ledger).code == 0
        return ledger

    def test_what_has_changed_since_is_to_be_filed_again(
        self, pinshi: Pinshi, tmp_path: Path, ledger: tuple[str, str]
    ) -> None:
        out = batch(pinshi, tmp_path, {"3.xlsx": register(3, 7)}, ())
        found = seen(pinshi, out, *ledger)
        assert due(found, "重新备案") == ["第03局"]
        assert due(found, "办理备案") == []

    def test_a_returned_unit_stays_returned_with_a_faulty_register(
        self, pinshi: Pinshi, tmp_path: Path, ledger: tuple[str, str]
    ) -> None:
        out = batch(pinshi, tmp_path, {"2.xlsx": register(2, 会议日期="坏")}, ())
        found = seen(pinshi, out, *ledger)
        assert (found["steps"]["已退回"], found["steps"]["有错误"]) == (1, 1)
        assert (due(found, "重新记入"), due(found, "退回改正")) == (["第02局"], ["第02局"])
        assert found["units"][0]["filing"] == "退回"

    def test_a_unit_on_file_is_not_urged_to_send_its_register(
        self, pinshi: Pinshi, tmp_path: Path, ledger: tuple[str, str]
    ) -> None:
        out = batch(pinshi, tmp_path, {"4.xlsx": register(4)}, rows(1, 4, 5))
        found = seen(pinshi, out, *ledger)
        assert stages(found) == {"第01局": "已备案", "第04局": "已公示", "第05局": "没有报"}
        assert (due(found, "催报"), found["steps"]["已备案"]) == (["第05局"], 1)
        assert (found["steps"]["已报"], found["steps"]["没有报"]) == (2, 1)


@pytest.mark.parametrize(
    ("year", "quarter", "heading"), [(2025, 4, "较上季"), (2025, 2, "较2025年第二季度")]
)
def test_a_change_is_said_to_be_since_the_quarter_it_is_since(
    pinshi: Pinshi, tmp_path: Path, year: int, quarter: int, heading: str
) -> None:
    before = batch(pinshi, tmp_path, {"1.xlsx": register(1, 年度=year, 季度=quarter)}, ())
    before = before.rename(tmp_path / "以前")
    out = batch(pinshi, tmp_path, {"1.xlsx": register(1)}, ())
    assert pinshi("overview", out, "--last", before).code == 0
    page = (out / "全市一览.html").read_text(encoding="utf-8")
    assert f'data-first="descending">{heading}</th>' in page


def test_a_file_name_is_shown_only_where_nothing_else_says_whose_it_is(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    books = {"联系人张三.xlsx": register(1, 会议日期="坏"), "李四的.xlsx": b""}
    out = batch(pinshi, tmp_path, books, ())
    page = out / "全市一览.html"
    pinshi("overview", out)
    text = page.read_text(encoding="utf-8")
    assert ("张三" in text, "李四" in text) == (False, True)
    assert "不写个人姓名；看不出单位的，写登记簿的文件名" in text
    pinshi("overview", out, "--names")
    assert "张三" in page.read_text(encoding="utf-8")
