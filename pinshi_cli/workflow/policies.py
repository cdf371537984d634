"""The packs for a call: which one is meant, what it says, whether it holds."""

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Refusal, refuse
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import (
    Edition,
    book_for,
    editions_of,
    gradable,
    heads,
    read_policy,
    shipped,
)
from pinshi_cli.proof.examples import run_examples
from pinshi_cli.registers.reader import Choose
from pinshi_cli.workflow.documents import diagnostic


def chosen_by(named: str | None) -> Choose:
    """How a register's policy is chosen: `--policy` (an id or a file) goes before 考核办法."""
    if named is None:
        return book_for
    policy = gradable(open_policy(named))  # a wrong --policy is a wrong call, no fault of the data

    def from_file(_: str, day: date) -> Policy:
        if policy.head.effective_from > day:
            begin = policy.head.effective_from
            message = f"规则文件 {Path(named).name} 自 {begin} 起施行，所给季度还不能用"
            raise refuse(
                "P613", message, "核对年度、季度和 effective_from。", file=Path(named).name
            )
        return policy

    return from_file if is_file(named) else lambda _, day: book_for(named, day)


def is_file(named: str) -> bool:
    """Whether `--policy` names a file rather than a pack's id."""
    return named.lower().endswith(".toml") or "/" in named or "\\" in named


def _edition(path: Path) -> Edition:
    try:
        return Edition(path.name, path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise refuse("P620", f"找不到规则文件 {path.name}", "核对路径。", file=path.name) from None
    except (OSError, UnicodeDecodeError):
        hint = "确认它是文本文件，以 UTF-8 保存，且有权读取。"
        raise refuse("P620", f"读不了规则文件 {path.name}", hint, file=path.name) from None


def _sound(edition: Edition) -> Policy:
    policy, faults = read_policy(edition)
    if policy is None:
        raise Refusal(*faults)
    return policy


class Tested(NamedTuple):
    """A pack held against its schema and its own examples."""

    file: str
    policy: Policy | None
    examples: int
    diagnostics: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        return not self.diagnostics


def check_policies(named: str | None) -> list[Tested]:
    """Check one pack (an id or a file) in all its editions, or all that ship with pinshi."""
    if named is None:
        editions = shipped()
    elif is_file(named):
        editions = [_edition(Path(named))]
    else:
        editions = editions_of(named)
    found = []
    for edition in editions:
        policy, faults = read_policy(edition)
        count = 0
        if policy is not None:
            count = len(policy.examples)
            faults = faults + ([] if policy.is_base else run_examples(policy, edition.file))
        found.append(Tested(edition.file, policy, count, tuple(faults)))
    return found


def open_policy(named: str) -> Policy:
    """The pack to show: a file, or the latest edition of an id or name. Raises `Refusal`."""
    if is_file(named):
        return _sound(_edition(Path(named)))
    return book_for(named, date.max)


def list_policies() -> list[dict[str, Any]]:
    """The head of every edition shipped; `gradable` is False for a base."""
    return [
        {
            "id": head["id"],
            "name": head["name"],
            "source": head["source"],
            "effective_from": head["effective_from"].isoformat(),
            "base": head.get("base"),
            "gradable": head["gradable"],
        }
        for head in heads()
    ]


def tested_document(found: list[Tested]) -> dict[str, Any]:
    """`pinshi policy check --json`."""
    said = [
        {
            "file": each.file,
            "id": each.policy.head.id if each.policy is not None else None,
            "ok": each.ok,
            "examples": each.examples,
        }
        for each in found
    ]
    return {
        "schema": "pinshi/policy-check/1",
        "ok": all(each.ok for each in found),
        "policies": said,
        "diagnostics": [diagnostic(fault) for each in found for fault in each.diagnostics],
    }
