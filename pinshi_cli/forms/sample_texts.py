"""What a field usually holds, and the most that it holds: by this a template is tried out.

Nothing here is of a real person; nothing of it is ever kept.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pinshi_cli.forms.case import Value, Values
from pinshi_cli.forms.fields import Fields, fields_of
from pinshi_cli.forms.kinds import Kind
from pinshi_cli.forms.plain import text_of

_FILLER = "按时完成各项工作，情况属实；"


class Sample(NamedTuple):
    """A field's value of usual length, and of the longest."""

    usual: Value
    longest: Value


def _text(usual: int, longest: int) -> Sample:
    filler = _FILLER * (longest // len(_FILLER) + 1)
    return Sample(filler[:usual], filler[:longest])


def _each(names: str, sample: Sample) -> dict[str, Sample]:
    return dict.fromkeys(names.split(), sample)


_SAMPLES: Mapping[str, Sample] = {
    **_each(
        "会议日期 落款日期 公示起始日期 公示起 公示止 季度起 季度止 告诫日期 认定日期 反馈日期 "
        "受理日期 评鉴日期 起始日期 结束日期 出生年月",
        Sample(date(2026, 4, 7), date(2026, 12, 31)),
    ),
    **_each(
        "序号 总人数 参加人数 确定人数 不确定人数 不参加人数 最好人数 达到人数 人数 部门人数 "
        "应考核人数 优秀名额 优秀人选数 优秀人数 人选数 拟定优秀 名额 名次 年度名次 票数",
        Sample(20, 1200),
    ),
    **_each("总分 得分 年度得分 测评得分", Sample(Decimal("92.50"), Decimal("100.00"))),
    **_each(
        "病假天数 事假天数 旷工天数 请假天数 迟到早退次数 加减分 分值 满分 好次数",
        Sample(3, Decimal("12.5")),
    ),
    **_each(
        "等次 审定等次 初评等次 拟定等次 建议等次 个性等次 处理等次 最好等次 年度等次 "
        "一季度 二季度 三季度 四季度",
        Sample("较好", "不确定等次"),
    ),
    **_each("占比 权重 名额比例 优秀比例", Sample("40%", "33.3%")),
    **_each("性别 涉密", Sample("男", "女")),
    **_each("一线岗位 中心工作 急难险重 并列", Sample("是", "并列")),
    **_each("姓名 评鉴人 填报人 名单", Sample("欧阳某", "某某某某某某·某某某某某某某某")),
    **_each("年度", Sample(2026, 2026)),
    **_each("季度", Sample(2, 4)),
    **_each("工作日 公示工作日", Sample(5, 10)),
    **_each("邮政编码", Sample("000000", "000000")),
    **_each("监督电话", Sample("0000-0000000", "0000-00000000、0000-00000000")),
    **_each("编号 单位编码", Sample("0012", "000000000012")),
    **_each("月", Sample("3月", "12月")),
    **_each("档次 性质 审定词 分组 参加情况 层级 维度 主体 指标 县区", _text(2, 8)),
    **_each("政治面貌 类别 类型 名称 部门", _text(4, 12)),
    **_each("季度名称", Sample("2026年第一季度", "2026年第四季度")),
    **_each("周期 考核类别 年度结论 条款 评鉴身份 培训学时 理论测试成绩", _text(4, 10)),
    **_each("职务 职级 会议名称 受理部门 认定机关 机关类别 适用机关 编排", _text(5, 16)),
    **_each("内设机构 职务职级", _text(6, 20)),
    **_each("单位名称 现工作单位 落款单位 考核办法 办法文号 告诫文号", _text(9, 24)),
    **_each("优秀比例批准文号 完成情况 通讯地址 培训情况 公示期", _text(12, 40)),
    **_each("标题", _text(18, 36)),
    **_each("备注", _text(6, 20)),
    **_each("从事或分管工作 本人意见 分项得分 等次合计 部门合计 年度合计 各季等次", _text(14, 40)),
    **_each("事项 要素 内容 情形 拟定说明 结尾", _text(20, 80)),
    **_each("说明 依据 未确定说明 年度未确定说明 开头 奖惩情况 年度奖惩", _text(20, 120)),
    **_each("参数说明 年度依据 改进要求", _text(40, 150)),
    **_each("评鉴意见 复核情况 复核理由", _text(60, 200)),
    **_each("复核结论", _text(16, 24)),
    **_each("个人小结", _text(300, 800)),
    **_each("年度小结", _text(800, 1500)),
    **_each("年度并列", Sample("", "并列")),
    **_each("曾用名", Sample("", "某某某某某某·某某某某某某某某")),
    **_each("季数", Sample(8, 40)),
    **_each("处分问责", _text(0, 40)),
    **_each("经过", _text(0, 120)),
    **_each("台账", Sample("第12笔", "第120000笔")),
    **_each("台账末笔", Sample(f"12:{'0' * 16}", f"120000:{'0' * 16}")),
    **_each("台账校验值", Sample(f"12:{'0' * 64}", f"120000:{'0' * 64}")),
}


class Count(NamedTuple):
    """How many rows a list usually has, and the most that are tried."""

    usual: int
    longest: int


PEOPLE = Count(20, 60)
_LISTS: Mapping[str, Count] = {
    "人员": PEOPLE,
    "名单": Count(4, 4),
    "分等次": Count(4, 4),
    "人选": Count(6, 18),
    "其余": Count(14, 42),
    "清单": Count(3, 10),
    "工作纪实": Count(3, 12),
    "指标": Count(5, 12),
    "部门名额": Count(5, 15),
    "各季": Count(8, 40),
    "工作": Count(6, 60),
}
_NESTED = Count(5, 15)
"""How many people stand in a group of a list of groups: in four, as many as `PEOPLE`."""
LISTS_OF_PEOPLE = frozenset(("人员", "名单", "人选"))
_OTHER = Count(3, 4)


def longest_of(path: str) -> int:
    """How many half characters the field has at most; 0 where it is not known."""
    name = path.rpartition(".")[2]
    if name not in _SAMPLES:
        return 0
    text = text_of(_SAMPLES[name].longest)
    return sum(1 if each.isascii() else 2 for each in text)


def known_fields() -> frozenset[str]:
    """Every field of which it is known what it holds."""
    return frozenset(_SAMPLES)


def sample_values(kind: Kind, *, longest: bool) -> Values:
    """Values for a whole form."""
    return dict(_filled(fields_of(kind), longest=longest, depth=0))


def _filled(fields: Fields, *, longest: bool, depth: int) -> Iterator[tuple[str, Value]]:
    for name, below in fields.items():
        if below is None:
            sample = _SAMPLES[name]
            yield name, sample.longest if longest else sample.usual
            continue
        count = _NESTED if depth and name in {"人员", "名单"} else _LISTS.get(name, _OTHER)
        rows: list[Value] = []
        for _ in range(count.longest if longest else count.usual):
            if below:
                rows.append(dict(_filled(below, longest=longest, depth=depth + 1)))
            else:
                rows.append(_line(name, longest=longest))
        yield name, rows


def _line(name: str, *, longest: bool) -> Value:
    """One of a list of plain texts."""
    sample = _SAMPLES[name]
    return sample.longest if longest else sample.usual
