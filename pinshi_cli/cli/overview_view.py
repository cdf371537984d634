"""`pinshi overview` on the screen: the steps, what is due, the files."""

from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.findings import show_findings
from pinshi_cli.cli.written import quoted, show_written
from pinshi_cli.workflow.overview.run import Seen


def show_overview(screen: Screen, seen: Seen) -> None:
    """How many units are how far, how many are to be reminded of what, what was written."""
    overview = seen.overview
    screen.line(f"全市一览　{overview.period}", "strong")
    known = [f"{name} {count}" for name, count in overview.steps if count is not None]
    screen.line("　".join(known))
    for each in overview.reminders:
        many = f"{len(each.units)} 个单位：" if each.units else ""
        screen.line(f"{each.title}　{many}{each.what}", "warning")
    show_findings(screen, seen.diagnostics, on_result=False)
    show_written(screen, seen.written)
    if seen.written.names:
        screen.message(f"下一步：用浏览器打开 {quoted(seen.written.names[0])}")
