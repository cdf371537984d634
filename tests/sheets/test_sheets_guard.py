"""What the guard refuses or points at in an .xlsx: far cells, bombs, lies, odd markup."""

import io
import re
import zipfile

import openpyxl
import pytest

from pinshi_cli.model.diagnostic import Severity
from pinshi_cli.sheets.package import CHUNK, Limits, Package
from pinshi_cli.sheets.scan import scan
from tests.sheets.odd_files import (
    ROWS,
    SHEET1,
    STRINGS,
    cells,
    codes,
    packed,
    read,
    refusal_code,
    sheet_xml,
    with_part,
    with_rows,
    xlsx,
)

N = '<row r="1"><c r="A1"><v>1</v></c></row>'


@pytest.mark.parametrize("address", ["XFD1048576", "A1048576", "XFD2", "xfd1048576"])
def test_a_value_far_away_is_an_error_at_its_cell_and_the_rest_is_read(address: str) -> None:
    letters, row = re.fullmatch(r"(\D+)(\d+)", address).groups()  # type: ignore[union-attr]
    more = "" if row == "2" else "</row>" + f'<row r="{row}">'
    body = (
        N + '<row r="2"><c r="A2"><v>2</v></c>' + more + f'<c r="{letters}{row}"><v>9</v></c></row>'
    )
    book = read(with_rows(body))
    assert cells(book.sheets[0]) == {"A1": 1.0, "A2": 2.0}
    (finding,) = book.findings
    assert (finding.code, finding.severity) == ("F135", Severity.ERROR)
    assert finding.where.cell == address.upper()


def test_forty_thousand_columns_get_one_message() -> None:
    body = '<row r="1">' + "<c><v>1</v></c>" * 40_000 + "</row>"
    book = read(with_rows(body))
    assert codes(book) == ["F136"]
    assert "16384" in book.findings[0].message
    assert len(book.sheets[0].rows[0]) == 16_384


def test_two_values_for_one_cell_are_an_error() -> None:
    body = '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'
    book = read(with_rows(body))
    assert codes(book) == ["F137"]


def test_a_zero_that_may_never_have_been_computed_is_doubted() -> None:
    formula = xlsx(more=lambda _, sheet: sheet.write_formula("D2", "=C2*1"))
    book = read(formula)
    assert codes(book) == ["F138"]
    assert book.findings[0].where.cell == "D2"
    sure = xlsx(more=lambda _, sheet: sheet.write_formula("D2", "=C2*1", None, 95.5))
    assert read(sure).findings == ()


def test_chart_sheets_are_passed_over() -> None:
    data = xlsx(more=lambda book, _: _add_chart(book))
    assert [sheet.name for sheet in read(data).sheets] == ["人员名册"]


def _add_chart(book: object) -> None:
    chart = book.add_chart({"type": "column"})  # type: ignore[attr-defined]
    chart.add_series({"values": "=人员名册!$C$2:$C$3"})
    book.add_chartsheet("图").set_chart(chart)  # type: ignore[attr-defined]


def test_macros_make_an_xlsm() -> None:
    data = with_part(
        xlsx(),
        "[Content_Types].xml",
        lambda xml: xml.replace(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
    )
    assert read(data, "a.xlsm").kind == "xlsm"
    assert read(data, "a.xlsm").findings == ()


def test_rows_longer_than_a_chunk_keep_their_addresses() -> None:
    rows = [[f"{i:05d}", "张" * 30, i] for i in range(6_000)]
    data = xlsx(rows)
    assert len(zipfile.ZipFile(io.BytesIO(data)).read(SHEET1)) > 2 * CHUNK
    assert scan(Package(data).chunks(SHEET1)).trusted
    sheet = read(data).sheets[0]
    assert [list(row) for row in sheet.rows] == rows


def test_an_ordinary_sheet_is_trusted_whoever_wrote_it() -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("普通", 0)
    for row in ROWS:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    for data in (xlsx(), stream.getvalue()):
        assert scan(Package(data).chunks(SHEET1)).trusted


@pytest.mark.parametrize(
    "part", [SHEET1, STRINGS, "xl/workbook.xml", "_rels/.rels", "xl/styles.xml"]
)
def test_a_dtd_is_refused(part: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    data = with_part(
        with_rows(N.replace("<c ", "<c  ")),
        part,
        lambda xml: re.sub(r"(<\?xml.*?\?>)", r"\1" + bomb, xml),
    )
    if part == STRINGS:
        data = with_part(xlsx(), part, lambda xml: re.sub(r"(<\?xml.*?\?>)", r"\1" + bomb, xml))
    if part == "xl/styles.xml":
        # styles are looked at only where a date or an odd form asks for them
        assert refusal_code(lambda: read(data)) in {"", "F116"}
    else:
        assert refusal_code(lambda: read(data)) == "F116"


def test_a_zip_bomb_is_refused_before_it_is_inflated() -> None:
    data = with_part(xlsx(), SHEET1, b"<!--" + b" " * (80 << 20) + b"-->")
    assert len(data) < 200_000
    assert refusal_code(lambda: read(data)) == "F112"


def test_a_part_that_is_larger_than_it_says_is_refused() -> None:
    stream = io.BytesIO()
    stream.write(packed({"a": b"x" * 1000}))
    data = bytearray(stream.getvalue())
    # the directory's entry: the size stands 24 bytes in
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    with pytest.raises(Exception, match="larger"):
        Package(bytes(data)).read("a")


def test_limits_of_a_package_hold() -> None:
    data = packed({"a": b"x" * 1000, "b": b"x" * 1000})
    for limits in (Limits(total=1500), Limits(parts=1), Limits(ratio=5, ratio_from=100)):
        with pytest.raises(Exception, match=r"inflates|parts"):
            Package(data, limits)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_stands_twice_is_refused() -> None:
    stream = io.BytesIO(xlsx())
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("XL/Worksheets/sheet1.xml", sheet_xml(N))
    assert refusal_code(lambda: read(stream.getvalue())) == "F116"


def test_a_shared_string_that_lacks_is_damage() -> None:
    assert (
        refusal_code(lambda: read(with_rows('<row r="1"><c r="A1" t="s"><v>999</v></c></row>')))
        == "F106"
    )
