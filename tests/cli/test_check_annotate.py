"""`pinshi check --annotate` and `--since`, as a clerk runs them."""

import io
import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from pinshi_cli.sheets.encrypted import decrypted
from pinshi_cli.sheets.encrypting import encrypted
from tests.cli.running import FAULTY, SOUND, Pinshi
from tests.sheets.odd_files import with_part

ODD = Path(__file__).parents[1] / "sheets" / "data"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    return Path(shutil.copy(FAULTY, tmp_path / "登记簿.xlsx"))


def _copy_of(book: Path, number: str = "", suffix: str = ".xlsx") -> Path:
    return book.parent / "考核输出" / "2026Q1" / f"登记簿-退回{number}{suffix}"


def _mended(book: Path, sheet: str, **cells: str) -> None:
    """Put texts or numbers into cells, and leave everything else as it is."""

    def put(xml: str) -> str:
        for cell, value in cells.items():
            kind = "n" if value.isdecimal() else "str"
            new = rf'<c r="{cell}"\1 t="{kind}"><v>{value}</v></c>'
            xml, count = re.subn(rf'<c r="{cell}"( s="\d+")?[^>]*>.*?</c>', new, xml)
            assert count == 1
        return xml

    number = openpyxl.load_workbook(book).sheetnames.index(sheet) + 1
    part = f"xl/worksheets/sheet{number}.xml"
    book.write_bytes(with_part(book.read_bytes(), part, put))


def test_a_faulty_register_is_written_back_and_the_exit_code_stays(
    pinshi: Pinshi, faulty: Path
) -> None:
    before = faulty.read_bytes()
    ended = pinshi("check", faulty, "--annotate")
    assert ended.code == 1
    assert f"已写出 {_copy_of(faulty)}" in ended.out
    assert "--since" in ended.err
    assert faulty.read_bytes() == before
    book = openpyxl.load_workbook(_copy_of(faulty))
    assert book.active is book["问题清单"]
    assert "约11" in book["指标评分"]["C7"].comment.text


def test_without_annotate_nothing_is_written(pinshi: Pinshi, faulty: Path) -> None:
    assert pinshi("check", faulty).code == 1
    assert [each.name for each in faulty.parent.iterdir()] == ["登记簿.xlsx"]


def test_a_sound_register_is_not_written_back(pinshi: Pinshi, tmp_path: Path) -> None:
    book = Path(shutil.copy(SOUND, tmp_path / "登记簿.xlsx"))
    ended = pinshi("check", book, "--annotate")
    assert ended.code == 0
    assert "没有错误，不用退回" in ended.err
    assert [each.name for each in tmp_path.iterdir()] == ["登记簿.xlsx"]


def test_of_several_registers_the_faulty_ones_are_written_back(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    sound = Path(shutil.copy(SOUND, tmp_path / "甲.xlsx"))
    faulty = Path(shutil.copy(FAULTY, tmp_path / "乙.xlsx"))
    ended = pinshi("check", sound, faulty, tmp_path / "没有.xlsx", "--annotate", "-o", tmp_path)
    assert ended.code == 2
    assert sorted(each.name for each in tmp_path.glob("*退回*")) == ["乙-退回.xlsx"]


def test_a_dry_run_and_a_file_of_others(pinshi: Pinshi, faulty: Path) -> None:
    out = faulty.parent / "x.xlsx"
    assert f"将写出 {out}" in pinshi("check", faulty, "--annotate", "--dry-run", "-o", out).out
    assert not out.exists()
    out.write_bytes(b"of others")
    ended = pinshi("check", faulty, "--annotate", "-o", out)
    assert ended.code == 2
    assert "F121" in ended.err
    assert pinshi("check", faulty, "--annotate", "-o", out, "--force").code == 1
    assert out.read_bytes()[:2] == b"PK"


def test_json_writes_only_where_it_is_told(pinshi: Pinshi, faulty: Path) -> None:
    assert pinshi("check", faulty, "--annotate", "--json").json["outputs"] == []
    out = faulty.parent / "退回"
    ended = pinshi("check", faulty, "--annotate", "--json", "-o", out)
    assert ended.code == 1
    assert ended.json["outputs"] == [str(out / "登记簿-退回.xlsx")]
    assert "mended" not in ended.json["books"][0]


def test_a_mended_copy_says_what_became_of_the_findings(pinshi: Pinshi, faulty: Path) -> None:
    pinshi("check", faulty, "--annotate")
    again = Path(shutil.copy(_copy_of(faulty), faulty.parent / "送回.xlsx"))
    _mended(again, "指标评分", C7="11", C9="约12")
    ended = pinshi("check", again, "--since", _copy_of(faulty), "--json")
    (book,) = ended.json["books"]
    assert ended.code == 1
    mended = [(each["code"], each["cell"], each["person"]) for each in book["mended"]]
    assert ("R203", "C7", "008") in mended
    assert ("R203", "C9") in [(each["code"], each["cell"]) for each in book["new"]]
    # decisions that stood on these two scores change with them, nothing else does
    assert len(mended) < 4
    assert len(book["new"]) < 4
    assert len(book["standing"]) == len(book["diagnostics"]) - len(book["new"])
    by_register = pinshi("check", again, "--since", faulty, "--json").json["books"][0]
    assert by_register["mended"] == book["mended"]
    assert by_register["new"] == book["new"]
    assert (
        f"改好 {len(mended)}，新出现 {len(book['new'])}"
        in pinshi("check", again, "--since", faulty).out
    )


def test_the_second_copy_has_the_states(pinshi: Pinshi, faulty: Path) -> None:
    pinshi("check", faulty, "--annotate")
    first = _copy_of(faulty)
    _mended(first, "指标评分", C7="11")
    ended = pinshi("check", first, "--annotate", "--since", faulty)
    second = _copy_of(faulty, "2")
    assert f"已写出 {second}" in ended.out
    page = openpyxl.load_workbook(second)["问题清单"]
    heads = [cell.value for cell in page[4]]
    states = [row[heads.index("状态")].value for row in page.iter_rows(min_row=5)]
    assert set(states) == {"仍未改", "已改好"}
    assert states[-1] == "已改好"
    assert openpyxl.load_workbook(second)["指标评分"]["C7"].comment is None
    third = pinshi("check", second, "--annotate")
    assert f"已写出 {_copy_of(faulty, '3')}" in third.out


def test_another_quarter_is_pointed_out(pinshi: Pinshi, faulty: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(faulty, tmp_path / "二季度.xlsx"))
    _mended(other, "基本信息", B9="第二季度")
    ended = pinshi("check", other, "--since", faulty)
    assert "2026Q1" in ended.err


def test_since_is_for_one_register(pinshi: Pinshi, faulty: Path) -> None:
    ended = pinshi("check", faulty, faulty, "--since", faulty, "--json")
    assert ended.code == 2
    assert ended.json["diagnostics"][0]["code"] == "U726"


def test_an_encrypted_register_goes_back_encrypted(pinshi: Pinshi, tmp_path: Path) -> None:
    book = tmp_path / "登记簿.xlsx"
    book.write_bytes(encrypted(FAULTY.read_bytes(), "秘密"))
    ended = pinshi("check", book, "--annotate", "--password", "秘密")
    assert ended.code == 1
    copy = _copy_of(book).read_bytes()
    assert not copy.startswith(b"PK")
    clear = openpyxl.load_workbook(io.BytesIO(decrypted(copy, "秘密")))
    assert clear.active is clear["问题清单"]
    again = pinshi("check", _copy_of(book), "--password", "秘密", "--json").json["books"][0]
    assert len(again["diagnostics"]) == len(
        pinshi("check", FAULTY, "--json").json["books"][0]["diagnostics"]
    )


@pytest.mark.parametrize("name", ["odd.ods", "odd.xls"])
def test_another_form_goes_back_as_xlsx_and_says_so(
    pinshi: Pinshi, tmp_path: Path, name: str
) -> None:
    book = Path(shutil.copy(ODD / name, tmp_path / name))
    ended = pinshi("check", book, "--annotate", "-o", tmp_path)
    assert ended.code == 1
    assert "只有内容，没有原来的格式" in ended.err
    copy = openpyxl.load_workbook(tmp_path / "odd-退回.xlsx")
    assert copy.active is copy["问题清单"]


def test_a_folder_of_csv_goes_back_as_one_workbook(pinshi: Pinshi, tmp_path: Path) -> None:
    folder = tmp_path / "登记簿"
    folder.mkdir()
    (folder / "基本信息.csv").write_text("项目,内容\n单位名称,青禾区统计局\n", "utf-8")
    ended = pinshi("check", folder, "--annotate", "-o", tmp_path / "退回.xlsx")
    assert ended.code == 1
    copy = openpyxl.load_workbook(tmp_path / "退回.xlsx")
    assert copy["基本信息"]["B2"].value == "青禾区统计局"


def test_a_workbook_that_cannot_be_edited_goes_back_with_its_values(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    book = tmp_path / "登记簿.xlsx"
    links = "xl/worksheets/_rels/sheet2.xml.rels"
    book.write_bytes(with_part(FAULTY.read_bytes(), links, "<Relationships><"))
    ended = pinshi("check", book, "--annotate", "-o", tmp_path)
    assert ended.code == 1
    assert "只有内容，没有原来的格式" in ended.err
    copy = openpyxl.load_workbook(tmp_path / "登记簿-退回.xlsx")
    assert "约11" in copy["指标评分"]["C7"].comment.text
