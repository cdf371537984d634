"""Where the ledger is: a SQLite file, or a PostgreSQL database that an office shares."""

from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from pinshi_cli.model.diagnostic import Refusal, refuse

FILE_NAME = "pinshi.db"
_SHARED = ("postgresql", "postgres", "postgresql+psycopg")


class Address(NamedTuple):
    """A ledger's place: `path` of a SQLite file, or else the `url` of a PostgreSQL database."""

    path: Path | None
    url: str = ""

    @property
    def shown(self) -> str:
        """How the place is said to people: never with a password."""
        if self.path is not None:
            return str(self.path)
        parts = urlsplit(self.url)
        user = f"{unquote(parts.username)}@" if parts.username else ""
        port = f":{parts.port}" if parts.port else ""
        return f"postgresql://{user}{parts.hostname or ''}{port}{parts.path}"

    def __repr__(self) -> str:
        return f"Address({self.shown!r})"


def ledger_address(option: str | None, env: str | None, beside: Path) -> Address:
    """The ledger that is meant: `--ledger`, else `PINSHI_LEDGER`, else `pinshi.db` in `beside`.

    Raises `Refusal` (L002) for what is neither a file's path nor a PostgreSQL address.
    """
    chosen = (option or env or "").strip()
    if not chosen:
        return Address(beside / FILE_NAME)
    scheme, separator, rest = chosen.partition("://")
    if not separator:
        if "\0" in chosen:
            raise _no_address("地址里有看不见的字符")
        return Address(Path(chosen).expanduser())
    if scheme.lower() not in _SHARED:
        # what stands after the scheme may hold a password: it is not said
        raise _no_address(f"不认识“{scheme}://”这种地址")
    address = Address(None, f"postgresql+psycopg://{rest}")
    try:
        named = urlsplit(address.url).path.strip("/")
        _ = address.shown
    except ValueError:  # a port that is no number, a bracket left open
        raise _no_address("PostgreSQL 的地址写得不对") from None
    if not named:
        raise _no_address("PostgreSQL 的地址里没有写数据库名")
    return address


def _no_address(message: str) -> Refusal:
    hint = "写台账文件的路径，或 postgresql://用户@主机/数据库。"
    return refuse("L002", f"台账地址看不懂：{message}", hint)
