"""The benchmark's city: made by seed, sound, and its floor is of the very things that were made.

No figure is looked at here, only that `python -m benchmarks.city` measures what it says.
"""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from benchmarks.city_floor import cells_of, floor
from benchmarks.city_registers import RATERS, Unit, make_city, units_of, write_register
from benchmarks.city_stack import for_docxtpl
from pinshi_cli.policy.library import book_for
from pinshi_cli.unit import grade_book
from pinshi_cli.workflow.batch.settings import Settings, wanted_of
from pinshi_cli.workflow.batch.work import Bench, Task
from pinshi_cli.workflow.samples import bundled

UNITS = [Unit(1, 3), Unit(2, 4), Unit(21, 5)]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Path], Path]:
    """Three registers, and the folder of all that is made of them."""
    folder = tmp_path_factory.mktemp("city")
    paths = make_city(folder / "in", UNITS)
    wanted = wanted_of("results,forms,notices", None, draft=True, year=False)
    bench = Bench(Settings(folder / "in", folder / "out", wanted).sealed())
    for path in paths:
        bench(Task(path.relative_to(folder / "in").as_posix(), 0), lambda _seconds: None)
    return paths, folder / "out"


def test_a_city_has_as_many_units_and_people_as_are_asked_for_of_unlike_sizes() -> None:
    units = units_of(1_072, 17_000)
    sizes = sorted(unit.people for unit in units)
    assert (len(units), sum(sizes)) == (1_072, 17_000)
    assert sizes[0] >= 3
    assert sizes[-1] > 10 * sizes[len(sizes) // 2]


def test_the_same_seed_gives_the_same_scores_and_another_seed_others(tmp_path: Path) -> None:
    said = []
    for name, seed in (("1", 1), ("2", 1), ("3", 2)):
        write_register(tmp_path / f"{name}.xlsx", UNITS[0], seed)
        sheet = load_workbook(tmp_path / f"{name}.xlsx")["民主测评"]
        said.append(list(sheet.iter_rows(values_only=True)))
    assert said[0] == said[1] != said[2]
    assert len(said[0]) == 1 + UNITS[0].people * RATERS


def test_the_registers_of_the_city_are_sound(city: tuple[list[Path], Path]) -> None:
    for path, unit in zip(city[0], UNITS, strict=True):
        quarter = grade_book(path, book_for)
        assert quarter.ok
        assert quarter.people == unit.people


def test_the_floor_is_of_every_register_form_and_result_workbook(
    city: tuple[list[Path], Path], tmp_path: Path
) -> None:
    found = floor(city[0], city[1], tmp_path)
    assert (found.registers, found.papers, found.workbooks) == (3, 3 + 4 + 5, 3)


def test_the_floor_writes_the_rows_of_the_result_workbook(city: tuple[list[Path], Path]) -> None:
    path = next(city[1].rglob("*-考核结果.xlsx"))
    for cells, sheet in zip(cells_of(path), load_workbook(path).worksheets, strict=True):
        written = {
            (cell.row + 1, cell.column + 1): f"={cell.formula}" if cell.formula else cell.value
            for cell in cells
        }
        held = {
            (cell.row, cell.column): cell.value
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        assert written == held


@pytest.mark.parametrize(
    ("form", "tags"),
    [
        ("registration-a", ["{%tr for 项 in 指标 %}", "{%tr endfor %}"]),
        ("notice", ["{%p for 组 in 名单 %}", "{%tr for 人 in 组.人员 %}", "{%p for 句 in 说明 %}"]),
    ],
)
def test_the_other_stack_gets_our_form_in_its_own_markup(form: str, tags: list[str]) -> None:
    ours = (bundled("templates") / f"{form}.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(for_docxtpl(ours))) as theirs:
        text = theirs.read("word/document.xml").decode()
    assert [tag for tag in tags if tag not in text] == []
    assert "{% for" not in text, "no row or paragraph is left of a tag"
    assert "循环" not in text
