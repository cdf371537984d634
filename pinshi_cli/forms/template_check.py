"""Whether a template asks only for fields that its kind of form has, and for those that matter."""

from collections.abc import Iterable, Iterator, Sequence

from pinshi_cli.forms.fields import Fields, fields_of
from pinshi_cli.forms.kinds import Kind
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import nearest

SYNONYMS = {
    "处室": "内设机构",
    "部门": "内设机构",
    "科室": "内设机构",
    "单位": "单位名称",
    "得分": "总分",
    "分数": "总分",
    "成绩": "总分",
    "考核得分": "总分",
    "等级": "等次",
    "考核等次": "等次",
    "考核结果": "等次",
    "出生日期": "出生年月",
    "职务及职级": "职务职级",
    "个人总结": "个人小结",
    "评语": "评鉴意见",
    "排名": "名次",
}
"""What offices call a field that has another name here."""

LIKENESS = 0.5
MATTERS = ("姓名", "等次", "年度等次", "总分", "改进要求", "个人小结")
"""Fields whose absence from a clerk's own template is worth a word, where ours has them."""


def unknown_fields(kind: Kind, fields: Iterable[tuple[str, Place]]) -> Iterator[Diagnostic]:
    """An error for each field that the kind has not, with a guess at what was meant."""
    known = fields_of(kind)
    for path, where in fields:
        level, name, rest = _first_unknown(known, path)
        if name:
            guess = _guess(level, name, known)
            shown = f"{{{{ {path} }}}}"
            message = f"{kind.name}没有“{name}”这个字段（{shown}）"
            if rest and level.get(name, ...) is None:
                message = f"“{name}”不是一串，下面没有“{rest}”（{shown}）"
            hint = f"你是不是想写 {{{{ {guess} }}}}？" if guess else _listed(kind)
            yield Diagnostic("T925", Severity.ERROR, message, where, hint)


def _first_unknown(known: Fields, path: str) -> tuple[Fields, str, str]:
    """The level, name and rest at which a path leaves what is known; no name where it does not."""
    level: Fields = known
    names = path.split(".")
    for place, name in enumerate(names):
        rest = ".".join(names[place + 1 :])
        if name not in level:
            return level, name, rest
        below = level[name]
        if below is None:
            return (level, name, rest) if rest else (level, "", "")
        level = below
    return level, "", ""


def _guess(level: Fields, name: str, known: Fields) -> str | None:
    for fields in (level, known):
        meant = SYNONYMS.get(name)
        if meant in fields:
            return meant
        if (close := nearest(name, fields, LIKENESS)) is not None:
            return close
    return None


def _listed(kind: Kind) -> str:
    return f"有哪些字段：pinshi template list --kind {kind.name}。"


def missing_fields(
    kind: Kind, own: Sequence[str], ours: Sequence[str], file: str
) -> Iterator[Diagnostic]:
    """A warning for each field that matters, stands in our template and lacks in the clerk's."""
    have = {path.rpartition(".")[2] for path in own}
    for name in MATTERS:
        if name not in have and any(path.rpartition(".")[2] == name for path in ours):
            message = f"模板里没有 {{{{ {name} }}}}，做出来的{kind.name}不会有这一项"
            hint = "确实不需要的，不用处理；误删的，补上。"
            yield Diagnostic("T926", Severity.WARNING, message, Place(file), hint)
