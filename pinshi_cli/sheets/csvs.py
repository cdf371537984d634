"""A folder of .csv files as one workbook, each file a sheet."""

import csv
import hashlib
import io
import re
import unicodedata
from pathlib import Path

from pinshi_cli.model.diagnostic import refuse
from pinshi_cli.sheets.cells import Sheet, Value, Workbook

_FIRST = ("基本信息", "人员名册")
_RESAVE = "用 Excel 打开，另存为“CSV UTF-8（逗号分隔）”。"


def csv_files(folder: Path) -> list[Path]:
    """The .csv files of a folder, in the order of their sheets; lock and hidden files left out."""
    files = (
        path
        for path in folder.iterdir()
        if path.suffix.lower() == ".csv" and not path.name.startswith((".", "~$"))
    )
    order = {name: index for index, name in enumerate(_FIRST)}
    return sorted(files, key=lambda path: (order.get(_sheet_name(path), len(order)), path.name))


def workbook_from_csv(parts: list[tuple[str, bytes]], file: str) -> Workbook:
    """A workbook from (sheet's name, bytes of its .csv). All values are texts, or None.

    Raises `Refusal` where a file is in no known encoding, or its quotes do not match.
    """
    digest = hashlib.sha256()
    sheets: list[Sheet] = []
    for name, data in parts:
        digest.update(f"{name}\0{hashlib.sha256(data).hexdigest()}\n".encode())
        sheets.append(Sheet(name, _rows(data, f"{file}/{name}.csv")))
    return Workbook(file, "csv", digest.hexdigest(), tuple(sheets), typed=False)


def read_folder(folder: Path, file: str) -> Workbook:
    """Read all .csv files of a folder. Raises `Refusal`, and `OSError` where one cannot be read."""
    files = csv_files(folder)
    if not files:
        raise refuse(
            "F102",
            "这是一个文件夹，里面没有 .csv 文件",
            "给出工作簿文件（.xlsx），或一个装有各工作表 .csv 的文件夹。",
            file=file,
        )
    return workbook_from_csv([(_sheet_name(path), path.read_bytes()) for path in files], file)


def _sheet_name(path: Path) -> str:
    return unicodedata.normalize("NFC", path.stem)


def decoded(data: bytes) -> str | None:
    """The text of a .csv, or None where it is in none of the encodings that Office writes."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return _decode(data, encoding)
    if b"\0" in data[:4096]:
        # UTF-16 without its mark: commas and line ends have their zero byte on one side
        little = data[1:4096:2].count(0) > data[0:4096:2].count(0)
        return _decode(data, "utf-16-le" if little else "utf-16-be")
    text = _decode(data, "utf-8")
    return text if text is not None else _decode(data, "gb18030")


def _decode(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    # what no text holds tells a wrong guess
    return None if re.search("[\0\ufffe\uffff]", text) else text


def _rows(data: bytes, file: str) -> list[list[Value]]:
    text = decoded(data)
    if text is None:
        raise refuse("F115", "认不出这个 .csv 的文字编码", _RESAVE, file=file)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = "\t" if "\t" in first and "," not in first else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return [[value or None for value in row] for row in reader]
    except csv.Error as error:
        where = f"第 {reader.line_num} 行附近"
        raise refuse("F106", f".csv 的引号不配对（{where}）", _RESAVE, file=file) from error
