"""Whether the split of the quota holds together: one way to split, factors that can act."""

from pinshi_cli.policy.book import Policy, QuotaFactor
from pinshi_cli.policy.scopes import within
from pinshi_cli.policy.shape import Report

_ACTS_ON = {
    "得分": ("内设机构",),
    "档次": ("内设机构",),
    "中心工作": ("内设机构", "中心工作"),
}
"""By which groups the row of 部门考评 that a factor looks at is a group's own."""


def check_quota(policy: Policy, report: Report) -> None:
    """Faults of quota_groups and quota_factors."""
    for index, factor in enumerate(policy.quota_factors):
        _check_factor(factor, f"quota_factors[{index}]", policy, report)
    words = dict.fromkeys(word for rule in policy.quota_groups for word in rule.source.scope)
    for unit in ("", *words):
        ways = [rule.by for rule in within(policy, {unit}).quota_groups]
        if len(ways) > 1:
            where = f"（适用机关：{unit}）" if unit else ""
            hint = "只留一种；不同机关不同的，每一种都写 scope。"
            report("P607", "quota_groups", f"名额同时按{'、'.join(ways)}分配{where}", hint)
            return


def _check_factor(factor: QuotaFactor, path: str, policy: Policy, report: Report) -> None:
    scored = factor.of == "得分"
    needed, useless = ("least", "value") if scored else ("value", "least")
    has = {"least": factor.least is not None, "value": bool(factor.value)}
    if not has[needed]:
        hint = "写到多少分起，如 least = 90。" if scored else "写是哪个取值，如 value = “是”。"
        report("P606", f"{path}.{needed}", f"按{factor.of}的系数缺少 {needed}", hint)
    if has[useless]:
        report("P602", f"{path}.{useless}", f"按{factor.of}的系数用不到 {useless}", "删掉这个键。")
    if factor.of == "中心工作" and factor.value not in ("", "是", "否"):
        report("P605", f"{path}.value", f"中心工作没有“{factor.value}”这个取值", "写“是”或“否”。")
    ways = _ACTS_ON[factor.of]
    if not any(_meet(factor, rule.source.scope) for rule in policy.quota_groups if rule.by in ways):
        hint = f"写一条 quota_groups，by = {'或'.join(ways)}；或删掉这个系数。"
        report("P602", f"{path}.of", f"名额没有按{'或'.join(ways)}分组，这个系数用不上", hint)


def _meet(factor: QuotaFactor, scope: tuple[str, ...]) -> bool:
    """Whether a unit can be under both rules."""
    own = factor.source.scope
    return not own or not scope or bool(set(own) & set(scope))
