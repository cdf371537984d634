"""The result workbook: grades for print, their working in live formulas, quota, findings, basis."""

from collections.abc import Callable, Sequence

from pinshi_cli.grading.quarter import Graded
from pinshi_cli.grading.unconfirmed import unconfirmed_line
from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.results.basis_sheet import write_basis
from pinshi_cli.results.contents import Contents
from pinshi_cli.results.findings_sheet import write_findings
from pinshi_cli.results.grades_sheet import draw_chart, write_grades
from pinshi_cli.results.paper import Page, looks_of, new_book
from pinshi_cli.results.quota_sheet import write_quota
from pinshi_cli.results.working_sheet import write_working

SHEETS: tuple[tuple[str, Callable[[Page, Contents], None]], ...] = (
    ("考核结果", write_grades),
    ("计算过程", write_working),
    ("名额", write_quota),
    ("问题清单", write_findings),
    ("依据", write_basis),
)
"""The sheets in their order, and who writes each."""


def result_workbook(
    register: Register,
    policy: Policy,
    graded: Graded,
    diagnostics: Sequence[Diagnostic],
    sha256: str,
    *,
    draft: bool,
    ledger: str = "",
) -> bytes:
    """The bytes of `<stem>-考核结果.xlsx`; the same input gives the same bytes.

    `diagnostics` are all findings about the register, `sha256` the hash of its bytes. With
    `draft` every sheet is marked 试算, and people whose data are faulty are left blank. `ledger` is
    the head of the ledger beside the register, empty without one.
    """
    open_line = unconfirmed_line(register, policy)
    contents = Contents(register, policy, graded, diagnostics, sha256, draft, ledger, open_line)
    quarter = register.quarter
    book = new_book(f"{quarter.chinese}公务员平时考核结果", quarter.last)
    looks = looks_of(book, contents.decimals)
    pages = {name: Page(book.add_worksheet(name), looks) for name, _ in SHEETS}
    for name, write in SHEETS:
        write(pages[name], contents)
    draw_chart(book, pages[SHEETS[0][0]], SHEETS[0][0], contents)
    return book.finished()
