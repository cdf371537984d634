"""A policy as a handbook on paper or for a browser."""

from pathlib import Path

from pinshi_cli.model.diagnostic import refuse
from pinshi_cli.policy.book import Policy
from pinshi_cli.sheets.write import Output
from pinshi_cli.workflow.registers import Written, write_all
from pinshi_cli.workflow.targets import target


def write_handbooks(
    policy: Policy, out: Path | None, *, html: bool, docx: bool, force: bool, dry: bool
) -> Written:
    """`<id>-规则手册.html` and `.docx`, as asked for; in the folder `out`, or the file that it is.

    Nothing where neither is asked for and no `out` is given. Raises `Refusal` U706 where `out`
    alone does not say which kind is meant.
    """
    named = out.suffix.lower() if out is not None and not out.is_dir() else ""
    html = html or named == ".html"
    docx = docx or named == ".docx"
    if not html and not docx:
        if out is None:
            return Written(dry=dry)
        hint = "加 --html 或 --docx；或把 -o 写成 .html、.docx 文件。"
        raise refuse("U706", "写了 -o，没有写手册要哪一种", hint, file=out.name)
    from pinshi_cli.reports.handbook import as_docx, as_html, handbook_of

    book = handbook_of(policy)
    outputs = []
    for wanted, ending, make in ((html, ".html", as_html), (docx, ".docx", as_docx)):
        if wanted:
            outputs.append(Output(_path(policy, out, ending), make(book)))
    return write_all(outputs, force=force, dry=dry)


def _path(policy: Policy, out: Path | None, ending: str) -> Path:
    if out is not None and out.suffix.lower() in (".html", ".docx") and not out.is_dir():
        return out.with_suffix(ending)
    return target(out, f"{policy.head.id}-规则手册{ending}")
