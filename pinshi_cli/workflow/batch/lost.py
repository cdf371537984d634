"""What came of a register or a year: its line, also where it was lost on the way."""

from pathlib import Path

from pinshi_cli.city.executor import DIED, FAULT, MEMORY, SLOW, Done, Lost
from pinshi_cli.city.journal import as_line
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.workflow.batch.lines import lost_line
from pinshi_cli.workflow.batch.settings import Settings
from pinshi_cli.workflow.batch.work import Task, Worked
from pinshi_cli.workflow.batch.years import UnitTask, lost_year

_LOST = {
    DIED: ("B001", "处理这份登记簿时进程中断", "用 Excel 或 WPS 打开，另存为 .xlsx 后再报。"),
    SLOW: ("B002", "处理这份登记簿用时太长，已停止", "用 Excel 或 WPS 打开，另存为 .xlsx 后再报。"),
    MEMORY: ("B003", "处理这份登记簿内存不够", "删除多余的工作表、行和列，另存为 .xlsx。"),
    FAULT: ("B004", "pinshi 自身出错", "请把这一行发给维护者；里面没有姓名和分数。"),
}


def line_of(done: Done[Task, Worked] | Done[UnitTask, Worked], settings: Settings) -> bytes:
    """The line of what came. One that was lost never stands: it is done again each time."""
    if done.result is not None:
        return done.result.line
    lost = done.lost or Lost(FAULT)
    code, message, hint = _LOST[lost.how]
    detail = f"（{lost.detail}）" if lost.detail and lost.how in (FAULT, DIED) else ""
    at = Place(Path(done.item.file).name)
    found = Diagnostic(code, Severity.ERROR, f"{message}{detail}", at, hint)
    if isinstance(done.item, UnitTask):
        at = Place(Path(done.item.files[-1]).name)
        return as_line(lost_year(done.item, found._replace(where=at), settings.digest))
    return as_line(lost_line(done.item.file, [found], settings.digest))
