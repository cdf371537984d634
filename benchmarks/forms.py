"""The figures of issue 4: 1,000 forms against xltpl, docxtpl and the floor; 17,000 in memory.

`python -m benchmarks.forms`; with TMPDIR=/dev/shm without the disk. Needs xltpl and docxtpl, which
nothing else does.

Files are kept to the end: ext4 takes no inode again that was given up within the last minutes, and
searches past each, so that a new file costs up to thirty times as much where thousands have just
been deleted. What an empty file costs is said beside the rest.
"""

import io
import sys
import tempfile
import zlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

from benchmarks import measure
from pinshi_cli.forms.read_texts import Reader
from pinshi_cli.forms.template import Template, compile_template
from pinshi_cli.sheets.package import Package

FIELDS = [f"字段{number:02}" for number in range(1, 33)]
SINGLE, OTHERS, CITY = 1_000, 20, 17_000
ROUNDS = 5
XLSX, DOCX = "登记表.xlsx", "登记表.docx"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        memory(folder)
        for template, data, changed, other in (
            (XLSX, sheet_template(), "xl/worksheets/sheet1.xml", by_xltpl),
            (DOCX, word_template(), "word/document.xml", by_docxtpl),
        ):
            (folder / template).write_bytes(data)
            singles(folder, compile_template(template, data, {}), changed, other)


def singles(
    folder: Path, template: Template, changed: str, other: Callable[[Path, int], None]
) -> None:
    """Single files: ours, the other tool's and the floor, turn by turn; the medians of ratios."""
    whole = template.render(person(1))
    package = Package(whole)
    part = package.read(changed)
    rest = whole[: len(whole) - len(package.packed(changed).body)]
    rows = []
    for number in range(ROUNDS):
        new = folder / f"{template.name}-{number}"
        new.mkdir()
        jobs = (
            (partial(at_the_floor, new, part, rest), SINGLE),
            (partial(by_pinshi, new, template), SINGLE),
            (partial(other, new, OTHERS), OTHERS),
            (partial(as_print_file, new, template), SINGLE),
            (partial(read_back, new, template), SINGLE),
            (partial(empty_files, new), SINGLE),
        )
        rows.append([measure.call(job) / count for job, count in jobs])
    floor, ours, theirs, many, again, empty = (
        sorted(each)[ROUNDS // 2] for each in zip(*rows, strict=True)
    )
    against = sorted(row[2] / row[1] for row in rows)
    above = sorted(row[1] / row[0] for row in rows)
    print(
        f"{template.name}: floor {floor * 1e6:.0f} µs, pinshi {ours * 1e6:.0f} µs, "
        f"{other.__name__[3:]} {theirs * 1e3:.1f} ms a form; "
        f"{against[ROUNDS // 2]:.0f}× ({against[0]:.0f} to {against[-1]:.0f}), "
        f"{above[ROUNDS // 2]:.2f}× the floor ({above[0]:.2f} to {above[-1]:.2f}); "
        f"in one print file of {SINGLE} {many * 1e6:.0f} µs each; "
        f"reading it back {again * 1e6:.0f} µs; an empty file {empty * 1e6:.0f} µs; "
        f"{len(whole)} bytes, {len(rest) + len(deflated(part))} with the part deflated as the floor"
    )


def at_the_floor(folder: Path, part: bytes, rest: bytes) -> None:
    """What no tool can save: deflate the one changed part, write the file (`rest` and that)."""
    for number in range(SINGLE):
        (folder / f"floor-{number}").write_bytes(rest + deflated(part))


def deflated(part: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(part) + packer.flush()


def empty_files(folder: Path) -> None:
    for number in range(SINGLE):
        (folder / f"empty-{number}").touch()


def by_pinshi(folder: Path, template: Template) -> None:
    for number in range(SINGLE):
        path = folder / f"ours-{number}{template.suffix}"
        path.write_bytes(template.render(person(number)))


def as_print_file(folder: Path, template: Template) -> None:
    path = folder / f"print{template.suffix}"
    path.write_bytes(template.render_many([person(number) for number in range(SINGLE)]))


def read_back(folder: Path, template: Template) -> None:
    reader = Reader(template.suffix)
    for number in range(SINGLE):
        path = folder / f"ours-{number}{template.suffix}"
        reader.rows(path.read_bytes(), path.name)


def by_xltpl(folder: Path, times: int) -> None:
    from xltpl.writerx import BookWriter

    writer = BookWriter(str(folder.parent / XLSX))
    for number in range(times):
        writer.render_book([{**person(number), "sheet_name": "登记表", "tpl_idx": 0}])
        writer.save(str(folder / f"theirs-{number}.xlsx"))


def by_docxtpl(folder: Path, times: int) -> None:
    from docxtpl import DocxTemplate

    template = DocxTemplate(str(folder.parent / DOCX))
    for number in range(times):
        template.render(person(number), autoescape=True)
        template.save(str(folder / f"theirs-{number}.docx"))


def memory(folder: Path) -> None:
    """Peak memory of a process that makes everybody's 登记表 in a register of 17,000.

    Beside it the peak of one that only grades the register: what forms add to that.
    """
    book = folder / "登记簿.xlsx"
    measure.process(["-m", "benchmarks.forms", "register", str(book)])
    plain = measure.process(["-m", "benchmarks.forms", "plan", str(book)])
    cost = measure.process(["-m", "benchmarks.forms", "forms", str(book)])
    made = len(list((folder / "forms").rglob("单份/*.*x")))
    print(
        f"{CITY} people graded: {plain.peak:.0f} MiB, {plain.cpu:.0f} s; "
        f"graded, and {made} forms made, read back, written: {cost.peak:.0f} MiB, {cost.cpu:.0f} s"
    )


def child(what: str, book: Path) -> None:
    from benchmarks.registers import make_register
    from pinshi_cli.workflow.forms import plan as form_plan
    from pinshi_cli.workflow.forms import run as forms
    from pinshi_cli.workflow.registers import Call

    wanted = form_plan.Wanted(("登记表",))
    if what == "register":
        make_register(book, CITY, 1)
    elif what == "plan":
        form_plan.plan([book], wanted, Call())
    else:
        where = forms.Where(book.parent / what)
        made = forms.form([book], wanted, where, Call(), forms.Keep())
        if not made.ok:
            raise SystemExit(str(made.diagnostics[:3]))


def person(number: int) -> dict[str, object]:
    return {
        **{name: f"第{number}人的{name}" for name in FIELDS},
        "姓名": f"某{number:05}",
        "单位名称": "某市某局",
        "总分": Decimal("91.35"),
        "会议日期": date(2026, 3, 31),
        "个人小结": "本季度完成了分管的各项工作，按时办结来件。" * 10,
        "改进要求": "继续提高业务能力。",
        "等次": "好",
        "名次": 3,
    }


def sheet_template() -> bytes:
    """A 登记表 of 40 fields: labels, borders, merged cells, a text that wraps, a print area."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, Side

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "登记表"
    thin = Side(style="thin")
    sheet["A1"] = "{{ 单位名称 }}公务员平时考核登记表"
    sheet["A1"].font = Font(name="方正小标宋简体", size=18)
    sheet.merge_cells("A1:F1")
    named = ["姓名", "总分", "会议日期", "等次", "名次", *FIELDS]
    for index, name in enumerate(named):
        row, column = 2 + index // 3, 1 + 2 * (index % 3)
        for at, text in ((column, name), (column + 1, f"{{{{ {name} }}}}")):
            cell = sheet.cell(row, at, text)
            cell.border = Border(thin, thin, thin, thin)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for row, name in ((20, "个人小结"), (22, "改进要求")):
        sheet.cell(row, 1, name)
        sheet.cell(row, 2, f"{{{{ {name} }}}}").alignment = Alignment(wrap_text=True)
        sheet.merge_cells(start_row=row, start_column=2, end_row=row + 1, end_column=6)
    for letter in "ABCDEF":
        sheet.column_dimensions[letter].width = 15
    sheet.print_area = "A1:F23"
    sheet.page_setup.paperSize = 9
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def word_template() -> bytes:
    """The same form in Word."""
    from docx import Document

    document = Document()
    document.add_heading("{{ 单位名称 }}公务员平时考核登记表", level=1)
    named = ["姓名", "总分", "会议日期", "等次", "名次", *FIELDS, "个人小结", "改进要求"]
    table = document.add_table(rows=13, cols=6)
    table.style = "Table Grid"
    for index, name in enumerate(named):
        cells = table.rows[index // 3].cells
        cells[2 * (index % 3)].text = name
        cells[2 * (index % 3) + 1].text = f"{{{{ {name} }}}}"
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        child(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
