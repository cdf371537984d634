"""The options that several commands share, declared once.

Paths are not looked at by typer (`readable=False`): reading them says in Chinese what is wrong.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

Book = Annotated[
    Path,
    typer.Argument(metavar="登记簿", readable=False, help="登记簿文件，或装着 .csv 的文件夹。"),
]
Books = Annotated[
    list[Path],
    typer.Argument(
        metavar="登记簿", readable=False, help="一个或多个登记簿文件，或装着 .csv 的文件夹。"
    ),
]
PolicyName = Annotated[
    str | None,
    typer.Option("--policy", metavar="规则", help="规则的编号或文件，优先于登记簿里的考核办法。"),
]
Password = Annotated[
    str | None,
    typer.Option(
        "--password", metavar="密码", help="加密登记簿的密码，也可放在环境变量 PINSHI_PASSWORD。"
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        readable=False,
        metavar="位置",
        help="输出到这个文件夹或文件；不写则放在登记簿旁的“考核输出”。",
    ),
]
OutOnly = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        readable=False,
        metavar="位置",
        help="写到这个文件夹或文件；不写则只在屏幕上看，不写文件。",
    ),
]
OutHere = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        readable=False,
        metavar="位置",
        help="写到这个文件夹或文件；不写则放在当前文件夹。",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="覆盖已有的输出文件。")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只说明会写出什么，不写文件。")]
Draft = Annotated[
    bool, typer.Option("--draft", help="数据有错误也写出，标明“试算”，有误的人留空。")
]
Json = Annotated[bool, typer.Option("--json", help="只输出一份 JSON，供程序读取。")]
Quiet = Annotated[bool, typer.Option("--quiet", help="不显示警告和提示，只显示结果和错误。")]
NoColor = Annotated[bool, typer.Option("--no-color", help="不用颜色。")]
NoInput = Annotated[bool, typer.Option("--no-input", help="不向人提问，供脚本使用。")]


def asking(no_input: bool) -> Callable[[str], str] | None:
    """How a password is asked for, where a person sits at the terminal and may be asked."""
    if no_input or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None

    def ask(name: str) -> str:
        question = f"{name} 已加密，请输入打开密码（直接回车放弃）"
        return str(
            typer.prompt(question, default="", show_default=False, hide_input=True, err=True)
        )

    return ask
