"""`pinshi template` on the screen."""

from collections.abc import Sequence

from pinshi_cli.cli.console import Cell, Column, Screen
from pinshi_cli.cli.findings import counted, show_findings
from pinshi_cli.cli.written import show_written
from pinshi_cli.forms.kinds import Kind
from pinshi_cli.forms.paper_check import Pages
from pinshi_cli.workflow.registers import Written
from pinshi_cli.workflow.templates.checks import Checked, Listed

IN_A_LINE = 3
"""So many fields stand in one line, so that none is broken on a narrow screen."""


def show_templates(screen: Screen, listed: Sequence[Listed]) -> None:
    """Every kind, and where its template comes from."""
    columns = [Column("表名"), Column("全称"), Column("用哪个模板", grows=True)]
    rows = []
    for each in listed:
        own = "、".join(str(path) for path in each.own)
        cell = Cell(own, "strong") if own else Cell("自带", "dim")
        rows.append([Cell(each.kind.name), Cell(each.kind.title), cell])
    screen.table(columns, rows)
    screen.message("下一步：pinshi template copy 表名（复制一份来改）")


def show_fields(screen: Screen, kind: Kind, fields: Sequence[str]) -> None:
    """The fields of a kind, as they are written into a template."""
    screen.line(f"{kind.name}的模板里可以写：", "strong")
    plain = [field for field in fields if "." not in field]
    for begin in range(0, len(plain), IN_A_LINE):
        line = plain[begin : begin + IN_A_LINE]
        screen.line("    " + "  ".join(f"{{{{ {field} }}}}" for field in line))
    screen.line("一串一串的（用 {% for 项 in 名称 %} 一行一行地填，写 {{ 项.字段 }}）：", "strong")
    for field in fields:
        if "." in field:
            screen.line(f"    {field}")


def show_copied(screen: Screen, written: Written) -> None:
    """The copies, and what to do with them."""
    show_written(screen, written)
    if not written.dry:
        screen.message("下一步：用 Excel、Word 或 WPS 修改并保存，再 pinshi template check")


def show_checks(screen: Screen, checked: Sequence[Checked]) -> None:
    """Each template's findings, then how it stands."""
    for each in checked:
        show_findings(screen, each.diagnostics, on_result=True)
        count = counted(each.diagnostics)
        verdict = "没有错误" if each.ok else "有错误"
        fields = f"{each.fields} 处字段，" if each.fields else ""
        said = f"{each.name}：{fields}{verdict}" + (f"（{count}）" if count else "")
        screen.line(said, "good" if each.ok else "error")
        if each.pages is not None:
            screen.line(f"    {_pages(each.pages)}")
    if all(each.ok for each in checked):
        screen.message("下一步：pinshi form 登记簿.xlsx")
    else:
        screen.message("改好模板后再检查一次；有哪些字段：pinshi template list --kind 表名")


def _pages(pages: Pages) -> str:
    """On how many pages a form comes, in one sentence."""
    about = "约 " if pages.estimated else ""

    def count(number: int | None) -> str:
        return "填不进去" if number is None else f"{about}{number} 页"

    if pages.people:
        usual, longest = (f"{number} 人" for number in pages.people)
        whose = (f"{usual}、", f"{longest}、")
    else:
        whose = ("", "")
    said = (
        f"{whose[0]}内容平常时 {count(pages.usual)}；{whose[1]}每项都最长时 {count(pages.longest)}"
    )
    how = f"{pages.estimated}，按行高估算" if pages.estimated else "用 LibreOffice 试排"
    return f"印出来：{said}（{how}）"
