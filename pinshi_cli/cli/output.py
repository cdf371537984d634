"""What goes to stdout as bytes: JSON in UTF-8, whatever the console speaks."""

import json
import sys
from collections.abc import Iterable
from typing import Any


def print_json(document: dict[str, Any]) -> None:
    """One JSON document on stdout. Lone surrogates from data are escaped, never an error."""
    print_pieces([json.dumps(document, ensure_ascii=False, indent=1), "\n"])


def print_pieces(pieces: Iterable[str]) -> None:
    """One JSON document on stdout, piece by piece: it need not fit into memory."""
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        for piece in pieces:
            sys.stdout.write(piece.encode("utf-8", "backslashreplace").decode())
        return
    sys.stdout.flush()
    for piece in pieces:
        stream.write(piece.encode("utf-8", "backslashreplace"))
    stream.flush()
