"""Every command that writes: where to, over what, and when not at all."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pinshi_cli.workflow.samples import sample
from tests.cli.running import Pinshi

Arguments = list[str | Path]
Call = Callable[[Path], Arguments]

CALLS: dict[str, tuple[str, str, Call]] = {
    "grade": ("quarter.xlsx", ".xlsx", lambda book: ["grade", book]),
    "init": ("quarter.xlsx", ".xlsx", lambda book: ["init", "--from", book]),
    "use": ("quarter.xlsx", ".xlsx", lambda book: ["use", "improve", book]),
    "records": ("zhangdian/records.xlsx", ".xlsx", lambda book: ["records", book]),
    "report": ("wangjiang/two-way.xlsx", ".docx", lambda book: ["report", book]),
    "show": ("quarter.xlsx", ".html", lambda _: ["policy", "show", "zhangdian", "--html"]),
    "new": ("quarter.xlsx", ".toml", lambda _: ["policy", "new", "qingshan"]),
}
OF_A_BOOK = ["grade", "init", "use", "records"]


@pytest.fixture(params=CALLS)
def call(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str, Arguments]:
    return _call(request.param, tmp_path)


def _call(name: str, folder: Path) -> tuple[Path, str, Arguments]:
    register, ending, arguments = CALLS[name]
    book = folder / "登记簿.xlsx"
    shutil.copy(sample(register), book)
    return book, ending, arguments(book)


def test_the_last_lines_say_what_was_written_and_what_comes_next(
    pinshi: Pinshi, tmp_path: Path, call: tuple[Path, str, Arguments]
) -> None:
    _, ending, arguments = call
    path = tmp_path / f"a b{ending}"
    ended = pinshi(*arguments, "-o", path)
    assert ended.code == 0
    assert path.exists()
    assert ended.out.splitlines()[-1] == f"已写出 {path}"
    assert "下一步：" in ended.err.splitlines()[-1]


def test_a_dry_run_says_so_and_writes_nothing(
    pinshi: Pinshi, tmp_path: Path, call: tuple[Path, str, Arguments]
) -> None:
    book, ending, arguments = call
    path = tmp_path / f"新{ending}"
    ended = pinshi(*arguments, "-o", path, "--dry-run")
    assert ended.code == 0
    assert f"将写出 {path}" in ended.out
    assert list(tmp_path.iterdir()) == [book]


def test_with_json_a_file_is_written_only_where_o_is_given(
    pinshi: Pinshi,
    tmp_path: Path,
    call: tuple[Path, str, Arguments],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book, ending, arguments = call
    monkeypatch.chdir(tmp_path)
    assert pinshi(*arguments, "--json").json["outputs"] == []
    assert list(tmp_path.iterdir()) == [book]
    path = tmp_path / f"新{ending}"
    assert pinshi(*arguments, "--json", "-o", path).json["outputs"] == [str(path)]
    assert path.exists()


@pytest.mark.parametrize("option", ["", "--json"])
def test_a_file_of_somebody_else_is_kept(
    pinshi: Pinshi, tmp_path: Path, call: tuple[Path, str, Arguments], option: str
) -> None:
    _, ending, arguments = call
    path = tmp_path / f"别人的{ending}"
    path.write_text("别人的", encoding="utf-8")
    ended = pinshi(*arguments, "-o", path, *([option] if option else []))
    assert ended.code == 2
    assert "F121" in ended.out + ended.err
    assert path.read_text(encoding="utf-8") == "别人的"
    assert pinshi(*arguments, "-o", path, "--force").code == 0
    assert path.read_bytes() != "别人的".encode()


def test_a_file_that_excel_or_word_holds_open_is_named(
    pinshi: Pinshi, tmp_path: Path, call: tuple[Path, str, Arguments]
) -> None:
    _, ending, arguments = call
    path = tmp_path / f"开着{ending}"
    path.with_name(f"~${path.name}").touch()
    ended = pinshi(*arguments, "-o", path)
    assert ended.code == 2
    assert f"{path.name} 正在 Excel 或 WPS 里开着" in ended.err
    assert not path.exists()


def test_another_kind_of_file_is_refused_rather_than_made_a_folder(
    pinshi: Pinshi, tmp_path: Path, call: tuple[Path, str, Arguments]
) -> None:
    book, _, arguments = call
    ended = pinshi(*arguments, "-o", tmp_path / "结果.pdf")
    assert ended.code == 2
    assert "U706" in ended.err
    assert list(tmp_path.iterdir()) == [book]


@pytest.mark.parametrize("name", OF_A_BOOK)
@pytest.mark.parametrize("spelling", ["登记簿.xlsx", "名单/../登记簿.xlsx", "另名.xlsx"])
def test_the_register_itself_is_never_written_over_by_whatever_name(
    pinshi: Pinshi, tmp_path: Path, name: str, spelling: str
) -> None:
    book, _, arguments = _call(name, tmp_path)
    (tmp_path / "名单").mkdir()
    (tmp_path / "另名.xlsx").hardlink_to(book)
    before = book.read_bytes()
    ended = pinshi(*arguments, "-o", tmp_path / spelling, "--force")
    assert ended.code == 2
    assert "不能写到登记簿 登记簿.xlsx 自己" in ended.err
    assert book.read_bytes() == before


def test_a_folder_for_a_handbook_does_not_say_which_kind(pinshi: Pinshi, tmp_path: Path) -> None:
    ended = pinshi("policy", "show", "zhangdian", "-o", tmp_path)
    assert ended.code == 2
    assert "加 --html 或 --docx" in ended.err
    assert list(tmp_path.iterdir()) == []
