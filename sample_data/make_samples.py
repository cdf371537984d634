"""Make the sample registers and the empty one: `python sample_data/make_samples.py [folder]`.

`quarter.xlsx` is a sound quarter that shows every rule of the ZD pack; `quarter-with-errors.xlsx`
is the same with one fault of each kind, as listed in `faults.py`; `register-zhangdian.xlsx` is an
empty one to fill in; the registers of the other places are in folders of their own, each showing
the rules of its pack. The same cells, always. Without a folder they go where they belong.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
if str(HERE.parent) not in sys.path:  # started as a script, Python looks in this folder only
    sys.path.insert(0, str(HERE.parent))

from sample_data.faults import FAULTS, HIDDEN, MORE_SHEETS, spoiled  # noqa: E402
from sample_data.place_books import make_places  # noqa: E402
from sample_data.register_sheets import blank_plans, cells_of, plans, write_book  # noqa: E402


def make(folder: Path) -> tuple[Path, Path]:
    """Write both registers into `folder` and return their paths."""
    sound, faulty = folder / "quarter.xlsx", folder / "quarter-with-errors.xlsx"
    register = [(plan, cells_of(plan)) for plan in plans()]
    write_book(sound, register, {})
    more = [(plan, cells_of(plan)) for plan in MORE_SHEETS]
    write_book(faulty, spoiled([*register, *more], FAULTS), HIDDEN)
    return sound, faulty


def make_blank(folder: Path) -> Path:
    """Write the empty register into `folder` and return its path."""
    path = folder / "register-zhangdian.xlsx"
    below = "单位：　　　　　　　　　　　年　　季度："
    write_book(path, [(plan, cells_of(plan)) for plan in blank_plans()], {}, below)
    return path


if __name__ == "__main__":
    given = [Path(each) for each in sys.argv[1:2]]
    where = (given or [HERE])[0]
    blank = make_blank((given or [HERE.parent / "templates"])[0])
    for made in (*make(where), blank, *make_places(where)):
        print(made)
