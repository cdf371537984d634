"""What a sheet of the contract is made of: columns, and how its rows are keyed."""

from typing import NamedTuple

ID, NAME = "编号", "姓名"


class Column(NamedTuple):
    """A column: its heading, what its cells hold, whether heading and cell must stand.

    A required cell may be empty where the column `unless` is filled. A number lies within `least`
    and `most`.

    `kind` is one of text, number, share, date, month, whole, choice, yes-no, grade, week.
    """

    heading: str
    kind: str = "text"
    required: bool = False
    words: tuple[str, ...] = ()
    unless: str = ""
    least: int | None = None
    most: int | None = None


class SheetRule(NamedTuple):
    """A sheet: its key columns, its other columns, and how its rows are keyed.

    `keys` is "both" (编号 and 姓名 are required headings), "either", or "none" (`key` is the key
    column). `single`: a second row for one person (or key) is an error. `free` sheets take further
    columns of any name (criteria).
    """

    name: str
    columns: tuple[Column, ...]
    keys: str = "both"
    key: str = ""
    single: bool = False
    free: bool = False

    @property
    def required(self) -> tuple[tuple[str, ...], ...]:
        """The headings that must stand; of a group one is enough."""
        groups: dict[str, tuple[tuple[str, ...], ...]] = {
            "both": ((ID,), (NAME,)),
            "either": ((ID, NAME),),
            "none": (),
        }
        own = tuple((column.heading,) for column in self.columns if column.required)
        return groups[self.keys] + own

    @property
    def headings(self) -> tuple[str, ...]:
        keys = (ID, NAME) if self.keys != "none" else ()
        return keys + tuple(column.heading for column in self.columns)
