"""Bad input: one clear message with a code, the right exit code, nothing written, no traceback."""

import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from pinshi_cli.model.codes import CATALOGUE
from tests.cli.running import SOUND, Ended, Pinshi, in_a_process


def _missing(folder: Path) -> Path:
    return folder / "没有.xlsx"


def _empty(folder: Path) -> Path:
    path = folder / "空.xlsx"
    path.write_bytes(b"")
    return path


def _text(folder: Path) -> Path:
    path = folder / "假.xlsx"
    path.write_text("编号,姓名\n001,某某\n", encoding="utf-8")
    return path


def _html(folder: Path) -> Path:
    path = folder / "网页.xls"
    path.write_text("<html><table><tr><td>编号</td></tr></table></html>", encoding="utf-8")
    return path


def _truncated(folder: Path) -> Path:
    path = folder / "半截.xlsx"
    path.write_bytes(SOUND.read_bytes()[:3000])
    return path


def _a_folder(folder: Path) -> Path:
    path = folder / "空文件夹"
    path.mkdir()
    return path


def _encrypted(folder: Path) -> Path:
    from msoffcrypto.format.ooxml import OOXMLFile

    path = folder / "加密.xlsx"
    with SOUND.open("rb") as plain, path.open("wb") as out:
        OOXMLFile(plain).encrypt("秘密", out)
    return path


def _edited(name: str, edit: Callable[[openpyxl.Workbook], None]) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        book = openpyxl.load_workbook(SOUND)
        edit(book)
        path = folder / f"{name}.xlsx"
        book.save(path)
        return path

    return make


def _without_unit(book: openpyxl.Workbook) -> None:
    del book["基本信息"]


def _unit_misspelt(book: openpyxl.Workbook) -> None:
    book["基本信息"].title = "基本情况"


def _put(
    sheet: str, heading: str, value: object, row: int = 0
) -> Callable[[openpyxl.Workbook], None]:
    def edit(book: openpyxl.Workbook) -> None:
        for cells in book[sheet].iter_rows(max_row=40):
            for cell in cells:
                if cell.value == heading:
                    right = book[sheet].cell(cell.row + row, cell.column + (row == 0))
                    right.value = value  # type: ignore[assignment]  # any cell value
                    return

    return edit


def _nobody(book: openpyxl.Workbook) -> None:
    book["人员名册"].delete_rows(4, 100)


def _forty_thousand_columns(folder: Path) -> Path:
    """A workbook whose rows run past Excel's last column, as a broken program writes them."""
    import zipfile

    from pinshi_cli.model.diagnostic import column_letters

    path = folder / "很宽.xlsx"
    cells = "".join(f'<c r="{column_letters(n)}1"><v>1</v></c>' for n in range(1, 40_001))
    with zipfile.ZipFile(SOUND) as sound, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for entry in sound.infolist():
            data = sound.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                start = data.index(b"<sheetData>")
                end = data.index(b"</sheetData>")
                data = data[:start] + f'<sheetData><row r="1">{cells}</row>'.encode() + data[end:]
            out.writestr(entry, data)
    return path


UNREADABLE: dict[str, Callable[[Path], Path]] = {
    "a missing file": _missing,
    "an empty file": _empty,
    "text dressed as a workbook": _text,
    "HTML dressed as .xls": _html,
    "a truncated workbook": _truncated,
    "a folder without .csv": _a_folder,
    "an encrypted workbook without a password": _encrypted,
}

FAULTY: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "no 基本信息": ("S101", _edited("无基本信息", _without_unit)),
    "基本信息 misspelt": ("S104", _edited("错表名", _unit_misspelt)),
    "an unknown policy": ("P601", _edited("错办法", _put("基本信息", "考核办法", "zhangdan"))),
    "a quarter before the policy": ("P613", _edited("太早", _put("基本信息", "年度", 2019))),
    "a base as policy": ("P617", _edited("底本", _put("基本信息", "考核办法", "national"))),
    "a quarter that is none": ("R210", _edited("第五季度", _put("基本信息", "季度", 5))),
    "two 编号 alike": ("N301", _edited("重号", _put("人员名册", "编号", "016", 1))),
    "a roster of nobody": ("N309", _edited("无人", _nobody)),
    "40,000 columns": ("F136", _forty_thousand_columns),
}


@pytest.mark.parametrize("make", UNREADABLE.values(), ids=UNREADABLE)
@pytest.mark.parametrize("command", ["check", "grade", "explain"])
def test_an_unreadable_file_ends_in_2(
    pinshi: Pinshi, tmp_path: Path, command: str, make: Callable[[Path], Path]
) -> None:
    path = make(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    more = ["某人"] if command == "explain" else []
    ended = pinshi(command, path, *more)
    assert ended.code == 2
    assert path.name in ended.out + ended.err
    _speaks_plainly(ended)
    assert sorted(tmp_path.rglob("*")) == before
    document = pinshi(command, path, *more, "--json").json
    assert document["ok"] is False


@pytest.mark.parametrize(("code", "make"), FAULTY.values(), ids=FAULTY)
def test_a_faulty_register_ends_in_1(
    pinshi: Pinshi, tmp_path: Path, code: str, make: Callable[[Path], Path]
) -> None:
    path = make(tmp_path)
    ended = pinshi("grade", path)
    assert ended.code == 1
    assert code in ended.err
    _speaks_plainly(ended)
    assert list(tmp_path.iterdir()) == [path]
    found = pinshi("grade", path, "--json").json["diagnostics"]
    assert code in {each["code"] for each in found if each["severity"] == "error"}


@pytest.mark.parametrize(("code", "make"), FAULTY.values(), ids=FAULTY)
def test_a_draft_of_a_faulty_register_never_breaks(
    pinshi: Pinshi, tmp_path: Path, code: str, make: Callable[[Path], Path]
) -> None:
    assert pinshi("grade", make(tmp_path), "--draft").code == 1


def test_a_misspelt_policy_gets_a_suggestion(pinshi: Pinshi, tmp_path: Path) -> None:
    path = FAULTY["an unknown policy"][1](tmp_path)
    assert "你是不是想写“zhangdian”" in pinshi("grade", path).err


def test_an_unknown_policy_on_the_command_line_is_a_wrong_call(pinshi: Pinshi) -> None:
    ended = pinshi("grade", SOUND, "--policy", "zhangdan")
    assert ended.code == 2
    assert "P601" in ended.err
    assert pinshi("grade", SOUND, "--policy", "national").code == 2
    assert pinshi("grade", SOUND, "--policy", "没有.toml").code == 2


def test_a_password_opens_an_encrypted_workbook(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _encrypted(tmp_path)
    sound = pinshi("grade", SOUND, "--json").json["people"]
    assert pinshi("grade", path, "--json", "--password", "秘密").json["people"] == sound
    assert pinshi("grade", path, "--password", "不对").code == 2
    monkeypatch.setenv("PINSHI_PASSWORD", "秘密")
    assert pinshi("grade", path, "--json").json["people"] == sound


def test_a_file_without_permission_ends_in_2(pinshi: Pinshi, tmp_path: Path) -> None:
    """As root nothing is forbidden, so a process without that power is asked."""
    path = Path(shutil.copy(SOUND, tmp_path / "锁.xlsx"))
    path.chmod(0)
    if os.geteuid() != 0:
        ended = pinshi("grade", path)
        assert (ended.code, "F103" in ended.err) == (2, True)
    else:
        _ask_as_nobody(tmp_path, path)


def _ask_as_nobody(folder: Path, path: Path) -> None:
    import subprocess
    import sys

    for parent in (folder, *folder.parents):
        if parent != Path(parent.anchor):
            parent.chmod(parent.stat().st_mode | stat.S_IXOTH | stat.S_IROTH)
    ask = (
        "import os, sys; from pathlib import Path\n"
        "from pinshi_cli.sheets.read import read_workbook\n"
        "from pinshi_cli.model.diagnostic import Refusal\n"
        "os.setgid(65534); os.setuid(65534)\n"
        "try: read_workbook(Path(sys.argv[1]))\n"
        "except Refusal as refusal: print(refusal.diagnostics[0].code)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", ask, str(path)], capture_output=True, text=True, check=False
    )
    assert ended.stdout.strip() == "F103", ended.stderr


WRONG_CALLS = {
    "an unknown command": (["graed", "x"], "你是不是想写 pinshi grade"),
    "an unknown option": (["grade", "x", "--drfat"], "你是不是想写 --draft"),
    "no register": (["grade"], "少写了参数 登记簿"),
    "no value": (["grade", "x", "--policy"], "--policy 后面要写值"),
    "no command of policy": (["policy", "shwo"], "你是不是想写 pinshi policy show"),
}


@pytest.mark.parametrize(("arguments", "said"), WRONG_CALLS.values(), ids=WRONG_CALLS)
def test_a_wrong_call_ends_in_2_in_chinese(pinshi: Pinshi, arguments: list[str], said: str) -> None:
    ended = pinshi(*arguments)
    assert ended.code == 2
    assert said in ended.err
    assert "Error" not in ended.err
    document = pinshi(arguments[0], "--json", *arguments[1:]).json
    assert document["diagnostics"][0]["code"] == "U701"


def test_a_fault_of_pinshi_itself_shows_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from pinshi_cli.cli.main import main
    from pinshi_cli.workflow import registers

    def broken(*_: object, **__: object) -> None:
        message = "张三 的 91.35 分"
        raise RuntimeError(message)

    monkeypatch.setattr(registers.Call, "open", broken)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert main(["grade", str(SOUND)]) == 2
    out, err = capsys.readouterr()
    assert "X901" in err
    assert "Traceback" not in out + err
    log = next(tmp_path.rglob("*.log"))
    text = log.read_text(encoding="utf-8")
    assert "RuntimeError" in text
    assert "张三" not in text
    assert "91" not in text.partition("RuntimeError")[2].partition("\n")[0]
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
def test_a_console_of_another_encoding_never_breaks_it(encoding: str) -> None:
    ended = in_a_process("grade", SOUND, "--dry-run", PYTHONIOENCODING=encoding)
    assert ended.returncode == 0
    assert b"Traceback" not in ended.stderr
    if encoding == "gbk":
        assert "青禾区统计局" in ended.stdout.decode("gbk")


def test_json_is_utf_8_whatever_the_console_speaks() -> None:
    ended = in_a_process("check", SOUND, "--json", PYTHONIOENCODING="gbk")
    assert "quarter.xlsx" in ended.stdout.decode("utf-8")


def test_a_reader_that_goes_away_is_no_fault() -> None:
    import subprocess
    import sys

    from tests.cli.running import ROOT

    command = f'"{sys.executable}" -m pinshi_cli policy show zhangdian | head -n 1'
    ended = subprocess.run(  # noqa: S602  # a pipe is what is tested
        command, shell=True, capture_output=True, cwd=ROOT, check=False, timeout=60
    )
    assert b"Traceback" not in ended.stderr
    assert b"X901" not in ended.stderr


def _speaks_plainly(ended: Ended) -> None:
    said = ended.out + ended.err
    assert "Traceback" not in said
    assert any(code in said for code in CATALOGUE)
    assert "--" in said or "。" in said  # there is a way out


def test_cells_are_never_commands_to_the_terminal(pinshi: Pinshi, tmp_path: Path) -> None:
    path = tmp_path / "转义.xlsx"
    book = openpyxl.load_workbook(SOUND)
    sheet = book["人员名册"]
    for cells in sheet.iter_rows():
        for cell in cells:
            if cell.value == "唐书言":
                cell.value = "[red]唐\u202e书言[/red]"
    book.save(path)
    ended = pinshi("grade", path)
    assert "\u202e" not in ended.out + ended.err
    assert "[red]唐" in ended.out + ended.err
