"""Templates made for mischief: each is refused when compiled, or stopped when rendered."""

import resource
import subprocess
import sys
import textwrap
from decimal import Decimal
from pathlib import Path

import pytest

from tests.forms.made import (
    PEOPLE,
    VALUES,
    codes,
    refusal,
    rendered,
    sheet,
    table,
    with_part,
    word,
)

ROOT = Path(__file__).parents[2]
MANY = [{"姓名": str(number)} for number in range(2_000)]
BODY = "{{ 姓名 }}"

REFUSED = [
    # walks along attributes of Python's objects
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ 姓名.__class__ }}",
    "{{ 姓名['__class__'] }}",
    "{{ 人员.__len__ }}",
    "{{ 人员[0].__init__.__globals__ }}",
    "{{ self.__init__ }}",
    "{{ self }}",
    "{{ __builtins__ }}",
    "{{ _x }}",
    "{{ context }}",
    "{{ environment }}",
    "{{ loop.cycle }}",
    "{{ loop.__class__ }}",
    "{{ config }}",
    "{{ request }}",
    "{{ 姓名 | attr('__class__') }}",
    "{{ 人员 | map(attribute='__class__') }}",
    "{{ ｓｅｌｆ }}",
    # calls, also by filters
    "{{ range(10) }}",
    "{{ 姓名.upper() }}",
    "{{ lipsum(100000) }}",
    "{{ cycler('a') }}",
    "{{ joiner() }}",
    "{{ namespace() }}",
    "{{ dict(a=1) }}",
    "{{ 人员 | map('upper') | list }}",
    "{{ 人员 | sort(attribute='姓名') }}",
    "{{ 姓名 | 喊(人员) }}",
    "{{ 姓名 | 喊(*人员) }}",
    "{{ 姓名 | 喊(times=9) }}",
    "{{ 姓名 | 喊(999999999) }}",
    "{{ 姓名 | pprint }}",
    "{{ 姓名 | cell(1, 2, '<v>', '') }}",
    # format strings, string products, large numbers, long constants
    "{{ '%s' % 姓名 }}",
    "{{ '%99999999d' | format(1) }}",
    "{{ 姓名.format(1) }}",
    "{{ '啊' * 999999999 }}",
    "{{ 姓名 ~ 姓名 }}",
    "{{ 10 ** 10 ** 10 }}",
    "{{ 99999999999999999999 }}",
    "{{ 姓名 | center(99999999) }}",
    "{{ 人员[0:99999999] }}",
    "{{ [人员, 人员] }}",
    "{{ {'a': 人员} }}",
    "{{ " + "x" * 400 + " }}",
    # recursion and depth
    "{{ " + "(" * 120 + "姓名" + ")" * 120 + " }}",
    "{{ " + "not " * 60 + "姓名 }}",
    "{{ 姓名" + ".a" * 60 + " }}",
    "{% for 人 in 人员 recursive %}{{ loop(人) }}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    # including, importing, setting, escaping from the sandbox by statements
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% from 'os' import system %}",
    "{% extends 'x' %}",
    "{% block x %}{% endblock %}",
    "{% set 姓名 = 1 %}",
    "{% call x() %}{% endcall %}",
    "{% filter upper %}x{% endfilter %}",
    "{% with a = 1 %}{% endwith %}",
    "{% raw %}{{ x }}{% endraw %}",
    "{% do 1 %}",
    "{% autoescape false %}{{ 姓名 }}{% endautoescape %}",
    "{% for a, b in 人员 %}{% endfor %}",
    "{% for 人 in 人员 if 人 %}{% endfor %}",
    "{% for x in range(9999999999) %}{% endfor %}",
    "{{ 姓名 if 姓名 else 总分 }}",
    "{{ 姓名 is callable }}",
    "{{ 总分 + 1 }}",
    "{{ 姓名 }} {{ ",
    "{{ a }} %}",
]


def test_there_are_fifty_attacks() -> None:
    assert len(REFUSED) + len(STOPPED) >= 50


@pytest.mark.parametrize("payload", REFUSED)
def test_it_is_refused_before_rendering(payload: str) -> None:
    in_cell = refusal(sheet({"A1": BODY, "B2": payload}))
    assert in_cell
    assert set(codes(in_cell)) <= {"T902", "T903", "T904", "T905"}
    assert {each.where.cell for each in in_cell} == {"B2"}
    in_word = refusal(word(BODY, payload))
    assert in_word
    assert {each.where.key for each in in_word} == {"正文第 2 段"}


def nested(depth: int, inside: str) -> str:
    loops = "".join(f"{{% for x{level} in 人员 %}}" for level in range(depth))
    return loops + inside + "{% endfor %}" * depth


STOPPED = {
    "loops within loops": nested(4, ""),
    "loops that print": nested(2, "啊" * 200),
    "a filter over all people for each": nested(2, "{{ 人员 | 喊 }}"),
    "long values": "{% for x in 人员 %}" + "{{ 长 }}" * 20 + "{% endfor %}",
    "a comparison that cannot be": "{% if 人员 < 1 %}{% endif %}",
    "a list in a cell": "名单：{{ 人员 }}",
    "a dict in a cell": "名单：{{ 人员[0] }}",
    "a loop over a text": "{% for x in 姓名 %}{{ x }}{% endfor %}",
    "a method by a dot": "{{ 人员[0].items }}",
    "a method of a text": "{{ 姓名.format }}",
    "a name that is not there": "{{ globals }}",
    "a loop outside a loop": "{{ loop.index }}",
}

_RUN = """
    import resource, sys
    from tests.forms.made import compiled, sheet, word
    from tests.forms.test_template_attacks import MANY, STOPPED, VALUES
    from pinshi_cli.model.diagnostic import Refusal
    payload = STOPPED[sys.argv[1]]
    for template in (sheet({"A1": "{{ 姓名 }}", "B2": payload}), word("{{ 姓名 }}", payload)):
        try:
            compiled(template).render({**VALUES, "人员": MANY, "长": "长" * 32000})
        except Refusal as refused:
            print(refused.diagnostics[0].code)
        else:
            print("rendered")
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.parametrize("name", STOPPED)
def test_it_is_stopped_within_5_seconds_and_512_mib(name: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(_RUN), name],
        check=True, capture_output=True, text=True, cwd=ROOT, timeout=60, preexec_fn=_limited,
    )  # fmt: skip
    first, second, memory = ended.stdout.split()
    assert {first, second} <= {"T907", "T908"}
    assert int(memory) < 512


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (5, 5))


@pytest.mark.parametrize(
    "element",
    ["<!DOCTYPE x [<!ENTITY a 'b'>]>", "<a>" * 500 + "</a>" * 500],
    ids=["entities", "a labyrinth"],
)
def test_a_part_that_no_program_writes_is_refused(element: str) -> None:
    def change(xml: bytes) -> bytes:
        if element.startswith("<!"):
            return element.encode() + xml
        return xml.replace(b"<sheetData>", b"<sheetData>" + element.encode())

    found = refusal(with_part(sheet({"A1": BODY}), "xl/worksheets/sheet1.xml", change))
    assert codes(found) == ["F116"]


def test_a_reader_of_data_sees_keys_and_never_attributes() -> None:
    values = {"人": {"keys": "键", "姓名": "甲"}, "总分": Decimal(1), "人员": PEOPLE}
    template = sheet({"A1": "{{ 人.keys }}", "A2": "{{ 人['姓名'] }}", "A3": "{{ 人员[1].姓名 }}"})
    assert table(rendered(template, values)) == [["键"], ["甲"], ["李四"]]


def test_what_is_no_plain_data_is_never_printed() -> None:
    class Sly(str):
        __slots__ = ()

        def __html__(self) -> str:
            return "<f>1+1</f>"

    for value in (Sly("x"), object(), 1.5, {1}, print):
        assert codes(refusal(sheet({"A1": BODY}), {**VALUES, "姓名": value})) == ["T907"]
