"""告诫书, and the forms of a review (复核)."""

from templates.blocks import (
    BASIS,
    WHOM,
    Close,
    Form,
    Gap,
    Line,
    Mark,
    Para,
    Table,
    Title,
    label,
    left,
    opinion,
    or_blank,
    row,
    text,
)
from templates.person_forms import DAY, SEALED, SIGNED

WARNING = Form(
    "warning",
    "告诫书",
    (156.0,),
    (
        Title("告　诫　书"),
        Line("{{ 告诫文号 }}", "center"),
        Gap(3),
        Para(WHOM, "address"),
        Para("你在{{ 季度名称 }}平时考核中，存在下列情形："),
        Para("　"),
        Para("　"),
        Para(f"依据{BASIS}，自{or_blank('告诫日期', '告诫日期 | 日期')}起对你予以告诫。"),
        Para("改进要求：{{ 改进要求 }}"),
        Para(f"收到本告诫书后，请签名确认。对本告诫有异议的，可以向{or_blank('受理部门')}提出。"),
        Gap(4),
        Para("　　　　　　　　　　　　主管领导（签名）：", "address"),
        Gap(4),
        Close("{{ 单位名称 }}（盖章）", DAY),
        Gap(6),
        Para(f"本人签收（签名）：　　　　　　　{DAY}", "address"),
    ),
    letter=True,
)

REVIEW_REQUEST = Form(
    "review-request",
    "复核申请表",
    (34.0, 51.0, 34.0, 51.0),
    (
        Title("公务员平时考核结果复核申请表"),
        Line("单位：{{ 单位名称 }}"),
        Table(
            (
                row(label("姓名"), text("{{ 姓名 }}"), label("内设机构"), text("{{ 内设机构 }}")),
                row(
                    label("职务职级"),
                    text("{{ 职务职级 }}"),
                    label("考核期"),
                    text("{{ 季度名称 }}"),
                ),
                row(label("原等次"), text("{{ 等次 }}"), label("知悉结果日期"), text(DAY)),
                row(label("申请日期"), text(DAY), label("受理部门"), text("{{ 受理部门 }}")),
                *opinion("申请复核的\n事由与依据", "", f"申请人{SIGNED}", 3, 70),
                row(label("附件"), left("", 3), height=20),
                *opinion("受理意见", "", SEALED, 3, 26),
                *opinion("复核结论", "", SEALED, 3, 30),
            )
        ),
    ),
)

REVIEW_DECISION = Form(
    "review-decision",
    "复核决定",
    (156.0,),
    (
        Title("公务员平时考核结果复核决定书"),
        Gap(8),
        Para(WHOM, "address"),
        Para(
            "你对{{ 季度名称 }}平时考核“{{ 等次 }}”等次提出的复核申请，"
            "我单位已于{% if 受理日期 %}{{ 受理日期 | 日期 }}{% else %}　　　　年　　月　　日"
            "{% endif %}受理。"
        ),
        Para("一、复核查明的情况", "heading"),
        Para("{% if 复核情况 %}{{ 复核情况 }}{% else %}　{% endif %}"),
        Mark("{% if not 复核情况 %}"),
        Para("　"),
        Mark("{% endif %}"),
        Para("二、复核结论", "heading"),
        Para(f"依据{BASIS}，经研究，决定：{{{{ 复核结论 }}}}{{% if 复核结论 %}}。{{% endif %}}"),
        Para("{% if 复核理由 %}理由：{{ 复核理由 }}{% else %}　{% endif %}"),
        Para("本决定自送达之日起生效。"),
        Gap(14),
        Close("{{ 单位名称 }}（盖章）", DAY),
    ),
    letter=True,
)

FORMS = (WARNING, REVIEW_REQUEST, REVIEW_DECISION)
