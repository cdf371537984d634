"""Help and wrong calls, in Chinese: typer's own texts are English."""

import re
import shutil
from collections.abc import Iterable
from typing import Any

from typer import Abort, Context
from typer.core import TyperCommand, TyperGroup

from pinshi_cli.cli.console import display_width, wrapped
from pinshi_cli.model.names import nearest

HELP_OPTION = "显示这段说明"

_CLOSE_UP = re.compile(r"(?<=[，。；：、！？]) ")
"""The space that a docstring's new line leaves after a Chinese stop."""


class Command(TyperCommand):
    """A command whose help is Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  # private types
        formatter.write("\n".join(_page(self, ctx)) + "\n")


class Group(TyperGroup):
    """A group of commands whose help is Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  # private types
        formatter.write("\n".join(_page(self, ctx)) + "\n")

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  # private types
        """Run the command. Ctrl-C is an `Abort`: typer would end with a code of its own."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise Abort from None


def _page(command: Any, ctx: Context) -> Iterable[str]:  # noqa: ANN401  # a command or a group
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    options = [each for each in command.get_params(ctx) if each.param_type_name == "option"]
    commands = [(name, command.get_command(ctx, name)) for name in _names(command, ctx)]
    usage = [ctx.command_path, "[选项]", *(_shape(each) for each in arguments)]
    yield f"用法：{' '.join(usage)}{' 命令 …' if commands else ''}"
    yield ""
    for paragraph in (command.help or "").split("\n\n"):
        yield from wrapped(_CLOSE_UP.sub("", " ".join(paragraph.split())), 0, _room())
        yield ""
    yield from _section("参数", [(_shape(each), each.help or "") for each in arguments])
    yield from _section("命令", [(name, each.get_short_help_str(200)) for name, each in commands])
    yield from _section("选项", [_option(each) for each in options])


def _names(command: Any, ctx: Context) -> list[str]:  # noqa: ANN401  # a command or a group
    return list(command.list_commands(ctx)) if isinstance(command, Group) else []


def _shape(argument: Any) -> str:  # noqa: ANN401  # typer's own type is private
    name = str(argument.metavar or argument.name).upper()
    name = f"{name}…" if argument.nargs == -1 else name
    return name if argument.required else f"[{name}]"


def _option(option: Any) -> tuple[str, str]:  # noqa: ANN401  # typer's own type is private
    names = ", ".join(option.opts)
    takes = "" if option.is_flag or option.name == "help" else f" {option.metavar or '值'}"
    return names + takes, HELP_OPTION if option.name == "help" else option.help or ""


def _section(title: str, rows: list[tuple[str, str]]) -> Iterable[str]:
    if not rows:
        return
    yield f"{title}："
    left = min(26, max(display_width(name) for name, _ in rows)) + 2
    for name, said in rows:
        lines = list(wrapped(said, left + 2, _room())) or [""]
        gap = left - display_width(name)
        if gap < 2:
            yield f"  {name}"
            yield f"  {' ' * left}{lines[0].strip()}"
        else:
            yield f"  {name}{' ' * gap}{lines[0].strip()}"
        yield from lines[1:]
    yield ""


def _room() -> int:
    return max(20, min(100, shutil.get_terminal_size().columns) - 2)


def wrong_call(fault: Any) -> tuple[str, str]:  # noqa: ANN401  # typer's own types are private
    """What is wrong with a call, and the way out, from typer's exception."""
    ctx: Any = getattr(fault, "ctx", None)
    path = ctx.command_path if ctx is not None else "pinshi"
    see = f"用 {path} --help 看用法。"
    name = type(fault).__name__
    param = getattr(fault, "param", None)
    shown = (
        ""
        if param is None
        else (str(param.opts[0]) if param.param_type_name == "option" else _shape(param))
    )
    if name == "NoSuchOption":
        close = nearest(fault.option_name, _options_of(ctx), 0.6)
        guess = f"你是不是想写 {close}？" if close else ""
        return f"没有选项 {fault.option_name}", guess + see
    if name == "MissingParameter":
        return f"少写了{'选项' if shown.startswith('-') else '参数'} {shown}", see
    if name == "BadParameter":
        return f"{shown} 的值不对：{_in_chinese(fault.message, param)}", see
    if "No such command" in fault.message:
        given = fault.message.partition("'")[2].partition("'")[0]
        close = nearest(given, ctx.command.list_commands(ctx), 0.5)
        guess = f"你是不是想写 {path} {close}？" if close else ""
        return f"没有命令 {given}", guess + see
    if "Missing command" in fault.message:
        return "少写了命令", see
    if "requires an argument" in fault.message:
        return f"选项 {getattr(fault, 'option_name', '')} 后面要写值", see
    if "unexpected extra argument" in fault.message:
        given = fault.message.partition("(")[2].rpartition(")")[0].removeprefix("s) (")
        return f"多写了 {given}", f"文件名里有空格时，给整个文件名加引号。{see}"
    return "命令写得不对", see


def _in_chinese(message: str, param: Any) -> str:  # noqa: ANN401  # typer's own type is private
    """What is wrong with a value: typer's own texts are English, ours are not."""
    kind = getattr(param, "type", None)
    least, most = getattr(kind, "min", None), getattr(kind, "max", None)
    if least is not None and most is not None:
        return f"写 {least} 到 {most} 的整数"
    if getattr(kind, "formats", None):
        return "日期写成 2026-04-13"
    return message if not message.isascii() else "写法不对"


def _options_of(ctx: Any) -> list[str]:  # noqa: ANN401  # typer's own type is private
    if ctx is None:
        return []
    return [name for param in ctx.command.get_params(ctx) for name in param.opts]
