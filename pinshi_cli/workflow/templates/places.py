"""Where templates lie: the clerk's own first, then those that come with pinshi."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pinshi_cli.forms.kinds import KINDS, Kind
from pinshi_cli.model.diagnostic import refuse
from pinshi_cli.workflow.samples import bundled

if TYPE_CHECKING:
    from pinshi_cli.forms.template import Template

FOLDER = "模板"
"""The clerk's folder, beside the register or where pinshi is run."""

ENDINGS = (".xlsx", ".docx")
BY_ID = {kind.id: kind for kind in KINDS}


class Found(NamedTuple):
    """A template: what messages call it, its bytes, and whether it is the clerk's own."""

    name: str
    data: bytes
    own: bool = False
    path: Path = Path()


def find_template(kind_id: str, ending: str, near: Path) -> Found:
    """The template of a kind for the register `near`: of 模板 beside it, of 模板 here, or ours."""
    kind = BY_ID[kind_id]
    path = own_template(kind, ending, near)
    if path is not None:
        return read_template(path)
    return bundled_template(kind, ending)


def compiled(found: Found) -> "Template":
    """The template compiled; once, however many registers it is for. Raises `Refusal`."""
    return _compiled(found.name, found.data)


@lru_cache(maxsize=64)
def _compiled(name: str, data: bytes) -> "Template":
    from pinshi_cli.forms.template import compile_template

    return compile_template(name, data)


def own_template(kind: Kind, ending: str, near: Path) -> Path | None:
    """The clerk's own template, where there is one."""
    tried = (folder / f"{kind.name}{ending}" for folder in _folders(near))
    return next((path for path in tried if path.is_file()), None)


def strays(near: Path) -> list[Path]:
    """Templates, as they seem, that are called after no kind; what Office keeps beside is none."""
    names = {kind.name for kind in KINDS}
    return [
        path
        for folder in _folders(near)
        if folder.is_dir()
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in ENDINGS
        and not path.name.startswith(("~$", ".~", "."))
        and (path.stem not in names or path.suffix not in ENDINGS)
    ]


def _folders(near: Path) -> list[Path]:
    beside = near if near.is_dir() else near.absolute().parent
    return list(dict.fromkeys(each.absolute() / FOLDER for each in (beside, Path.cwd())))


def bundled_template(kind: Kind, ending: str) -> Found:
    """The template that comes with pinshi."""
    path = bundled("templates") / f"{kind.id}{ending}"
    return Found(f"{kind.name}{ending}（自带）", path.read_bytes(), path=path)


def read_template(path: Path) -> Found:
    """A template of the clerk's own. Raises `Refusal` F103."""
    try:
        data = path.read_bytes()
    except OSError as error:
        hint = "确认文件没有损坏，当前用户能打开；或移走它，改用自带的模板。"
        raise refuse("F103", f"模板 {path.name} 打不开", hint, file=str(path)) from error
    return Found(f"{path.parent.name}/{path.name}", data, own=True, path=path)
