"""Two rosters held against each other: everyone of one is accounted for in the other."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinshi_cli.model.diagnostic import Place
from pinshi_cli.model.register import Person
from pinshi_cli.model.roster_change import BACK, GONE_OUT, Changed, roster_change

BIRTHS = (None, date(1990, 1, 1), date(1991, 2, 1))


def person(id_: str, name: str = "张三", **more: object) -> Person:
    return Person(id_, name, Place())._replace(**more)  # type: ignore[arg-type]


PEOPLE = st.lists(
    st.builds(
        person,
        st.sampled_from(["001", "002", "003", "004", "005", "006"]),
        st.sampled_from(["张三", "张　三", "李四", "王五"]),
        department=st.sampled_from(["", "办公室", "普查中心"]),
        rank=st.sampled_from(["", "一级科员"]),
        attendance=st.sampled_from(["", "参加", "借调", "病假"]),
        birth=st.sampled_from(BIRTHS),
    ),
    unique_by=lambda each: each.id,
    max_size=6,
)


@given(PEOPLE, PEOPLE)
def test_nobody_is_lost_and_nobody_is_made_up(before: list[Person], after: list[Person]) -> None:
    found = roster_change(before, after)
    assert len(before) - len(found.left) + len(found.came) == len(after)
    gone_or_stayed = [each.id for each in found.left] + [each.before.id for each in found.stayed]
    assert sorted(gone_or_stayed) == sorted(each.id for each in before)
    come_or_stayed = [each.id for each in found.came] + [each.after.id for each in found.stayed]
    assert sorted(come_or_stayed) == sorted(each.id for each in after)


def _turned(change: Changed) -> Changed:
    way = {GONE_OUT: BACK, BACK: GONE_OUT}
    return Changed(way.get(change.what, change.what), change.after, change.before)


@given(PEOPLE, PEOPLE)
def test_seen_from_the_other_side_it_is_the_same_change(
    before: list[Person], after: list[Person]
) -> None:
    there, back = roster_change(before, after), roster_change(after, before)
    assert there.came == back.left
    assert there.left == back.came
    changes = {each.after.id: each.changes for each in there.stayed}
    turned = {each.after.id: tuple(map(_turned, each.changes)) for each in back.stayed}
    assert changes == turned
    pairs = {(each.before.id, each.after.id, each.by_birth) for each in there.suspects}
    assert pairs == {(each.after.id, each.before.id, each.by_birth) for each in back.suspects}
    names = {(frozenset(each.before), frozenset(each.after)) for each in there.namesakes}
    assert names == {(frozenset(each.after), frozenset(each.before)) for each in back.namesakes}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"department": "甲科"}, {"department": "乙科"}, Changed("内设机构", "甲科", "乙科")),
        ({"post": "科员"}, {"post": "副科长"}, Changed("职务", "科员", "副科长")),
        ({"rank": "四级主任科员"}, {"rank": ""}, Changed("职级", "四级主任科员", "")),
        ({"attendance": ""}, {"attendance": "借调"}, Changed("外派", "参加", "借调")),
        ({"attendance": "挂职"}, {"attendance": "参加"}, Changed("回来", "挂职", "参加")),
        ({"attendance": "借调"}, {"attendance": "挂职"}, Changed("参加情况", "借调", "挂职")),
        ({"attendance": ""}, {"attendance": "病假"}, Changed("参加情况", "参加", "病假")),
        ({"name": "张三"}, {"name": "张山"}, Changed("姓名", "张三", "张山")),
        (
            {"birth": BIRTHS[1]},
            {"birth": BIRTHS[2]},
            Changed("出生年月", "1990-01", "1991-02"),
        ),
    ],
)
def test_a_change_is_said(
    before: dict[str, object], after: dict[str, object], said: Changed
) -> None:
    one, other = person("001")._replace(**before), person("001")._replace(**after)  # type: ignore[arg-type]
    assert roster_change([one], [other]).stayed[0].changes == (said,)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"attendance": ""}, {"attendance": "参加"}),
        ({"name": "张 三"}, {"name": "张三"}),
        ({"birth": None}, {"birth": BIRTHS[1]}),
    ],
)
def test_what_means_the_same_is_no_change(
    before: dict[str, object], after: dict[str, object]
) -> None:
    one, other = person("001")._replace(**before), person("001")._replace(**after)  # type: ignore[arg-type]
    assert roster_change([one], [other]).changed == ()


@pytest.mark.parametrize(
    ("old_birth", "new_birth", "suspected"),
    [
        (BIRTHS[1], BIRTHS[1], [True]),
        (BIRTHS[1], None, [False]),
        (None, None, [False]),
        (BIRTHS[1], BIRTHS[2], []),
    ],
)
def test_another_id_is_suspected_and_never_matched(
    old_birth: date | None, new_birth: date | None, suspected: list[bool]
) -> None:
    found = roster_change([person("001", birth=old_birth)], [person("101", birth=new_birth)])
    assert [each.by_birth for each in found.suspects] == suspected
    assert (len(found.left), len(found.came), found.stayed) == (1, 1, ())


def test_namesakes_are_listed_by_id() -> None:
    before = [person("001", "李伟"), person("002", "李伟"), person("003", "王五")]
    found = roster_change(before, [person("002", "李伟"), person("003", "王五")])
    assert [(each.name, each.before, each.after) for each in found.namesakes] == [
        ("李伟", ("001", "002"), ("002",))
    ]
