"""The page: the same bytes for the same city, nothing from data alive, its policy true."""

import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pinshi_cli.reports.overview import overview_of
from pinshi_cli.reports.overview_page import as_html
from pinshi_cli.reports.overview_unit import Unit
from tests.reports.cities import HOSTILE, large_city, small_before, small_city, unit

DAY = date(2026, 7, 20)
GOLDEN = Path(__file__).with_name("overview-small.html")
VOID = {"meta", "input", "link", "br"}


def small(*, names: bool = False) -> str:
    overview = overview_of(
        small_city(),
        "2026年第二季度",
        last="2026年第一季度",
        before=small_before(),
        ledger=True,
    )
    return as_html(overview, DAY, names=names).decode()


def hostile_city() -> list[Unit]:
    """Every text that data can bring in, hostile."""
    found = []
    for number, text in enumerate(HOSTILE):
        said = unit(number, text, 2, 3, code=text, county=text, kind=text, file=text, policy=text)
        found.append(said._replace(filing=text, why=text, returned=True, lowest=text))
    fault = small_city()[4].faults[0]._replace(place=HOSTILE[0], said=HOSTILE[1], title=HOSTILE[2])
    found.append(unit(len(HOSTILE), HOSTILE[0], file=HOSTILE[1], faults=(fault,)))
    return found


class Elements(HTMLParser):
    """The elements of a page, checked to be closed in their order."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_a_small_city_has_this_page() -> None:
    assert small() == GOLDEN.read_text(encoding="utf-8")


def test_the_policy_allows_just_the_style_and_the_script_that_stand_there() -> None:
    page = small()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (text,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("names", [False, True])
def test_hostile_names_stay_text(names: bool) -> None:
    plain = Elements(small())
    overview = overview_of(hostile_city(), HOSTILE[0], last=HOSTILE[1], ledger=True)
    page = as_html(overview, DAY, names=names).decode()
    found = Elements(page)
    assert set(found.tags) <= set(plain.tags) | {"path", "circle", "polyline"}
    assert (found.tags.count("script"), found.tags.count("style")) == (1, 1)
    handlers = [name for name, _ in found.attributes if name.startswith("on") or name == "style"]
    assert handlers == []
    targets = [value for name, value in found.attributes if name in ("href", "src", "action")]
    assert all(value.startswith("#") for value in targets)
    shown = "".join(found.texts)
    assert all(text in shown for text in HOSTILE if text.isprintable())


def test_nothing_is_fetched_from_anywhere() -> None:
    assert re.findall(r"(?:https?:)?//[a-z]", small()) == []
    assert "url(http" not in small()
    assert "@import" not in small()


def test_persons_are_named_only_where_it_was_asked_for() -> None:
    said = ("张三", "李四")
    assert [name in small() for name in said] == [False, False]
    assert [name in small(names=True) for name in said] == [True, True]


def test_every_link_leads_to_a_place_on_the_page() -> None:
    units, before = large_city(120)
    overview = overview_of(units, "2026年第二季度", last="上季", before=before, ledger=True)
    found = Elements(as_html(overview, DAY, names=False).decode())
    places = [value for name, value in found.attributes if name == "id"]
    targets = {value[1:] for name, value in found.attributes if name == "href"}
    assert len(places) == len(set(places))
    assert targets <= set(places)
    assert len([place for place in places if re.fullmatch(r"u\d+", place)]) == 120


def test_all_units_stand_in_the_table_without_any_script() -> None:
    page = re.sub(r"<script>.*?</script>", "", small(), flags=re.DOTALL)
    table = page[page.index('<table id="units">') :]
    assert all(each.name in table for each in small_city())
    assert "<tr hidden" not in page


def test_an_empty_city_has_a_page() -> None:
    Elements(as_html(overview_of([], ""), DAY, names=False).decode())
