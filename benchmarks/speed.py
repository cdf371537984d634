"""The figures of issue 2: start-up, one unit against pandas, and how grading grows."""

import os
import sys
import tempfile
from pathlib import Path

from benchmarks import measure
from benchmarks.registers import make_register
from pinshi_cli.grading.quarter import grade_quarter
from pinshi_cli.policy.library import book_for
from pinshi_cli.registers.reader import read_register
from pinshi_cli.sheets.read import read_workbook
from pinshi_cli.workflow.samples import sample

HERE = Path(__file__).parent
SHEETS = (
    "基本信息",
    "人员名册",
    "指标评分",
    "民主测评",
    "处分问责",
    "负面清单",
    "集体研究",
    "考勤",
)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        against_pandas(folder)
        start_up()
        growth(folder)


def against_pandas(folder: Path) -> None:
    """Whole-process CPU of `pinshi grade` against a pandas script over the same sheets."""
    import python_calamine

    book = sample("quarter.xlsx")
    held = python_calamine.CalamineWorkbook.from_path(str(book)).sheet_names
    sheets = [each for each in SHEETS if each in held]
    out = folder / "out"
    pinshi = ["-m", "pinshi_cli", "grade", str(book), "-o", str(out)]
    script = [str(HERE / "baseline.py"), str(book), str(folder / "table.xlsx"), *sheets]
    measure.process(pinshi), measure.process(script)  # warm caches of both
    mine, theirs, ratio = measure.paired(
        lambda: measure.process(pinshi), lambda: measure.process(script), 15
    )
    say("pinshi grade 样例 / pandas+openpyxl 脚本", mine, theirs, ratio, 0.45)


def start_up() -> None:
    mine, theirs, ratio = measure.paired(
        lambda: measure.process(["-m", "pinshi_cli", "--help"]),
        lambda: measure.process(["-c", "pass"]),
        25,
    )
    say("pinshi --help / 空的 Python", mine, theirs, ratio, 12)


def growth(folder: Path) -> None:
    """17,000 people against 1,700; the grading step against calamine's reading; peak memory."""
    small, large = folder / "1700.xlsx", folder / "17000.xlsx"
    make_register(small, 1_700, 20)
    make_register(large, 17_000, 20)
    for what, more in (("只核定", ["--json"]), ("连同结果工作簿", ["-o", str(folder / "grown")])):
        grade = ["-m", "pinshi_cli", "grade", *more]
        few = measure.process([*grade, str(small)])
        many = measure.process([*grade, str(large)])
        ratio = many.cpu / few.cpu
        say(f"grade 17,000 人 / 1,700 人（{what}）", many.cpu, few.cpu, ratio, 11)
        sys.stdout.write(f"  峰值内存 {many.peak:.0f} MiB（上限 1536）\n")
    reading = measure.call(lambda: calamine(large))
    register = read_register(read_workbook(large), book_for)
    if register.register is None or register.policy is None:
        raise SystemExit("the benchmark's register is not sound")
    held, policy = register.register, register.policy
    grading = measure.call(lambda: grade_quarter(held, policy))
    say("核定 17,000 人 / calamine 读同一文件", grading, reading, grading / reading, 1)


def calamine(path: Path) -> None:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def say(what: str, mine: float, theirs: float, ratio: float, limit: float) -> None:
    verdict = "达到" if ratio <= limit else "未达到"
    text = f"{what}：{mine:.3f} s / {theirs:.3f} s = {ratio:.2f}（上限 {limit}，{verdict}）\n"
    sys.stdout.write(text)


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    main()
