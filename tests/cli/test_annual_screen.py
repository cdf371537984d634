"""`pinshi annual` on the screen: what is not said, or said of somebody else, misleads."""

import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from pinshi_cli.cli.annual_view import MOST_PEOPLE, show_annual
from pinshi_cli.cli.console import Screen
from pinshi_cli.grading.year_facts import PersonQuarter, YearQuarter
from pinshi_cli.grading.year_unit import year_of
from pinshi_cli.model.diagnostic import Place
from pinshi_cli.model.period import Quarter
from pinshi_cli.model.register import Person
from pinshi_cli.workflow.registers import Written
from pinshi_cli.workflow.year.years import Annual, YearOf
from tests.builders import table
from tests.cli.ledger_books import MET, as_clerk
from tests.cli.running import ROOT, Pinshi
from tests.cli.use_books import register
from tests.grading.years import ZD

SAMPLES = ROOT / "sample_data" / "zhangdian"


def plain(text: str) -> str:
    """What is said, wherever the lines break."""
    return text.replace("\n", "").replace(" ", "")


def unit(people: int, quarters: int) -> Annual:
    """A unit of so many people, all 好 in so many quarters."""
    person = Person._make((
        "", "", Place(), "", "", "", "", "", "", None, None, None, False, None, False, False,
    ))  # fmt: skip
    rows = tuple(
        PersonQuarter(person._replace(id=str(each), name=f"甲{each}"), "好", Fraction(90))
        for each in range(people)
    )
    given = [YearQuarter(Quarter(2026, n), ZD, rows) for n in range(1, quarters + 1)]
    return Annual(2026, (YearOf("甲局", ZD, year_of(given), ()),), ())


@pytest.mark.parametrize(("people", "more"), [(MOST_PEOPLE + 100, 100), (MOST_PEOPLE, 0)])
def test_of_more_people_than_fit_it_says_how_many_are_left_out(
    people: int, more: int, capsys: pytest.CaptureFixture[str]
) -> None:
    show_annual(Screen(color=False, quiet=False), [], unit(people, 2), Written())
    said = plain(capsys.readouterr().out)
    assert f"甲{MOST_PEOPLE - 1}" in said
    assert (f"还有{more}人没有列出，全部见工作簿。" in said) is bool(more)


@pytest.mark.parametrize(
    ("quarters", "said"), [(2, "“需研究”的，见各人理由"), (4, "集体研究确定。")]
)
def test_why_somebody_is_to_study_is_left_to_the_reasons(
    quarters: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    show_annual(Screen(color=False, quiet=False), [], unit(3, quarters), Written())
    ended = plain(capsys.readouterr().err)
    assert said in ended
    assert "办法没有规定" not in ended


@pytest.mark.parametrize("name", ["mine.toml", "我 的.toml"])
def test_the_next_command_says_the_policy_too(pinshi: Pinshi, tmp_path: Path, name: str) -> None:
    rules = tmp_path / name
    text = (ROOT / "pinshi_cli/policy/packs/zhangdian.toml").read_text(encoding="utf-8")
    text = text[: text.index("[[examples]]")].replace('id = "zhangdian"', 'id = "mine"', 1)
    rules.write_text(text, encoding="utf-8")
    book = shutil.copy(SAMPLES / "q4.xlsx", tmp_path / "q4.xlsx")
    said = plain(pinshi("annual", book, "--dry-run", "--policy", rules).err)
    typed = str(rules) if " " not in name else f"'{rules}'"
    assert plain(f"下一步：pinshi form --year {book} --policy {typed}（") in said
    assert "--policy" not in pinshi("annual", book, "--dry-run").err


def test_after_a_case_is_closed_the_row_deleted_lets_the_quarter_count(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The way out that 待定 names: of registers, and with them on record."""
    as_clerk(monkeypatch, tmp_path, "2026-07-10 09:30")
    case = ("001", "张三", "立案调查", date(2026, 2, 1), date(2026, 3, 20))
    rows = table("编号 姓名 种类 生效日期 解除日期", case)
    book = register(tmp_path, items=MET, sheets={"处分问责": rows})
    assert pinshi("record", book).code == 0
    ways = (("annual", book), ("annual", "--year", "2026"))
    for way in ways:
        first = pinshi(*way, "--json").json["units"][0]["people"][0]
        assert first["quarters"][0] == "待定"
        assert "删去“立案调查”一行" in first["reasons"][0]["text"]
        assert "pinshi record 登记簿 --correct --why 理由" in first["missing"][0]["what"]
    register(tmp_path, items=MET)
    assert pinshi("record", book, "--correct", "--why", "结案，不予处分").code == 0
    for way in ways:
        first = pinshi(*way, "--json").json["units"][0]["people"][0]
        assert first["quarters"][0] in ZD.grades
