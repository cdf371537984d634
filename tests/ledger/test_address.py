"""Where the ledger is, and what is said of the place."""

from pathlib import Path

import pytest

from pinshi_cli.ledger.address import Address, ledger_address
from pinshi_cli.model.diagnostic import Refusal
from pinshi_cli.workflow.ledger.heads import BESIDE

HERE = Path("登记")


@pytest.mark.parametrize(
    ("option", "env", "path"),
    [
        (None, None, HERE / "pinshi.db"),
        ("", " ", HERE / "pinshi.db"),
        (None, "/data/a.db", Path("/data/a.db")),
        ("b.db", "/data/a.db", Path("b.db")),
        ("~/b.db", None, Path("~/b.db").expanduser()),
        ("C:\\台账\\a.db", None, Path("C:\\台账\\a.db")),
    ],
)
def test_the_option_goes_before_the_environment_and_both_before_the_folder(
    option: str | None, env: str | None, path: Path
) -> None:
    assert ledger_address(option, env, HERE) == Address(path)


def test_results_look_for_the_ledger_where_it_is_put() -> None:
    assert ledger_address(None, None, HERE).path == HERE / BESIDE


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "POSTGRESQL", "postgresql+psycopg"])
def test_a_postgresql_address_is_shown_without_its_password(scheme: str) -> None:
    address = ledger_address(f"{scheme}://li:s%40fe@db:5433/grades?password=s3cret", None, HERE)
    assert address.path is None
    assert address.url == "postgresql+psycopg://li:s%40fe@db:5433/grades?password=s3cret"
    for said in (address.shown, repr(address), str(address), f"{[address]}"):
        assert "postgresql://li@db:5433/grades" in said
        assert "s3cret" not in said
        assert "s%40fe" not in said
        assert "s@fe" not in said


@pytest.mark.parametrize(
    "option",
    [
        "mysql://root:s3cret@db/x",
        "sqlite:///a.db",
        "http://db",
        "postgresql://li:s3cret@db:port/x",
        "postgresql://[::1/x",
        "postgresql://li:s3cret@db",
        "a\0b",
    ],
)
def test_other_addresses_are_refused_without_repeating_a_password(option: str) -> None:
    with pytest.raises(Refusal) as refused:
        ledger_address(option, None, HERE)
    [finding] = refused.value.diagnostics
    assert finding.code == "L002"
    assert "s3cret" not in str(finding)
