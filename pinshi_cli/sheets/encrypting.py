"""Workbooks that only a passphrase opens."""

from io import BytesIO


def encrypted(data: bytes, passphrase: str) -> bytes:
    """An .xlsx as Excel encrypts it (ECMA-376 agile, AES); each time other bytes."""
    # cryptography is slow to import, and few files are encrypted
    from msoffcrypto.format.ooxml import OOXMLFile

    locked = BytesIO()
    OOXMLFile(BytesIO(data)).encrypt(passphrase, locked)
    return locked.getvalue()
