"""What a run over many units is asked for, as every worker gets it."""

import hashlib
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pinshi_cli import __version__
from pinshi_cli.forms.kinds import KINDS
from pinshi_cli.forms.working_days import FILE_NAME
from pinshi_cli.model.diagnostic import refuse
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import shipped
from pinshi_cli.registers.reader import Choose
from pinshi_cli.registers.unit_list import UnitList
from pinshi_cli.workflow.batch.lines import MEANING
from pinshi_cli.workflow.ledger.heads import head_beside
from pinshi_cli.workflow.policy.packs import chosen_by, is_file
from pinshi_cli.workflow.templates.places import ENDINGS, find_template

RESULTS, FORMS, NOTICES, JSON = "results", "forms", "notices", "json"
MAKES = (RESULTS, FORMS, NOTICES, JSON)
"""What a run may make of each register; `json` is what `pinshi grade --json` says of it."""


class Wanted(NamedTuple):
    """What is to be made: of `make`, for forms in which formats; what is undecided as a draft.

    `annotate`: a copy of each register with errors, to go back to its unit.
    """

    make: tuple[str, ...] = (RESULTS,)
    endings: tuple[str, ...] = (".xlsx",)
    draft: bool = False
    year: bool = False
    annotate: bool = False


class Settings(NamedTuple):
    """What holds for every register. `folder` holds them all; `out` is where outputs go.

    Templates, the calendar and the ledger are those beside the registers' common folder: the
    authority's, not each unit's. `digest` is of all that decides what is made of a register,
    beside the register itself and its unit's row of the list. `source` is the address where the
    registers lie, and were brought here from; empty where they lie in `folder`. `target` is the
    address where the outputs go at the end; empty where they stay in `out`.
    """

    folder: Path
    out: Path
    wanted: Wanted = Wanted()
    policy: str | None = None
    password: str | None = None
    units: UnitList | None = None
    list_file: Path | None = None
    ledger: str = ""
    digest: str = ""
    source: str = ""
    target: str = ""

    @property
    def where(self) -> str:
        """Where the outputs are in the end."""
        return self.target or str(self.out)

    def near(self, file: str) -> Path:
        """A register's name, in the common folder: what lies beside it there counts."""
        return self.folder / Path(file).name

    def from_here(self) -> "Settings":
        """The same with paths that hold wherever the process goes; a cluster's are relative."""
        return self._replace(folder=self.folder.absolute(), out=self.out.absolute())

    def sealed(self) -> "Settings":
        """The same with its digest and the ledger's head."""
        ledger = head_beside(self.folder / "-")
        said = hashlib.sha256()
        for part in (__version__, MEANING, *self._asked(), ledger):
            said.update(f"{part}\n".encode())
        for data in self._files():
            said.update(hashlib.sha256(data).digest())
        return self._replace(ledger=ledger, digest=said.hexdigest()[:32])

    def _asked(self) -> Iterator[str]:
        wanted = self.wanted
        yield self.policy or ""
        yield ",".join(sorted(wanted.make))
        yield ",".join(wanted.endings)
        yield f"{wanted.draft} {wanted.annotate}"
        for edition in shipped():
            yield f"{edition.file} {edition.text}"

    def _files(self) -> Iterator[bytes]:
        if self.policy is not None and is_file(self.policy):
            yield Path(self.policy).read_bytes()
        for folder in (self.folder, Path.cwd()):
            if (folder / FILE_NAME).is_file():
                yield (folder / FILE_NAME).read_bytes()
        if not {FORMS, NOTICES} & set(self.wanted.make):
            return
        for kind in KINDS:
            for ending in ENDINGS:
                yield find_template(kind.id, ending, self.folder).data


def wanted_of(make: str, ending: str | None, *, draft: bool, year: bool) -> Wanted:
    """What `--make` and `--format` mean. Raises `Refusal` U701."""
    words = [word.strip() for word in make.replace("，", ",").split(",") if word.strip()]
    unknown = [word for word in words if word not in MAKES]
    if unknown or not words:
        said = f"--make 没有“{'、'.join(unknown)}”" if unknown else "--make 后面没有写做什么"
        raise refuse("U701", said, f"可写 {'、'.join(MAKES)}，几样之间用逗号。")
    endings = ENDINGS if ending == "both" else (f".{(ending or 'xlsx').lower().lstrip('.')}",)
    if any(each not in ENDINGS for each in endings):
        raise refuse("U701", f"--format 没有“{ending}”这一种", "写 xlsx、docx 或 both。")
    return Wanted(tuple(word for word in MAKES if word in words), endings, draft, year)


def choose_once(named: str | None) -> Choose:
    """As the registers say or `named` does, each edition read only once. Raises `Refusal`."""
    choose = chosen_by(named)

    @lru_cache(maxsize=64)
    def chosen(said: str, day: date) -> Policy:
        return choose(said, day)

    return chosen
