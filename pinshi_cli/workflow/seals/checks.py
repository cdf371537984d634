"""`pinshi verify --sealed`: an archive made again from its own inputs and held against itself."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from pinshi_cli import __version__
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity, refuse
from pinshi_cli.policy.library import Edition
from pinshi_cli.sheets.faults import Fault
from pinshi_cli.sheets.package import Package
from pinshi_cli.workflow.documents import Document, document
from pinshi_cli.workflow.registers import Call
from pinshi_cli.workflow.seals.archive import (
    BASE,
    INPUTS,
    Sealed,
    broken_parts,
    pack,
    read_archive,
    sha256,
    unpack,
)
from pinshi_cli.workflow.seals.sealing import GRADES, Book, rebuild

OTHER, MARKS, MORE, LESS = "内容不同", "只是版本标记或压缩不同", "现在多出", "现在没有"
"""How a file made again may differ from the sealed one."""


class Graded(NamedTuple):
    """What one of the two says of a person; all None where it does not know the person."""

    standing: str | None
    grade: str | None
    score: str | None


class Told(NamedTuple):
    """What a grade document says of one person; `steps` are the reasons, each with its rule."""

    name: str
    graded: Graded
    steps: tuple[str, ...]


NOBODY = Told("", Graded(None, None, None), ())


class GradeChange(NamedTuple):
    """A person who is graded otherwise now; `why` are the steps that only one of the two has."""

    id: str
    name: str
    before: Graded
    after: Graded
    why: tuple[str, ...]


class FileChange(NamedTuple):
    """A file that is not the same now, by its name in the archive."""

    name: str
    what: str


class SealCheck(NamedTuple):
    """What came of an archive. `same`: made again, it is this very file, byte for byte."""

    file: str
    sha256: str
    manifest: Document
    same: bool = False
    grades: tuple[GradeChange, ...] = ()
    files: tuple[FileChange, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def ok(self) -> bool:
        return not any(each.is_error for each in self.diagnostics)


def check_sealed(path: Path, call: Call) -> SealCheck:
    """Open, verify, grade again, compare. Raises `Refusal` where that cannot even begin."""
    data = read_archive(path)
    sealed = unpack(data, path.name)
    at = Place(path.name)
    broken = broken_parts(sealed)
    if broken:
        hint = "这一份不能作凭据；找封存时留下的另一份，用 SHA-256 核对。"
        found = [_error("L087", f"{name} 与封存清单不符", at, hint) for name in broken]
        return SealCheck(path.name, sha256(data), sealed.manifest, diagnostics=tuple(found))
    manifest = sealed.manifest
    name = manifest["register"]
    inputs = {each: part for each, part in sealed.parts.items() if each.startswith(f"{INPUTS}/")}
    if not any(PurePosixPath(each).parts[1] == name for each in inputs):
        raise refuse("L084", "里面没有登记簿", "给出 pinshi seal 写的 .zip。", file=path.name)
    again = rebuild(inputs, name, _book(sealed, path.name), call, forms=manifest["forms"])
    grades = tuple(_grades(sealed.parts.get(GRADES), again.parts.get(GRADES)))
    files = tuple(_files(sealed, again.parts))
    same = again.ok and pack(again.manifest, again.parts) == data
    found = [*again.diagnostics, *_said(grades, files, at)]
    if again.ok and not same and not files and manifest["pinshi"] == __version__:
        message = "里面的文件都一样，压缩包本身与 pinshi 写的不同"
        hint = "多半是解压后重新压缩过；要作凭据，找封存时留下的那一份。"
        found.append(Diagnostic("L089", Severity.WARNING, message, at, hint))
    return SealCheck(path.name, sha256(data), manifest, same, grades, files, tuple(found))


def _book(sealed: Sealed, file: str) -> Book:
    """The sealed rule book. Raises `Refusal` where the archive lacks it."""
    own, base = sealed.manifest["policy_file"], sealed.manifest["base_file"]
    try:
        texts = [sealed.parts[name].decode() for name in (own, base) if name is not None]
    except (KeyError, UnicodeDecodeError):
        hint = "给出 pinshi seal 写的 .zip。"
        raise refuse("L084", "里面没有考核办法", hint, file=file) from None
    edition = Edition(PurePosixPath(own).name, texts[0])
    bases = [Edition(PurePosixPath(base).name.removeprefix(BASE), text) for text in texts[1:]]
    return Book(edition, tuple(bases))


def _said(
    grades: tuple[GradeChange, ...], files: tuple[FileChange, ...], at: Place
) -> Iterable[Diagnostic]:
    if grades:
        hint = "核对是哪条规则、哪个版本的缘故；封存的结果是当时的凭据，不要改动。"
        message = f"用现在的 pinshi {__version__} 重算，{len(grades)} 人的结果不同"
        yield _error("L088", message, at, hint)
    other = [each for each in files if each.what != MARKS and each.name != GRADES]
    if other:
        message = f"重做出来，有 {len(other)} 个文件内容不同"
        hint = "对照两份文件；多半是版本不同，版式或说明改过。"
        yield Diagnostic("L089", Severity.WARNING, message, at, hint)


def _grades(before: bytes | None, after: bytes | None) -> Iterable[GradeChange]:
    old, new = _people(before), _people(after)
    for id_ in dict.fromkeys((*old, *new)):
        was, now = old.get(id_, NOBODY), new.get(id_, NOBODY)
        if was.graded != now.graded:
            gone = [f"原来：{each}" for each in was.steps if each not in now.steps]
            come = [f"现在：{each}" for each in now.steps if each not in was.steps]
            yield GradeChange(id_, now.name or was.name, was.graded, now.graded, (*gone, *come))


def _people(data: bytes | None) -> Mapping[str, Told]:
    """The people of a grade document by 编号; none where it is no such document."""
    try:
        people = json.loads(data or b"{}").get("people", [])
        return {str(each["id"]): _told(each) for each in people}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _told(person: Mapping[str, Any]) -> Told:
    graded = [person[key] for key in Graded._fields]
    if not all(said is None or isinstance(said, str) for said in graded):
        raise TypeError("no grade document")
    steps = tuple(f"{each['text']}［{each['rule']}］" for each in person["reasons"])
    return Told(str(person["name"]), Graded(*graded), steps)


def _files(sealed: Sealed, parts: Mapping[str, bytes]) -> Iterable[FileChange]:
    then = str(sealed.manifest["pinshi"])
    for name in sorted({*sealed.parts, *parts}):
        old, new = sealed.parts.get(name), parts.get(name)
        if old is None or new is None:
            yield FileChange(name, MORE if old is None else LESS)
        elif old != new:
            yield FileChange(name, MARKS if _alike(old, new, then) else OTHER)


def _alike(old: bytes, new: bytes, then: str) -> bool:
    """Whether two files say the same, but for the version that wrote them and their packing."""
    try:
        one, other = Package(old), Package(new)
        if one.names != other.names:
            return False
        pairs = [(one.read(name), other.read(name)) for name in one.names]
    except Fault:
        pairs = [(old, new)]
    marks = (f"pinshi {then}".encode(), f"pinshi {__version__}".encode())
    return all(was.replace(*marks) == now for was, now in pairs)


def _error(code: str, message: str, at: Place, hint: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, at, hint)


def sealed_document(check: SealCheck) -> Document:
    """`pinshi verify --sealed --json`."""
    manifest = {key: value for key, value in check.manifest.items() if key != "schema"}
    return document(
        "verify-sealed",
        ok=check.ok,
        diagnostics=check.diagnostics,
        file=check.file,
        sha256=check.sha256,
        seal=manifest,
        pinshi=__version__,
        same=check.same,
        grades=[
            {
                "id": each.id,
                "name": each.name,
                "from": each.before._asdict(),
                "to": each.after._asdict(),
                "why": list(each.why),
            }
            for each in check.grades
        ],
        files=[each._asdict() for each in check.files],
    )
