"""The field's closed lists of words: what a register may hold, and a rule book may speak of."""

SHEETS = (
    "基本信息",
    "人员名册",
    "指标体系",
    "指标评分",
    "民主测评",
    "加减分",
    "负面清单",
    "处分问责",
    "工作纪实",
    "月度考核",
    "领导评鉴",
    "考勤",
    "奖励",
    "工作计划",
    "部门考评",
    "职级晋升",
    "正反测评",
    "问题线索",
    "集体研究",
    "年度测评",
    "专项考核",
    "联系点台账",
)
"""The sheets of a register."""

STATUSES = (
    "参加",
    "试用期",
    "借调",
    "挂职",
    "援派",
    "学习培训",
    "病假",
    "事假",
    "新调入",
    "退休",
    "调出",
    "不参加",
    "领导成员",
)
"""What 参加情况 may say."""

PRESENT = "参加"
"""What an empty 参加情况 means."""

LENT = ("借调", "挂职", "援派")
"""The words of those who work elsewhere for a time and come back."""

KINDS = (
    "立案调查",
    "组织谈话",
    "工作问责",
    "责任追究",
    "诫勉",
    "告诫",
    "警告",
    "记过",
    "记大过",
    "降级",
    "撤职",
    "开除",
    "党内警告",
    "党内严重警告",
    "撤销党内职务",
    "留党察看",
    "开除党籍",
    "调整职务",
    "责令辞职",
    "免职",
    "降职",
)
"""What 种类 of 处分问责 may say."""

NATURES = ("共性", "个性", "弹性", "负面")
"""What 性质 of an indicator may say."""

UNIT_KINDS = ("综合类", "经济类", "执法类", "服务类")
"""What 机关类别 may say."""

CANDIDATE, COMPETENT, BARELY, INCOMPETENT = "可评优", "称职", "基本称职", "不称职"
UNDETERMINED, OUT_OF_YEAR, TO_STUDY = "不确定等次", "不参加", "需研究"
VERDICTS = (CANDIDATE, COMPETENT, BARELY, INCOMPETENT, UNDETERMINED, OUT_OF_YEAR, TO_STUDY)
"""What a year may come to, from the lightest on; 可评优 is a candidate, not a grade."""

BEST_OF_YEAR = "优秀"
"""The annual grade of a candidate within the quota."""

ANNUAL_RATING = "年度测评"
"""The sheet of the annual ratings."""

AWAITED, REFUSED, AWAY, NOT_LISTED = "待定", "不参加", "在外", "未在册"
SHOWN = (UNDETERMINED, AWAITED, REFUSED, AWAY, NOT_LISTED)
"""What a quarter may show of a person beside a grade."""

NEGATIVE = "负面清单"
"""The kind that a row of that sheet is, beside those of 处分问责."""

CHECKS = {
    "indicator-count": "指标体系的指标数",
    "indicator-directions": "指标体系正向、反向都有",
    "indicator-natures": "指标体系共性、个性都有",
    "indicator-standards": "每项指标写明评分标准",
    "record-reasons": "工作纪实未完成的写明原因",
    "records-of-everyone": "参加考核的人每期都有工作纪实",
    "summaries": "参加考核的人都有个人小结",
    "feedback": "一般及以下的都有改进要求",
}
"""What `[[checks]]` of a pack may ask of a register, and how it is said."""
