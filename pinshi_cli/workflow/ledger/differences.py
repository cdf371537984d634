"""Two states of a unit's quarter, person by person: what is not the same."""

from collections.abc import Sequence
from typing import NamedTuple

from pinshi_cli.ledger.chain import canonical
from pinshi_cli.ledger.entry import Facts, Plain, Result
from pinshi_cli.workflow.ledger.entries import listed, table, text

_COLUMNS = (
    ("name", "姓名"),
    ("department", "内设机构"),
    ("post", "职务"),
    ("attendance", "参加情况"),
    ("frontline", "一线岗位"),
    ("grade", "等次"),
    ("total", "总分"),
    ("rating", "年度测评"),
)
_MARKS = (("measures", "处分问责"), ("leave", "请假天数"))
_FACTS = (
    ("standing", "状态"),
    ("information", "参考总分"),
    ("band", "分数段"),
    ("ceiling", "处理上限"),
    ("proposed", "拟定等次"),
    ("decided", "集体研究"),
    ("rank", "名次"),
    ("group", "名额分组"),
    ("tied", "名额线上相同"),
    ("parts", "各部分得分"),
    ("adjustments", "加减分"),
    ("reasons", "理由"),
    ("work", "工作纪实"),
)
_LISTS = ("measures", "parts", "adjustments", "reasons", "work")

_HEAD = (
    ("policy", "考核办法"),
    ("meeting", "会议"),
    ("decided", "是否审定"),
    ("scopes", "适用机关"),
    ("stated", "基本信息填的参数"),
    ("quota", "名额"),
)
_OF_MEETING = ("meeting", "decided")

LISTED, NOT_LISTED = "在册", "不在册"


class Difference(NamedTuple):
    """What of one person (empty 编号: of the whole quarter) is not the same."""

    id: str
    name: str
    what: str
    before: str
    after: str

    @property
    def said(self) -> str:
        """`张三（001）等次：较好 → 一般`."""
        who = f"{self.name}（{self.id}）" if self.id else ""
        if not self.before and not self.after:
            return f"{who}{self.what}有变动"
        return f"{who}{self.what}：{self.before or '（无）'} → {self.after or '（无）'}"


class State(NamedTuple):
    """A quarter as it is compared: the head that counts, and everyone's result."""

    head: Facts
    results: Sequence[Result]


def differences(before: State, after: State) -> list[Difference]:
    """All that is not the same: first of the quarter, then person by person."""
    found = _of_heads(before.head, after.head)
    old = {each.id: each for each in before.results}
    new = {each.id: each for each in after.results}
    for result in after.results:
        if result.id not in old:
            found.append(Difference(result.id, result.name, "名册", NOT_LISTED, LISTED))
        else:
            found += of_person(old[result.id], result)
    for result in before.results:
        if result.id not in new:
            found.append(Difference(result.id, result.name, "名册", LISTED, NOT_LISTED))
    same_people = old.keys() == new.keys()
    if same_people and list(old) != list(new):
        found.append(Difference("", "", "名册的先后", "", ""))
    return found


def of_person(before: Result, after: Result) -> list[Difference]:
    """What of one person is not the same."""
    pairs = [(word, getattr(before, key), getattr(after, key), key) for key, word in _COLUMNS]
    if before.grade == after.grade:
        pairs.append(("本季显示", before.shown, after.shown, "shown"))
    for keys, old, new in (
        (_MARKS, before.marks, after.marks),
        (_FACTS, before.facts, after.facts),
    ):
        pairs += [(word, old.get(key), new.get(key), key) for key, word in keys]
    found = []
    for word, old_value, new_value, key in pairs:
        if canonical(old_value) != canonical(new_value):
            silent = key in _LISTS
            was, is_ = ("", "") if silent else (_said(old_value), _said(new_value))
            found.append(Difference(after.id, after.name, word, was, is_))
    return found


def _of_heads(before: Facts, after: Facts) -> list[Difference]:
    found = []
    for key, word in _HEAD:
        old, new = before.get(key), after.get(key)
        if canonical(old) != canonical(new):
            found.append(Difference("", "", word, _head_said(key, before), _head_said(key, after)))
    return found


def _head_said(key: str, head: Facts) -> str:
    if key == "policy":
        policy = table(head, key)
        return f"{text(policy, 'name')}（规则文件 {text(policy, 'sha256')[:12]}）"
    if key == "meeting":
        meeting = table(head, key)
        return f"{text(meeting, 'date')} {text(meeting, 'name')}".strip()
    if key == "decided":
        return "审定" if head.get(key) else "拟定"
    if key == "quota":
        return "；".join(f"{row.get('group')} {row.get('limit')} 人" for row in listed(head, key))
    if key == "stated":
        return "、".join(f"{label} {value}" for label, value in table(head, key).items())
    return _said(head.get(key))


def _said(value: Plain) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (str, int)) or value is None:
        return "" if value is None else str(value)
    return "、".join(map(str, value))


def of_meeting_only(before: State, after: State) -> bool:
    """Whether what differs is no more than what a meeting decides: grades, and the meeting."""
    keys = [key for key, _ in _HEAD if key not in _OF_MEETING]
    same = all(canonical(before.head.get(key)) == canonical(after.head.get(key)) for key in keys)
    undone = before.head.get("decided") and not after.head.get("decided")
    return (
        same
        and not undone
        and [canonical(_undecided(each)) for each in before.results]
        == [canonical(_undecided(each)) for each in after.results]
    )


def _undecided(result: Result) -> Result:
    """The result as it was before the meeting; the decision's reason is the last."""
    facts = dict(result.facts)
    if facts.pop("decided", None) is not None:
        reasons = listed(result.facts, "reasons")[:-1]
        facts["reasons"] = list(reasons)
        if not reasons:
            del facts["reasons"]
    proposed = text(facts, "proposed") or None
    return result._replace(grade=proposed, shown=None, facts=facts)
