"""Which fields a template of each kind may use: what `template check` knows.

A test holds this against what the values really are.
"""

from collections.abc import Mapping
from typing import Optional

from pinshi_cli.forms.kinds import PERSON as EACH
from pinshi_cli.forms.kinds import Kind
from pinshi_cli.forms.person_values import REVIEW, ROSTER
from pinshi_cli.forms.unit_values import ITEMS

Fields = Mapping[str, Optional["Fields"]]
"""Field names; those of a list's rows below its name, None below a plain field."""


def _plain(*names: str) -> dict[str, None]:
    return dict.fromkeys(" ".join(names).split())


UNIT: Fields = {
    **dict.fromkeys(ITEMS),
    **_plain(
        "单位名称 年度 季度 季度名称 季度起 季度止 考核办法 办法文号 审定词 拟定说明 参数说明",
        "台账校验值 台账末笔",
        "总人数 参加人数 确定人数 不确定人数 不参加人数 最好等次 最好人数 等次合计",
        "名额 名额比例 达到人数",
    ),
    "等次统计": _plain("等次 人数 占比"),
    "名额分组": _plain("分组 参加人数 名额 备注"),
}

PERSON: Fields = {
    **dict.fromkeys(ROSTER),
    **_plain(
        "序号 编号 姓名 出生年月 内设机构 职务 职级 职务职级 参加情况",
        "等次 审定等次 初评等次 拟定等次 名次 并列 分组 说明 未确定说明 依据",
        "总分 加减分 分项得分 病假天数 事假天数 旷工天数 请假天数 迟到早退次数",
        "奖惩情况 个人小结 涉密 评鉴意见 建议等次 改进要求 反馈日期 本人意见",
    ),
    "理由": _plain("条款 说明"),
    "分项": _plain("名称 权重 得分"),
    "测评": _plain("主体 权重 票数 得分"),
    "指标": _plain("指标 维度 性质 要素 满分 得分 档次"),
    "加减项": _plain("类型 类别 事项 分值 依据"),
    "评鉴": dict.fromkeys(REVIEW),
    "工作纪实": _plain("周期 类别 内容 完成情况"),
    "月份": _plain("月 建议等次 审定等次"),
}

YEAR: Fields = {
    **UNIT,
    **_plain("应考核人数 优秀名额 优秀比例 优秀人选数 优秀人数 年度合计"),
    "年度统计": _plain("等次 人数"),
}

YEAR_PERSON: Fields = {
    **PERSON,
    **_plain(
        "一季度 二季度 三季度 四季度 各季等次 好次数 年度得分 测评得分 培训学时 理论测试成绩",
        "培训情况 年度结论 年度等次 年度名次 年度并列 年度依据 年度未确定说明 年度奖惩 年度小结",
    ),
}

_GRADE_GROUPS: Fields = {**_plain("等次 人数"), "名单": {}, "人员": PERSON}

_NOTICE: Fields = {
    **_plain(
        "标题 开头 单位名称 季度名称 考核办法 办法文号 会议名称 审定词 总人数 编排 公示期",
        "公示起 公示止 工作日 受理部门 监督电话 通讯地址 邮政编码 结尾 落款单位 落款日期",
    ),
    "名单": {
        **_plain("分组 人数"),
        "人员": _plain("序号 姓名 内设机构 职务职级 等次 个人小结"),
    },
    "人员": _plain("序号 姓名 内设机构 职务职级 等次 个人小结"),
    "说明": {},
}

_ARCHIVE: Fields = {
    **_plain("单位名称 编号 姓名 曾用名 内设机构 职务 季数 等次合计 台账校验值"),
    "各季": _plain("季度名称 等次 总分 审定词 处分问责 经过 台账"),
    "工作": _plain("季度名称 内容"),
}

_MORE: Mapping[str, Fields] = {
    "warning": _plain("告诫日期 告诫文号"),
    "review-decision": _plain("受理日期 复核情况 复核结论 复核理由"),
    "negative": {
        "清单": _plain("序号 编号 姓名 内设机构 职务职级 类别 情形 认定机关 认定日期 处理等次 说明")
    },
    "department": {
        "人员": PERSON,
        **_plain("部门 部门人数 部门合计"),
        "部门统计": _plain("等次 人数 占比"),
    },
    "meeting": dict.fromkeys(
        ("人员", "人选", "其余", "并列人员", "受处理人员", "不确定人员", "不参加人员"), PERSON
    ),
    "approval": {"人员": PERSON, "分等次": _GRADE_GROUPS},
    "filing-report": {"人员": PERSON, "分等次": _GRADE_GROUPS},
    "annual-quota": {
        "人员": YEAR_PERSON,
        "部门名额": _plain("序号 部门 人数 人选数 拟定优秀"),
    },
}


def fields_of(kind: Kind) -> Fields:
    """Every field that a template of this kind may use."""
    if kind.made_by:
        return _ARCHIVE if kind.id == "archive" else _NOTICE
    more = _MORE.get(kind.id)
    if kind.annual:
        own = YEAR_PERSON if kind.id == "annual-registration" else {"人员": YEAR_PERSON}
        return {**YEAR, **(more or own)}
    if kind.per == EACH:
        return {**UNIT, **PERSON, **(more or {})}
    return {**UNIT, **(more or {"人员": PERSON})}
