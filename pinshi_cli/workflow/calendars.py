"""The working days that count for a register: those announced, and the unit's own file."""

from pathlib import Path

from pinshi_cli.forms.working_days import FILE_NAME, announced, calendar_of
from pinshi_cli.model.diagnostic import refuse
from pinshi_cli.model.workdays import Calendar


def calendar_near(book: Path) -> Calendar:
    """The known years; a file 节假日.toml beside the register (or here) goes first.

    Raises `Refusal` where that file cannot be read.
    """
    for folder in (book.absolute().parent, Path.cwd()):
        path = folder / FILE_NAME
        if path.is_file():
            return announced().with_years(calendar_of(FILE_NAME, _read(path)))
    return announced()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        hint = "确认文件没有损坏，当前用户能打开。"
        raise refuse("F103", f"{FILE_NAME} 打不开", hint, file=str(path)) from error
