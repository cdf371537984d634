"""`pinshi notice`."""

from datetime import datetime
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
    Out,
    Password,
    PolicyName,
    Quiet,
    asking,
)
from pinshi_cli.cli.output import print_json

Book = Annotated[
    Path | None,
    typer.Argument(
        metavar="登记簿",
        readable=False,
        show_default=False,
        help="登记簿文件；只用 --check 时可以不写，写了就拿它对照。",
    ),
]
Draft = Annotated[
    bool, typer.Option("--draft", help="会前写一份拟定的征求意见稿；名额线上同分的人先不列。")
]
By = Annotated[str, typer.Option("--by", metavar="分组", help="名单按什么分组：等次、内设机构。")]
Order = Annotated[str, typer.Option("--order", metavar="次序", help="组内次序：笔画、拼音、名册。")]
Start = Annotated[
    datetime | None,
    typer.Option(
        "--start", metavar="日期", formats=["%Y-%m-%d"], help="公示起始日期，优先于基本信息。"
    ),
]
Days = Annotated[
    int | None,
    typer.Option("--days", metavar="天数", help="公示几个工作日，优先于基本信息。"),
]
Omit = Annotated[
    list[str] | None,
    typer.Option(
        "--omit",
        metavar="姓名或编号",
        help="这一次不公示的人，只说人数；可写几次。长期的填名册“涉密”。",
    ),
]
Summaries = Annotated[bool, typer.Option("--summaries", help="公示季度工作小结，涉密的不列。")]
CheckFile = Annotated[
    Path | None,
    typer.Option(
        "--check",
        metavar="文件",
        readable=False,
        help="检查一份做好的公示（.docx、.xlsx、.txt、.pdf），不写文件。",
    ),
]


def notice(
    book: Book = None,
    check: CheckFile = None,
    draft: Draft = False,
    summaries: Summaries = False,
    by: By = "等次",
    order: Order = "笔画",
    start: Start = None,
    days: Days = None,
    omit: Omit = None,
    policy: PolicyName = None,
    password: Password = None,
    out: Out = None,
    force: Force = False,
    dry_run: DryRun = False,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """写出公示（.docx 和 .xlsx），或检查一份做好的公示。

    公示只写姓名、内设机构、职务和等次。会议没有审定、登记簿有错误、超过名额的不写，
    说明是哪一条，退出码为 1。用 --json 时，只有写了 -o 才写出文件。
    """
    from pinshi_cli.workflow.notices.run import Wanted, make
    from pinshi_cli.workflow.registers import Call, Written

    call = Call(policy, password, asking(no_input))
    first = None if start is None else start.date()
    wanted = Wanted(draft, by, order, first, days, tuple(omit or ()), summaries)
    screen = Screen(color=not no_color, quiet=quiet)
    if check is not None:
        from pinshi_cli.workflow.notices.checks import check_file
        from pinshi_cli.workflow.notices.documents import notice_check_document

        checked = check_file(check, book, wanted, call)
        if json:
            print_json(notice_check_document(checked))
        else:
            from pinshi_cli.cli.notice_view import show_checked_notice

            show_checked_notice(screen, check, checked)
        raise typer.Exit(0 if checked.ok else 1)
    if book is None:
        from pinshi_cli.model.diagnostic import refuse

        raise refuse("U701", "少写了参数 登记簿", "写上登记簿；或用 --check 检查一份公示。")
    made = make(book, wanted, call)
    written = Written()
    if not json or out is not None:
        from pinshi_cli.workflow.notices.outputs import write_notice

        written, found = write_notice(book, made, out, force=force, dry=dry_run)
        made = made._replace(diagnostics=(*made.diagnostics, *found))
    if json:
        from pinshi_cli.workflow.notices.documents import notice_document

        print_json(notice_document(made, written.names))
    else:
        from pinshi_cli.cli.notice_view import show_notice

        show_notice(screen, book, made, written)
    raise typer.Exit(0 if made.ok else 1)
