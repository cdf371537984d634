"""Outputs put in place as a whole."""

from pathlib import Path

import pytest

from pinshi_cli.city.tray import (
    Tray,
    gathered,
    holds,
    landed,
    put_in_place,
    take_away,
    touched,
    tray_of,
)


def made(out: Path, key: str = "甲.xlsx", text: bytes = b"1") -> Tray:
    tray = Tray(out, key)
    tray.put("结果.xlsx", text)
    tray.put(tray.folder / "登记表" / "张三.xlsx", b"22")
    tray.close()
    return tray


def test_a_tray_knows_what_it_holds(tmp_path: Path) -> None:
    tray = made(tmp_path)
    assert [(file.path, file.size) for file in tray.files] == [
        ("结果.xlsx", 1),
        ("登记表/张三.xlsx", 2),
    ]
    assert holds(tray_of(tmp_path, "甲.xlsx"), tray.files)
    (tray.folder / "登记表" / "张三.xlsx").write_bytes(b"33")
    assert not holds(tray.folder, tray.files)


def test_a_place_is_replaced_whole(tmp_path: Path) -> None:
    place = tmp_path / "东山县" / "甲局" / "2026Q1"
    put_in_place(made(tmp_path).folder, place)
    (place / "旧.txt").write_text("old")
    put_in_place(made(tmp_path, text=b"new").folder, place)
    assert (place / "结果.xlsx").read_bytes() == b"new"
    assert not (place / "旧.txt").exists()


def test_what_somebody_changed_or_added_is_seen(tmp_path: Path) -> None:
    place = tmp_path / "东山县" / "甲局" / "2026Q1"
    put_in_place(made(tmp_path).folder, place)
    assert touched(place) == []
    (place / "登记表" / "张三.xlsx").write_bytes(b"mine")
    (place / "批注.txt").write_text("mine")
    assert {path.name for path in touched(place)} == {"张三.xlsx", "批注.txt"}


def test_a_place_goes_with_the_folders_that_are_empty_then(tmp_path: Path) -> None:
    for unit in ("甲局", "乙局"):
        put_in_place(made(tmp_path).folder, tmp_path / "东山县" / unit / "2026Q1")
    take_away(tmp_path / "东山县" / "甲局" / "2026Q1", tmp_path)
    assert [path.name for path in (tmp_path / "东山县").iterdir()] == ["乙局"]
    take_away(tmp_path / "东山县" / "乙局" / "2026Q1", tmp_path)
    assert not (tmp_path / "东山县").exists()


# -- trays that come from elsewhere -----------------------------------------------------------


def test_a_tray_stands_here_as_it_was_there(tmp_path: Path) -> None:
    there, here = tmp_path / "那里", tmp_path / "这里"
    tray = made(there)
    before = {path.name: path.read_bytes() for path in tray.folder.rglob("*") if path.is_file()}
    landed(here, "甲.xlsx", gathered(there, "甲.xlsx"))
    assert not tray.folder.exists()
    after = tray_of(here, "甲.xlsx")
    assert holds(after, tray.files)
    assert {path.name: path.read_bytes() for path in after.rglob("*") if path.is_file()} == before


def test_what_an_earlier_worker_left_goes(tmp_path: Path) -> None:
    made(tmp_path)
    landed(tmp_path, "甲.xlsx", {"新的.xlsx": b"3"})
    assert [each.name for each in tray_of(tmp_path, "甲.xlsx").iterdir()] == ["新的.xlsx"]


@pytest.mark.parametrize("name", ["../越界.xlsx", "登记表/../../越界.xlsx", "/越界.xlsx"])
def test_no_file_leads_out_of_its_tray(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="outside"):
        landed(tmp_path, "甲.xlsx", {name: b"-"})
    assert not list(tmp_path.rglob("越界*"))
