"""`pinshi notice --check`: a finished notice held against what may stand on one."""

from pathlib import Path
from typing import NamedTuple

from pinshi_cli.forms.finished_file import finished_of
from pinshi_cli.forms.notice import Wish
from pinshi_cli.forms.notice_check import check_notice
from pinshi_cli.forms.notice_obstacles import incomplete
from pinshi_cli.forms.notice_people import Known
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity, refuse
from pinshi_cli.unit import Quarter
from pinshi_cli.workflow.notices.outputs import known_by
from pinshi_cli.workflow.notices.run import Wanted, omitted_by
from pinshi_cli.workflow.registers import Call

MAX_FILE = 256 << 20

WORDS_OF_WORK = ("T952", "T953")
"""Scores and measures may be somebody's work: in a notice of summaries they are only looked at."""


class CheckedNotice(NamedTuple):
    """A finished notice, checked; `against` is the register's name, empty without one."""

    file: str
    kind: str
    texts: int
    against: str
    diagnostics: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        return not any(each.is_error for each in self.diagnostics)


def check_file(path: Path, book: Path | None, wanted: Wanted, call: Call) -> CheckedNotice:
    """Check the notice at `path`, against the register `book` where one is given.

    Raises `Refusal` where either cannot be read.
    """
    finished = finished_of(_bytes(path), path.name, call.password)
    quarter = None if book is None else call.open(book)
    known, found = (None, []) if quarter is None else _known(quarter, wanted)
    for each in check_notice(finished, known):
        of_work = wanted.summaries and each.code in WORDS_OF_WORK
        found.append(each._replace(severity=Severity.WARNING) if of_work else each)
    against = "" if quarter is None else quarter.file
    return CheckedNotice(path.name, finished.kind, len(finished.texts), against, tuple(found))


def _known(quarter: Quarter, wanted: Wanted) -> tuple[Known | None, list[Diagnostic]]:
    """What the register lets a notice say, and a warning where it has errors itself."""
    omitted: frozenset[str] = frozenset()
    if quarter.graded is not None:
        omitted = omitted_by(quarter.graded, wanted.omit, quarter.file)
    wish = Wish(wanted.draft, omitted=omitted)
    doubts = incomplete(quarter.diagnostics, Place(quarter.file))
    said = [each._replace(severity=Severity.WARNING) for each in doubts]
    return known_by(quarter, wish, summaries=wanted.summaries), said


def _bytes(path: Path) -> bytes:
    file = path.name or str(path)
    try:
        if path.is_dir():
            hint = "给出一个 .docx、.xlsx、.pdf 或 .txt 文件。"
            raise refuse("U725", "这是文件夹，不是公示", hint, file=file)
        if path.stat().st_size > MAX_FILE:
            raise refuse("F112", "文件太大，没有读取", "核对文件是不是公示。", file=file)
        return path.read_bytes()
    except FileNotFoundError as error:
        hint = "核对文件名和所在文件夹。"
        raise refuse("F101", "找不到文件", hint, file=str(path)) from error
    except (OSError, ValueError) as error:
        hint = "关闭正在使用它的程序（Word、Excel、WPS），核对读取权限。"
        raise refuse("F103", "文件读不出来", hint, file=file) from error
