"""PDF, read for checking: its pages' text, its comments and forms, what it carries along."""

import json
from collections.abc import Iterator

from pinshi_cli.forms.finished import Finished, Spot, Text, Trace
from pinshi_cli.forms.finished_text import lines_of
from pinshi_cli.model.diagnostic import Refusal
from pinshi_cli.sheets.child import Bounds, asked_of_child
from pinshi_cli.sheets.faults import Crashed
from pinshi_cli.sheets.refusals import refusal_of
from pinshi_cli.sheets.wire import decoded

BOUNDS = Bounds(seconds=70, processor_seconds=60, memory=1 << 30)
_CHILD = ("pinshi_cli.forms.pdf_reading", "serve")
_AGAIN = "重新导出一份 PDF；或检查导出之前的 .docx、.xlsx。"
_OWN_HINTS = dict.fromkeys(("F106", "F112", "F113", "F114"), _AGAIN)


def read_pdf(
    data: bytes, file: str, password: str | None = None, bounds: Bounds = BOUNDS
) -> Finished:
    """Everything that a .pdf holds, read in a child process. Raises `Refusal`."""
    try:
        lines = _answer(asked_of_child(_CHILD, data, file, password, bounds), file)
    except Refusal as refusal:
        raise Refusal(
            *(
                each._replace(hint=_OWN_HINTS.get(each.code, each.hint))
                for each in refusal.diagnostics
            )
        ) from refusal
    texts = tuple(text for kind, *said in lines if kind == "text" for text in _texts(*said))
    traces = tuple(_trace(*said) for kind, *said in lines if kind == "trace")
    return Finished(file, "pdf", texts, traces)


def _answer(answer: bytes, file: str) -> list[list[str]]:
    """The child's lines but the last, which says that they are all."""
    try:
        lines: list[list[str]] = [json.loads(line) for line in answer.splitlines()]
        if lines and lines[0][0] == "refusal":
            decoded(answer)  # raises it
        if not lines or lines[-1] != ["end"]:
            raise refusal_of(Crashed("answer breaks off"), file)
    except (ValueError, Crashed) as error:
        raise refusal_of(Crashed(repr(error)), file) from error
    return lines[:-1]


def _texts(text: str, place: str) -> Iterator[Text]:
    """The lines of a page; what stands in a field or in the title has no lines."""
    if place.endswith("页"):
        yield from lines_of(text, f"{place}第 {{}} 行")
    elif text.strip():
        yield Text(" ".join(text.split()), Spot(said=place), (place, 0))


def _trace(kind: str, said: str, place: str = "") -> Trace:
    return Trace(kind, said, Spot(said=place))
