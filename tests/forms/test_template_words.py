"""What our own templates say where a field is empty: no empty brackets, room for the pen."""

from copy import deepcopy

import pytest

from pinshi_cli.forms.case import Values
from pinshi_cli.forms.finished_file import finished_of
from pinshi_cli.forms.kinds import BY_NAME, PERSON
from pinshi_cli.forms.template import compile_template
from pinshi_cli.workflow.templates.places import ENDINGS, bundled_template
from tests.forms.on_paper import BARE, LONG, PAPERS, Printed, values_of


def printed(name: str, values: Values, ending: str) -> list[str]:
    """The texts of a form, in order."""
    found = bundled_template(BY_NAME[name], ending)
    data = compile_template(found.name, found.data).render(values)
    return [each.text.strip() for each in finished_of(data, f"表{ending}").texts]


@pytest.mark.parametrize(
    "which", [each for each in PAPERS if each.case == BARE], ids=lambda each: each.name
)
def test_nothing_empty_stands_in_brackets(which: Printed) -> None:
    said = printed(which.kind.name, values_of(which.kind, BARE)[0], which.ending)
    assert [text for text in said if "（）" in text.replace(" ", "").replace("　", "")] == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_who_has_no_department_has_no_brackets_beside_the_name(ending: str) -> None:
    values = deepcopy(values_of(BY_NAME["小结公示"], LONG)[0])
    people = values["人员"]
    assert isinstance(people, list)
    for person, department in zip(people, ("", "综合科"), strict=True):
        assert isinstance(person, dict)
        person["内设机构"] = department
    said = printed("小结公示", values, ending)
    assert "㐂𠮷䶮" in said
    assert any(text.endswith("（综合科）") for text in said)


@pytest.mark.parametrize("ending", ENDINGS)
def test_who_was_not_warned_has_room_for_the_day(ending: str) -> None:
    said = printed("告诫书", values_of(BY_NAME["告诫书"], BARE)[0], ending)
    assert any("自　　　　　　起对你予以告诫" in text for text in said)
    assert "张三同志：" in said


@pytest.mark.parametrize("ending", ENDINGS)
def test_without_a_quota_no_form_speaks_of_one(ending: str) -> None:
    for name in ("会议材料", "请示", "备案报告"):
        values = {**values_of(BY_NAME[name], BARE)[0], "名额": "", "名额比例": ""}
        assert [text for text in printed(name, values, ending) if "名额 " in text] == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_notice_that_is_a_draft_says_so_in_its_title(ending: str) -> None:
    values = values_of(BY_NAME["公示"], BARE)[0]
    said = {
        word: "".join(printed("公示", {**values, "审定词": word}, ending))
        for word in ("审定", "拟定")
    }
    assert "考核结果公示" in said["审定"]
    assert "征求意见" not in said["审定"]
    assert "拟定等次公示（征求意见）" in said["拟定"]


def test_each_person_s_forms_are_looked_at() -> None:
    assert {each.kind for each in PAPERS if each.case == BARE} >= {
        kind for kind in BY_NAME.values() if kind.per == PERSON
    }
