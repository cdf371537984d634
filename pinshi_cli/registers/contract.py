"""The register's contract: which sheets there are, their headings, what a cell may hold.

`pinshi check` holds every sheet against it, also those that no step of grading reads yet.
"""

import re

from pinshi_cli.model.words import KINDS, NATURES, NEGATIVE, STATUSES, UNIT_KINDS
from pinshi_cli.registers.columns import Column, SheetRule

GUIDE = "填表说明"
"""The sheet that says how to fill in the others; nobody reads it but people."""

FINDINGS = "问题清单"
FINDINGS_NAME = re.compile(rf"{FINDINGS}(?:\(\d+\))?")
"""The sheet that a copy returned for mending has; nobody reads it but people."""

UNIT = "基本信息"
ROSTER = "人员名册"
INDICATORS = "指标体系"
POINTS = "指标评分"
RATINGS = "民主测评"
MEASURES = "处分问责"
ATTENDANCE = "考勤"
DECISIONS = "集体研究"
ADJUSTMENTS = "加减分"
MONTHS = "月度考核"
REVIEWS = "领导评鉴"
DEPARTMENTS = "部门考评"
RECORDS = "工作纪实"
CRITERIA = "正反测评"

LISTED = (
    RECORDS,
    REVIEWS,
    "奖励",
    "工作计划",
    "职级晋升",
    CRITERIA,
    "问题线索",
    "年度测评",
    "专项考核",
    "联系点台账",
)
"""The sheets whose rows lists and reports use as they stand."""

UNIT_ITEMS = (
    Column("单位名称", required=True),
    Column("年度", "whole", required=True),
    Column("季度", "quarter", required=True),
    Column("考核办法", required=True),
    Column("单位编码"),
    Column("机关类别", "choice", words=UNIT_KINDS),
    Column("适用机关"),
    Column("优秀比例", "share"),
    Column("好等次比例", "share"),
    Column("优秀比例批准文号"),
    Column("县区"),
    Column("会议名称"),
    Column("会议日期", "date"),
    Column("奖金总额", "number", least=0),
    Column("受理部门"),
    Column("监督电话"),
    Column("通讯地址"),
    Column("邮政编码"),
    Column("公示起始日期", "date"),
    Column("公示工作日", "number"),
    Column("落款日期", "date"),
    Column("填报人"),
    Column("联系点", "yes-no"),
)
"""The items of 基本信息; a policy's open parameters join them under its own labels."""


def _text(*headings: str) -> tuple[Column, ...]:
    return tuple(Column(heading) for heading in headings)


def _must(heading: str, kind: str = "text", *words: str) -> Column:
    return Column(heading, kind, required=True, words=words)


_WAY = Column("方向", "choice", words=("正向", "反向"))

SHEETS: dict[str, SheetRule] = {
    rule.name: rule
    for rule in (
        SheetRule(UNIT, (_must("项目"), _must("内容")), "none", "项目", single=True),
        SheetRule(
            ROSTER,
            (
                *_text("性别"),
                Column("出生年月", "month"),
                *_text("政治面貌", "内设机构", "职务", "职级", "考核类别", "层级"),
                Column("参加情况", "choice", words=STATUSES),
                Column("起始日期", "date"),
                Column("结束日期", "date"),
                *_text("现工作单位", "从事或分管工作"),
                Column("一线岗位", "yes-no"),
                Column("中心工作", "yes-no"),
                Column("急难险重", "yes-no"),
                Column("涉密", "yes-no"),
                *_text("备注"),
            ),
            single=True,
        ),
        SheetRule(
            INDICATORS,
            (
                _must("指标名称"),
                _must("维度"),
                _must("性质", "choice", *NATURES),
                _WAY,
                _must("满分", "number"),
                *_text("适用类别", "评分标准"),
            ),
            "none",
            "指标名称",
        ),
        SheetRule(POINTS, (Column("月份", "month"),), single=True),
        SheetRule(
            RATINGS,
            (
                _must("评价主体"),
                _must("评价人")._replace(unless="票数"),
                Column("票数", "whole"),
                *_text("说明"),
            ),
            "either",
        ),
        SheetRule(
            ADJUSTMENTS,
            (
                _must("类型", "choice", "加分", "减分"),
                _must("事项"),
                _must("分值", "number"),
                *_text("类别", "依据"),
                Column("认定日期", "date"),
                *_text("事件编号"),
            ),
        ),
        SheetRule(
            NEGATIVE,
            (
                _must("情形"),
                *_text("类别", "认定机关"),
                Column("认定日期", "date"),
                Column("处理等次", "grade"),
                *_text("说明"),
            ),
        ),
        SheetRule(
            MEASURES,
            (
                _must("种类", "choice", *KINDS),
                _must("生效日期", "date"),
                Column("解除日期", "date"),
                *_text("文号"),
                Column("处理等次", "grade"),
            ),
        ),
        SheetRule(
            RECORDS,
            (
                _must("周期", "week"),
                Column("类别", "choice", words=("绩效目标任务", "重点工作任务", "常规工作")),
                _must("内容"),
                Column("完成情况", "choice", words=("已完成", "未完成", "推进中")),
                *_text("未完成原因"),
                Column("涉密", "yes-no"),
                Column("填报日期", "date"),
            ),
        ),
        SheetRule(
            MONTHS,
            (
                _must("月份", "month"),
                _must("建议等次", "grade"),
                *_text("建议人"),
                Column("审定等次", "grade"),
            ),
        ),
        SheetRule(
            REVIEWS,
            (
                *_text("个人小结"),
                Column("涉密", "yes-no"),
                *_text("评鉴身份", "评鉴意见"),
                Column("建议等次", "grade"),
                Column("个性等次", "grade"),
                *_text("评鉴人"),
                Column("评鉴日期", "date"),
                *_text("改进要求"),
                Column("反馈日期", "date"),
                *_text("本人意见"),
            ),
        ),
        SheetRule(
            ATTENDANCE,
            (
                _must("类别"),
                Column("起始日期", "date"),
                Column("结束日期", "date"),
                Column("天数", "number"),
            ),
        ),
        SheetRule("奖励", (_must("种类"), _must("日期", "date"), *_text("事由", "文号"))),
        SheetRule(
            "工作计划",
            (
                _must("期间", "year-or-month"),
                Column("类别", "choice", words=("重点", "常规", "动态")),
                _must("内容"),
                *_text("审核人"),
                Column("备案日期", "date"),
            ),
        ),
        SheetRule(
            DEPARTMENTS,
            (
                _must("内设机构"),
                Column("得分", "number", least=0),
                *_text("档次"),
                Column("中心工作", "yes-no"),
                *_text("说明"),
            ),
            "none",
            "内设机构",
            single=True,
        ),
        SheetRule(
            "职级晋升",
            (
                _must("拟晋升职级"),
                Column("现职级起始", "date"),
                *_text("情形"),
                Column("类型", "choice", words=("排头兵", "实干家", "老黄牛")),
                Column("政治表现", "choice", words=("合格", "有疑点", "不合格")),
                *_text("说明"),
            ),
        ),
        SheetRule(
            CRITERIA, (_must("评价主体"), _must("评价人"), *_text("说明")), "either", free=True
        ),
        SheetRule(
            "问题线索",
            (
                _must("来源单位"),
                _must("事实"),
                Column("日期", "date"),
                *_text("核实情况", "结果"),
            ),
        ),
        SheetRule(
            DECISIONS,
            (
                _must("审定等次", "grade"),
                *_text("理由", "会议名称"),
                Column("会议日期", "date"),
            ),
            single=True,
        ),
        SheetRule(
            "年度测评",
            (
                Column("得分", "number", required=True, least=0, most=100),
                Column("培训学时", "number", least=0),
                Column("理论测试成绩", "number", least=0, most=100),
            ),
            single=True,
        ),
        SheetRule(
            "专项考核",
            (_must("任务"), _must("日期", "date"), *_text("结果", "考核机关", "说明")),
        ),
        SheetRule(
            "联系点台账",
            (
                _must("任务"),
                *_text("成果形式"),
                Column("完成情况", "choice", words=("已完成", "未完成", "推进中")),
                Column("定量得分", "number", least=0, most=100),
                Column("定性评价", "choice", words=("好", "较好", "一般", "较差")),
                *_text("说明"),
            ),
            "none",
            "任务",
        ),
    )
}
"""Every sheet of the contract by its name, in the contract's order."""
