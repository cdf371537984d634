"""What the meeting has before it."""

from templates.blocks import (
    Form,
    Line,
    Mark,
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


def _listed(list_: str, title: str) -> tuple[Row | Mark, ...]:
    """A part of the meeting's table: people, where there are any."""
    return (
        Mark(f"{{% if {list_} %}}"),
        Row((label(title, 9),), 9),
        *for_each(
            f"人 in {list_}",
            row(
                number("{{ 人.名次 }}"),
                text("{{ 人.姓名 }}"),
                text("{{ 人.内设机构 }}"),
                text("{{ 人.职务职级 }}"),
                score("{{ 人.总分 }}"),
                text("{{ 人.初评等次 }}"),
                text("{{ 人.拟定等次 }}"),
                left("{{ 人.说明 }}"),
                text("{{ 人.审定等次 }}"),
                height=9,
            ),
        ),
        Mark("{% endif %}"),
    )


MEETING = Form(
    "meeting",
    "会议材料",
    (14.0, 28.0, 34.0, 40.0, 20.0, 20.0, 20.0, 57.0, 24.0),
    (
        Title("{{ 季度名称 }}公务员平时考核等次研究材料"),
        Line("单位：{{ 单位名称 }}　　会议：{{ 会议名称 }}　{{ 会议日期 | 日期 }}"),
        Line(
            "参加考核 {{ 参加人数 }} 人，"
            "{% if 名额比例 %}“{{ 最好等次 }}”名额 {{ 名额 }} 人（{{ 名额比例 }}），{% endif %}"
            "达到“{{ 最好等次 }}”的 {{ 达到人数 }} 人"
        ),
        Line("{{ 参数说明 }}"),
        Table(
            (
                heads(
                    "名次",
                    "姓名",
                    "内设机构",
                    "职务职级",
                    "总分",
                    "初评等次",
                    "拟定等次",
                    "说明",
                    "会议意见",
                ),
                *_listed("人选", "“{{ 最好等次 }}”等次人选（按排序）"),
                *_listed("并列人员", "名额线上同分、请会议研究的"),
                *_listed("其余", "其余人员"),
                *_listed("受处理人员", "受处分、问责等影响等次的"),
                *_listed("不确定人员", "不确定等次、待定的"),
                *_listed("不参加人员", "不参加本单位考核的"),
            )
        ),
        Line("参会人员（签名）："),
        Line("记录人（签名）：　　　　　　　　　　　　　年　　月　　日"),
    ),
    landscape=True,
)

FORMS = (MEETING,)
