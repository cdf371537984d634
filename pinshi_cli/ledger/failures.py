"""What a database's failure means to a clerk: a `Refusal` with a code and the way out."""

import errno
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from pinshi_cli.ledger.address import Address
from pinshi_cli.model.diagnostic import Refusal, refuse

_SAYS = {
    "L001": ("还没有台账", "先用 pinshi record 记入一个季度；台账在别处的，用 --ledger 写明。"),
    "L003": ("不是台账文件，是文件夹、链接或设备", "写台账文件本身的路径。"),
    "L004": ("这里的内容不是台账", "核对 --ledger；台账要有自己的文件或自己的空数据库。"),
    "L005": ("台账是更新版本的 pinshi 写的，这个版本读不了", "升级 pinshi 后再用。"),
    "L006": (
        "台账损坏，读不出来",
        "不要再写；用 pinshi verify 看坏在哪里，用 pinshi restore 从备份恢复。",
    ),
    "L007": (
        "台账打不开或写不进去",
        "核对文件夹在不在，文件和文件夹能不能读写；只读盘上的先拷到本机。",
    ),
    "L008": ("磁盘已满，什么也没有记入", "腾出空间后重新运行。"),
    "L009": (
        "台账不能放在网络盘上：断网或两人同时写会损坏它",
        "放在本机磁盘上；几个人合用的，请管理员建 PostgreSQL 台账（--ledger postgresql://…）。",
    ),
    "L010": ("另一个人正在写台账", "稍等片刻，重新运行。"),
    "L015": ("有的文字台账存不了", "核对单位名称、编号和姓名里有没有看不见的字符。"),
    "L018": ("连不上 PostgreSQL 台账", "核对地址、用户名、密码和数据库名，服务器是否开着。"),
    "L019": ("没有读写 PostgreSQL 台账的权限", "请管理员授权。"),
    "L020": ("读写台账时出错，什么也没有记入", "核对磁盘和网络，重新运行。"),
}

_SQLITE = {
    sqlite3.SQLITE_PERM: "L007",
    sqlite3.SQLITE_BUSY: "L010",
    sqlite3.SQLITE_LOCKED: "L010",
    sqlite3.SQLITE_READONLY: "L007",
    sqlite3.SQLITE_IOERR: "L020",
    sqlite3.SQLITE_CORRUPT: "L006",
    sqlite3.SQLITE_FULL: "L008",
    sqlite3.SQLITE_CANTOPEN: "L007",
    sqlite3.SQLITE_PROTOCOL: "L010",
    sqlite3.SQLITE_TOOBIG: "L015",
    sqlite3.SQLITE_NOTADB: "L004",
}

_POSTGRESQL = {
    "22021": "L015",  # a character the server cannot hold
    "22P05": "L015",
    "23505": "L010",  # somebody took the same number
    "25006": "L019",  # a server that only lets read
    "3D000": "L018",
    "40001": "L010",
    "40P01": "L010",
    "42501": "L019",
    "42703": "L006",  # a column or a table is gone
    "42P01": "L006",
    "53100": "L008",
    "53300": "L018",
    "55P03": "L010",
}
_POSTGRESQL_CLASSES = {"08": "L020", "28": "L018", "53": "L020", "57": "L020", "58": "L020"}

_OF_FILE = {errno.ENOSPC: "L008", errno.EDQUOT: "L008", errno.EIO: "L020"}

_BY_NAME = {"OperationalError": "L020", "DataError": "L015", "UnicodeEncodeError": "L015"}


class Spoiled(ValueError):
    """A row that no ledger has written: somebody changed it past pinshi."""


def no_ledger(code: str, address: Address) -> Refusal:
    """The refusal with this code, about this ledger."""
    message, hint = _SAYS[code]
    return refuse(code, message, hint, file=address.shown)


@contextmanager
def said(address: Address) -> Iterator[None]:
    """Turns a database's failure into a `Refusal`; what is a fault of pinshi's own goes on."""
    try:
        yield
    except _errors() as error:
        code = _code_of(error)
        if code is None:
            raise
        raise no_ledger(code, address) from error
    except Spoiled as error:
        raise no_ledger("L006", address) from error
    except UnicodeDecodeError as error:
        if address.path is None:
            raise
        # SQLite's own message quotes the file, and what it quotes is damaged
        raise no_ledger("L006", address) from error


@contextmanager
def said_of_file(address: Address) -> Iterator[None]:
    """As `said`, and a failure of the ledger's file or folder too."""
    try:
        with said(address):
            yield
    except OSError as error:
        raise no_ledger(_OF_FILE.get(error.errno or 0, "L007"), address) from error


def _errors() -> tuple[type[Exception], ...]:
    """What SQLAlchemy raises, and its drivers where they are used beside it."""
    psycopg = sys.modules.get("psycopg")
    drivers = (psycopg.Error,) if psycopg else ()
    # half a character, as a shell may hand it over, is in no ledger
    return (DBAPIError, sqlite3.Error, UnicodeEncodeError, *drivers)


def _code_of(error: Exception) -> str | None:
    original = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(original, sqlite3.Error):
        return _code_of_sqlite(original)
    state = getattr(original, "sqlstate", None)
    if state is None:
        return _BY_NAME.get(type(original).__name__)
    return _POSTGRESQL.get(state) or _POSTGRESQL_CLASSES.get(state[:2])


def _code_of_sqlite(error: sqlite3.Error) -> str | None:
    number = getattr(error, "sqlite_errorcode", None)
    if number is None:  # Python's own: a text in the file that is no UTF-8
        return "L006" if isinstance(error, sqlite3.OperationalError) else None
    if number == sqlite3.SQLITE_ERROR:
        return "L006" if "no such" in str(error) else None
    return _SQLITE.get(number & 0xFF)
