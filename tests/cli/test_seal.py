"""`pinshi seal`: a quarter that can be made again years later."""

import os
import shutil
from pathlib import Path

import pytest

from pinshi_cli.workflow.seals import archive as seal_archive
from tests.builders import Cells
from tests.cli.running import FAULTY, SOUND, Pinshi
from tests.cli.sealing import MANIFEST, parts_of
from tests.cli.use_books import city, register


def test_an_archive_holds_register_book_base_and_results(sealed: Path) -> None:
    assert list(parts_of(sealed)) == [
        MANIFEST,
        "办法/zhangdian.toml",
        "办法/底本-national.toml",
        "结果/quarter-考核结果.xlsx",
        "结果/等次.json",
        "输入/quarter.xlsx",
    ]
    assert parts_of(sealed)["输入/quarter.xlsx"] == SOUND.read_bytes()


def test_it_makes_itself_again_byte_for_byte(pinshi: Pinshi, sealed: Path) -> None:
    ended = pinshi("verify", "--sealed", sealed)
    assert ended.code == 0
    assert "逐字节相同" in ended.out
    found = pinshi("verify", "--sealed", sealed, "--json").json
    assert (found["same"], found["grades"], found["files"]) == (True, [], [])


def test_sealing_twice_gives_the_same_bytes(pinshi: Pinshi, sealed: Path, tmp_path: Path) -> None:
    again = tmp_path / "再一次.zip"
    said = pinshi("seal", SOUND, "-o", again, "--json").json
    assert again.read_bytes() == sealed.read_bytes()
    assert said["sha256"] == seal_archive.sha256(sealed.read_bytes())
    assert said["outputs"] == [str(again)]


def test_no_file_beside_the_command_gets_into_the_remaking(
    pinshi: Pinshi, sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    (elsewhere / "节假日.toml").write_text("坏的", encoding="utf-8")
    monkeypatch.chdir(elsewhere)
    assert pinshi("verify", "--sealed", sealed, "--json").json["same"] is True


def test_ones_own_rule_file_and_calendar_are_sealed(pinshi: Pinshi, tmp_path: Path) -> None:
    book = register(tmp_path)
    calendar = "[2026]\nholidays = []\nworkdays = []\n"
    (tmp_path / "节假日.toml").write_text(calendar, encoding="utf-8")
    out = tmp_path / "封存.zip"
    assert pinshi("seal", book, "--policy", city(tmp_path), "-o", out).code == 0
    assert {"办法/city.toml", "输入/节假日.toml"} <= set(parts_of(out))
    (tmp_path / "city.toml").unlink()
    assert pinshi("verify", "--sealed", out, "--json").json["same"] is True


def test_a_folder_of_csv_is_sealed_as_a_folder(pinshi: Pinshi, tmp_path: Path) -> None:
    import csv

    from openpyxl import load_workbook

    folder = tmp_path / "一季度"
    folder.mkdir()
    for sheet in load_workbook(register(tmp_path, "簿")):
        with (folder / f"{sheet.title}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(sheet.iter_rows(values_only=True))
    out = tmp_path / "封存.zip"
    assert pinshi("seal", folder, "-o", out).code == 0
    assert "输入/一季度/人员名册.csv" in parts_of(out)
    assert pinshi("verify", "--sealed", out, "--json").json["same"] is True


def test_what_a_killed_run_left_is_swept_away_by_the_next(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    old, young = tmp_path / "pinshi-seal-old", tmp_path / "pinshi-seal-young"
    for left in (old, young):
        (left / "输入").mkdir(parents=True)
        shutil.copy(SOUND, left / "输入")
    yesterday = old.stat().st_mtime - 25 * 60 * 60
    os.utime(old, (yesterday, yesterday))
    assert pinshi("seal", SOUND, "-o", tmp_path / "封存.zip").code == 0
    remains = {path.name for path in tmp_path.iterdir() if path.is_dir()}
    assert remains == {"pinshi-seal-young"}


def test_a_register_with_errors_is_not_sealed(pinshi: Pinshi, tmp_path: Path) -> None:
    ended = pinshi("seal", FAULTY, "-o", tmp_path)
    assert ended.code == 1
    assert list(tmp_path.iterdir()) == []
    assert "没有封存" in ended.err


def test_json_writes_only_with_a_place(pinshi: Pinshi, tmp_path: Path) -> None:
    book = Path(shutil.copy(SOUND, tmp_path))
    found = pinshi("seal", book, "--json").json
    assert (found["ok"], found["outputs"]) == (True, [])
    assert list(tmp_path.iterdir()) == [book]
    assert pinshi("seal", book, "--dry-run").code == 0
    assert list(tmp_path.iterdir()) == [book]


def test_an_encrypted_register_is_sealed_as_it_is(pinshi: Pinshi, tmp_path: Path) -> None:
    from msoffcrypto.format.ooxml import OOXMLFile

    book = tmp_path / "加密.xlsx"
    with SOUND.open("rb") as clear, book.open("wb") as locked:
        OOXMLFile(clear).encrypt("密码", locked)
    out = tmp_path / "封存.zip"
    assert pinshi("seal", book, "-o", out, "--no-input").code == 2
    assert pinshi("seal", book, "-o", out, "--password", "密码").code == 0
    assert parts_of(out)["输入/加密.xlsx"] == book.read_bytes()
    assert pinshi("verify", "--sealed", out, "--no-input").code == 2
    opened = pinshi("verify", "--sealed", out, "--password", "密码", "--json").json
    assert opened["same"] is True


def test_forms_notice_and_one_s_own_templates_are_sealed_too(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said: Cells = {"会议日期": "2026-04-10", "受理部门": "人事科", "监督电话": "0533-5550199"}
    said = {**said, "通讯地址": "青禾路1号", "邮政编码": "255000", "公示起始日期": "2026-04-13"}
    said = {**said, "公示工作日": 5, "落款日期": "2026-04-13", "会议名称": "党组会"}
    book = register(tmp_path, items=said)
    assert pinshi("template", "copy", "反馈表.xlsx").code == 0
    out = tmp_path / "封存.zip"
    ended = pinshi("seal", book, "--with-forms", "-o", out)
    assert ended.code == 0, ended.err
    names = set(parts_of(out))
    assert "输入/模板/反馈表.xlsx" in names
    assert {"结果/一季度-公示.docx", "结果/反馈表/反馈表-打印.docx"} <= names
    shutil.rmtree(tmp_path / "模板")
    assert pinshi("verify", "--sealed", out, "--json").json["same"] is True


def test_a_notice_that_may_not_be_published_is_not_sealed_and_that_is_said(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    book = register(tmp_path, totals=(92, 80, 70, 50))
    out = tmp_path / "封存.zip"
    ended = pinshi("seal", book, "--with-forms", "-o", out, "--json")
    assert ended.code == 0
    assert [each["code"] for each in ended.json["diagnostics"]] == ["L085"]
    assert not [name for name in parts_of(out) if "公示" in name]
    assert pinshi("verify", "--sealed", out, "--json").json["same"] is True
