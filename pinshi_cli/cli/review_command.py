"""`pinshi review open`, `decide`, `letter` and `list`."""

from pathlib import Path
from typing import Annotated

import typer

from pinshi_cli.cli import clock
from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.help import Command, Group
from pinshi_cli.cli.ledger_options import AsOf, By, InQuarter, LedgerPlace, OfUnit, OnlyUnit
from pinshi_cli.cli.options import Force, Json, NoColor, NoInput, Out, PolicyName, Quiet
from pinshi_cli.cli.output import print_json

review_app = typer.Typer(cls=Group, help="复核：受理、决定、决定书、还有哪些没有办结。")

Who = Annotated[str, typer.Argument(metavar="姓名或编号", help="申请复核的人。")]
AskedOn = Annotated[
    str, typer.Option("--asked", metavar="日期", help="申请日期，例如 2026-04-12。")
]
KnownOn = Annotated[
    str | None,
    typer.Option("--known", metavar="日期", help="本人知悉结果的日期；写了才看得出是否逾期。"),
]
Ground = Annotated[str, typer.Option("--ground", metavar="理由", help="申请的事由。")]
FoundOut = Annotated[str, typer.Option("--found", metavar="情况", help="复核查明的情况。")]
NewGrade = Annotated[str | None, typer.Option("--grade", metavar="等次", help="改为这个等次。")]
Confirm = Annotated[bool, typer.Option("--confirm", help="维持原等次。")]
Why = Annotated[str, typer.Option("--why", metavar="理由", help="为什么这样决定。")]
LetterOf = Annotated[
    Path | None,
    typer.Option(
        "--book",
        metavar="登记簿",
        readable=False,
        help="记入台账的那本登记簿：用它做复核决定书，要同时写 -o。",
    ),
]
EveryOne = Annotated[bool, typer.Option("--all", help="办结了的也列出。")]
QuarterMaybe = Annotated[
    str | None, typer.Option("--quarter", metavar="季度", help="只看这一季，例如 2026Q1。")
]


@review_app.command("open", cls=Command)
def open_(
    who: Who,
    quarter: InQuarter,
    asked: AskedOn,
    ground: Ground,
    known: KnownOn = None,
    unit: OfUnit = None,
    by: By = None,
    ledger: LedgerPlace = None,
    policy: PolicyName = None,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """受理复核：谁、哪一季、为什么。逾期的、不在可申请之列的，给出警告，由人决定。"""
    from pinshi_cli.ledger.connect import open_ledger
    from pinshi_cli.workflow.ledger import calls as ledger_calls
    from pinshi_cli.workflow.ledger import reviews
    from pinshi_cli.workflow.ledger.documents import reviewed_document

    meant = reviews.Asked(who, ledger_calls.quarter_named(quarter), unit, policy)
    request = reviews.Request(
        ledger_calls.day_said(asked, "--asked"),
        ledger_calls.must_say(ground, "--ground", "事由"),
        ledger_calls.day_named(known, "--known"),
    )
    signer, at = ledger_calls.signer(by), clock.moment()
    address = ledger_calls.where(ledger)
    with open_ledger(address, create=False) as opened:
        found = reviews.open_review(opened, meant, request, signer, at)
    if json:
        print_json(reviewed_document("review-open", found))
    else:
        from pinshi_cli.cli.review_view import show_opened

        show_opened(Screen(color=not no_color, quiet=quiet), found, address.shown)


@review_app.command("decide", cls=Command)
def decide(
    who: Who,
    quarter: InQuarter,
    found: FoundOut,
    why: Why,
    grade: NewGrade = None,
    confirm: Confirm = False,
    unit: OfUnit = None,
    by: By = None,
    ledger: LedgerPlace = None,
    policy: PolicyName = None,
    book: LetterOf = None,
    out: Out = None,
    force: Force = False,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """复核决定：维持（--confirm）或改为另一个等次（--grade），写明查明的情况和理由。

    改后的等次以这一笔为准，原来的一笔仍在。加 --book 登记簿 -o 位置，连同复核决定书一起做好。
    """
    from pinshi_cli.workflow.ledger import calls as ledger_calls
    from pinshi_cli.workflow.ledger import review_letters, reviews
    from pinshi_cli.workflow.ledger.documents import reviewed_document

    meant = reviews.Asked(who, ledger_calls.quarter_named(quarter), unit, policy)
    finding = reviews.finding(found, why, grade, confirm=confirm)
    signer, at = ledger_calls.signer(by), clock.moment()
    letter = review_letters.Letter.of(book, out, force=force)
    address = ledger_calls.where(ledger, [] if book is None else [book])
    done, written = review_letters.decided(address, meant, finding, (signer, at), letter)
    if json:
        print_json(reviewed_document("review-decide", done, written.names))
    else:
        from pinshi_cli.cli.review_view import show_decided

        show_decided(Screen(color=not no_color, quiet=quiet), done, written, address.shown)


@review_app.command("letter", cls=Command)
def letter_(
    who: Who,
    quarter: InQuarter,
    book: LetterOf = None,
    out: Out = None,
    unit: OfUnit = None,
    ledger: LedgerPlace = None,
    policy: PolicyName = None,
    force: Force = False,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """补做复核决定书：受理日期、查明的情况、结论和理由，照台账里最近一次决定填好。

    要写 --book 登记簿 -o 位置。什么也不记入台账。
    """
    from pinshi_cli.workflow.ledger import calls as ledger_calls
    from pinshi_cli.workflow.ledger import review_letters
    from pinshi_cli.workflow.ledger.documents import reviewed_document
    from pinshi_cli.workflow.ledger.reviews import Asked

    meant = Asked(who, ledger_calls.quarter_named(quarter), unit, policy)
    letter = review_letters.Letter.of(book, out, force=force)
    address = ledger_calls.where(ledger, [] if book is None else [book])
    done, written = review_letters.letter_later(address, meant, letter)
    if json:
        print_json(reviewed_document("review-letter", done, written.names))
    else:
        from pinshi_cli.cli.review_view import show_letter

        show_letter(Screen(color=not no_color, quiet=quiet), written)


@review_app.command("list", cls=Command)
def list_(
    quarter: QuarterMaybe = None,
    unit: OnlyUnit = None,
    all_: EveryOne = False,
    as_of: AsOf = None,
    ledger: LedgerPlace = None,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """没有办结的复核，各到哪一天为止；加 --all 连同办结的。"""
    from pinshi_cli.ledger.connect import open_ledger
    from pinshi_cli.workflow.ledger import calls as ledger_calls
    from pinshi_cli.workflow.ledger import reviews
    from pinshi_cli.workflow.ledger.documents import reviews_document
    from pinshi_cli.workflow.ledger.people import unit_named

    when = None if quarter is None else ledger_calls.quarter_named(quarter)
    day = ledger_calls.day_named(as_of, "--as-of")
    address = ledger_calls.where(ledger)
    with open_ledger(address, create=False) as opened:
        meant = None if unit is None else unit_named(opened, unit)
        found = reviews.reviews(opened, when, meant, day)
    shown = [each for each in found if all_ or each.decision is None]
    today = day or clock.moment().date()
    if json:
        print_json(reviews_document(shown, today))
    else:
        from pinshi_cli.cli.review_view import show_reviews

        screen = Screen(color=not no_color, quiet=quiet)
        show_reviews(screen, shown, today, address.shown, every=all_)
