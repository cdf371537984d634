"""`pinshi batch`."""

from pathlib import Path
from typing import Annotated

import typer

from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.options import (
    DryRun,
    Force,
    Json,
    NoColor,
    NoInput,
    Password,
    PolicyName,
    Quiet,
)

Folder = Annotated[
    str, typer.Argument(metavar="文件夹", help="装着各单位登记簿的文件夹，或 s3:// 等地址。")
]
Make = Annotated[
    str,
    typer.Option(
        "--make",
        metavar="做什么",
        help="results 结果、forms 登记表、notices 公示、json 供程序读的结果，几样之间用逗号。",
    ),
]
Format = Annotated[
    str,
    typer.Option(
        "--format", metavar="格式", help="登记表和公示的格式：xlsx、docx，或 both 两样都要。"
    ),
]
Undecided = Annotated[
    bool,
    typer.Option("--draft", help="会议没有审定的也做登记表和公示；有错误的写出“试算”。"),
]
Annotate = Annotated[
    bool,
    typer.Option("--annotate", help="有错误的登记簿另存一份《…-退回》，标出单元格、写上改法。"),
]
Year = Annotated[bool, typer.Option("--year", help="几个季度一起，另做各单位的年度考核资格。")]
OfQuarter = Annotated[
    str | None,
    typer.Option("--quarter", metavar="季度", help="这一批是哪一季，如 2026Q1；不写取最多的一季。"),
]
Units = Annotated[
    Path | None,
    typer.Option(
        "--units",
        metavar="名单",
        readable=False,
        help="单位名单：核对谁没有报，按县区归档，按核定的比例算名额。",
    ),
]
Place = Annotated[
    str | None,
    typer.Option(
        "--out",
        "-o",
        metavar="位置",
        help="输出到这个文件夹，或 s3:// 等地址；不写则放在文件夹里的“考核输出”。",
    ),
]
Resume = Annotated[bool, typer.Option("--resume", help="接着上次做：登记簿和规则没有变的不重做。")]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", min=1, metavar="几个", help="同时做几个；不写用全部处理器。"),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="地址",
        help="在 Dask 集群上做：调度进程的地址，如 tcp://scheduler:8786。",
    ),
]


def batch(
    folder: Folder,
    units: Units = None,
    make: Make = "results",
    format_: Format = "xlsx",
    draft: Undecided = False,
    annotate: Annotate = False,
    year: Year = False,
    quarter: OfQuarter = None,
    resume: Resume = False,
    jobs: Jobs = None,
    cluster: Cluster = None,
    policy: PolicyName = None,
    password: Password = None,
    out: Place = None,
    force: Force = False,
    dry_run: DryRun = False,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """一个文件夹里各单位的登记簿，一次全部核查、核定，按县区和单位分开写出。

    一份有错误、打不开，不影响其他单位。写进“考核输出/县区/单位/季度”，全部问题在“问题清单.csv”，
    最后写“批量清单.json”：有它就是做完了，中途断了的加 --resume 接着做。
    有一份登记簿有错误时退出码为 1。用 --json 时，只有写了 -o 才写出文件。
    """
    from pinshi_cli.workflow.batch import calls
    from pinshi_cli.workflow.batch.run import batch as running

    screen = Screen(color=not no_color, quiet=quiet)
    how = calls.how_of(jobs, quarter, resume=resume, force=force)
    how = how._replace(cluster=cluster, write=not dry_run and not (json and out is None))
    with (
        calls.outputs_at(out, write=how.write) as home,
        calls.registers_at(folder, home.folder) as (place, source),
    ):
        wanted = (units, make, format_, policy, password)
        call = calls.BatchCall(place, home.folder, *wanted, source, home.address)
        settings = calls.settings_of(call, draft=draft, year=year, annotate=annotate)
        with (
            screen.progress(shown=not json) as progress,
            running(settings, how, progress=progress) as done,
        ):
            home.send()
            if json:
                from pinshi_cli.cli.output import print_pieces
                from pinshi_cli.workflow.batch.documents import batch_pieces

                print_pieces(batch_pieces(done))
            else:
                from pinshi_cli.cli.batch_view import show_batch

                progress.end()
                show_batch(screen, place, done)
            code = 0 if done.ok else 1
    raise typer.Exit(code)
