"""`pinshi seal`: a quarter with all that it was graded from, in an archive that can be made anew.

What is sealed is made as `verify --sealed` makes it again: from the sealed inputs alone, in a
folder of its own, with the sealed rule book.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from pinshi_cli import __version__
from pinshi_cli.forms.kinds import KINDS
from pinshi_cli.forms.working_days import FILE_NAME
from pinshi_cli.model.diagnostic import Diagnostic, Place, Refusal, Severity
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import Edition, base_of, gradable, read_policy
from pinshi_cli.sheets.csvs import csv_files
from pinshi_cli.sheets.staging import sweep_folders
from pinshi_cli.sheets.write import MANIFEST as FOLDER_MANIFEST
from pinshi_cli.sheets.write import Output
from pinshi_cli.unit import Quarter
from pinshi_cli.workflow.documents import Document, document, grade_document, policy_head
from pinshi_cli.workflow.ledger.heads import without_ledger
from pinshi_cli.workflow.policy.packs import edition_in_force, is_file
from pinshi_cli.workflow.registers import Call, Written, result_path, write_all, write_result
from pinshi_cli.workflow.seals.archive import (
    BASE,
    INPUTS,
    POLICY,
    RESULTS,
    SCHEMA,
    pack,
    put_down,
    sha256,
)
from pinshi_cli.workflow.targets import beside, target
from pinshi_cli.workflow.templates.places import ENDINGS, FOLDER, own_template, read_template

GRADES = f"{RESULTS}/等次.json"

_PREFIX = "pinshi-seal-"


class Book(NamedTuple):
    """The rule book to grade by: its file's name and text, and those of its base."""

    edition: Edition
    bases: tuple[Edition, ...]

    @property
    def policy(self) -> Policy:
        """The book as it is read from these texts. Raises `Refusal`."""
        policy, faults = read_policy(self.edition, bases=self.bases)
        if policy is None:
            raise Refusal(*faults)
        return gradable(policy)

    @property
    def names(self) -> tuple[str, str | None]:
        """Where the two lie in the archive."""
        base = f"{POLICY}/{BASE}{self.bases[0].file}" if self.bases else None
        return f"{POLICY}/{self.edition.file}", base

    @property
    def parts(self) -> dict[str, bytes]:
        own, base = self.names
        texts = {own: self.edition.text.encode()}
        return texts | ({base: self.bases[0].text.encode()} if base is not None else {})


class Sealing(NamedTuple):
    """A quarter sealed; `data` is None where errors forbid it, and nothing was written."""

    quarter: Quarter
    data: bytes | None
    manifest: Document
    diagnostics: tuple[Diagnostic, ...]
    written: Written

    @property
    def ok(self) -> bool:
        return self.data is not None

    @property
    def sha256(self) -> str | None:
        return None if self.data is None else sha256(self.data)


class Rebuilt(NamedTuple):
    """What came of the inputs: the quarter, every part, the manifest, what stood in the way."""

    quarter: Quarter
    parts: dict[str, bytes]
    manifest: Document
    diagnostics: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        return not any(each.is_error for each in self.diagnostics)


class Keep(NamedTuple):
    """How the archive is written: with the forms, over another file, or not at all."""

    forms: bool = False
    force: bool = False
    dry: bool = False
    write: bool = True


def seal(path: Path, out: Path | None, call: Call, keep: Keep) -> Sealing:
    """Seal the quarter of the register at `path`. Raises `Refusal` where it cannot be read."""
    first = call.open(path)
    register, policy = first.register, first.policy
    if register is None or policy is None or not first.ok:
        return Sealing(first, None, {}, first.diagnostics, Written(dry=keep.dry))
    place = target(out or beside(path, str(register.quarter)), f"{path.stem}-封存.zip", [path])
    book = _book_of(first, call)
    made = rebuild(_inputs(path, forms=keep.forms), _name_of(path), book, call, forms=keep.forms)
    if not made.ok:
        return Sealing(first, None, {}, made.diagnostics, Written(dry=keep.dry))
    data = pack(made.manifest, made.parts)
    written = Written(dry=keep.dry)
    if keep.write:
        written = write_all([Output(place, data, private=True)], force=keep.force, dry=keep.dry)
    return Sealing(made.quarter, data, made.manifest, made.diagnostics, written)


def _book_of(quarter: Quarter, call: Call) -> Book:
    """The texts of the rule book in force for the quarter."""
    register = quarter.register
    assert register is not None  # noqa: S101  # a quarter without errors has one
    named = call.policy or str(register.unit.items.get("考核办法", ""))
    day = register.quarter.last
    edition = edition_in_force(named, day)
    return Book(edition, tuple(base_of(edition, day.max if is_file(named) else day)))


def _name_of(path: Path) -> str:
    return path.name or path.absolute().name


def _inputs(path: Path, *, forms: bool) -> dict[str, bytes]:
    """Everything that the results are made of, by its name in the archive. Raises `Refusal`."""
    name = _name_of(path)
    files = [(f"{INPUTS}/{name}", path)]
    if path.is_dir():
        files = [(f"{INPUTS}/{name}/{each.name}", each) for each in csv_files(path)]
    folders = (path.absolute().parent, Path.cwd())
    calendar = next((each / FILE_NAME for each in folders if (each / FILE_NAME).is_file()), None)
    if calendar is not None:
        files.append((f"{INPUTS}/{FILE_NAME}", calendar))
    if forms:
        for kind in KINDS:
            for ending in ENDINGS:
                own = None if kind.annual else own_template(kind, ending, path)
                if own is not None:
                    files.append((f"{INPUTS}/{FOLDER}/{kind.name}{ending}", own))
    return {name: read_template(each).data for name, each in files}


def rebuild(
    inputs: Mapping[str, bytes], name: str, book: Book, call: Call, *, forms: bool
) -> Rebuilt:
    """Grade the inputs by the book, in a folder of their own. Raises `Refusal`."""
    with _apart() as folder:
        put_down(inputs, folder, INPUTS)
        register, out = folder / INPUTS / name, folder / RESULTS
        by = call._replace(policy=None, by=book.policy)
        quarter = by.open(register)
        found = [each for each in quarter.diagnostics if each.is_error]
        parts = {**inputs, **book.parts}
        if quarter.ok:
            parts[GRADES] = _json(grade_document(quarter, ()))
            place = result_path(register, quarter, out, draft=False)
            write_result(register, quarter, place, draft=False, force=False, dry=False)
            if forms:
                found += _papers(register, out, by)
            parts |= _written(out)
    return Rebuilt(quarter, parts, _manifest(quarter, name, book, forms=forms), tuple(found))


@contextmanager
def _apart() -> Iterator[Path]:
    """A folder for the owner alone; nothing beside what lies in it is found from there."""
    with TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as made:
        folder = Path(made).resolve()
        sweep_folders(folder, _PREFIX)
        inputs = folder / INPUTS
        inputs.mkdir(mode=0o700)
        with chdir(inputs), without_ledger():
            yield folder


def _papers(register: Path, out: Path, call: Call) -> list[Diagnostic]:
    """Every form of the quarter, and the notice where it may be published."""
    from pinshi_cli.workflow.forms import run as forms
    from pinshi_cli.workflow.forms.plan import Wanted
    from pinshi_cli.workflow.notices import run as notices
    from pinshi_cli.workflow.notices.outputs import write_notice

    made = forms.form([register], Wanted(every=True), forms.Where(out), call, forms.Keep())
    found = [each for each in made.diagnostics if each.is_error]
    noticed = notices.make(register, notices.Wanted(), call)
    if noticed.ok:
        write_notice(register, noticed, out, force=False, dry=False)
    else:
        why = "；".join(each.message for each in noticed.diagnostics if each.is_error)
        hint = "能公示以后重新封存；不需要公示的，不用处理。"
        at = Place(register.name)
        found.append(Diagnostic("L085", Severity.WARNING, f"公示没有封存：{why}", at, hint))
    return found


def _written(out: Path) -> dict[str, bytes]:
    return {
        f"{RESULTS}/{path.relative_to(out).as_posix()}": path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != FOLDER_MANIFEST
    }


def _manifest(quarter: Quarter, name: str, book: Book, *, forms: bool) -> Document:
    register, policy = quarter.register, quarter.policy
    own, base = book.names
    return {
        "schema": SCHEMA,
        "pinshi": __version__,
        "unit": None if register is None else register.unit.name,
        "period": None if register is None else str(register.quarter),
        "register": name,
        "register_sha256": quarter.sha256,
        "policy": None if policy is None else policy_head(policy),
        "policy_file": own,
        "base_file": base,
        "forms": forms,
    }


def _json(said: Document) -> bytes:
    text = json.dumps(said, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def seal_document(sealing: Sealing) -> Document:
    """`pinshi seal --json`."""
    manifest = {key: value for key, value in sealing.manifest.items() if key != "schema"}
    more: Document = {"seal": manifest or None, "sha256": sealing.sha256}
    more["outputs"] = sealing.written.names
    return document("seal", ok=sealing.ok, diagnostics=sealing.diagnostics, **more)
