"""What a template prints, in turn: each placeholder's field, and its words."""

from collections.abc import Iterator, Mapping, Sequence

from pinshi_cli.forms.plain import text_of
from pinshi_cli.forms.sandbox import Closed, Filter
from pinshi_cli.forms.skeleton import Skeleton, Slot, Tag

_SAID = " said"
_BETWEEN, _END = "\x01", "\x02"
"""No value holds these: control characters are cleaned away."""


class Sayings:
    """The placeholders and statements of some skeletons, without the document around them."""

    def __init__(
        self, skeletons: Sequence[Skeleton], filters: Mapping[str, Filter], skip: str = ""
    ) -> None:
        """`skip` is the hook of placeholders that stand beside the page: headers."""
        closed = Closed(filters)
        closed.filters[_SAID] = _said
        self._skeletons = [
            Skeleton(closed, list(_bare(skeleton.marked, skip)), []) for skeleton in skeletons
        ]

    def of(self, values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        """Each field (人员.姓名) that is printed for these values, and as what, in order."""
        for skeleton in self._skeletons:
            for each in "".join(skeleton.render(values)).split(_END)[:-1]:
                number, _, words = each.partition(_BETWEEN)
                yield skeleton.printed[int(number)], words


def _bare(marked: Sequence[Slot | Tag], skip: str) -> Iterator[Slot | Tag]:
    number = 0
    for each in marked:
        if isinstance(each, Tag):
            yield each
        elif each.hook != skip:
            yield each._replace(hook=_SAID, arguments=(number,))
            number += 1


def _said(value: object, number: int) -> str:
    return f"{number}{_BETWEEN}{text_of(value)}{_END}"
