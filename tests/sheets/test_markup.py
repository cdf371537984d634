"""Parts of XML that are read again and again: kept by their bytes, and never mistaken."""

import pytest

from pinshi_cli.sheets.faults import Damaged, Unsafe
from pinshi_cli.sheets.markup import Attributes, Handlers, elements, parse

PART = b'<r><a n="1"/><x:b x:m="2" m="3">text</x:b><a n="4"/></r>'


def test_the_same_part_asked_for_other_elements_gives_those() -> None:
    for _ in range(2):
        assert list(elements([PART], "a")) == [("a", {"n": "1"}), ("a", {"n": "4"})]
        assert list(elements([PART], "b")) == [("b", {"m": "3"})]
        assert list(elements([PART], "c")) == []


def test_a_part_reads_alike_in_one_piece_or_in_many_small_or_large() -> None:
    large = PART.replace(b"text", b"text" * 50_000)
    for part in (PART, large):
        pieces = [part[at : at + 7] for at in range(0, len(part), 7)]
        assert list(elements(pieces, "a", "b")) == list(elements([part], "a", "b"))
        assert len(elements([part], "a", "b")) == 3


@pytest.mark.parametrize(
    ("part", "fault"),
    [(b"<r><a></r>", Damaged), (b"", Damaged), (b"<!DOCTYPE r><r/>", Unsafe)],
)
def test_a_part_that_is_no_sound_xml_is_refused_each_time(
    part: bytes, fault: type[Exception]
) -> None:
    for _ in range(2):
        with pytest.raises(fault):
            elements([part], "r")
        with pytest.raises(fault):
            parse([part], Handlers())


def test_what_a_handler_asks_for_comes_and_nothing_else_is_called() -> None:
    class Texts(Handlers):
        said = ""

        def text(self, text: str) -> None:
            self.said += text

    class Tags(Handlers):
        def __init__(self) -> None:
            self.seen: list[str] = []

        def start(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002 - as called
            self.seen.append(name)

        def end(self, name: str) -> None:
            self.seen.append(f"/{name}")

    texts, tags = Texts(), Tags()
    parse([PART], texts)
    parse([PART], tags)
    assert texts.said == "text"
    assert tags.seen == ["r", "a", "/a", "b", "/b", "a", "/a", "/r"]
