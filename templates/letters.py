"""The quarter's official letters: notices, requests, reports."""

from templates.blocks import (
    Form,
    Gap,
    Line,
    Mark,
    Para,
    Table,
    Title,
    for_each,
    heads,
    left,
    number,
    row,
    score,
    text,
)

_FIVE = (16.0, 32.0, 44.0, 40.0, 24.0)
_CLOSE = (
    Gap(12),
    Para("{{ 单位名称 }}", "close"),
    Para("{{ 落款日期 | 日期 }}", "close"),
)

QUOTA = Form(
    "quota",
    "名额通知",
    (60.0, 30.0, 34.0, 32.0),
    (
        Title("关于{{ 季度名称 }}平时考核\n“{{ 最好等次 }}”等次名额的通知"),
        Gap(),
        Para("各内设机构：", "address"),
        Para(
            "根据《{{ 考核办法 }}》（{{ 办法文号 }}），{{ 季度名称 }}参加平时考核 {{ 参加人数 }} "
            "人，“{{ 最好等次 }}”等次名额共 {{ 名额 }} 人（不超过 {{ 名额比例 }}），分配如下："
        ),
        Table(
            (
                heads("处室（分组）", "考核人数", "“{{ 最好等次 }}”名额", "备注"),
                *for_each(
                    "组 in 名额分组",
                    row(
                        text("{{ 组.分组 }}"),
                        number("{{ 组.参加人数 }}"),
                        number("{{ 组.名额 }}"),
                        left("{{ 组.备注 }}"),
                    ),
                ),
            )
        ),
        Para(
            "请于　　月　　日前将个人《公务员平时考核登记表》及处室《公务员平时考核结果汇总表》"
            "交至{{ 受理部门 }}。"
        ),
        *_CLOSE,
    ),
    letter=True,
)

_REMARKS = (
    Mark("{% for 句 in 说明 %}"),
    Para("{{ 句 }}"),
    Mark("{% endfor %}"),
    Para("公示时间：{{ 公示期 }}"),
    Para("受理部门：{{ 受理部门 }}　监督电话：{{ 监督电话 }}"),
    Para("通讯地址：{{ 通讯地址 }}　邮政编码：{{ 邮政编码 }}"),
    Para("{{ 结尾 }}"),
    Gap(12),
    Para("{{ 落款单位 }}", "close"),
    Para("{{ 落款日期 | 日期 }}", "close"),
)
"""How a public notice ends."""

NOTICE = Form(
    "notice",
    "公示",
    _FIVE,
    (
        Title("{{ 标题 }}"),
        Gap(),
        Para("{{ 开头 }}"),
        Line("{{ 编排 }}", "right"),
        Mark("{% for 组 in 名单 %}"),
        Para("{{ 组.分组 }}（{{ 组.人数 }} 人）", "heading"),
        Table(
            (
                heads("序号", "姓名", "内设机构", "职务职级", "等次"),
                *for_each(
                    "人 in 组.人员",
                    row(
                        number("{{ 人.序号 }}"),
                        text("{{ 人.姓名 }}"),
                        text("{{ 人.内设机构 }}"),
                        text("{{ 人.职务职级 }}"),
                        text("{{ 人.等次 }}"),
                    ),
                ),
            )
        ),
        Mark("{% endfor %}"),
        *_REMARKS,
    ),
    letter=True,
)

SUMMARIES = Form(
    "summaries",
    "小结公示",
    (156.0,),
    (
        Title("{{ 标题 }}"),
        Gap(),
        Para("{{ 开头 }}"),
        Mark("{% for 人 in 人员 %}"),
        Para("{{ 人.姓名 }}{% if 人.内设机构 %}（{{ 人.内设机构 }}）{% endif %}", "heading"),
        Para("{{ 人.个人小结 }}"),
        Mark("{% endfor %}"),
        *_REMARKS,
    ),
    letter=True,
)

_RANKED = Table(
    (
        heads("名次", "姓名", "内设机构", "职务职级", "总分"),
        *for_each(
            "人 in 组.人员",
            row(
                number("{{ 人.名次 }}"),
                text("{{ 人.姓名 }}"),
                text("{{ 人.内设机构 }}"),
                text("{{ 人.职务职级 }}"),
                score("{{ 人.总分 }}"),
            ),
        ),
    )
)

APPROVAL = Form(
    "approval",
    "请示",
    _FIVE,
    (
        Title("关于审定{{ 季度名称 }}\n平时考核等次人员的请示"),
        Gap(),
        Para("{{ 会议名称 }}：", "address"),
        Para(
            "根据《{{ 考核办法 }}》（{{ 办法文号 }}），{{ 季度名称 }}平时考核已经完成评分和汇总。"
            "全单位在册 {{ 总人数 }} 人，参加考核 {{ 参加人数 }} 人，不参加 {{ 不参加人数 }} 人。"
            "现将各等次建议人员报请审定。"
        ),
        Para(
            "“{{ 最好等次 }}”等次名额 {{ 名额 }} 人，建议 {{ 最好人数 }} 人；{{ 等次合计 }}；"
            "不确定等次 {{ 不确定人数 }} 人。"
        ),
        Mark("{% for 组 in 分等次 %}"),
        Para("{{ 组.等次 }}（{{ 组.人数 }} 人）", "heading"),
        _RANKED,
        Mark("{% endfor %}"),
        Para("{{ 参数说明 }}"),
        Para("以上妥否，请批示。"),
        *_CLOSE,
    ),
    letter=True,
)

FILING_REPORT = Form(
    "filing-report",
    "备案报告",
    (40.0, 58.0, 58.0),
    (
        Title("{{ 单位名称 }}\n关于{{ 季度名称 }}平时考核结果备案的报告"),
        Gap(),
        Para("公务员主管部门：", "address"),
        Para(
            "按照《{{ 考核办法 }}》（{{ 办法文号 }}），我单位组织开展了{{ 季度名称 }}公务员平时"
            "考核，{{ 会议名称 }}{{ 会议日期 | 日期 }}研究{{ 审定词 }}。现将结果报请审核备案。"
        ),
        Para("一、基本情况", "heading"),
        Para(
            "在册 {{ 总人数 }} 人，参加考核 {{ 参加人数 }} 人，确定等次 {{ 确定人数 }} 人，"
            "不确定等次 {{ 不确定人数 }} 人，不参加 {{ 不参加人数 }} 人。"
        ),
        Para("二、考核结果", "heading"),
        Table(
            (
                heads("等次", "人数", "占参加考核人数"),
                *for_each(
                    "项 in 等次统计",
                    row(
                        text("{{ 项.等次 }}"),
                        number("{{ 项.人数 }}"),
                        text("{{ 项.占比 }}"),
                    ),
                ),
            )
        ),
        Mark("{% for 组 in 分等次 %}"),
        Para("{{ 组.等次 }}：{{ 组.名单 | 顿号 }}"),
        Mark("{% endfor %}"),
        Para("三、名额使用", "heading"),
        Para(
            "“{{ 最好等次 }}”等次名额 {{ 名额 }} 人（{{ 名额比例 }}），"
            "{{ 审定词 }} {{ 最好人数 }} 人。"
        ),
        Para("附件：{{ 季度名称 }}公务员平时考核结果备案表"),
        *_CLOSE,
    ),
    letter=True,
)

FORMS = (QUOTA, NOTICE, SUMMARIES, APPROVAL, FILING_REPORT)
