"""`pinshi annual`: the registers of a year read one after the other, and judged."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pinshi_cli.model.diagnostic import Diagnostic, Place, Refusal, Severity
from pinshi_cli.unit import Quarter, grade_workbook
from pinshi_cli.workflow.register_files import Found, find_registers
from pinshi_cli.workflow.registers import Call
from pinshi_cli.workflow.year.years import Annual, annual, with_forecasts


def annual_of(
    paths: Sequence[Path], call: Call, *, many: bool, forecast: bool, draft: bool
) -> tuple[Found, Annual]:
    """The year of these registers and of those in folders; folders may hold many units.

    Of many units a register that cannot be read does not stop the others; else raises `Refusal`.
    """
    found = find_registers(paths)
    several = many or bool(found.folders)
    read = _surviving(found, call) if several else call.open_all(found.files)
    years = annual(read, many=several, draft=draft)
    if found.skipped:
        said = (*years.diagnostics, _left_out(found))
        years = years._replace(diagnostics=said)
    return found, with_forecasts(years) if forecast else years


def _surviving(found: Found, call: Call) -> Iterator[Quarter]:
    """Each register graded; one that cannot be read is only its findings."""
    choose = call.choose
    for path in found.files:
        name = found.name_of(path)
        try:
            yield grade_workbook(call.read(path)._replace(file=name), choose)
        except Refusal as refusal:
            faults = [each._replace(where=Place(name)) for each in refusal.diagnostics]
            yield Quarter(name, "", 0, None, None, None, tuple(faults))


def _left_out(found: Found) -> Diagnostic:
    names = "、".join(path.name for path in found.skipped[:5])
    more = f"等 {len(found.skipped)} 个" if len(found.skipped) > 5 else ""
    message = f"{names}{more}是 pinshi 写出的，没有当作登记簿"
    hint = "确实是登记簿的，直接写它的文件名。"
    return Diagnostic("Y811", Severity.NOTE, message, Place(str(found.folders[0])), hint)
