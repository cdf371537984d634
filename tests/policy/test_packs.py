"""The shipped packs: sound, cited, chosen by id or name and by date."""

from datetime import date
from fractions import Fraction

import pytest

from pinshi_cli.model.diagnostic import Refusal
from pinshi_cli.policy import library
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import Edition, book_for, heads, read_policy, shipped

DAY = date(2026, 3, 31)


@pytest.fixture(scope="module")
def zhangdian() -> Policy:
    return book_for("zhangdian", DAY)


@pytest.mark.parametrize("edition", shipped(), ids=lambda edition: edition.file)
def test_every_shipped_pack_is_sound(edition: Edition) -> None:
    policy, faults = read_policy(edition)
    assert faults == []
    assert policy is not None
    assert policy.head.id == edition.file.removesuffix(".toml").partition("@")[0]


@pytest.mark.parametrize("edition", shipped(), ids=lambda edition: edition.file)
def test_every_rule_of_a_shipped_pack_names_its_clause_and_its_pack(edition: Edition) -> None:
    policy, _ = read_policy(edition)
    assert policy is not None
    sources = [part.source for part in policy.parts] + [band.source for band in policy.bands]
    sources += [rule.source for rule in policy.attendance]
    sources += [rule.source for rule in policy.measures]
    sources += [term.source for term in policy.terms]
    for source in sources:
        assert source.cite
        assert source.origin in (policy.head.id, policy.head.base)


def test_a_pack_is_found_by_its_id_and_by_its_chinese_name(zhangdian: Policy) -> None:
    assert book_for("张店区统计局公务员平时考核实施方案", DAY) == zhangdian


def test_zd4_4_the_dimensions_make_100_points(zhangdian: Policy) -> None:
    assert {d.name: d.full for d in zhangdian.dimensions} == {
        "德": 15,
        "能": 15,
        "勤": 15,
        "绩": 40,
        "廉": 15,
    }


def test_zd7_1_parts_groups_and_bands_are_the_parameter_tables(zhangdian: Policy) -> None:
    assert [(p.name, p.weight, p.label) for p in zhangdian.parts] == [
        ("季度考核", Fraction("0.7"), "季度考核占比"),
        ("民主测评", Fraction("0.3"), ""),
    ]
    rated = zhangdian.parts_from("ratings")[0]
    assert rated is not None
    assert [(g.name, g.weight) for g in rated.groups] == [
        ("领导", Fraction("0.6")),
        ("群众", Fraction("0.4")),
    ]
    assert rated.missing == "share"
    assert [(b.grade, int(b.least)) for b in zhangdian.bands] == [
        ("好", 90),
        ("较好", 75),
        ("一般", 60),
        ("较差", 0),
    ]
    assert zhangdian.score is not None
    assert zhangdian.score.decimals == 2
    assert zhangdian.score.maximum == 100


def test_what_the_source_leaves_open_is_marked_assumed(zhangdian: Policy) -> None:
    assert all(part.source.assumed for part in zhangdian.parts)
    assert all(tie.source.assumed for tie in zhangdian.ties)
    assert not any(band.source.assumed for band in zhangdian.bands)
    assert not any(dimension.source.assumed for dimension in zhangdian.dimensions)


def test_a_rule_that_a_pack_replaces_is_its_own_and_the_others_its_bases(
    zhangdian: Policy,
) -> None:
    origin = {rule.id: rule.source.origin for rule in zhangdian.attendance}
    assert origin["seconded"] == "zhangdian"
    assert origin["newcomer"] == "national"
    assert zhangdian.quota is not None
    assert zhangdian.quota.source.origin == "national"
    assert not zhangdian.is_base


def test_statutory_terms_in_months(zhangdian: Policy) -> None:
    assert {term.kind: term.months for term in zhangdian.terms} == {
        "警告": 6,
        "记过": 12,
        "记大过": 18,
        "降级": 24,
        "撤职": 24,
    }


def test_the_ladder_of_grades(zhangdian: Policy) -> None:
    assert zhangdian.grades == ("好", "较好", "一般", "较差")
    assert zhangdian.height("好") > zhangdian.height("较好") > zhangdian.height("较差")
    assert zhangdian.lower("好", "一般", "较好") == "一般"
    assert zhangdian.next_down("好") == "较好"
    assert zhangdian.parts_from("months") == ()


def test_a_quarter_before_the_pack_is_refused() -> None:
    assert book_for("zhangdian", date(2020, 12, 31)).head.id == "zhangdian"
    with pytest.raises(Refusal) as refused:
        book_for("zhangdian", date(2020, 9, 30))
    assert refused.value.diagnostics[0].code == "P613"


@pytest.mark.parametrize(
    ("named", "guess"),
    [
        ("zhangdain", "zhangdian"),
        ("张店统计局公务员平时考核方案", "张店"),
        ("北京", "你是不是想写“beijing”？"),
        ("没有", "national"),
        ("没有", "文件写它的文件名，如 x.toml"),
    ],
)
def test_an_unknown_policy_is_refused_with_the_nearest_name(named: str, guess: str) -> None:
    with pytest.raises(Refusal) as refused:
        book_for(named, DAY)
    (said,) = refused.value.diagnostics
    assert said.code == "P601"
    assert named in said.message
    assert guess in said.hint


def test_the_heads_of_all_packs_are_listed() -> None:
    assert {head["id"] for head in heads()} >= {"national", "zhangdian"}


def _edition(day: str, *, months: int = 6) -> Edition:
    text = f"""
[policy]
id = "demo"
name = "示范办法"
source = "甲〔2020〕1号"
effective_from = {day}

[[terms]]
kind = "警告"
months = {months}
cite = "D1"
"""
    return Edition(f"demo@{day}.toml", text)


def test_the_edition_in_force_on_the_quarters_last_day_is_chosen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    editions = [_edition("2026-04-01", months=8), _edition("2020-01-01")]
    monkeypatch.setattr(library, "shipped", lambda _="": editions)
    for day, months in [(date(2026, 3, 31), 6), (date(2026, 4, 1), 8), (date(2026, 6, 30), 8)]:
        assert book_for("demo", day).terms[0].months == months
    assert book_for("示范办法", date(2026, 3, 31)).terms[0].months == 6


def test_a_shipped_pack_that_is_broken_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Edition("demo.toml", _edition("2020-01-01").text + 'note = "多余"\n')
    monkeypatch.setattr(library, "shipped", lambda _="": [broken])
    with pytest.raises(Refusal) as refused:
        book_for("demo", DAY)
    assert refused.value.diagnostics[0].code == "P614"


def test_the_digest_covers_the_pack_and_its_base(monkeypatch: pytest.MonkeyPatch) -> None:
    real = library.shipped
    pack = real("zhangdian")[0]
    first, _ = read_policy(pack)
    changed = [Edition(e.file, e.text + "\n# 改\n") for e in real("national")]
    monkeypatch.setattr(library, "shipped", lambda _="": changed)
    second, _ = read_policy(pack)
    assert first is not None
    assert second is not None
    assert first.sha256 != second.sha256
