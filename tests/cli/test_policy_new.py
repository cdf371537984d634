"""`pinshi policy new`, and `policy check` of a pack whose examples name a register beside it."""

import shutil
from pathlib import Path

import pytest

from tests.cli.running import SOUND, Pinshi


def test_what_it_writes_passes_check_at_once(pinshi: Pinshi, tmp_path: Path) -> None:
    ended = pinshi("policy", "new", "qingshan", "--name", "青山县考核办法", "-o", tmp_path)
    assert ended.code == 0
    assert "qingshan.toml" in ended.out
    assert "pinshi policy check" in ended.err
    checked = pinshi("policy", "check", tmp_path / "qingshan.toml")
    assert checked.code == 0, checked.err
    assert "条例证全部成立" in checked.out
    shown = pinshi("policy", "show", tmp_path / "qingshan.toml")
    assert "青山县考核办法" in shown.out


def test_it_grades_a_register(pinshi: Pinshi, tmp_path: Path) -> None:
    pinshi("policy", "new", "qingshan", "-o", tmp_path / "本县.toml")
    ended = pinshi("grade", SOUND, "--policy", tmp_path / "本县.toml", "--json")
    document = ended.json
    assert document["policy"]["id"] == "qingshan"
    assert {person["grade"] for person in document["people"]} >= {"好", "较好", "较差"}


def test_with_json_the_text_is_in_the_document_and_nothing_is_written(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    document = pinshi("policy", "new", "qingshan", "--json").json
    assert document["schema"] == "pinshi/policy-new/1"
    assert document["outputs"] == []
    assert '\nid = "qingshan"' in document["text"]
    assert list(tmp_path.iterdir()) == []
    assert "将写出" in pinshi("policy", "new", "qingshan", "--dry-run").out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("Qing Shan",), "P603"),
        (("zhangdian",), "P607"),
        (("qingshan", "--base", "zhangdian"), "P601"),
    ],
)
def test_an_id_or_a_base_that_cannot_be_is_refused(
    pinshi: Pinshi, tmp_path: Path, arguments: tuple[str, ...], code: str
) -> None:
    ended = pinshi("policy", "new", *arguments, "-o", tmp_path, "--json")
    assert ended.code == 2
    assert [each["code"] for each in ended.json["diagnostics"]] == [code]
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_already_is_kept(pinshi: Pinshi, tmp_path: Path) -> None:
    (tmp_path / "qingshan.toml").write_text("我的规则", encoding="utf-8")
    ended = pinshi("policy", "new", "qingshan", "-o", tmp_path)
    assert ended.code == 2
    assert "F121" in ended.err
    assert (tmp_path / "qingshan.toml").read_text(encoding="utf-8") == "我的规则"


def _with_register(tmp_path: Path, pinshi: Pinshi, expect: str) -> Path:
    pinshi("policy", "new", "qingshan", "-o", tmp_path)
    pack = tmp_path / "qingshan.toml"
    example = f'\n[[examples]]\nname = "全册"\ngiven = {{ register = "例" }}\nexpect = {expect}\n'
    pack.write_text(pack.read_text(encoding="utf-8") + example, encoding="utf-8")
    return pack


@pytest.mark.parametrize("folder", ["", "qingshan"])
def test_a_register_beside_the_pack_proves_its_rules(
    pinshi: Pinshi, tmp_path: Path, folder: str
) -> None:
    pack = _with_register(tmp_path, pinshi, '{ grades = { "010" = "较差" } }')
    (tmp_path / folder).mkdir(exist_ok=True)
    shutil.copy(SOUND, tmp_path / folder / "例.xlsx")
    assert pinshi("policy", "check", pack).code == 0


def test_a_register_that_is_not_there_or_no_register_is_said(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    pack = _with_register(tmp_path, pinshi, '{ grades = { "010" = "好" } }')
    assert "找不到登记簿 例.xlsx" in pinshi("policy", "check", pack).err
    (tmp_path / "例.xlsx").write_bytes(b"no workbook")
    ended = pinshi("policy", "check", pack)
    assert ended.code == 1
    assert "P619" in ended.err
    shutil.copy(SOUND, tmp_path / "例.xlsx")
    assert "grades.010 应为 好，得到 较差" in pinshi("policy", "check", pack).err
