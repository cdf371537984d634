"""Zip files put together from parts: every reader takes them, whatever a part came from."""

import io
import zipfile

import pytest

from pinshi_cli.sheets.archive import LEVEL, QUICK, Base, Growing, new_part, renamed
from pinshi_cli.sheets.package import Package

TEXT = "考核登记表\n".encode() * 4_000


@pytest.mark.parametrize("level", [QUICK, LEVEL])
def test_a_part_in_pieces_is_the_part_as_a_whole(level: int) -> None:
    growing = Growing(level)
    for at in range(0, len(TEXT), 777):
        growing.add(TEXT[at : at + 777])
    assert growing.part("甲.xml") == new_part("甲.xml", TEXT, level)
    assert renamed(new_part("乙丙.xml", TEXT, level), "甲.xml") == new_part("甲.xml", TEXT, level)


def test_shared_parts_and_a_document_s_own_make_one_sound_file() -> None:
    base = Base([new_part("共用.xml", b"<a/>"), new_part("空", b"")])
    data = base.with_parts([new_part("自己.xml", TEXT, QUICK)])
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        assert file.namelist() == ["共用.xml", "空", "自己.xml"]
        assert file.read("自己.xml") == TEXT
    package = Package(data)
    assert [package.read(name) for name in package.names] == [b"<a/>", b"", TEXT]
    assert base.with_parts([new_part("自己.xml", TEXT, QUICK)]) == data
