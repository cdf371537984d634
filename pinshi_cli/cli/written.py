"""What a command wrote, on the screen."""

from typing import TYPE_CHECKING

from pinshi_cli.cli.console import Screen

if TYPE_CHECKING:
    from pinshi_cli.workflow.registers import Written


def show_written(screen: Screen, written: "Written") -> None:
    """Each file, written or (in a dry run) to be written."""
    for each in written.planned:
        verb = ("将覆盖" if each.replaces else "将写出") if written.dry else "已写出"
        screen.line(f"{verb} {each.path}", "strong")
