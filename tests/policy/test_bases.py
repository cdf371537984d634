"""A pack and its base: one level, and rules replaced only by name."""

import pytest

from pinshi_cli.policy import library
from pinshi_cli.policy.library import Edition, read_policy, shipped
from tests.policy.demo_pack import SOUND, faults_of


def _based(base: str, more: str = "") -> list[tuple[str, str]]:
    text = SOUND.replace('id = "demo"', f'id = "demo"\nbase = "{base}"\n{more}')
    return [(fault.code, fault.where.key) for fault in faults_of(text)]


def test_a_base_that_does_not_exist_is_an_error() -> None:
    assert ("P601", "policy.base") in _based("nowhere")


def test_a_base_that_names_a_base_is_an_error() -> None:
    assert ("P615", "policy.base") in _based("zhangdian")


def test_a_rule_of_the_base_is_replaced_only_by_name() -> None:
    faults = _based("national")
    assert ("P607", "attendance") in faults
    assert ("P607", "terms") in faults
    named = 'replaces = ["attendance.present", "terms.警告"]'
    assert ("P607", "attendance") not in _based("national", named)


@pytest.mark.parametrize("name", ["attendance.nobody", "nothing.present", "present"])
def test_replacing_what_the_base_does_not_have_is_an_error(name: str) -> None:
    named = f'replaces = ["{name}", "attendance.present", "terms.警告"]'
    assert ("P618", "policy.replaces[0]") in _based("national", named)


def test_a_base_that_is_itself_broken_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    base = shipped("national")[0]
    broken = Edition(base.file, base.text.replace("share = 0.40", "share = 4"))
    monkeypatch.setattr(library, "shipped", lambda _="": [broken])
    _, faults = read_policy(shipped("zhangdian")[0])
    assert ("P604", "quota.share") in [(fault.code, fault.where.key) for fault in faults]
