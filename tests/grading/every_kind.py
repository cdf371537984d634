"""One policy with a part of each kind, and a register of four people that fills them all."""

from fractions import Fraction

from pinshi_cli.model.register import Person, Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.score_book import Level
from tests.grading.made import (
    WORTH,
    at,
    dimensions,
    group,
    indicator,
    item,
    month,
    part,
    points,
    policy_of,
    rating,
    register_of,
    review,
    rule,
    source,
    totals,
)

PEOPLE = ("001", "002", "003", "004")


def every_kind() -> Policy:
    """Nine parts, levels of completion, 加减分 under three rules."""
    return policy_of(
        part("indicators", "0.2", name="个性指标", natures=("个性",)),
        part("indicators", "0.1", name="共性指标", natures=("共性", "负面")),
        part(
            "ratings",
            "0.1",
            name="领导测评",
            form="dimensions",
            groups=(group("领导", "0.6"), group("班子", "0.4", "中层")),
            dimensions=("能", "绩"),
        ),
        part(
            "ratings",
            "0.1",
            name="同事互评",
            groups=(group("同事"),),
            aggregate="trimmed",
            trim_from=5,
            void=("all-full",),
            full=Fraction(10),
        ),
        part(
            "ratings",
            "0.1",
            name="群众投票",
            form="vote",
            points=WORTH,
            groups=(group("群众", "0.5"), group("服务对象", "0.5")),
            aggregate="median",
            min_raters=2,
        ),
        part("months", "0.2", name="月度考核"),
        part("review", "0.1", name="领导评鉴", column="建议等次", reviewers=("分管领导",)),
        part("fixed", "0.1", name="基础分", value=Fraction(80)),
        dimensions=dimensions(德=20, 能=30, 绩=50),
        levels=(Level("基本完成", Fraction("0.75"), source("T3")),),
        adjustments=(
            rule("加分", 2, "表彰", title="表彰奖励"),
            rule("加分", 3, title="创新创先"),
            rule("减分", 4, title="违规扣分"),
        ),
    )


def register_of_every_kind() -> Register:
    """001 has all of everything, 002 as little as will do, 003 lacks a month, 004 has retired."""
    one = Person("001", "张三", at("人员名册", 2, 1), category="中层", attendance="参加")
    people = [
        one,
        one._replace(id="002", name="李四", category="一般"),
        one._replace(id="003", name="王五"),
        one._replace(id="004", name="赵六", attendance="退休"),
    ]
    entered = points("26.5", "22.5", 9, 1, levels=("", "基本完成", "", ""))
    everyone = dict.fromkeys(PEOPLE, entered._replace(row=2))
    votes = {
        "群众": [rating(20, 95, votes=3, vote="好"), rating(21, 80, votes=3, vote="较好")],
        "服务对象": [rating(22, 65, vote="一般"), rating(23, 95, votes=2, vote="好")],
    }
    full = {
        "领导": [rating(2, 28, 44), rating(3, 27, "44.5"), rating(4, 25, 41)],
        "班子": [rating(5, 30, 50, votes=2), rating(6, 10, 20)],
        "同事": totals(10, 9, "8.5", "9.5", 4, "9.25"),
        **votes,
    }
    least = {"领导": [rating(7, 20, 40)], "同事": totals(8, 9, 7), "群众": votes["群众"][:1]}
    least["服务对象"] = votes["服务对象"][:1]
    months = [month(4, "好"), month(5, "较好"), month(6, "较好")]
    return register_of(
        indicators=(
            indicator("任务", 30, "个性"),
            indicator("质量", 30, "个性"),
            indicator("出勤", 10, "共性", "能"),
            indicator("差错", 5, "负面", reverse=True),
        ),
        indicator_columns=(3, 4, 5, 6),
        points=everyone,
    )._replace(
        people=people,
        ratings={"001": full, "002": least, "003": full, "004": full},
        months={"001": months, "002": months[:2], "003": [month(4, None)], "004": months},
        reviews={
            "001": [review("分管领导", "好"), review("分管领导", "一般", row=3)],
            **{id_: [review("分管领导", "较好", row=4)] for id_ in PEOPLE[1:]},
        },
        adjustments={
            "001": [
                item("加分", "1.5", 2, "表彰", "甲"),
                item("加分", "1.5", 3, "表彰"),
                item("加分", 1, 4, "", "甲"),
                item("加分", "0.4", 5),
                item("减分", 3, 6),
                item("减分", "1.75", 7),
            ]
        },
    )
