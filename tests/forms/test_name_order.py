"""姓氏笔画 and 拼音 with the data of pinshi: orders checked by hand, and the data itself."""

import unicodedata
from collections.abc import Callable
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinshi_cli.forms.name_order import by_pinyin, by_strokes, readings, strokes, undrawn, unread
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.strokes import ideographs

UYGHUR = "阿卜杜热合曼·买买提依明·托合提"
NOT_HELD = "𪚥"
PARTS = "丨丿丶匚刂亠冖讠卩阝廴艹扌犭夂忄宀辶彐屮纟灬礻疒衤"

# each list stands in its right order; 1 横 2 竖 3 撇 4 点 5 折
BY_STROKES = {
    "GF 3003: fewer strokes first": "丁 马 王 石 朱 李 林 赵 高 黄 彭 楚 谭 潘 薛 魏 瞿",
    "GF 3003: of one stroke 横 before 折": "一 乙",
    "GF 3003: of two 横横 横竖 竖 撇 折": "二 十 丁 卜 八 刁 刀",
    "GF 3003: of three": "于 万 上 山 千 门 卫 习 马",
    "GF 3003: of four": "王 元 韦 牛 毛 方 尹 孔",
    "GF 3003: of six, 朱 刘 孙 begin 撇 点 折": "邢 朱 伍 华 刘 齐 许 孙",
    "GF 3003: of seven, as congresses list them": "严 李 杨 肖 吴 何 余 邹 应 沈 宋 张 陆 陈",
    "GF 3003: of eight": "林 欧 罗 周 庞 郑 孟",
    "GF 3003: of nine": "赵 胡 段 侯 饶 姜 洪 贺",
    "GF 3003: of ten, 高 41251 2, 郭 41251 5": "秦 袁 顾 徐 高 郭 唐",
    "GF 3003: 提 counts as 横, 竖钩 as 竖, 捺 as 点": "丁 七 八 九",
    "GF 3003: drawn alike, as the 通用规范汉字表 has them": "干 于 土 士 甲 申 田 由",
    "GF 3003: 己 已 巳 drawn alike": "己 已 巳",
    "one surname goes by the next character": "王一 王丁 王三 王山 王凡 王明",
    "a shorter name first": "张伟 张伟东 张伟明",
    "a double surname goes by its characters": "司马光 司徒明 欧大明 欧阳一 欧智 诸葛亮",
    "GF 3003: 生僻字, 𠮷 12 and 㐂 15 of six, 䶮 of nine": "邢三 𠮷三 㐂三 朱三 赵三 䶮三",
    "minority names go by their characters, dots aside": "马合木提·买买提 巴特尔 买买提·依明 "
    f"{UYGHUR} 阿不力孜 阿依古丽·艾则孜",
}
BY_PINYIN = {
    "GB/T 13418: letters": "艾华 白云 曹明 陈一 林海 王伟 张三 赵六",
    "GB/T 13418: a surname by its reading as one": "沙一 单一 沈一 史一",
    "GB/T 13418: 曾 Zēng, 仇 Qiú, 区 Ōu, 解 Xiè": "区一 欧一 钱一 仇一 谢一 解一 袁一 曾一 张一",
    "GB/T 13418: double surnames 万俟 Mòqí, 尉迟 Yùchí, 单于 Chányú": "曹一 单于一 "
    "陈一 孟一 万俟一 尉迟一 赵一",
    "GB/T 13418: tones": "施一 石一 史一 世一",
    "GB/T 13418: one reading by strokes": "张一 章一",
    "GB/T 13418: ü behind u": "鲁一 陆一 吕一 栾一",
    "minority names": f"{UYGHUR} 艾力·买买提 巴特尔 买买提·依明",
}


@pytest.mark.parametrize(("rule", "names"), BY_STROKES.items())
def test_names_stand_in_the_order_of_strokes(rule: str, names: str) -> None:
    keys = [by_strokes(name) for name in names.split()]
    assert all(before < after for before, after in pairwise(keys)), rule


@pytest.mark.parametrize(("rule", "names"), BY_PINYIN.items())
def test_names_stand_in_the_order_of_pinyin(rule: str, names: str) -> None:
    keys = [by_pinyin(name) for name in names.split()]
    assert all(before < after for before, after in pairwise(keys)), rule


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("一", "1"),
        ("王", "1121"),
        ("必", "45434"),
        ("方", "4153"),
        ("万", "153"),
        ("火", "4334"),
        ("为", "4354"),
        ("车", "1512"),
        ("出", "52252"),
        ("母", "55414"),
        ("凸", "21251"),
        ("凹", "25251"),
        ("臣", "125125"),
        ("巨", "1515"),
        ("肃", "51123234"),
        ("爽", "13434343434"),
        ("门", "425"),
        ("长", "3154"),
        ("皮", "53254"),
        ("里", "2511211"),
        ("重", "312511211"),
        ("垂", "31212211"),
        ("㐂", "151515"),
        ("𠮷", "121251"),
        ("䶮", "135341134"),
        ("翀", "5415412512"),
        ("燊", "4334433443341234"),
    ],
)
def test_strokes_are_those_of_the_national_norm(character: str, code: str) -> None:
    assert strokes()[character].strokes == code


@pytest.mark.parametrize(
    ("warn", "code", "what"), [(undrawn, "T960", "笔画"), (unread, "T961", "读音")]
)
def test_a_character_that_the_data_lack_is_said_and_goes_last(
    warn: Callable[[list[str], Place], list[Diagnostic]], code: str, what: str
) -> None:
    names = ["王伟", f"王{NOT_HELD}", "王李", UYGHUR, "王伟（大）", f"王{NOT_HELD}"]
    at = Place("册.xlsx", "人员名册")
    (found,) = warn(names, at)
    assert (found.code, found.severity, found.where) == (code, Severity.WARNING, at)
    assert found.message == (
        f"王{NOT_HELD}：“{NOT_HELD}”（U+2A6A5）的{what}不在数据里，排在同位置其他字之后"
    )
    assert by_strokes("王鑫") < by_strokes(f"王{NOT_HELD}") < by_strokes("张一")
    assert by_pinyin("王鑫") < by_pinyin(f"王{NOT_HELD}") < by_pinyin("张一")


def test_namesakes_have_one_key_so_that_they_stay_as_they_were() -> None:
    assert by_strokes("李 娜") == by_strokes("李娜")
    assert by_strokes("买买提•依明") == by_strokes("买买提·依明")
    rows = [("李娜", 2), ("丁一", 3), ("李娜", 1)]
    ordered = sorted(rows, key=lambda row: by_strokes(row[0]))
    assert ordered == [("丁一", 3), ("李娜", 2), ("李娜", 1)]


def test_the_data_hold_each_character_once_in_the_order_of_the_norm() -> None:
    lines = _lines("strokes.txt")
    codes = [code for code, _ in lines]
    assert codes == sorted(set(codes), key=lambda code: (len(code), code))
    assert set("".join(codes)) == set("12345")
    characters = [one for _, found in lines for one in found]
    assert len(characters) == len(set(characters)) == 21_475
    assert {unicodedata.category(one) for one in characters} == {"Lo"}


def test_whatever_is_read_is_drawn_and_almost_all_that_is_drawn_is_read() -> None:
    usual = readings().usual
    assert set(usual) <= set(strokes())
    unread_ones = set(strokes()) - set(usual)
    assert len(unread_ones) < 500
    assert not unread_ones & set(_gb2312())


def test_every_character_of_gb_2312_is_held_but_parts_that_are_no_word() -> None:
    assert "".join(one for one in _gb2312() if one not in strokes()) == PARTS


@given(st.lists(st.text(st.sampled_from("王李丁·一𠮷㐂𪚥单于A"), min_size=1, max_size=5)))
def test_any_names_have_an_order_and_every_lack_is_said(names: list[str]) -> None:
    assert sorted(sorted(names, key=by_strokes)) == sorted(names)
    assert sorted(sorted(names, key=by_pinyin)) == sorted(names)
    lacking = {name for name in names if NOT_HELD in name}
    assert {found.person for found in undrawn(names)} == lacking
    assert all(set(ideographs(name)) <= set(name) for name in names)


def _lines(name: str) -> list[list[str]]:
    text = (files("pinshi_cli.forms") / "data" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


def _gb2312() -> list[str]:
    """The 6,763 characters that every Chinese computer has had since 1980."""
    rows = [bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)]
    return [one.decode("gb2312") for one in rows if one.decode("gb2312", "ignore")]
