"""告诫书, and the forms of a review (复核)."""

from templates.blocks import Form, Gap, Line, Para, Table, Title, label, left, opinion, row, text
from templates.person_forms import DAY, SEALED, SIGNED

WARNING = Form(
    "warning",
    "告诫书",
    (156.0,),
    (
        Title("告　诫　书"),
        Line("{{ 告诫文号 }}", "center"),
        Gap(8),
        Para("{{ 内设机构 }}　{{ 姓名 }}同志：", "address"),
        Para("你在{{ 季度名称 }}平时考核中，存在下列情形："),
        Para("　"),
        Para("　"),
        Para("依据《{{ 考核办法 }}》（{{ 办法文号 }}），自{{ 告诫日期 | 日期 }}起对你予以告诫。"),
        Para("改进要求：{{ 改进要求 }}"),
        Para("收到本告诫书后，请签名确认。对本告诫有异议的，可以向{{ 受理部门 }}提出。"),
        Gap(14),
        Para("主管领导（签名）：　　　　　　　　", "close"),
        Para("{{ 单位名称 }}（盖章）", "close"),
        Para(DAY, "close"),
        Gap(10),
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
                *opinion("申请复核的事由与依据", "", f"申请人{SIGNED}", 3, 70),
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
        Para("{{ 内设机构 }}　{{ 姓名 }}同志：", "address"),
        Para(
            "你对{{ 季度名称 }}平时考核“{{ 等次 }}”等次提出的复核申请，"
            "我单位已于　　　　年　　月　　日受理。"
        ),
        Para("一、复核查明的情况", "heading"),
        Para("　"),
        Para("　"),
        Para("二、复核结论", "heading"),
        Para("依据《{{ 考核办法 }}》（{{ 办法文号 }}），经研究，决定：　　　　　　　　　　　　"),
        Para("　"),
        Para("本决定自送达之日起生效。"),
        Gap(14),
        Para("{{ 单位名称 }}（盖章）", "close"),
        Para(DAY, "close"),
    ),
    letter=True,
)

FORMS = (WARNING, REVIEW_REQUEST, REVIEW_DECISION)
