"""Every form's pages, as LibreOffice lays them out: how many, what they say, nothing clipped.

The case is the hardest: a summary of 800 characters, a name of 15, rare characters, empty fields.
"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pinshi_cli.forms.case import Paper
from pinshi_cli.forms.kinds import BY_NAME, KINDS, PERSON, UNIT, Kind
from pinshi_cli.forms.papers import papers
from pinshi_cli.forms.template import compile_template
from pinshi_cli.forms.year_papers import year_papers
from pinshi_cli.workflow.templates import ENDINGS, bundled_template
from tests.forms.cases import LONG, LONG_NAME, hard_case, sample_year

pytestmark = pytest.mark.office

MADE = [kind for kind in KINDS if not kind.made_by]
PAGES = {
    "年度登记表": (2, 2),
    "登记表乙": (1, 2),
    "反馈表": (1, 2),
    "请示": (1, 2),
    "备案报告": (1, 2),
}
"""How many pages the first paper takes as .xlsx and as .docx, where it is not one."""


def made(kind: Kind) -> list[Paper]:
    if kind.annual:
        return year_papers(kind, sample_year())
    return papers(kind, hard_case())


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Every form's first paper, and print files, as the texts of PDF pages, by file name."""
    assert shutil.which("soffice"), "LibreOffice is what these tests are about"
    folder = tmp_path_factory.mktemp("pages")
    for kind in MADE:
        for ending in ENDINGS:
            found = bundled_template(kind, ending)
            template = compile_template(found.name, found.data)
            values = [paper.values for paper in made(kind)]
            (folder / f"{kind.id}-{ending[1:]}{ending}").write_bytes(template.render(values[0]))
            if kind.per == PERSON and len(values) > 1:
                whole = template.render_many(values)
                (folder / f"{kind.id}-all-{ending[1:]}{ending}").write_bytes(whole)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    documents = [str(path) for path in sorted(folder.glob("*.*")) if path.suffix in ENDINGS]
    convert = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*convert, *documents], check=True, capture_output=True, timeout=300)
    return {path.stem: _pages_of(path) for path in folder.glob("*.pdf")}


def _pages_of(path: Path) -> list[str]:
    told = subprocess.run(
        ["pdftotext", str(path), "-"],  # noqa: S607  # poppler's, wherever it lies
        check=True,
        capture_output=True,
        timeout=60,
    )
    return told.stdout.decode().split("\f")[:-1]


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("kind", MADE, ids=lambda kind: kind.id)
@pytest.mark.parametrize("place", [0, 1], ids=["xlsx", "docx"])
def test_a_form_has_its_pages_and_each_says_which_it_is(
    pages: dict[str, list[str]], kind: Kind, place: int
) -> None:
    found = pages[f"{kind.id}-{ENDINGS[place][1:]}"]
    assert len(found) == PAGES.get(kind.name, (1, 1))[place]
    for number, page in enumerate(found, start=1):
        total = f"共{len(found)}页" if kind.per == UNIT else ""
        assert f"第{number}页{total}" in plain(page)


@pytest.mark.parametrize("kind", [k for k in MADE if k.per == PERSON], ids=lambda kind: kind.id)
@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_a_person_s_form_says_name_and_grade(
    pages: dict[str, list[str]], kind: Kind, ending: str
) -> None:
    said = plain("".join(pages[f"{kind.id}-{ending}"]))
    values = made(kind)[0].values
    assert plain(str(values["姓名"])) in said or set(plain(str(values["姓名"]))) <= set(said)
    if kind.id in ("registration-a", "registration-b"):
        assert f"审定等次：{values['审定等次']}" in said


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_nothing_of_a_long_summary_is_clipped(pages: dict[str, list[str]], ending: str) -> None:
    said = plain("".join(pages[f"registration-b-{ending}"]))
    for number in range(1, 26):
        assert f"本季度完成第{number}项工作" in said
    assert LONG[:820].endswith("汇总数")
    assert "本人（签名）" in said
    assert "主管领导" in said


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_rare_characters_and_long_names_are_printed(
    pages: dict[str, list[str]], ending: str
) -> None:
    said = plain("".join(pages[f"roster-{ending}"]))
    assert "㐂𠮷䶮" in said
    assert set(LONG_NAME) <= set(said)


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_in_a_print_file_everybody_begins_on_a_page_counted_from_one(
    pages: dict[str, list[str]], ending: str
) -> None:
    found = pages[f"registration-a-all-{ending}"]
    people = papers(BY_NAME["登记表甲"], hard_case())
    assert len(found) == len(people)
    for paper, page in zip(people, found, strict=True):
        assert set(plain(str(paper.values["姓名"]))) <= set(plain(page))
        assert "第1页" in plain(page)
