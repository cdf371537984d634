"""The packs for a call: which one is meant, what it says, whether it holds."""

from datetime import date
from pathlib import Path
from typing import Any

from pinshi_cli.model.diagnostic import Refusal, refuse
from pinshi_cli.model.names import squeezed
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import (
    Edition,
    begins,
    book_for,
    editions_of,
    gradable,
    heads,
    read_policy,
    shipped,
)
from pinshi_cli.registers.reader import Choose


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


def chosen_freely(named: str | None) -> Choose:
    """As `chosen_by`, also for books by which nobody is graded."""
    return lambda said, day: policy_on(named or said, day)


def policy_on(named: str, day: date) -> Policy:
    """The book of an id, a name or a file in force on `day`. Raises `Refusal`."""
    policy, faults = read_policy(edition_in_force(named, day), day)
    if policy is None:
        raise Refusal(*faults)
    return policy


def edition_in_force(named: str, day: date) -> Edition:
    """The edition of a pack (an id, a name or a file) in force on `day`. Raises `Refusal`."""
    if is_file(named):
        return _edition(Path(named))
    book_for(named, day)  # refuses where there is none of that name, or none in force yet
    in_force = [each for each in editions_of(squeezed(named)) if begins(each) <= day]
    return max(in_force, key=begins)


def editions_named(named: str | None) -> list[Edition]:
    """The pack of a file, every edition of an id or name, or all that ship with pinshi."""
    if named is None:
        return shipped()
    return [_edition(Path(named))] if is_file(named) else editions_of(squeezed(named))


def open_policy(named: str) -> Policy:
    """The pack to show: a file, an `id@date`, or the latest edition of an id or name.

    Raises `Refusal`.
    """
    if is_file(named):
        return _sound(_edition(Path(named)))
    name, at, day = named.partition("@")
    if not at:
        return book_for(named, date.max)
    try:
        return book_for(name, date.fromisoformat(day))
    except ValueError:
        hint = "写成 编号@日期，例如 zhangdian@2026-03-31。"
        raise refuse("P601", f"“{named}”不是一个版次", hint) from None


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
