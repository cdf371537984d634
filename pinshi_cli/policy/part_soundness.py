"""Whether the parts of the score hold together: each has what its kind needs, weights make 1."""

from collections.abc import Iterator
from fractions import Fraction

from pinshi_cli.model.number import plain
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.score_book import Part
from pinshi_cli.policy.shape import Report

_NEEDS: dict[str, tuple[str, ...]] = {
    "indicators": (),
    "ratings": ("groups",),
    "months": ("points",),
    "review": ("points", "reviewers", "column"),
    "fixed": (),
}
"""What a part of each kind must say beside its weight."""

_TAKES: dict[str, tuple[str, ...]] = {
    "indicators": ("natures", "dimensions"),
    "ratings": ("groups", "dimensions", "points", "void", "stand_out"),
    "months": ("points",),
    "review": ("points", "reviewers", "column"),
    "fixed": (),
}
"""What a part of each kind may say; the rest would be read by nobody."""


def check_parts(policy: Policy, report: Report) -> None:
    """Faults of single parts."""
    dimensions = {dimension.name for dimension in policy.dimensions}
    for index, part in enumerate(policy.parts):
        path = f"parts[{index}]"
        for key in _NEEDS[part.kind]:
            if not getattr(part, key):
                report("P606", f"{path}.{key}", f"部分“{part.name}”缺少 {key}", "补上这个键。")
        for key in ("natures", "dimensions", "groups", "points", "void", "reviewers", "column"):
            if getattr(part, key) and key not in _TAKES[part.kind]:
                hint = f"删掉 {key}。"
                report("P602", f"{path}.{key}", f"“{part.kind}”的部分用不到 {key}", hint)
        for name in part.dimensions:
            if name not in dimensions:
                report("P610", f"{path}.dimensions", f"没有维度“{name}”", "写本规则已有的维度。")
        _check_points(part, path, policy, report)
        if part.kind == "ratings":
            _check_sheets(part, path, policy, report)


def _check_points(part: Part, path: str, policy: Policy, report: Report) -> None:
    """A vote, a month or a review counts something for every grade there is."""
    if part.kind == "ratings" and part.form != "vote":
        if part.points:
            report("P602", f"{path}.points", "按分数测评的用不到 points", "删掉 points。")
        return
    if part.kind not in ("ratings", "months", "review"):
        return
    for grade in policy.grades:
        if part.points_of(grade) is None:
            hint = "每个等次写一个折算分。"
            report("P606", f"{path}.points.{grade}", f"没有写“{grade}”折算多少分", hint)
    for grade, _ in part.points:
        if grade not in policy.grades:
            hint = f"本规则的等次有：{'、'.join(policy.grades)}。"
            report("P609", f"{path}.points.{grade}", f"“{grade}”不是等次", hint)


def _check_sheets(part: Part, path: str, policy: Policy, report: Report) -> None:
    """A sheet has a full mark; what is trimmed leaves somebody; a vote for a grade is not void."""
    if not policy.sheet_full(part):
        hint = "选有满分的维度。"
        report("P604", f"{path}.dimensions", f"“{part.name}”的一张测评没有满分", hint)
    if part.aggregate == "trimmed" and part.trim_from <= 2 * part.trim:
        message = f"满 {part.trim_from} 张就各去掉 {part.trim} 张，会一张不剩"
        report("P604", f"{path}.trim_from", message, f"写大于 {2 * part.trim} 的数。")
    if part.form == "vote" and part.void:
        report("P602", f"{path}.void", "投等次票的没有废票一说", "删掉 void。")


def check_weights(policy: Policy, words: tuple[str, ...], report: Report) -> None:
    """Faults of weights, groups and labels, in the book as it stands for one scope."""
    where = f"（适用机关：{'、'.join(words)}）" if words else ""
    hint = "改到合计正好为 1；试算的加 --rebalance，其余的按比例变。"
    for path, name in _doubled(policy):
        report("P607", path, f"{name}写了两次{where}", "每个名称、每个 label 只用一次。")
    total = sum((part.weight for part in policy.parts), Fraction(0))
    if total != 1:
        report("P611", "parts", f"各部分权重合计 {plain(total, 20)}，不是 1{where}", hint)
    for index, part in enumerate(policy.parts):
        total = sum((group.weight for group in part.groups), Fraction(0))
        if part.kind == "ratings" and part.groups and total != 1:
            said = f"各评价主体权重合计 {plain(total, 20)}，不是 1{where}"
            report("P611", f"parts[{index}].groups", said, hint)


def _doubled(policy: Policy) -> Iterator[tuple[str, str]]:
    """Labels, rater groups and part names that stand twice, with their key paths."""
    groups = [group for part in policy.parts for group in part.groups]
    labels = [part.label for part in policy.parts if part.label]
    labels += [group.label for group in groups if group.label]
    labels += [share.label for share in policy.shares]
    labels += [policy.quota.label] if policy.quota is not None else []
    named = (
        ("parts", "label ", labels),
        ("parts.groups", "评价主体", [group.name for group in groups]),
    )
    for path, what, names in named:
        for name in dict.fromkeys(names):
            if names.count(name) > 1:
                yield path, f"{what}“{name}”"
