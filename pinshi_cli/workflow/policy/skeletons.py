"""`pinshi policy new`: a commented pack to start from."""

from pathlib import Path

from pinshi_cli.model.diagnostic import Diagnostic, Refusal, refuse
from pinshi_cli.model.names import squeezed
from pinshi_cli.policy.library import heads
from pinshi_cli.policy.shape import identifier, reporter
from pinshi_cli.policy.skeleton import skeleton
from pinshi_cli.sheets.write import Output
from pinshi_cli.workflow.documents import Document, document
from pinshi_cli.workflow.registers import Written
from pinshi_cli.workflow.targets import target


def new_pack(pack: str, name: str | None, base: str, out: Path | None) -> tuple[Output, str]:
    """The file of a new pack, and its text. Raises `Refusal` for an id or a base that cannot be."""
    found: list[Diagnostic] = []
    identifier(pack, "policy.id", reporter("", found))
    if found:
        raise Refusal(*found)
    known = heads()
    if any(head["id"] == pack for head in known):
        raise refuse("P607", f"随附的规则已用编号 {pack}", "换一个编号，例如加上单位的拼音。")
    bases = [head["id"] for head in known if not head["gradable"] and not head.get("base")]
    if base not in bases:
        raise refuse("P601", f"没有名为 {base} 的底本", f"可写：{'、'.join(bases)}。")
    text = skeleton(pack, squeezed(name or "") or "待填名称", base)
    return Output(target(out, f"{pack}.toml"), text.encode()), text


def new_document(pack: str, text: str, written: Written) -> Document:
    """`pinshi policy new --json`."""
    return document(
        "policy-new", ok=True, diagnostics=(), id=pack, text=text, outputs=written.names
    )
