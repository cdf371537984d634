"""Encrypted workbooks: opened in memory, the clear text never touches the disk."""

from io import BytesIO

from pinshi_cli.sheets.faults import CannotDecrypt, NeedsPassword, WrongPassword

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Excel encrypts a workbook that is only "read-only recommended" or structure-protected with this.
_EXCELS_OWN = "VelvetSweatshop"


def decrypted(data: bytes, password: str | None) -> bytes:
    """The clear bytes of an encrypted .xls, .xlsx, .xlsm or .xlsb.

    Raises `NeedsPassword`, `WrongPassword`, or `CannotDecrypt` for protection by a rights server
    and for ciphers that are not supported.
    """
    if (clear := _try(data, _EXCELS_OWN)) is not None:
        return clear
    if not password:
        raise NeedsPassword("encrypted")
    clear = _try(data, password)
    if clear is None:
        raise WrongPassword("password does not open it")
    return clear


def passphrase_of(data: bytes, password: str | None) -> str | None:
    """What a workbook is locked with, where `password` opens it; None where it is not locked.

    Raises `NeedsPassword`, and `CannotDecrypt` where nobody can tell.
    """
    if not data.startswith(_OLE):
        return None
    import msoffcrypto

    try:
        locked = msoffcrypto.OfficeFile(BytesIO(data)).is_encrypted()
    except MemoryError:
        raise
    except Exception as error:  # the library raises whatever a broken header leads it to
        raise CannotDecrypt(repr(error)) from error
    if not locked:
        return None
    if _try(data, _EXCELS_OWN) is not None:
        return _EXCELS_OWN
    if not password:
        raise NeedsPassword("encrypted")
    return password


def _try(data: bytes, password: str) -> bytes | None:
    # cryptography is slow to import, and few files are encrypted
    import msoffcrypto
    from msoffcrypto.exceptions import (
        InvalidKeyError,
    )

    clear = BytesIO()
    try:
        book = msoffcrypto.OfficeFile(BytesIO(data))
        try:
            book.load_key(password=password, verify_password=True)
        except TypeError:  # .xls takes no such argument: it always verifies
            book.load_key(password=password)
        book.decrypt(clear)
    except InvalidKeyError:
        return None
    except MemoryError:
        raise
    except Exception as error:  # the library raises whatever a broken header leads it to
        raise CannotDecrypt(repr(error)) from error
    return clear.getvalue()
