"""The quarter's forms about one person."""

from templates.blocks import (
    ON_RECORD,
    Cell,
    Form,
    Line,
    Mark,
    Row,
    Table,
    Title,
    for_each,
    label,
    left,
    number,
    opinion,
    row,
    score,
    text,
)

DAY = "　　　　年　　月　　日"
SIGNED = f"（签名）　　　　　　{DAY}"
SEALED = f"（盖章）　　　　　　{DAY}"

_WHO = row(
    label("姓名"),
    text("{{ 姓名 }}"),
    label("性别"),
    text("{{ 性别 }}"),
    label("出生年月"),
    text("{{ 出生年月 | 年月 }}"),
)
_ABOVE = (Line("单位：{{ 单位名称 }}", right="{{ 季度名称 }}"),)
_SIX = (28.0, 30.0, 24.0, 30.0, 28.0, 30.0)

REGISTRATION_A = Form(
    "registration-a",
    "登记表",
    _SIX,
    (
        Title("公务员平时考核登记表"),
        *_ABOVE,
        Table(
            (
                _WHO,
                row(label("处室及职务"), left("{{ 内设机构 }}　{{ 职务职级 }}", 5)),
                Row(
                    (
                        Cell("考核指标", 1, "label"),
                        Cell("评价要素", 3, "label"),
                        Cell("得分／满分", 1, "label"),
                        Cell("考核结果", 1, "label"),
                    ),
                    10,
                ),
                *for_each(
                    "项 in 指标",
                    row(
                        text("{{ 项.指标 }}"),
                        left("{{ 项.要素 }}", 3),
                        text("{{ 项.得分 }}／{{ 项.满分 }}"),
                        text(""),
                    ),
                ),
                Row(
                    (
                        label("出勤情况", down=2),
                        label("出勤（天）"),
                        label("事假（天）"),
                        label("病假（天）"),
                        label("旷工（天）"),
                        label("迟到早退\n（次）"),
                    ),
                    13,
                ),
                row(
                    text(""),
                    number("{{ 事假天数 }}"),
                    number("{{ 病假天数 }}"),
                    number("{{ 旷工天数 }}"),
                    number("{{ 迟到早退次数 }}"),
                ),
                *opinion("主管领导评鉴", "{{ 评鉴意见 }}\n建议等次：{{ 建议等次 }}", SIGNED, 5, 26),
                *opinion("机关审定", "审定等次：{{ 审定等次 }}\n{{ 未确定说明 }}", SEALED, 5, 18),
            )
        ),
        Line("注：1.“考核结果”一栏由主管领导填写“好”“较好”“一般”“较差”。"),
        Line(f"　　2.“主管领导评鉴”填写评语和考核等次建议。　　{ON_RECORD}"),
    ),
)

REGISTRATION_B = Form(
    "registration-b",
    "登记表",
    _SIX,
    (
        Title("公务员平时考核登记表"),
        *_ABOVE,
        Table(
            (
                _WHO,
                row(
                    label("部门及职务"),
                    left("{{ 内设机构 }}　{{ 职务职级 }}", 3),
                    label("政治面貌"),
                    text("{{ 政治面貌 }}"),
                ),
                row(label("从事或\n分管工作"), left("{{ 从事或分管工作 }}", 5), height=13),
                *opinion("个人总结", "{{ 个人小结 }}", f"本人{SIGNED}", 5, 70),
                row(
                    label("旷工天数"),
                    number("{{ 旷工天数 }}"),
                    label("请假天数"),
                    number("{{ 请假天数 }}"),
                    label("迟到早退次数"),
                    number("{{ 迟到早退次数 }}"),
                ),
                row(label("奖惩情况与\n不良行为记录"), left("{{ 奖惩情况 }}", 5), height=14),
                *opinion(
                    "主管领导\n点评和考核\n等次建议",
                    "{{ 评鉴意见 }}\n建议等次：{{ 建议等次 }}",
                    SIGNED,
                    5,
                    24,
                ),
                *opinion(
                    "机关审定意见", f"审定等次：{{{{ 审定等次 }}}}　　{ON_RECORD}", SEALED, 5, 16
                ),
                row(
                    label("未确定等次或\n不参加考核\n情况说明"),
                    left("{{ 未确定说明 }}", 5),
                    height=18,
                ),
            )
        ),
    ),
)

SCORES = Form(
    "scores",
    "评分表",
    (24.0, 32.0, 24.0, 54.0, 18.0, 18.0),
    (
        Title("公务员平时考核评分表"),
        *_ABOVE,
        Table(
            (
                row(
                    label("姓名"),
                    text("{{ 姓名 }}"),
                    label("内设机构"),
                    text("{{ 内设机构 }}"),
                    label("编号"),
                    text("{{ 编号 }}"),
                ),
                Row(
                    (
                        label("维度"),
                        label("指标"),
                        label("评分标准", 2),
                        label("满分"),
                        label("得分"),
                    )
                ),
                *for_each(
                    "项 in 指标",
                    row(
                        text("{{ 项.维度 }}"),
                        text("{{ 项.指标 }}"),
                        left("{{ 项.要素 }}", 2),
                        number("{{ 项.满分 }}"),
                        number("{{ 项.得分 }}"),
                    ),
                ),
                Mark("{% if 测评 %}"),
                Row((label("评价主体"), label("占比"), label("票数"), label("平均得分", 3))),
                *for_each(
                    "组 in 测评",
                    row(
                        text("{{ 组.主体 }}"),
                        text("{{ 组.权重 }}"),
                        number("{{ 组.票数 }}"),
                        score("{{ 组.得分 }}", 3),
                    ),
                ),
                Mark("{% endif %}"),
                Row((label("构成", 2), label("占比"), label("得分", 3))),
                *for_each(
                    "项 in 分项",
                    row(text("{{ 项.名称 }}", 2), text("{{ 项.权重 }}"), score("{{ 项.得分 }}", 3)),
                ),
                row(
                    label("加减分"),
                    number("{{ 加减分 }}"),
                    label("总分"),
                    score("{{ 总分 }}", 3),
                ),
                *opinion("评分人", "", SIGNED, 5, 8),
            )
        ),
        Line("{{ 参数说明 }}"),
    ),
)

FEEDBACK = Form(
    "feedback",
    "反馈表",
    _SIX,
    (
        Title("公务员平时考核结果反馈表"),
        *_ABOVE,
        Table(
            (
                row(
                    label("姓名"),
                    text("{{ 姓名 }}"),
                    label("内设机构"),
                    text("{{ 内设机构 }}"),
                    label("职务职级"),
                    text("{{ 职务职级 }}"),
                ),
                row(
                    label("考核期"),
                    text("{{ 季度名称 }}"),
                    label("考核得分"),
                    score("{{ 总分 }}"),
                    label("{{ 审定词 }}等次"),
                    text("{{ 等次 }}"),
                ),
                Row((label("指标"), label("评分标准", 4), label("得分／满分"))),
                *for_each(
                    "项 in 指标",
                    row(
                        text("{{ 项.指标 }}"),
                        left("{{ 项.要素 }}", 4),
                        text("{{ 项.得分 }}／{{ 项.满分 }}"),
                    ),
                ),
                row(label("等次说明"), left("{{ 说明 }}", 5), height=14),
                row(label("评鉴意见"), left("{{ 评鉴意见 }}", 5), height=20),
                row(label("改进要求"), left("{{ 改进要求 }}", 5), height=26),
                row(
                    label("反馈日期"),
                    text("{{ 反馈日期 | 日期 }}", 2),
                    label("反馈人签名"),
                    text("", 2),
                ),
                *opinion("本人意见", "{{ 本人意见 }}", f"本人{SIGNED}", 5, 20),
            )
        ),
        Line("{{ 拟定说明 }}"),
        Line("对结果有异议的，可以按规定申请复核。受理部门：{{ 受理部门 }}　电话：{{ 监督电话 }}"),
    ),
)

FORMS = (REGISTRATION_A, REGISTRATION_B, SCORES, FEEDBACK)
