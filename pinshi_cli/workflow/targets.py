"""Where an output goes, and that it is none of the inputs."""

from collections.abc import Iterable
from pathlib import Path

from pinshi_cli.model.diagnostic import refuse

_OF_FILES = (
    *(".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".et", ".csv"),
    *(".docx", ".doc", ".pdf", ".html", ".htm", ".txt", ".toml", ".json"),
)
"""Endings by which one means a file; anything else is a folder."""


OUTPUTS = "考核输出"
"""The folder that outputs go to, beside their register."""


def beside(book: Path, period: str) -> Path:
    """The folder for the outputs of a register (of the quarter `period`) where `-o` says none."""
    return book.absolute().parent / OUTPUTS / period


def target(out: Path | None, name: str, inputs: Iterable[Path] = ()) -> Path:
    """`out` itself where it ends as `name` does, else the file `name` in the folder `out`.

    Without `out` in the current folder. Raises `Refusal`: U706 for the ending of another kind of
    file, F121 where the output would be one of the inputs.
    """
    ending = Path(name).suffix
    path = Path(name)
    if out is not None:
        given = out.suffix.lower()
        if given in _OF_FILES and given != ending and not out.is_dir():
            hint = f"写成 {ending}；要放进文件夹，写文件夹的名字。"
            raise refuse("U706", f"输出不能写成 {out.suffix} 文件", hint, file=out.name)
        path = out if given == ending else out / name
    return _none_of(path, inputs)


def _none_of(path: Path, inputs: Iterable[Path]) -> Path:
    """The path of an output. Raises `Refusal` F121 where it is an input, by whatever name."""
    for book in inputs:
        if _is_one_file(path, book):
            message = f"输出不能写到登记簿 {book.name} 自己"
            raise refuse("F121", message, "换一个 -o。", file=book.name)
    return path


def _is_one_file(path: Path, other: Path) -> bool:
    if path.absolute() == other.absolute():
        return True
    return path.exists() and other.exists() and path.samefile(other)
