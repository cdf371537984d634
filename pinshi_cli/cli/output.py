"""What goes to stdout as bytes: JSON in UTF-8, whatever the console speaks."""

import json
import sys
from typing import Any


def print_json(document: dict[str, Any]) -> None:
    """One JSON document on stdout. Lone surrogates from data are escaped, never an error."""
    text = json.dumps(document, ensure_ascii=False, indent=1)
    data = text.encode("utf-8", "backslashreplace") + b"\n"
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(data.decode())
    else:
        sys.stdout.flush()
        stream.write(data)
        stream.flush()
