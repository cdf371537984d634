"""The forms of a quarter and of a year, as data."""

from typing import NamedTuple

PERSON, DEPARTMENT, UNIT = "每人一份", "每个内设机构一份", "全单位一份"


class Kind(NamedTuple):
    """A form: `id` names its template, `name` what a clerk calls it, `folder` where it is put.

    `when` says for whom or when it is made; `pen` are the fields that no column carries: they are
    printed blank. `annual`: it is made of a year's registers. `made_by` is the command that makes
    it, where another one than `pinshi form` does.
    """

    id: str
    name: str
    title: str
    per: str
    folder: str
    when: str
    pen: tuple[str, ...]
    annual: bool = False
    made_by: str = ""


KINDS = (
    Kind(
        "registration-a",
        "登记表甲",
        "公务员平时考核登记表",
        PERSON,
        "登记表",
        "参加考核的每个人；登记簿里没有个人小结时用，逐项评价",
        ("各项考核结果", "出勤天数", "主管领导签名和日期", "机关盖章和日期"),
    ),
    Kind(
        "registration-b",
        "登记表乙",
        "公务员平时考核登记表",
        PERSON,
        "登记表",
        "参加考核的每个人；登记簿里有个人小结时用",
        ("本人签名", "主管领导签名和日期", "机关盖章和日期"),
    ),
    Kind(
        "scores",
        "评分表",
        "公务员平时考核评分表",
        PERSON,
        "评分表",
        "参加考核的每个人",
        ("评分人签名", "日期"),
    ),
    Kind(
        "negative",
        "负面清单",
        "公务员平时考核负面表现清单",
        UNIT,
        "会议",
        "登记簿里有负面清单时",
        ("填表人签名", "审核人签名"),
    ),
    Kind(
        "roster",
        "人员名册",
        "公务员平时考核人员名册",
        UNIT,
        "会议",
        "总要做",
        ("填表人签名", "审核人签名"),
    ),
    Kind(
        "composite",
        "综合评分表",
        "公务员平时考核综合评分表",
        UNIT,
        "会议",
        "总要做",
        ("会议审定等次", "审核人签名"),
    ),
    Kind(
        "department",
        "结果汇总表",
        "公务员平时考核结果汇总表",
        DEPARTMENT,
        "结果汇总",
        "有人参加考核的每个内设机构",
        ("负责人签名", "日期"),
    ),
    Kind(
        "quota",
        "名额通知",
        "平时考核等次名额通知",
        UNIT,
        "会议",
        "名额能算出时",
        ("报送日期", "盖章"),
    ),
    Kind(
        "notice",
        "公示",
        "平时考核结果公示",
        UNIT,
        "公示",
        "会议审定之后",
        ("盖章",),
        made_by="pinshi notice",
    ),
    Kind(
        "summaries",
        "小结公示",
        "季度工作小结公示",
        UNIT,
        "公示",
        "登记簿里有个人小结时；涉密的不列",
        ("盖章",),
        made_by="pinshi notice --summaries",
    ),
    Kind(
        "feedback",
        "反馈表",
        "公务员平时考核结果反馈表",
        PERSON,
        "反馈表",
        "参加考核、有结果的每个人",
        ("反馈人签名", "本人签名和日期"),
    ),
    Kind(
        "warning",
        "告诫书",
        "告诫书",
        PERSON,
        "提醒告诫",
        "本季受到告诫的人",
        ("告诫的情形", "主管领导签名", "本人签名和日期", "盖章"),
    ),
    Kind(
        "talks",
        "谈话提醒名单",
        "平时考核谈话提醒名单",
        UNIT,
        "提醒告诫",
        "有人的等次在下半段时",
        ("谈话人", "谈话日期", "本人签名"),
    ),
    Kind(
        "review-request",
        "复核申请表",
        "公务员平时考核结果复核申请表",
        PERSON,
        "复核",
        "最低等次的人；别人点名才做",
        ("知悉结果日期", "事由与依据", "附件", "申请人签名和日期", "受理意见"),
    ),
    Kind(
        "review-decision",
        "复核决定",
        "公务员平时考核结果复核决定书",
        PERSON,
        "复核",
        "最低等次的人；别人点名才做",
        ("盖章和日期",),
    ),
    Kind(
        "meeting",
        "会议材料",
        "平时考核等次研究会议材料",
        UNIT,
        "会议",
        "总要做",
        ("会议意见", "参会人员签名", "记录人签名"),
    ),
    Kind(
        "approval",
        "请示",
        "关于审定平时考核等次的请示",
        UNIT,
        "上报",
        "总要做",
        ("盖章", "签发人签名"),
    ),
    Kind(
        "filing-form",
        "备案表",
        "公务员平时考核结果备案表",
        UNIT,
        "上报",
        "总要做",
        ("单位负责人签名", "主管部门意见、盖章和日期"),
    ),
    Kind(
        "filing-report",
        "备案报告",
        "关于平时考核结果备案的报告",
        UNIT,
        "上报",
        "总要做",
        ("盖章",),
    ),
    Kind(
        "annual-registration",
        "年度登记表",
        "公务员年度考核登记表",
        PERSON,
        "年度登记表",
        "参加年度考核的每个人",
        ("本人签名", "主管领导签名和日期", "机关盖章和日期", "本人意见", "任现职时间"),
        annual=True,
    ),
    Kind(
        "annual-vote",
        "优秀评议表",
        "年度考核优秀等次评议表",
        UNIT,
        "年度",
        "有优秀等次人选时",
        ("评议意见",),
        annual=True,
    ),
    Kind(
        "annual-quota",
        "优秀名额分配表",
        "年度考核优秀等次名额分配表",
        UNIT,
        "年度",
        "优秀名额能算出时",
        ("审核人签名", "盖章"),
        annual=True,
    ),
    Kind(
        "annual-summary",
        "年度结果汇总",
        "公务员年度考核结果汇总表",
        UNIT,
        "年度",
        "总要做",
        ("单位负责人签名", "填表人签名", "盖章"),
        annual=True,
    ),
    Kind(
        "archive",
        "成长档案",
        "公务员平时考核成长档案",
        PERSON,
        "成长档案",
        "台账里有的每个人",
        ("本人签名", "盖章和日期"),
        made_by="pinshi history",
    ),
)
"""Every form, in the order in which a quarter, then a year, needs them."""

PRINT = "打印"
"""How the file is called in which everybody's papers stand one after another."""

BY_NAME = {kind.name: kind for kind in KINDS}
REGISTRATIONS = ("登记表甲", "登记表乙")
EITHER_REGISTRATION = "登记表"
"""A word for whichever of the two fits the register."""
