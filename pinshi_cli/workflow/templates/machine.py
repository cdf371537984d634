"""What this machine has for printing: its fonts, and LibreOffice to try a print with."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.forms.font_names import families_in
from pinshi_cli.forms.fonts import Fonts

_SECONDS = 20
_ENDINGS = {".ttf", ".otf", ".ttc", ".otc"}
_FOLDERS = {
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
    "linux": ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"),
}
_KEY = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"


class Machine(NamedTuple):
    """A machine. `office` is LibreOffice's program, where there is one."""

    fonts: Fonts
    office: Path | None


def this_machine() -> Machine:
    """The machine that pinshi runs on. Nothing is asked of the network."""
    lister, matcher = shutil.which("fc-list"), shutil.which("fc-match")
    names = _listed_by(lister) if lister else frozenset()
    names = names or _in_folders() | _in_registry()

    def stand_in(font: str) -> str:
        if matcher is None:
            return ""
        said = _said([matcher, "-f", "%{family[0]}", f"{_escaped(font)}:lang=zh-cn"])
        return said.strip()

    return Machine(Fonts(names or None, stand_in), _office())


def _listed_by(lister: str) -> frozenset[str]:
    """Every family name that fontconfig knows."""
    lines = _said([lister, "-f", "%{family}\n"]).splitlines()
    names = (name.replace("\\", "").strip() for line in lines for name in line.split(","))
    return frozenset(name for name in names if name)


def _escaped(font: str) -> str:
    return "".join(f"\\{each}" if each in "\\-:,=" else each for each in font)


def _said(command: list[str]) -> str:
    """What a small program says; nothing where it does not run."""
    import subprocess

    try:
        ended = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""  # as on a machine without it: the fonts are then looked for in the folders
    return ended.stdout.decode("utf-8", "replace")


def _in_folders() -> frozenset[str]:
    """The families of the font files in the usual folders."""
    found: set[str] = set()
    for folder in _folders():
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.suffix.lower() in _ENDINGS:
                found |= _families_of(path)
    return frozenset(found)


def _folders() -> Iterator[Path]:
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        if "LOCALAPPDATA" in os.environ:
            yield Path(os.environ["LOCALAPPDATA"]) / "Microsoft/Windows/Fonts"
        return
    yield from (Path(each).expanduser() for each in _FOLDERS.get(sys.platform, ()))


def _families_of(path: Path) -> frozenset[str]:
    try:
        with path.open("rb") as file:

            def read(at: int, size: int) -> bytes:
                file.seek(at)
                return file.read(size)

            return families_in(read)
    except OSError:
        return frozenset()  # a font that we may not read, nobody here may print with


def _in_registry() -> frozenset[str]:
    """The fonts that Windows has registered: 宋体 & 新宋体 (TrueType)."""
    if sys.platform != "win32":
        return frozenset()
    import winreg

    found: set[str] = set()
    for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
        try:
            with winreg.OpenKey(root, _KEY) as key:
                count = winreg.QueryInfoKey(key)[1]
                for at in range(count):
                    found |= set(registered(winreg.EnumValue(key, at)[0]))
        except OSError:
            continue  # nobody has installed a font for this user alone
    return frozenset(found)


def registered(value: str) -> list[str]:
    """The families in a name of Windows's list of fonts."""
    return [name.strip() for name in value.partition(" (")[0].split(" & ")]


def _office() -> Path | None:
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    usual = [Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")]
    folders = (os.environ.get(name) for name in ("ProgramFiles", "ProgramFiles(x86)"))
    usual += [Path(each) / "LibreOffice/program/soffice.com" for each in folders if each]
    return next((path for path in usual if path.is_file()), None)
