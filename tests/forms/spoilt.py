"""Papers filled by chance, and documents spoilt on purpose."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from pinshi_cli.forms.case import Paper, Value, Values
from pinshi_cli.forms.kinds import KINDS, Kind
from pinshi_cli.forms.papers import papers
from pinshi_cli.forms.year_papers import year_papers
from pinshi_cli.sheets.archive import Base, new_part
from tests.forms.cases import bare_case, bare_year, hard_case, hard_year, sample_case, sample_year
from tests.forms.made import parts

MADE = [kind for kind in KINDS if not kind.made_by]
NAMES = (
    "张三",
    "李四",
    "王五",
    "阿卜杜热依木·阿力木",
    "㐂𠮷䶮",
    "A & B",
    "<等次>",
    '"好"',
    "_x000D_",
)
GRADES = ("好", "较好", "一般", "较差", "不确定等次", "")
DATED = ("年月", "时间", "日期")
"""What filters of a template read as dates."""
PLAIN = ("", "办公室", "第一行\n第二行", "　　一、", "a\tb", "95.00", "x" * 40, "&#38;", "]]>")


def papers_of(kind: Kind) -> list[Paper]:
    """Papers of a sample register, of one that says little, and of the hardest."""
    if kind.annual:
        years = (sample_year(), bare_year(), hard_year())
        return [paper for year in years for paper in list(year_papers(kind, year))[:3]]
    cases = (sample_case(), bare_case(), hard_case())
    return [paper for case in cases for paper in list(papers(kind, case))[:3]]


def other(chance: random.Random, name: str, value: Value) -> Value:
    """A value like this one, by chance."""
    if isinstance(value, dict):
        return {key: other(chance, key, each) for key, each in value.items()}
    if isinstance(value, list):
        kept = [other(chance, name, each) for each in value]
        return kept[: chance.randint(0, len(kept))] + kept[: chance.randint(0, 2)]
    if chance.random() < 0.5:
        return value
    if isinstance(value, date):
        return value + timedelta(days=chance.randint(-9_000, 9_000))
    if isinstance(value, Decimal):
        return Decimal(chance.randint(0, 10_000)) / 100
    if isinstance(value, str) and not any(word in name for word in DATED):
        return chance.choice(NAMES if name == "姓名" else GRADES if "等次" in name else PLAIN)
    return value


def filled_by_chance(chance: random.Random, values: Values) -> Values:
    return {name: other(chance, name, value) for name, value in values.items()}


def with_parts(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The document with its parts changed, zipped as any program would."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts(data).items():
            archive.writestr(name, change(name, content))
    return held.getvalue()


def repacked(data: bytes, change: Callable[[str], str]) -> bytes:
    """The document with its pages changed, zipped as we do it."""

    def changed(name: str, content: bytes) -> bytes:
        page = re.fullmatch(r"xl/worksheets/sheet\d+\.xml|word/document\.xml", name)
        return change(content.decode()).encode("utf-8", "replace") if page else content

    return Base(
        [new_part(n, changed(n, content)) for n, content in parts(data).items()]
    ).with_parts([])


_TEXT = re.compile(r'(?<=preserve">)[^<>]+(?=</(?:w:)?t>)|(?<=<v>)[0-9.]+(?=</v>)')
_ROW = re.compile(r"<(?:w:tr|row)[ >].*?</(?:w:tr|row)>", re.DOTALL)


def texts_changed(chance: random.Random, xml: str) -> str:
    """A wrong word, or a text that is cut."""
    found = list(_TEXT.finditer(xml))
    if not found:
        return xml
    at = chance.choice(found)
    word = chance.choice((*GRADES, *NAMES[:5], at[0][: len(at[0]) // 2], "7", "1e5", "&lt;", "&x;"))
    return xml[: at.start()] + word + xml[at.end() :]


def texts_swapped(chance: random.Random, xml: str) -> str:
    found = list(_TEXT.finditer(xml))
    if len(found) < 2:
        return xml
    one, two = sorted(chance.sample(found, 2), key=lambda each: each.start())
    between = xml[one.end() : two.start()]
    return xml[: one.start()] + two[0] + between + one[0] + xml[two.end() :]


def row_lost(chance: random.Random, xml: str) -> str:
    found = list(_ROW.finditer(xml))
    if not found:
        return xml
    at = chance.choice(found)
    return xml[: at.start()] + xml[at.end() :]


def rows_swapped(chance: random.Random, xml: str) -> str:
    found = list(_ROW.finditer(xml))
    if len(found) < 2:
        return xml
    one, two = sorted(chance.sample(found, 2), key=lambda each: each.start())
    between = xml[one.end() : two.start()]
    return xml[: one.start()] + two[0] + between + one[0] + xml[two.end() :]


def row_twice(chance: random.Random, xml: str) -> str:
    found = list(_ROW.finditer(xml))
    if not found:
        return xml
    at = chance.choice(found)
    return xml[: at.end()] + at[0] + xml[at.end() :]


def markup_broken(chance: random.Random, xml: str) -> str:
    """A few characters lost, doubled or put in, wherever it may be."""
    at = chance.randrange(len(xml))
    put_in = ("", "<", ">", "&", "<!-- 好 -->", "<![CDATA[好]]>", "\x01", "好", " ", '"')
    return xml[:at] + chance.choice(put_in) + xml[at + chance.randint(0, 3) :]


def hidden(chance: random.Random, xml: str) -> str:
    """A run that nobody sees, a deleted one, a break; a cell of another type."""
    marks = list(re.finditer(r"<w:r>|<w:rPr>| t=\"inlineStr\"|</w:t>", xml))
    if not marks:
        return xml
    at = chance.choice(marks)
    instead = {
        "<w:r>": "<w:r><w:br/>",
        "<w:rPr>": "<w:rPr><w:vanish/>",
        "</w:t>": '</w:t><w:tab/><w:t xml:space="preserve">好</w:t>',
    }.get(at[0], chance.choice((' t="str"', ' t="e"', "", ' t="s"')))
    return xml[: at.start()] + instead + xml[at.end() :]


SPOIL = (
    texts_changed,
    texts_changed,
    texts_swapped,
    row_lost,
    rows_swapped,
    row_twice,
    markup_broken,
    hidden,
)
