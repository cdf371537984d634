"""`pinshi batch` again: what has not changed is not done again, what is not wanted goes."""

from pathlib import Path

import pytest

from pinshi_cli.city.found import JOURNAL
from tests.city.made import (
    COUNTIES,
    register,
    sound_city,
    unit_list,
)
from tests.city.trees import outputs
from tests.cli.batches import books, codes, run
from tests.cli.running import Pinshi


@pytest.fixture
def city(tmp_path: Path) -> Path:
    folder = tmp_path / "报送"
    sound_city(folder, 4)
    return folder


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    names = before.keys() | after.keys()
    return {name for name in names if before.get(name) != after.get(name)}


def test_what_has_not_changed_is_not_done_again(pinshi: Pinshi, city: Path) -> None:
    out = city.parent / "出"
    pinshi("batch", city, "-o", out)
    (city / "西河县" / "第01局.xlsx").write_bytes(register(1, people=3))
    before = {p: p.stat().st_mtime_ns for p in out.rglob("*-考核结果.xlsx")}
    ended = pinshi("batch", city, "-o", out, "--resume")
    assert "3 份没有变" in ended.err
    redone = {p.name for p, at in before.items() if p.stat().st_mtime_ns != at}
    assert redone == {"第01局-考核结果.xlsx"}


def test_lines_of_another_kind_in_the_journal_count_for_nothing(pinshi: Pinshi, city: Path) -> None:
    out = city.parent / "出"
    pinshi("batch", city, "-o", out)
    lines = [f'{{"file":"{file}"}}\n' for file in ("西河县/第01局.xlsx", "没有.xlsx")]
    (out / JOURNAL).write_text("".join([*lines, "5\n"]), encoding="utf-8")
    ended = pinshi("batch", city, "-o", out, "--resume")
    assert ended.code == 0
    assert "没有变" not in ended.err


@pytest.mark.parametrize("choice", [("--make", "results,notices"), ("--policy", "national"), ()])
def test_another_choice_or_a_lost_output_is_done_again(
    pinshi: Pinshi, city: Path, choice: tuple[str, ...]
) -> None:
    out = city.parent / "出"
    pinshi("batch", city, "-o", out)
    if not choice:
        next(out.rglob("第02局-考核结果.xlsx")).unlink()
    ended = pinshi("batch", city, "-o", out, "--resume", *choice)
    assert ("3 份没有变" in ended.err) == (not choice)
    assert ("份没有变" in ended.err) == (not choice)


def test_a_row_of_the_list_that_changes_does_only_its_unit_again(
    pinshi: Pinshi, city: Path, tmp_path: Path
) -> None:
    rows = [(f"U{n:03d}", f"第{n:02d}局", COUNTIES[n % 2], "", "", 0.4) for n in range(1, 5)]
    listed = unit_list(tmp_path / "名单.xlsx", *rows)
    out = city.parent / "出"
    pinshi("batch", city, "-o", out, "--units", listed)
    unit_list(listed, *rows[:3], (*rows[3][:5], 0.25))
    assert "3 份没有变" in pinshi("batch", city, "-o", out, "--units", listed, "--resume").err


def test_what_came_of_a_register_goes_when_the_register_is_gone_or_faulty(
    pinshi: Pinshi, city: Path
) -> None:
    out = city.parent / "出"
    run(pinshi, city)
    (city / "西河县" / "第01局.xlsx").unlink()
    (city / "东山县" / "第02局.xlsx").write_bytes(b"")
    run(pinshi, city, "--resume")
    kept = {name for name in outputs(out) if name.endswith(".xlsx")}
    assert kept == {
        "西河县/第03局/2026Q1/第03局-考核结果.xlsx",
        "东山县/第04局/2026Q1/第04局-考核结果.xlsx",
    }


def test_an_output_that_somebody_has_changed_is_not_overwritten(pinshi: Pinshi, city: Path) -> None:
    out = city.parent / "出"
    run(pinshi, city)
    mine = next(out.rglob("第02局-考核结果.xlsx"))
    mine.write_bytes(b"mine")
    ended = run(pinshi, city)
    found = books(ended)["东山县/第02局.xlsx"]
    assert codes(found) == ["F121"]
    assert ended.json["totals"]["outputs"] == 3, "what was not put in place is not counted"
    assert found["outputs"] == []
    assert mine.read_bytes() == b"mine"
    assert run(pinshi, city, "--force").code == 0
    assert mine.read_bytes() != b"mine"


def test_another_quarter_in_the_same_folder_leaves_the_first_alone(
    pinshi: Pinshi, city: Path, tmp_path: Path
) -> None:
    second = tmp_path / "二季度"
    second.mkdir()
    (second / "第01局.xlsx").write_bytes(register(1, 季度=2))
    run(pinshi, city)
    pinshi("batch", second, "-o", city.parent / "出")
    below = city.parent / "出" / "西河县" / "第01局"
    assert sorted(path.name for path in below.iterdir()) == ["2026Q1", "2026Q2"]


def listed(tmp_path: Path, *rows: tuple[object, ...]) -> Path:
    return unit_list(tmp_path / "名单.xlsx", *rows)


ROWS = [(f"U{n:03d}", f"第{n:02d}局", COUNTIES[n % 2], "", "", "0.4") for n in range(1, 5)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, ROWS[1:]),
        (ROWS[1:], None),
        ([("U001", "第1局", "西河县", "", "", "0.9"), *ROWS[1:]], None),
        (
            [(*ROWS[0][:5], "0.9"), *ROWS[1:]],
            [("U098", "又一局", "西河县"), (*ROWS[0][:5], "0.9"), *ROWS[1:]],
        ),
        (ROWS[1:], [("U098", "第01局", "西河县"), *ROWS[1:]]),
    ],
    ids=["a list comes", "a list goes", "a share goes", "rows move", "a namesake comes"],
)
def test_with_another_list_a_run_that_goes_on_says_what_a_fresh_one_does(
    pinshi: Pinshi, city: Path, tmp_path: Path, before: list[object], after: list[object]
) -> None:
    for rows, more in ((before, ()), (after, ("--resume",))):
        units = () if rows is None else ("--units", listed(tmp_path, *rows))  # type: ignore[arg-type]
        again = run(pinshi, city, *units, *more)
    fresh = pinshi("batch", city, "-o", tmp_path / "另", "--json", *units)
    said = [each["diagnostics"] for each in again.json["books"]]
    assert said == [each["diagnostics"] for each in fresh.json["books"]]
    assert [each["code"] for each in again.json["books"]] == ["U002", "U004", "U001", "U003"]


def test_a_row_that_fits_better_is_the_units_when_a_run_goes_on(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    city = tmp_path / "报送"
    city.mkdir()
    (city / "西.xlsx").write_bytes(register(1, 单位名称="审计局", 单位编码=None))
    rows: list[tuple[object, ...]] = [("U002", "审计局", "东山县", "", "", "0.2")]
    run(pinshi, city, "--units", listed(tmp_path, *rows))
    rows.append(("U001", "审计局", "西河县", "", "", "0.4"))
    (book,) = run(pinshi, city, "--units", listed(tmp_path, *rows), "--resume").json["books"]
    assert (book["code"], book["county"]) == ("U001", "西河县")
