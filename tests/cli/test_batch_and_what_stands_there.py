"""What stands among the outputs: whose it is, what goes, what stays, however a run ended."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pinshi_cli.city.found import JOURNAL
from pinshi_cli.city.journal import MANIFEST
from pinshi_cli.city.tray import tray_of
from pinshi_cli.workflow.batch import run as running
from tests.city.made import register, sound_city
from tests.city.trees import outputs, tree
from tests.cli.batches import books, codes, run
from tests.cli.running import Pinshi, in_a_process

FIRST = "西河县/第01局.xlsx"
RESULT = "西河县/第01局/2026Q1/第01局-考核结果.xlsx"


@pytest.fixture
def city(tmp_path: Path) -> Path:
    folder = tmp_path / "报送"
    sound_city(folder, 4)
    return folder


@pytest.fixture
def out(city: Path) -> Path:
    return city.parent / "出"


def results(out: Path) -> set[str]:
    return {name for name in outputs(out) if name.endswith("考核结果.xlsx")}


def test_the_next_quarter_under_the_same_names_leaves_the_last_one_alone(
    pinshi: Pinshi, city: Path, out: Path
) -> None:
    run(pinshi, city)
    first = results(out)
    for name in first:
        number = int(Path(name).name[1:3])
        county = name.partition("/")[0]
        (city / county / f"第{number:02d}局.xlsx").write_bytes(register(number, 季度=2))
    run(pinshi, city)
    assert results(out) == first | {name.replace("2026Q1", "2026Q2") for name in first}


@pytest.mark.parametrize("more", [(), ("--resume",)])
def test_what_a_broken_run_forgot_is_taken_away_by_the_next(
    pinshi: Pinshi, city: Path, out: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]
) -> None:
    run(pinshi, city)
    (city / FIRST).unlink()
    (city / "西河县" / "第03局.xlsx").write_bytes(register(3, 单位名称="新局"))
    with monkeypatch.context() as broken:
        broken.setattr(running, "put_all_in_place", _broken_off)
        pinshi("batch", city, "-o", out, *more)
    run(pinshi, city, "--resume")
    assert {name.split("/")[1] for name in results(out)} == {"新局", "第02局", "第04局"}
    undisturbed = city.parent / "另"
    pinshi("batch", city, "-o", undisturbed)
    assert tree(out) == tree(undisturbed)


def _broken_off(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_the_outputs_of_another_folder_are_still_its_own_after_ours(
    pinshi: Pinshi, city: Path, out: Path, tmp_path: Path
) -> None:
    other = tmp_path / "另报"
    other.mkdir()
    (other / "第09局.xlsx").write_bytes(register(9))
    run(pinshi, city)
    pinshi("batch", other, "-o", out)
    (city / FIRST).unlink()
    run(pinshi, city)
    assert {name.split("/")[1] for name in results(out)} == {"第02局", "第03局", "第04局", "第09局"}


def test_a_place_that_another_folder_took_over_is_not_ours_to_take_away(
    pinshi: Pinshi, city: Path, out: Path, tmp_path: Path
) -> None:
    other = tmp_path / "另报"
    other.mkdir()
    (other / "一.xlsx").write_bytes(register(1))
    run(pinshi, city)
    pinshi("batch", other, "-o", out)
    (city / FIRST).unlink()
    run(pinshi, city)
    assert "西河县/第01局/2026Q1/一-考核结果.xlsx" in results(out)


def test_a_half_made_tray_does_not_take_the_place_of_what_stands(
    pinshi: Pinshi, city: Path, out: Path
) -> None:
    run(pinshi, city)
    before = tree(out)
    (out / MANIFEST).unlink()
    half = tray_of(out, FIRST)
    shutil.copytree(out / "西河县" / "第01局" / "2026Q1", half)
    (half / "登记表.xlsx").write_bytes(b"-")
    (half / "pinshi-manifest.json").unlink()
    run(pinshi, city, "--resume")
    assert tree(out) == before


def test_a_half_made_tray_is_not_taken_for_what_was_lost(
    pinshi: Pinshi, city: Path, out: Path
) -> None:
    run(pinshi, city)
    before = tree(out)
    half = tray_of(out, FIRST)
    shutil.move(out / "西河县" / "第01局" / "2026Q1", half)
    (half / "登记表.xlsx").write_bytes(b"-")
    run(pinshi, city, "--resume")
    assert tree(out) == before


def test_an_output_never_takes_the_place_of_registers(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "西河县" / "第01局" / "2026Q1"
    own.mkdir(parents=True)
    (own / "第01局.xlsx").write_bytes(register(1))
    monkeypatch.chdir(tmp_path)
    ended = pinshi("batch", "西河县", "-o", ".", "--force")
    assert ended.code == 2
    assert "U706" in ended.err
    assert [path.name for path in own.iterdir()] == ["第01局.xlsx"]


def test_a_units_year_is_no_register_of_that_name(pinshi: Pinshi, tmp_path: Path) -> None:
    city = tmp_path / "报送"
    (city / "2026年").mkdir(parents=True)
    (city / "第01局.xlsx").write_bytes(register(1))
    (city / "2026年" / "第01局.xlsx").write_bytes(register(1, 季度=2))
    pinshi("batch", city, "-o", tmp_path / "出", "--year")
    below = tmp_path / "出" / "西河县" / "第01局"
    assert {path.name for path in below.iterdir()} >= {"2026Q1", "2026Q2"}


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini"])
def test_what_a_system_leaves_in_a_folder_is_nobodys_work(
    pinshi: Pinshi, city: Path, out: Path, name: str
) -> None:
    run(pinshi, city)
    ((out / RESULT).parent / name).write_bytes(b"-")
    assert run(pinshi, city).code == 0


def test_a_result_that_is_open_in_excel_is_said_to_be_open(
    pinshi: Pinshi, city: Path, out: Path
) -> None:
    run(pinshi, city)
    (out / RESULT).with_name(f"~${Path(RESULT).name}").write_bytes(b"-")
    found = books(run(pinshi, city))[FIRST]
    assert codes(found) == ["F122"]


def test_a_list_of_findings_that_is_open_is_said_and_the_run_goes_on_later(
    pinshi: Pinshi, city: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def held(path: Path, target: Path) -> Path:
        if target.name == "问题清单.csv":
            raise PermissionError
        return replace(path, target)

    with monkeypatch.context() as open_elsewhere:
        open_elsewhere.setattr(Path, "replace", held)
        ended = pinshi("batch", city, "-o", out)
    assert ended.code == 2
    assert "F122" in ended.err
    assert "问题清单.csv" in ended.err
    assert not (out / MANIFEST).exists()
    assert "4 份没有变" in pinshi("batch", city, "-o", out, "--resume").err


@pytest.mark.skipif(sys.platform == "win32", reason="names of POSIX")
def test_a_name_too_long_for_its_outputs_costs_only_its_unit(
    pinshi: Pinshi, city: Path, out: Path
) -> None:
    (city / FIRST).rename(city / "西河县" / f"{'长' * 80}.xlsx")
    ended = run(pinshi, city)
    (found,) = [each for each in ended.json["books"] if not each["ok"]]
    assert codes(found) == ["F123"]
    assert "文件名太长" in found["diagnostics"][0]["message"]
    assert len(results(out)) == 3
    assert "3 份没有变" in pinshi("batch", city, "-o", out, "--resume").err


@pytest.mark.skipif(sys.platform == "win32", reason="names of POSIX")
def test_a_folder_whose_name_is_not_in_utf8_is_done_like_any(city: Path, out: Path) -> None:
    folder = os.fsdecode(os.fsencode(city.parent) + b"/\xb1\xa8\xcb\xcd")
    shutil.move(city, folder)
    ended = in_a_process("batch", folder, "-o", out)
    assert ended.returncode == 0, ended.stderr.decode()
    assert len(results(out)) == 4


def test_a_year_that_was_lost_is_no_register(
    pinshi: Pinshi, city: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pinshi_cli.city.executor import SLOW, Done, Lost, Work
    from pinshi_cli.city.local import Local
    from pinshi_cli.workflow.batch.years import UnitTask

    real = Local.run

    def losing(
        pool: Local, work: Work[Any, Any], chunks: Iterable[Any]
    ) -> Iterator[Done[Any, Any]]:
        for done in real(pool, work, chunks):
            lost = isinstance(done.item, UnitTask) and done.item.file.startswith(FIRST)
            yield Done(done.item, None, Lost(SLOW)) if lost else done

    monkeypatch.setattr(Local, "run", losing)
    ended = run(pinshi, city, "--year")
    assert len(ended.json["books"]) == 4
    (lost,) = [each for each in ended.json["years"] if not each["ok"]]
    assert (lost["unit"], codes(lost)) == ("第01局", ["B002"])
    assert '"line":"year"' in (out / JOURNAL).read_text(encoding="utf-8").split(FIRST)[-1]
