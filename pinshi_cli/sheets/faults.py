"""What can be wrong with a file, raised inside this package; `refusals.py` says it in Chinese."""


class Fault(Exception):
    """A file that cannot be read; the text is technical and never shown to a clerk."""


class Damaged(Fault):
    """Cut short, or its parts contradict each other."""


class Unsafe(Fault):
    """Holds what no spreadsheet program writes, and what can be turned against a reader."""


class TooLarge(Fault):
    """Inflates beyond the limits."""


class NeedsPassword(Fault):
    """Encrypted, and no password was given."""


class WrongPassword(Fault):
    """Encrypted, and the password does not open it."""


class CannotDecrypt(Fault):
    """Encrypted in a way that is not supported."""


class EncryptedOds(Fault):
    """An encrypted OpenDocument file."""


class NotAWorkbook(Fault):
    """Something else; the text is its kind, as a clerk knows it (`PDF`, `Word 文档`)."""


class DressedText(NotAWorkbook):
    """Text or CSV under a workbook's name."""


class DressedHtml(NotAWorkbook):
    """A web page under a workbook's name."""


class Crashed(Fault):
    """The reading process died."""


class TimedOut(Fault):
    """The reading process took too long."""
