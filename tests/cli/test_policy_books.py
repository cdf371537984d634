"""`pinshi policy show --html/--docx`, `diff` and `lint`: a rule book to read, compare and doubt."""

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest

from pinshi_cli.policy.library import heads
from tests.cli.running import ROOT, Pinshi

PACK = (ROOT / "pinshi_cli/policy/packs/zhangdian.toml").read_text(encoding="utf-8")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """The ZD pack with another quota and a name that tries to be markup."""
    path = tmp_path / "mine.toml"
    text = PACK.replace('id = "zhangdian"', 'id = "mine"', 1)
    text = re.sub("(?m)^name = .*$", 'name = "<b>本局</b> & {{ 办法 }}"', text, count=1)
    path.write_text(text.replace("least = 90", "least = 88", 1), encoding="utf-8")
    return path


def test_a_handbook_is_written_for_a_browser_and_for_word(pinshi: Pinshi, tmp_path: Path) -> None:
    ended = pinshi("policy", "show", "zhangdian", "--html", "--docx", "-o", tmp_path)
    assert ended.code == 0
    page = (tmp_path / "zhangdian-规则手册.html").read_text(encoding="utf-8")
    assert "满 90 分" in page
    assert "ZD7.4" in page
    assert not re.search(r"(src|href)=", page)  # needs nothing else
    words = _words(tmp_path / "zhangdian-规则手册.docx")
    assert "满 90 分" in words
    assert "默认：原文只说“按比例汇总”" in words


def _words(path: Path) -> str:
    with zipfile.ZipFile(path) as file:
        for name in file.namelist():
            ET.parse(io.BytesIO(file.read(name)))  # noqa: S314  # our own file
        text = file.read("word/document.xml").decode()
    return re.sub("<[^>]+>", "", text)


@pytest.mark.parametrize("pack", sorted({head["id"] for head in heads()}))
def test_every_pack_has_a_handbook(pinshi: Pinshi, tmp_path: Path, pack: str) -> None:
    assert pinshi("policy", "show", pack, "--docx", "-o", tmp_path).code == 0
    assert _words(tmp_path / f"{pack}-规则手册.docx")


def test_nothing_of_a_pack_becomes_markup_in_a_handbook(
    pinshi: Pinshi, tmp_path: Path, mine: Path
) -> None:
    assert pinshi("policy", "show", mine, "--html", "--docx", "-o", tmp_path).code == 0
    page = (tmp_path / "mine-规则手册.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;本局&lt;/b&gt; &amp; {{ 办法 }}" in page
    assert "&lt;b&gt;本局&lt;/b&gt;" in _words(tmp_path / "mine-规则手册.docx")


def test_a_handbook_of_somebody_else_is_not_overwritten(pinshi: Pinshi, tmp_path: Path) -> None:
    path = tmp_path / "手册.html"
    path.write_text("别人的", encoding="utf-8")
    assert pinshi("policy", "show", "zhangdian", "-o", path).code == 2
    assert path.read_text(encoding="utf-8") == "别人的"
    assert pinshi("policy", "show", "zhangdian", "-o", path, "--force").code == 0


@pytest.mark.parametrize("pack", sorted({head["id"] for head in heads()}))
def test_nothing_of_a_pack_is_cut_off_on_a_narrow_screen(
    pinshi: Pinshi, monkeypatch: pytest.MonkeyPatch, pack: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert "…" not in pinshi("policy", "show", pack).out


def test_show_alone_writes_nothing(pinshi: Pinshi, tmp_path: Path) -> None:
    ended = pinshi("policy", "show", "zhangdian")
    assert "已写出" not in ended.out
    assert "满 90 分" in ended.out.replace("满90分", "满 90 分")


def test_diff_tells_what_changes_in_words(pinshi: Pinshi, mine: Path) -> None:
    ended = pinshi("policy", "diff", "zhangdian", mine)
    assert ended.code == 0
    assert "改变　分数段·好" in ended.out
    found = pinshi("policy", "diff", "zhangdian", mine, "--json").json
    assert found["schema"] == "pinshi/policy-diff/1"
    changed = {(each["section"], each["name"]) for each in found["differences"]}
    assert changed == {("分数段", "好"), ("分数段", "较好")}


def test_diff_of_a_pack_with_itself_finds_nothing(pinshi: Pinshi) -> None:
    assert "没有不同" in pinshi("policy", "diff", "zhangdian", "zhangdian@2026-03-31").out


@pytest.mark.parametrize("named", ["没有的办法", "zhangdian@昨天", "zhangdian@2001-01-01"])
def test_diff_with_a_pack_that_is_not_there_is_refused(pinshi: Pinshi, named: str) -> None:
    assert pinshi("policy", "diff", "zhangdian", named).code == 2


def test_lint_says_what_is_open_and_ends_in_0(pinshi: Pinshi) -> None:
    ended = pinshi("policy", "lint", "zhangdian")
    assert ended.code == 0
    assert "没有规则决定" in ended.out
    assert "默认值" in ended.out
    found = pinshi("policy", "lint", "zhangdian", "--json").json["policies"][0]
    assert found["years"] >= 10_000
    assert any(each["gap"] for each in found["findings"])


def test_lint_of_all_packs_goes_through_each(pinshi: Pinshi) -> None:
    ended = pinshi("policy", "lint", "--json")
    assert ended.code == 0
    assert {each["id"] for each in ended.json["policies"]} == {head["id"] for head in heads()}


def test_lint_of_a_pack_that_does_not_hold_ends_in_1(pinshi: Pinshi, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(PACK.replace("weight = 0.7", "weight = 0.8", 1), encoding="utf-8")
    ended = pinshi("policy", "lint", path)
    assert ended.code == 1
    assert "1.1" in ended.err
