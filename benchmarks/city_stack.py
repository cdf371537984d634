"""What a clerk's own script costs over the same registers, made with the usual libraries.

It does the same job as `pinshi batch`: pandas and openpyxl read the registers and weigh them,
openpyxl writes the same cells of the result workbooks with borders and fonts, docxtpl fills in the
notice and everybody's 登记表 from pinshi's own templates, put into docxtpl's markup. What it leaves
out is to its advantage: it checks nothing, explains nothing, reads nothing back and prints no
file of all forms together. A second figure has the forms filled in by xltpl, from a form of 40
fields. What pinshi made, and the templates, are read before the clock runs.
"""

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from benchmarks import measure
from benchmarks.city_floor import Cell, cells_of
from benchmarks.forms import person, sheet_template
from pinshi_cli.forms.kinds import KINDS
from pinshi_cli.forms.sample_texts import sample_values
from pinshi_cli.workflow.samples import bundled

_ROWS_AND_PARAGRAPHS = re.compile(r"<w:(tr|p)(?: [^>]*)?>.*?</w:\1>", re.DOTALL)
_PARAGRAPHS = re.compile(r"<w:(p)(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_SAID = re.compile(r"<w:t(?: [^>]*)?>(.*?)</w:t>", re.DOTALL)
_TAG = re.compile(r"\{% (?:for .*|endfor|if .*|else|endif) %\}")


T = TypeVar("T")


class Stack(NamedTuple):
    """CPU seconds of the script's parts, and over how many people."""

    tables: float
    results: float
    notices: float
    docxtpl: float
    xltpl: float
    people: int


def stack(registers: Sequence[Path], outputs: Path, scratch: Path) -> Stack:
    """The script over these registers, of which `pinshi batch` has made `outputs`."""
    scratch.mkdir(parents=True)
    counted = [tables(each) for each in registers]  # imports, too, are done before the clock runs
    books = [cells_of(path) for path in sorted(outputs.rglob("*-考核结果.xlsx"))]
    registration = Word("registration-a", scratch)
    notice = Word("notice", scratch)
    (scratch / "xltpl.xlsx").write_bytes(sheet_template())
    by_xltpl(scratch, 1)
    people = sum(counted)
    return Stack(
        measure.call(lambda: [tables(each) for each in registers]),
        _each(books, partial(write_result, scratch / "result.xlsx")),
        _each([listing(each) for each in counted], notice.fill),
        _each([a_person(each) for each in range(people)], registration.fill),
        measure.call(partial(by_xltpl, scratch, people)),
        people,
    )


def _each(items: Sequence[T], work: Callable[[T], None]) -> float:
    def all_of_them() -> None:
        for each in items:
            work(each)

    return measure.call(all_of_them)


def tables(path: Path) -> int:
    """Read, weigh, rank: what a straightforward script does; returns how many people."""
    import pandas as pd

    found = pd.read_excel(path, sheet_name=None, engine="openpyxl", dtype={"编号": str})
    parts = list("德能勤绩廉")
    points = found["指标评分"].set_index("编号")[parts].sum(axis=1)
    votes = found["民主测评"].assign(总分=lambda each: each[parts].sum(axis=1))
    means = votes.groupby(["编号", "评价主体"])["总分"].mean().unstack()
    totals = (points * 0.6 + means["领导"] * 0.3 + means["群众"] * 0.1).round(2)
    people = found["人员名册"].set_index("编号").assign(总分=totals)
    people = people.sort_values("总分", ascending=False)
    people["等次"] = ["好" if at < len(people) * 0.4 else "较好" for at in range(len(people))]
    return len(people)


def write_result(path: Path, sheets: Sequence[Sequence[Cell]]) -> None:
    """The cells of a result workbook by openpyxl, with a font, borders and wrapped text."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, Side

    thin = Side(style="thin")
    border, font = Border(thin, thin, thin, thin), Font(name="宋体", size=10)
    wrapped = Alignment(vertical="center", wrap_text=True)
    book = Workbook()
    for cells in sheets:
        sheet = book.create_sheet()
        for each in cells:
            held = f"={each.formula}" if each.formula else each.value
            cell = sheet.cell(each.row + 1, each.column + 1, held)
            cell.font, cell.border, cell.alignment = font, border, wrapped
    book.save(path)


class Word:
    """One of pinshi's Word templates in docxtpl's markup, filled in again and again."""

    def __init__(self, name: str, scratch: Path) -> None:
        from docxtpl import DocxTemplate
        from jinja2 import Environment

        path = scratch / f"{name}.docx"
        path.write_bytes(for_docxtpl((bundled("templates") / f"{name}.docx").read_bytes()))
        self.values = sample_values(next(kind for kind in KINDS if kind.id == name), longest=False)
        self.environment = Environment(autoescape=True)
        self.environment.filters.update(dict.fromkeys(("年月", "日期", "大写"), str))
        self.template, self.folder, self.made = DocxTemplate(path), scratch / name, 0
        self.folder.mkdir()
        self.fill({})

    def fill(self, values: Mapping[str, Any]) -> None:
        self.template.render({**self.values, **values}, self.environment, autoescape=True)
        self.template.save(self.folder / f"{self.made}.docx")
        self.made += 1


def for_docxtpl(template: bytes) -> bytes:
    """A template of ours in docxtpl's markup: rows and paragraphs that hold a tag alone say so."""
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(template)) as ours, zipfile.ZipFile(held, "w", 8) as theirs:
        for part in ours.infolist():
            data = ours.read(part)
            if part.filename == "word/document.xml":
                text = _ROWS_AND_PARAGRAPHS.sub(_marked, data.decode())
                data = text.replace("循环.序号", "loop.index").encode()
            theirs.writestr(part, data)
    return held.getvalue()


def _marked(found: re.Match[str]) -> str:
    if _TAG.fullmatch("".join(_SAID.findall(found[0])).strip()):
        return found[0].replace("{% ", f"{{%{found[1]} ")
    if found[1] == "tr" and _TAG.search(found[0]):
        return _PARAGRAPHS.sub(_marked, found[0])
    return found[0]


def a_person(number: int) -> dict[str, object]:
    """What differs in a 登记表, and as many indicators as the city's pack has."""
    indicator = {"指标": "德", "要素": "按时完成各项工作", "得分": "13.5", "满分": 15}
    return {"姓名": f"某{number:05}", "指标": [indicator] * 5, "台账末笔": ""}


def listing(people: int) -> dict[str, object]:
    """What a notice lists: everybody of a unit, in two grades."""
    row = {"姓名": "某某某", "内设机构": "第1科", "职务职级": "科员", "等次": "较好"}
    rows = [{**row, "序号": number} for number in range(1, people + 1)]
    cut = people * 2 // 5
    return {
        "名单": [
            {"分组": grade, "人数": len(some), "人员": some}
            for grade, some in (("好", rows[:cut]), ("较好", rows[cut:]))
        ]
    }


def by_xltpl(folder: Path, times: int) -> None:
    from xltpl.writerx import BookWriter

    writer = BookWriter(str(folder / "xltpl.xlsx"))
    for number in range(times):
        writer.render_book([{**person(number), "sheet_name": "登记表", "tpl_idx": 0}])
        writer.save(str(folder / f"form-{number}.xlsx"))
