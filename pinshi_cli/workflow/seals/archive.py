"""The sealed archive as bytes: what lies where in it, and opening one that nobody is trusted with.

Its parts are stored as they are, with one fixed date and in the order of their names: the same
parts give the same bytes on every machine, whichever compressor it has.
"""

import hashlib
import json
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Refusal, refuse
from pinshi_cli.sheets.faults import Fault
from pinshi_cli.sheets.package import Package
from pinshi_cli.sheets.read import MAX_FILE
from pinshi_cli.workflow.documents import Document

SCHEMA = "pinshi/seal/1"
MANIFEST = "封存清单.json"
INPUTS, POLICY, RESULTS = "输入", "办法", "结果"
BASE = "底本-"
"""What the name of a rule book's base begins with, beside the book itself."""

_FOLDERS = (INPUTS, POLICY, RESULTS)
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_UNIX, _OWN_ONLY = 3, 0o100600


class Sealed(NamedTuple):
    """An archive opened: what its manifest says, and its parts without the manifest, by name."""

    manifest: Document
    parts: Mapping[str, bytes]


def sha256(data: bytes) -> str:
    """A part's SHA-256 as the manifest names it."""
    return hashlib.sha256(data).hexdigest()


def pack(manifest: Document, parts: Mapping[str, bytes]) -> bytes:
    """The archive's bytes: the manifest first, then every part by name.

    Raises `Refusal` for a name that not every system can hold.
    """
    odd = next((name for name in parts if not _is_safe(name)), None)
    if odd is not None:
        hint = "文件名里去掉 : * ? < > | 这些符号和末尾的点、空格，再封存。"
        raise refuse("L086", "这个文件名不能放进封存件", hint, file=PurePosixPath(odd).name)
    files = {name: sha256(parts[name]) for name in sorted(parts)}
    said = json.dumps({**manifest, "files": files}, ensure_ascii=False, indent=1).encode() + b"\n"
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, data in ((MANIFEST, said), *((name, parts[name]) for name in files)):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.create_system = _UNIX
            entry.external_attr = _OWN_ONLY << 16
            archive.writestr(entry, data)
    return written.getvalue()


def unpack(data: bytes, file: str) -> Sealed:
    """The archive opened, each part verified. Raises `Refusal` where it is none, or is unsafe."""
    try:
        package = Package(data)
        names = [name for name in package.names if name != MANIFEST]
        manifest = json.loads(package.read(MANIFEST))
        parts = {name: package.read(name) for name in names}
    except (Fault, ValueError, RecursionError) as error:
        hint = "给出 pinshi seal 写的 .zip；拷贝坏了的，重新拷贝一份。"
        raise refuse("L084", "不是封存件，或已经损坏", hint, file=file) from error
    if not _is_ours(manifest) or not all(map(_is_safe, names)):
        hint = "给出 pinshi seal 写的 .zip，不要解压后重新压缩。"
        raise refuse("L084", "里面的清单或文件名不是 pinshi 写的", hint, file=file)
    return Sealed(manifest, parts)


def _is_ours(manifest: object) -> bool:
    """Whether the manifest says all that rebuilding asks of it."""
    if not isinstance(manifest, dict) or manifest.get("schema") != SCHEMA:
        return False
    files, base = manifest.get("files"), manifest.get("base_file")
    texts = [manifest.get(key) for key in ("pinshi", "register", "policy_file")]
    return (
        all(isinstance(text, str) for text in texts)
        and (base is None or isinstance(base, str))
        and isinstance(manifest.get("forms"), bool)
        and isinstance(files, dict)
        and all(isinstance(digest, str) for digest in files.values())
    )


def _is_safe(name: str) -> bool:
    """A plain path below one of the three folders: it can lead nowhere else on any system."""
    path = PurePosixPath(name)
    return (
        len(path.parts) > 1
        and path.parts[0] in _FOLDERS
        and str(path) == name
        and not any(part in {".", ".."} or part.endswith((".", " ")) for part in path.parts)
        and not any(sign in name for sign in '\\:*?"<>|')
        and name.isprintable()
    )


def broken_parts(sealed: Sealed) -> list[str]:
    """What is not as the manifest says: changed, added or taken out, by name."""
    listed: Mapping[str, str] = sealed.manifest["files"]
    names = sorted({*listed, *sealed.parts})
    return [
        name
        for name in names
        if name not in sealed.parts or listed.get(name) != sha256(sealed.parts[name])
    ]


def read_archive(path: Path) -> bytes:
    """The bytes of the archive at `path`. Raises `Refusal`."""
    try:
        if path.stat().st_size <= MAX_FILE:
            return path.read_bytes()
    except FileNotFoundError:
        raise refuse("F101", "找不到文件", "核对文件名和所在文件夹。", file=str(path)) from None
    except OSError as error:
        hint = "确认它是文件，当前用户有权读取。"
        raise refuse("F103", "文件读不出来", hint, file=path.name) from error
    raise refuse("F112", "文件太大，没有读取", "核对是不是封存件。", file=path.name)


def put_down(parts: Mapping[str, bytes], folder: Path, top: str) -> None:
    """Write the parts below the folder `top` of the archive into `folder`, for its owner alone."""
    for name, data in parts.items():
        if name.startswith(f"{top}/"):
            path = folder.joinpath(*PurePosixPath(name).parts)
            try:
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                path.write_bytes(data)
            except OSError as error:
                raise _no_room(error) from error


def _no_room(error: OSError) -> Refusal:
    hint = "腾出临时文件夹所在盘的空间后再试。"
    return refuse("F123", f"临时文件写不进去（{error.strerror or error.errno}）", hint)
