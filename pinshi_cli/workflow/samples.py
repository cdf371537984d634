"""Where the files lie that come with pinshi beside its code: in a checkout and installed alike."""

from pathlib import Path

import pinshi_cli


def bundled(folder: str) -> Path:
    """The folder `sample_data` (or another that the wheel carries), wherever pinshi runs from."""
    package = Path(pinshi_cli.__file__).parent
    installed = package / folder
    return installed if installed.is_dir() else package.parent / folder


def sample(name: str) -> Path:
    """A file of the sample data."""
    return bundled("sample_data") / name
