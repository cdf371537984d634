"""The quarter's lists and tables about a whole unit, or a department of it."""

from templates.blocks import (
    ON_RECORD,
    Form,
    Line,
    Row,
    Table,
    Title,
    for_each,
    heads,
    label,
    left,
    number,
    row,
    score,
    text,
)

_PER = "人 in 人员"
_UNIT_LINE = Line("单位：{{ 单位名称 }}（盖章）", right=ON_RECORD)
_FILLED = Line("填表人：{{ 填报人 }}　　　　　　审核人（签名）：　　　　　　　　　　年　　月　　日")
_COUNTS = Line(
    "共 {{ 总人数 }} 人，参加考核 {{ 参加人数 }} 人：{{ 等次合计 }}，不确定等次 {{ 不确定人数 }} 人"
)

NEGATIVE = Form(
    "negative",
    "负面清单",
    (12.0, 26.0, 34.0, 64.0, 32.0, 33.0, 18.0, 38.0),
    (
        Title("{{ 季度名称 }}公务员平时考核负面表现清单"),
        _UNIT_LINE,
        Table(
            (
                heads(
                    "序号", "姓名", "内设机构", "情形", "认定机关", "认定日期", "处理等次", "说明"
                ),
                *for_each(
                    "项 in 清单",
                    row(
                        number("{{ 项.序号 }}"),
                        text("{{ 项.姓名 }}"),
                        text("{{ 项.内设机构 }}"),
                        left("{{ 项.情形 }}"),
                        text("{{ 项.认定机关 }}"),
                        text("{{ 项.认定日期 | 日期 }}"),
                        text("{{ 项.处理等次 }}"),
                        left("{{ 项.说明 }}"),
                    ),
                ),
            )
        ),
        _FILLED,
    ),
    landscape=True,
)

ROSTER = Form(
    "roster",
    "人员名册",
    (11.0, 16.0, 26.0, 11.0, 20.0, 23.0, 31.0, 40.0, 23.0, 20.0, 36.0),
    (
        Title("{{ 季度名称 }}公务员平时考核人员名册"),
        _UNIT_LINE,
        Table(
            (
                heads(
                    "序号",
                    "编号",
                    "姓名",
                    "性别",
                    "出生年月",
                    "政治面貌",
                    "内设机构",
                    "职务职级",
                    "考核类别",
                    "参加情况",
                    "备注",
                ),
                *for_each(
                    _PER,
                    row(
                        number("{{ 人.序号 }}"),
                        text("{{ 人.编号 }}"),
                        text("{{ 人.姓名 }}"),
                        text("{{ 人.性别 }}"),
                        text("{{ 人.出生年月 | 年月 }}"),
                        text("{{ 人.政治面貌 }}"),
                        text("{{ 人.内设机构 }}"),
                        text("{{ 人.职务职级 }}"),
                        text("{{ 人.考核类别 }}"),
                        text("{{ 人.参加情况 }}"),
                        left("{{ 人.备注 }}"),
                        height=9,
                    ),
                ),
            )
        ),
        Line("共 {{ 总人数 }} 人，其中参加考核 {{ 参加人数 }} 人，不参加 {{ 不参加人数 }} 人。"),
        _FILLED,
    ),
    landscape=True,
)

COMPOSITE = Form(
    "composite",
    "综合评分表",
    (11.0, 32.0, 24.0, 62.0, 15.0, 14.0, 14.0, 19.0, 12.0, 18.0, 18.0, 18.0),
    (
        Title("{{ 季度名称 }}公务员平时考核综合评分表"),
        _UNIT_LINE,
        Table(
            (
                heads(
                    "序号",
                    "部门",
                    "姓名",
                    "各项得分",
                    "加减分",
                    "请假\n（天）",
                    "旷工\n（天）",
                    "综合得分",
                    "排名",
                    "初评等次",
                    "拟定等次",
                    "会议审定\n等次",
                    height=12,
                ),
                *for_each(
                    _PER,
                    row(
                        number("{{ 人.序号 }}"),
                        text("{{ 人.内设机构 }}"),
                        text("{{ 人.姓名 }}"),
                        left("{{ 人.分项得分 }}"),
                        number("{{ 人.加减分 }}"),
                        number("{{ 人.请假天数 }}"),
                        number("{{ 人.旷工天数 }}"),
                        score("{{ 人.总分 }}"),
                        number("{{ 人.名次 }}"),
                        text("{{ 人.初评等次 }}"),
                        text("{{ 人.拟定等次 }}"),
                        text("{{ 人.审定等次 }}"),
                        height=9,
                    ),
                ),
            )
        ),
        _COUNTS,
        Line("{{ 参数说明 }}"),
        _FILLED,
    ),
    landscape=True,
)

DEPARTMENT = Form(
    "department",
    "结果汇总表",
    (14.0, 34.0, 50.0, 26.0, 46.0),
    (
        Title("{{ 季度名称 }}公务员平时考核结果汇总表"),
        Line("单位：{{ 单位名称 }}", right="处室：{{ 部门 }}"),
        Table(
            (
                heads("序号", "姓名", "职务职级", "{{ 审定词 }}等次", "备注"),
                *for_each(
                    _PER,
                    row(
                        number("{{ 人.序号 }}"),
                        text("{{ 人.姓名 }}"),
                        text("{{ 人.职务职级 }}"),
                        text("{{ 人.等次 }}"),
                        left("{{ 人.说明 }}"),
                    ),
                ),
                row(label("合计"), left("{{ 部门合计 }}", 4)),
            )
        ),
        Line(f"共 {{{{ 部门人数 }}}} 人。{{{{ 拟定说明 }}}}　　{ON_RECORD}"),
        Line("负责人（签名）：　　　　　　　　　　　　　年　　月　　日"),
    ),
)

TALKS = Form(
    "talks",
    "谈话提醒名单",
    (12.0, 28.0, 34.0, 36.0, 16.0, 60.0, 22.0, 26.0, 23.0),
    (
        Title("{{ 季度名称 }}平时考核谈话提醒名单"),
        _UNIT_LINE,
        Table(
            (
                heads(
                    "序号",
                    "姓名",
                    "内设机构",
                    "职务职级",
                    "等次",
                    "改进要求",
                    "谈话人",
                    "谈话日期",
                    "本人签名",
                ),
                *for_each(
                    _PER,
                    row(
                        number("{{ 人.序号 }}"),
                        text("{{ 人.姓名 }}"),
                        text("{{ 人.内设机构 }}"),
                        text("{{ 人.职务职级 }}"),
                        text("{{ 人.等次 }}"),
                        left("{{ 人.改进要求 }}"),
                        text(""),
                        text(""),
                        text(""),
                        height=14,
                    ),
                ),
            )
        ),
        Line("{{ 拟定说明 }}"),
        _FILLED,
    ),
    landscape=True,
)


FILING_FORM = Form(
    "filing-form",
    "备案表",
    (13.0, 30.0, 36.0, 41.0, 24.0, 26.0),
    (
        Title("{{ 季度名称 }}公务员平时考核结果备案表"),
        _UNIT_LINE,
        Table(
            (
                heads("序号", "姓名", "内设机构", "职务职级", "{{ 审定词 }}等次", "备注"),
                *for_each(
                    _PER,
                    row(
                        number("{{ 人.序号 }}"),
                        text("{{ 人.姓名 }}"),
                        text("{{ 人.内设机构 }}"),
                        text("{{ 人.职务职级 }}"),
                        text("{{ 人.等次 }}"),
                        left("{{ 人.备注 }}"),
                    ),
                ),
                Row(
                    (
                        label("单位意见", 2),
                        left("负责人（签名）：　　　　　　（盖章）　　　年　　月　　日", 4),
                    ),
                    20,
                ),
                Row(
                    (
                        label("主管部门审核备案意见", 2),
                        left("经办人（签名）：　　　　　　（盖章）　　　年　　月　　日", 4),
                    ),
                    20,
                ),
            )
        ),
        _COUNTS,
        Line("{{ 拟定说明 }}"),
    ),
)

FORMS = (NEGATIVE, ROSTER, COMPOSITE, DEPARTMENT, TALKS, FILING_FORM)
