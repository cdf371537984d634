"""Runs of `pinshi batch` as its tests make them, and what stands in their documents."""

from pathlib import Path

from tests.cli.running import Ended, Pinshi


def run(pinshi: Pinshi, folder: Path, *more: str | Path) -> Ended:
    return pinshi("batch", folder, "--json", "-o", folder.parent / "出", *more)


def books(ended: Ended) -> dict[str, dict[str, object]]:
    return {book["file"]: book for book in ended.json["books"]}


def codes(book: dict[str, object], severity: str = "error") -> list[str]:
    found = book["diagnostics"]
    assert isinstance(found, list)
    return [each["code"] for each in found if each["severity"] == severity]
