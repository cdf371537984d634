"""The year's forms."""

from templates.blocks import (
    ON_RECORD,
    Form,
    Line,
    Overleaf,
    Row,
    Table,
    Title,
    for_each,
    heads,
    label,
    left,
    number,
    opinion,
    row,
    score,
    text,
    told,
)
from templates.person_forms import SEALED, SIGNED

ANNUAL_REGISTRATION = Form(
    "annual-registration",
    "年度登记表",
    (28.0, 30.0, 24.0, 30.0, 28.0, 30.0),
    (
        Title("公务员年度考核登记表"),
        Line("（{{ 年度 }}年度）", "center"),
        Table(
            (
                row(
                    label("姓名"),
                    text("{{ 姓名 }}"),
                    label("性别"),
                    text("{{ 性别 }}"),
                    label("出生年月"),
                    text("{{ 出生年月 | 年月 }}"),
                ),
                Row(
                    (
                        label("政治面貌"),
                        text("{{ 政治面貌 }}"),
                        label("任现职时间", 2),
                        text("", 2),
                    )
                ),
                Row(
                    (
                        label("单位及职务（职级）", 2),
                        left("{{ 单位名称 }}{{ 内设机构 }}　{{ 职务职级 }}", 4),
                    )
                ),
                Row((label("从事或分管工作", 2), left("{{ 从事或分管工作 }}", 4))),
                row(label("平时考核情况"), left("{{ 各季等次 }}", 5)),
                *told("个人总结", "年度小结", f"本人{SIGNED}", 5, 148),
            )
        ),
        Overleaf(),
        Table(
            (
                row(label("参加脱产\n培训情况"), left("{{ 培训情况 }}", 5), height=20),
                row(label("奖惩情况"), left("{{ 年度奖惩 }}", 5), height=20),
                *opinion(
                    "主管领导\n评语和考核\n等次建议",
                    f"建议等次：{{{{ 年度等次 }}}}　　{ON_RECORD}",
                    SIGNED,
                    5,
                    50,
                ),
                *opinion("机关负责人\n或考核委员会\n意见", "", SEALED, 5, 36),
                *opinion("本人意见", "", SIGNED, 5, 24),
                *opinion(
                    "未确定等次或\n不参加考核\n情况说明", "{{ 年度未确定说明 }}", SEALED, 5, 26
                ),
            )
        ),
    ),
)

_QUARTERS = tuple(text(f"{{{{ 人.{name} }}}}") for name in ("一季度", "二季度", "三季度", "四季度"))

ANNUAL_VOTE = Form(
    "annual-vote",
    "优秀评议表",
    (13.0, 34.0, 31.0, 16.0, 16.0, 16.0, 16.0, 28.0),
    (
        Title("{{ 年度 }}年度考核优秀等次评议表"),
        Line("单位：{{ 单位名称 }}　　优秀名额：{{ 优秀名额 }} 人"),
        Table(
            (
                Row(
                    (
                        label("序号", down=2),
                        label("处室", down=2),
                        label("姓名", down=2),
                        label("平时考核等次", 4),
                        label("年度优秀人选", down=2),
                    ),
                    9,
                    head=True,
                ),
                Row(
                    (label("一季度"), label("二季度"), label("三季度"), label("四季度")),
                    9,
                    head=True,
                ),
                *for_each(
                    "人 in 人员",
                    row(
                        number("{{ 人.序号 }}"),
                        text("{{ 人.内设机构 }}"),
                        text("{{ 人.姓名 }}"),
                        *_QUARTERS,
                        text(""),
                    ),
                ),
            )
        ),
        Line("注：1.同意作为年度优秀人选的，在“年度优秀人选”栏画“○”。"),
        Line("　　2.所选人数不得超过优秀名额，多选的整张票无效。"),
        Line(f"　　3.表中人员按办法规定的排序排列；本表不署名。　　{ON_RECORD}"),
    ),
)

ANNUAL_QUOTA = Form(
    "annual-quota",
    "优秀名额分配表",
    (16.0, 58.0, 30.0, 33.0, 33.0),
    (
        Title("{{ 年度 }}年度考核优秀等次名额分配表"),
        Line("单位：{{ 单位名称 }}（盖章）", right=ON_RECORD),
        Line(
            "应参加考核 {{ 应考核人数 }} 人，优秀名额 {{ 优秀名额 }} 人（不超过 {{ 优秀比例 }}），"
            "符合条件 {{ 优秀人选数 }} 人　{{ 优秀比例批准文号 }}"
        ),
        Table(
            (
                heads("序号", "处室", "考核人数", "优秀人选", "拟定优秀"),
                *for_each(
                    "项 in 部门名额",
                    row(
                        number("{{ 项.序号 }}"),
                        text("{% if 项.部门 %}{{ 项.部门 }}{% else %}未分内设机构{% endif %}"),
                        number("{{ 项.人数 }}"),
                        number("{{ 项.人选数 }}"),
                        number("{{ 项.拟定优秀 }}"),
                    ),
                ),
                row(
                    label("合计", 2),
                    number("{{ 应考核人数 }}"),
                    number("{{ 优秀人选数 }}"),
                    number("{{ 优秀人数 }}"),
                ),
            )
        ),
        Line("审核人（签名）：　　　　　　　　　　　　　年　　月　　日"),
    ),
)

ANNUAL_SUMMARY = Form(
    "annual-summary",
    "年度结果汇总",
    (12.0, 32.0, 28.0, 38.0, 18.0, 18.0, 18.0, 18.0, 20.0, 22.0, 33.0),
    (
        Title("{{ 年度 }}年度公务员考核结果汇总表"),
        Line("单位：{{ 单位名称 }}（盖章）", right=ON_RECORD),
        Table(
            (
                heads(
                    "序号",
                    "内设机构",
                    "姓名",
                    "职务职级",
                    "一季度",
                    "二季度",
                    "三季度",
                    "四季度",
                    "年度得分",
                    "年度等次",
                    "备注",
                ),
                *for_each(
                    "人 in 人员",
                    row(
                        number("{{ 人.序号 }}"),
                        text("{{ 人.内设机构 }}"),
                        text("{{ 人.姓名 }}"),
                        text("{{ 人.职务职级 }}"),
                        *_QUARTERS,
                        score("{{ 人.年度得分 }}"),
                        text("{{ 人.年度等次 }}"),
                        left("{% if not 人.年度等次 %}{{ 人.年度结论 }}{% endif %}"),
                        height=9,
                    ),
                ),
                row(label("合计", 2), left("{{ 年度合计 }}", 9)),
            )
        ),
        Line("单位负责人（签名）：　　　　　　填表人（签名）：　　　　　　　年　　月　　日"),
    ),
    landscape=True,
)

FORMS = (ANNUAL_REGISTRATION, ANNUAL_VOTE, ANNUAL_QUOTA, ANNUAL_SUMMARY)
