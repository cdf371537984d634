"""Whether the book still holds for the units of one scope: nothing that they need is elsewhere."""

from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.shape import Report

_NEEDED = ("score", "quota", "decision", "bands", "dimensions")
"""What nobody can be graded without."""


def check_needed(policy: Policy, report: Report) -> None:
    """Faults of a book that lacks what every unit needs."""
    for key in _NEEDED:
        if not getattr(policy, key):
            report("P606", key, f"缺少 {key}，不能核定等次", "补上这一部分。")


def check_view(policy: Policy, view: Policy, words: tuple[str, ...], report: Report) -> None:
    """What the whole book has and its `view` for one scope lacks, though another rule needs it."""
    where = f"适用机关为{'、'.join(words)}的" if words else "没有写适用机关的"
    hint = "去掉它的 scope，或给别的机关也写一条。"
    for key in _NEEDED:
        if getattr(policy, key) and not getattr(view, key):
            report("P606", key, f"{where}单位没有 {key}，不能核定等次", hint)
    if view.bands and view.grades != policy.grades:
        report("P612", "bands", f"{where}单位缺等次；各机关的等次须一样", "去掉 bands 的 scope。")
    for kind, whole, own in (
        ("dimension", policy.dimensions, view.dimensions),
        ("part", policy.parts, view.parts),
    ):
        elsewhere = {each.name for each in whole} - {each.name for each in own}
        for tie in view.ties:
            if tie.by == kind and tie.of in elsewhere:
                report("P610", "ties", f"{where}单位没有“{tie.of}”，同分时比不了", hint)
    for part in view.parts_from("ratings"):
        if policy.sheet_full(part) and not view.sheet_full(part):
            report("P604", "dimensions", f"{where}单位的“{part.name}”没有满分", hint)
