"""docs/policy.md and the skeleton of `pinshi policy new` tell of all that a pack may say."""

import re
import tomllib
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.model.words import CHECKS
from pinshi_cli.policy.library import Edition, read_policy
from pinshi_cli.policy.schema import FORMS, ONCE, PACK
from pinshi_cli.policy.shape import reporter
from pinshi_cli.policy.skeleton import skeleton
from pinshi_cli.policy.use_facts import FACTS
from pinshi_cli.proof.examples import run_examples
from pinshi_cli.proof.facts import EXPECT, GIVEN

PAGE = (Path(__file__).parents[2] / "docs" / "policy.md").read_text(encoding="utf-8")
SKELETON = skeleton("qingshan", "青山县考核办法", "national")
HEADED = {"policy": "[policy]", "sheets": "[sheets]", "examples": "[[examples]]"}
TABLES = {
    **HEADED,
    **{name: f"[{name}]" for name in ONCE},
    **{kind: f"[[{kind}]]" for kind in FORMS},
}
UNKNOWN = "zzzzzz"
ANYWHERE = ("cite", "assumed", "scope")

Put = Callable[[object], object]
"""put(value): a pack in which the value stands at some place."""


def keys_of(table: str) -> list[str]:
    """The keys of a table as the schema itself tells them, those of tables within it by path."""
    many = TABLES[table].startswith("[[")
    return list(_keys(f"{table}[0]" if many else table, lambda value: {table: value}, many=many))


def _keys(path: str, put: Put, *, many: bool) -> Iterator[str]:
    told = _told({UNKNOWN: 1}, path, put, many=many)
    for key in told:
        if key not in ANYWHERE:
            yield key
            for inner, within in ((f"{path}.{key}", False), (f"{path}.{key}[0]", True)):
                deeper = _told({UNKNOWN: 1}, inner, _inside(put, key, many=many), many=within)
                yield from (f"{key}.{each}" for each in deeper)


def _inside(put: Put, key: str, *, many: bool) -> Put:
    return lambda value: put([{key: value}] if many else {key: value})


def _told(value: object, path: str, put: Put, *, many: bool) -> list[str]:
    """The keys that a hint names where an unknown one stands at the path; none where no table."""
    found: list[Diagnostic] = []
    PACK(put([value] if many else value), "", reporter("", found))
    hints = [each.hint for each in found if each.where.key == f"{path}.{UNKNOWN}"]
    return hints[0].partition("这里可写：")[2].rstrip("。").split("、") if hints else []


def section(heading: str) -> str:
    """What stands below a table's heading."""
    _, found, rest = PAGE.partition(f"### `{heading}`\n")
    assert found, f"docs/policy.md has no section on {heading}"
    return re.split(r"^##", rest, maxsplit=1, flags=re.MULTILINE)[0]


@pytest.mark.parametrize("table", TABLES)
def test_the_page_tells_every_key_of_a_table_and_no_other(table: str) -> None:
    told = re.findall(
        r"^\| `([a-z_.]+)` \|", section(TABLES[table]).split("\n\n**")[0], re.MULTILINE
    )
    known = keys_of(table)
    keyless = not known
    assert keyless == (table == "decision")
    assert sorted(told) == sorted(known)


@pytest.mark.parametrize("table", TABLES)
def test_a_key_that_must_stand_is_called_so(table: str) -> None:
    found: list[Diagnostic] = []
    PACK({table: [{}] if TABLES[table].startswith("[[") else {}}, "", reporter("", found))
    lacking = {
        each.where.key.rpartition(".")[2] for each in found if each.where.key.startswith(table)
    }
    rows = dict(re.findall(r"^\| `([a-z_]+)` \| (.*) \|$", section(TABLES[table]), re.MULTILINE))
    said = {key for key, text in rows.items() if text.startswith("必写。")}
    assert said == lacking - {"cite"}


def test_the_page_tells_every_fact_that_a_list_may_ask_about() -> None:
    told = set(re.findall(r"`([a-z-]+)`", section("[[uses]]").partition("`what` 可写")[2]))
    assert set(FACTS) - told == set()


def test_the_page_tells_every_check_as_the_program_says_it() -> None:
    told = re.findall(r"^- `([a-z-]+)`：(.+)$", section("[[checks]]"), re.MULTILINE)
    assert dict(told) == CHECKS


def test_the_page_tells_all_that_an_example_may_say() -> None:
    told = set(re.findall(r"`([a-z_]+)`", PAGE.partition("## 例证")[2]))
    said = {key for facts in GIVEN.values() for key in facts}
    said |= {key for keys in EXPECT.values() for key in keys}
    assert said - told == set()


@pytest.mark.parametrize("table", TABLES)
def test_the_skeleton_shows_every_table(table: str) -> None:
    assert re.search(rf"^(# )?{re.escape(TABLES[table])}", SKELETON, re.MULTILINE)


def test_the_skeleton_is_sound_and_its_examples_hold() -> None:
    policy, faults = read_policy(Edition("qingshan.toml", SKELETON))
    assert policy is not None, faults
    assert policy.examples
    assert run_examples(policy, "qingshan.toml", lambda *_: "没有登记簿") == []


def test_each_table_that_the_skeleton_shows_in_a_comment_keeps_the_form_once_it_counts() -> None:
    blocks = re.findall(r"^# \[+[a-z_]+\]+.*\n(?:# .*\n)+", SKELETON, re.MULTILINE)
    assert len(blocks) > 15
    for block in blocks:
        bare = re.sub(r"^# ", "", block, flags=re.MULTILINE)
        found: list[Diagnostic] = []
        raw = tomllib.loads(f"{SKELETON}\n{bare}", parse_float=Decimal)
        assert PACK(raw, "", reporter("", found)) is not None, (block, found)
        assert found == [], block
