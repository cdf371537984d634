"""Asking a person for a secret, where one sits at the terminal and may be asked."""

import sys
from collections.abc import Callable

import typer


def asking_secret(no_input: bool) -> Callable[[str], str] | None:
    """ask(what) gives what was typed, unseen; None where nobody can be asked."""
    if no_input or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None

    def ask(what: str) -> str:
        return str(typer.prompt(what, default="", show_default=False, hide_input=True, err=True))

    return ask
