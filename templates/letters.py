"""The quarter's official letters: notices, requests, reports."""

from templates.blocks import (
    BASIS,
    Close,
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
    or_blank,
    row,
    score,
    text,
)

_FIVE = (16.0, 32.0, 44.0, 40.0, 24.0)
_CLOSE = (
    Gap(8),
    Close("{{ 单位名称 }}", "{{ 落款日期 | 日期 }}"),
)

QUOTA = Form(
    "quota",
    "名额通知",
    (60.0, 30.0, 34.0, 32.0),
    (
        Title("关于{{ 季度名称 }}平时考核\n“{{ 最好等次 }}”等次名额的通知"),
        Gap(4),
        Para("各内设机构：", "address"),
        Para(
            f"根据{BASIS}，"
            "{{ 季度名称 }}参加平时考核 {{ 参加人数 }} "
            "人，“{{ 最好等次 }}”等次名额共 {{ 名额 }} 人（不超过 {{ 名额比例 }}），分配如下："
        ),
        Gap(3),
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
        Gap(3),
        Para(
            "请于　　月　　日前将个人《公务员平时考核登记表》及处室《公务员平时考核结果汇总表》"
            f"交至{or_blank('受理部门')}。"
        ),
        *_CLOSE,
    ),
    letter=True,
)

_REMARKS = (
    Gap(3),
    Mark("{% for 句 in 说明 %}"),
    Para("{{ 句 }}"),
    Mark("{% endfor %}"),
    Para("公示时间：{{ 公示期 }}"),
    Para("受理部门：{{ 受理部门 }}"),
    Para("监督电话：{{ 监督电话 }}"),
    Para("通讯地址：{{ 通讯地址 }}　邮政编码：{{ 邮政编码 }}"),
    Para("{{ 结尾 }}"),
    Gap(8),
    Close("{{ 落款单位 }}", "{{ 落款日期 | 日期 }}"),
)
"""How a public notice ends."""

NOTICE = Form(
    "notice",
    "公示",
    _FIVE,
    (
        Mark("{% if 审定词 == '审定' %}"),
        Title("{{ 单位名称 }}\n{{ 季度名称 }}公务员平时考核结果公示"),
        Mark("{% else %}"),
        Title("{{ 单位名称 }}\n{{ 季度名称 }}公务员平时考核\n拟定等次公示（征求意见）"),
        Mark("{% endif %}"),
        Gap(4),
        Para("{{ 开头 }}"),
        Line("{{ 编排 }}", "right"),
        Mark("{% for 组 in 名单 %}"),
        Para("{{ 循环.序号 | 大写 }}、{{ 组.分组 }}（{{ 组.人数 }} 人）", "heading"),
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
                        height=9,
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
        Title("{{ 单位名称 }}\n{{ 季度名称 }}工作小结公示"),
        Gap(4),
        Para("{{ 开头 }}"),
        Mark("{% for 人 in 人员 %}"),
        Para("{{ 人.姓名 }}{% if 人.内设机构 %}（{{ 人.内设机构 }}）{% endif %}", "heading"),
        Mark("{% for 段 in 人.个人小结 | 分段(200) %}"),
        Para("{{ 段 }}"),
        Mark("{% endfor %}"),
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
                height=9,
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
        Gap(4),
        Para(f"{or_blank('会议名称')}：", "address"),
        Para(
            f"根据{BASIS}，"
            "{{ 季度名称 }}平时考核已经完成评分和汇总。"
            "全单位在册 {{ 总人数 }} 人，参加考核 {{ 参加人数 }} 人，不参加 {{ 不参加人数 }} 人。"
            "现将各等次建议人员报请审定。"
        ),
        Para(
            "{% if 名额比例 %}“{{ 最好等次 }}”等次名额 {{ 名额 }} 人，"
            "建议 {{ 最好人数 }} 人；{% endif %}{{ 等次合计 }}；"
            "不确定等次 {{ 不确定人数 }} 人。"
        ),
        Mark("{% for 组 in 分等次 %}"),
        Para("{{ 循环.序号 | 大写 }}、{{ 组.等次 }}（{{ 组.人数 }} 人）", "heading"),
        _RANKED,
        Mark("{% endfor %}"),
        Gap(3),
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
        Title("{{ 单位名称 }}关于{{ 季度名称 }}\n平时考核结果备案的报告"),
        Gap(4),
        Para("公务员主管部门：", "address"),
        Para(
            f"按照{BASIS}，"
            "我单位组织开展了{{ 季度名称 }}公务员平时"
            "考核，{% if 会议名称 %}{{ 会议名称 }}{% else %}会议{% endif %}"
            "{{ 会议日期 | 日期 }}研究{{ 审定词 }}。现将结果报请审核备案。"
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
                        height=9,
                    ),
                ),
            )
        ),
        Gap(3),
        Mark("{% for 组 in 分等次 %}"),
        Para("{{ 组.等次 }}：{{ 组.名单 | 顿号 }}"),
        Mark("{% endfor %}"),
        Mark("{% if 名额比例 %}"),
        Para("三、名额使用", "heading"),
        Para(
            "“{{ 最好等次 }}”等次名额 {{ 名额 }} 人（{{ 名额比例 }}），"
            "{{ 审定词 }} {{ 最好人数 }} 人。"
        ),
        Mark("{% endif %}"),
        Para("附件：{{ 季度名称 }}公务员平时考核结果备案表"),
        *_CLOSE,
    ),
    letter=True,
)

FORMS = (QUOTA, NOTICE, SUMMARIES, APPROVAL, FILING_REPORT)
