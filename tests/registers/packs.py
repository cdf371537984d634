"""Small packs for registers of other places than 张店: a head, and the tables that a test adds."""

HEAD = """
[policy]
id = "demo"
name = "示范办法"
source = "甲〔2020〕1号"
effective_from = 2020-01-01

[score]
decimals = 2
maximum = 100
cite = "D1"

[quota]
grade = "好"
share = 0.4
most = 0.4
label = "好等次比例"
cite = "D2"

[decision]
cite = "D3"

[sheets]
required = ["基本信息", "人员名册"]

[[attendance]]
id = "present"
title = "正常参加"
statuses = ["参加"]
then = "graded"
cite = "D4"

[[attendance]]
id = "leader"
title = "另行考核"
statuses = ["领导成员"]
then = "not-assessed"
cite = "D4"

[[attendance]]
id = "new"
title = "新调入"
statuses = ["新调入"]
then = "graded"
cite = "D4"

[[attendance]]
id = "away"
title = "外派"
statuses = ["借调"]
away_months = 6
then = "not-assessed"
cite = "D4"

[[attendance]]
id = "leave"
title = "请假"
statuses = ["病假"]
leave_share = 0.5
then = "no-grade"
cite = "D4"
"""

GRADES = """
[[bands]]
grade = "好"
least = 90
cite = "D5"

[[bands]]
grade = "较好"
least = 75
cite = "D5"

[[bands]]
grade = "一般"
least = 60
cite = "D5"

[[bands]]
grade = "较差"
least = 0
cite = "D5"
"""

DIMENSIONS = """
[[dimensions]]
name = "德"
full = 40
cite = "D6"

[[dimensions]]
name = "绩"
full = 60
cite = "D6"
"""

INDICATORS = """
[[parts]]
name = "评分"
from = "indicators"
weight = 1
cite = "D7"
"""

FIXED = """
[[parts]]
name = "基础分"
from = "fixed"
weight = 1
value = 80
cite = "D7"
"""

POINTS = '{ "好" = 95, "较好" = 80, "一般" = 65, "较差" = 40 }'


def pack(*tables: str, parts: str = FIXED) -> str:
    """A sound pack: fixed points for everyone, unless other parts are given; and these tables."""
    return "\n".join((HEAD, GRADES, DIMENSIONS, parts, *tables))
