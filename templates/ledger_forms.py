"""What is made of the ledger: the growth archive of a person."""

from templates.blocks import (
    Form,
    Gap,
    Line,
    Mark,
    Table,
    Title,
    for_each,
    heads,
    label,
    left,
    opinion,
    row,
    text,
)
from templates.person_forms import SEALED, SIGNED

ARCHIVE = Form(
    "archive",
    "成长档案",
    (34.0, 18.0, 18.0, 16.0, 62.0, 22.0),
    (
        Title("公务员平时考核成长档案"),
        Line("单位：{{ 单位名称 }}", right="共 {{ 季数 }} 季"),
        Table(
            (
                row(
                    label("姓名"),
                    text("{{ 姓名 }}", 2),
                    label("编号"),
                    text("{{ 编号 }}", 2),
                ),
                row(
                    label("曾用名"),
                    text("{{ 曾用名 }}", 2),
                    label("职务"),
                    text("{{ 职务 }}", 2),
                ),
                row(label("内设机构"), left("{{ 内设机构 }}", 5)),
                row(label("等次累计"), left("{{ 等次合计 }}", 5)),
            )
        ),
        Gap(3),
        Table(
            (
                heads("季度", "等次", "得分", "审定", "处分问责、更正、复核、备案", "台账"),
                *for_each(
                    "季 in 各季",
                    row(
                        text("{{ 季.季度名称 }}"),
                        text("{{ 季.等次 }}"),
                        text("{{ 季.总分 }}"),
                        text("{{ 季.审定词 }}"),
                        left("{{ 季.经过 }}"),
                        text("{{ 季.台账 }}"),
                    ),
                ),
                Mark("{% if 工作 %}"),
                row(label("季度"), label("完成的工作", 5)),
                *for_each("项 in 工作", row(text("{{ 项.季度名称 }}"), left("{{ 项.内容 }}", 5))),
                Mark("{% endif %}"),
                *opinion("本人核对", "", SIGNED, 5, 10),
                *opinion("单位", "", SEALED, 5, 10),
            )
        ),
        Line("台账校验值：{{ 台账校验值 }}"),
    ),
)

FORMS = (ARCHIVE,)
