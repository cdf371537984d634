"""`pinshi report`: the analysis of two-way ratings for each leader and the unit."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.grading.two_way import (
    Fact,
    Judged,
    Portrait,
    Share,
    facts_in_doubt,
    portraits,
)
from pinshi_cli.model.diagnostic import Diagnostic, refuse
from pinshi_cli.model.names import name_key
from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers.reader import Reading, read_register
from pinshi_cli.sheets.cells import Workbook
from pinshi_cli.sheets.write import Output
from pinshi_cli.workflow.documents import Document, document, policy_head
from pinshi_cli.workflow.policy.packs import chosen_freely
from pinshi_cli.workflow.registers import Call, Written, write_all
from pinshi_cli.workflow.targets import target


class Reported(NamedTuple):
    """The portraits of a unit's leaders, and what was written of them."""

    file: str
    register: Register | None
    policy: Policy | None
    portraits: tuple[Portrait, ...]
    diagnostics: tuple[Diagnostic, ...]
    written: Written = Written()

    @property
    def ok(self) -> bool:
        return not any(each.is_error for each in self.diagnostics)


def analysed(book: Workbook, before: Workbook | None, named: str | None) -> Reported:
    """The portraits that a workbook's 正反测评 make; `before` is that of the last time.

    Raises `Refusal` where the policy has no criteria to rate by.
    """
    reading = _read(book, named)
    past = _read(before, named) if before is not None else None
    found = [*reading.diagnostics, *(past.diagnostics if past is not None else ())]
    register, policy = reading.register, reading.policy
    if register is None or policy is None or policy.report is None or not policy.criteria:
        if policy is not None and register is not None:
            hint = "考核办法要有测评标准（criteria）和分析界线（report），例如 wangjiang。"
            message = f"“{policy.head.name}”没有正反向测评"
            raise refuse("P622", message, hint, file=book.file)
        return Reported(book.file, register, policy, (), tuple(found))
    found += facts_in_doubt(register, policy)
    if any(each.is_error for each in found):
        return Reported(book.file, register, policy, (), tuple(found))
    old = past.register if past is not None else None
    if old is not None:
        _check_earlier(old, register)
    made = portraits(register, old, policy, policy.report)
    return Reported(book.file, register, policy, tuple(made), tuple(found))


def _check_earlier(old: Register, register: Register) -> None:
    """The register to compare with is one of the same unit, and of an earlier quarter."""
    if name_key(old.unit.name) != name_key(register.unit.name):
        message = f"上一次的登记簿是“{old.unit.name}”的，这一次是“{register.unit.name}”的"
    elif old.quarter >= register.quarter:
        message = f"上一次的登记簿是{old.quarter.chinese}，不早于{register.quarter.chinese}"
    else:
        return
    raise refuse("U724", message, "--before 写同一单位上一次测评的登记簿。", file=old.file)


def _read(book: Workbook, named: str | None) -> Reading:
    return read_register(book, chosen_freely(named), any_policy=True)


def report(
    path: Path,
    before: Path | None,
    named: str | None,
    out: Path | None,
    call: Call,
    *,
    force: bool,
    dry: bool,
) -> Reported:
    """The portraits of the register at `path`; with `out` the report as a Word document too."""
    past = call.read(before) if before is not None else None
    made = analysed(call.read(path), past, named)
    if out is None or not made.ok or made.register is None or made.policy is None:
        return made._replace(written=Written(dry=dry))
    from pinshi_cli.reports.portraits import as_docx, told

    data = as_docx(told(made.portraits, made.register, made.policy))
    place = target(out, f"{path.stem}-分析报告.docx", [path])
    return made._replace(written=write_all([Output(place, data)], force=force, dry=dry))


def report_document(made: Reported) -> Document:
    """`pinshi report --json`: the unit's portrait first, then each leader's."""
    policy = made.policy
    return document(
        "report",
        ok=made.ok,
        diagnostics=made.diagnostics,
        policy=None if policy is None else policy_head(policy),
        period=None if made.register is None else str(made.register.quarter),
        portraits=[_portrait(each) for each in made.portraits],
        outputs=made.written.names,
    )


def _portrait(each: Portrait) -> Document:
    who = each.person
    return {
        "id": None if who is None else who.id,
        "name": None if who is None else who.name,
        "sheets": dict(each.sheets),
        "few": each.few,
        "aspects": [
            {
                "name": aspect.name,
                "good": _share(aspect.good),
                "good_before": _share(aspect.good_before),
                "bad": _share(aspect.bad),
                "bad_before": _share(aspect.bad_before),
            }
            for aspect in each.aspects
        ],
        "criteria": _criteria(each.judged),
        "strengths": [judged.criterion.name for judged in each.strengths],
        "shortcomings": [judged.criterion.name for judged in each.shortcomings],
        "split": [judged.criterion.name for judged in each.split],
        "facts": [_fact(fact) for fact in each.facts],
    }


def _criteria(judged: Sequence[Judged]) -> list[Document]:
    return [
        {
            "name": each.criterion.name,
            "aspect": each.criterion.aspect,
            "way": each.criterion.way,
            "share": _share(each.share),
            "groups": {group: _share(share) for group, share in each.groups},
        }
        for each in judged
    ]


def _share(share: Share | None) -> Document | None:
    return None if share is None else {"yes": share.yes, "answers": share.answers}


def _fact(fact: Fact) -> Document:
    return {**fact._asdict(), "at": fact.at.cell}
