"""Plain text, read for checking."""

from pinshi_cli.forms.finished import Finished, Spot, Text
from pinshi_cli.model.diagnostic import refuse
from pinshi_cli.sheets.csvs import decoded


def read_text(data: bytes, file: str) -> Finished:
    """A .txt in any encoding that Chinese Windows writes. Raises `Refusal`."""
    text = decoded(data)
    if text is None:
        hint = "公示另存为 .docx、.xlsx 或 UTF-8 的 .txt 后再检查。"
        raise refuse("U725", "这不是文本文件，认不出它的格式和编码", hint, file=file)
    return Finished(file, "txt", lines_of(text, "第 {} 行"))


def lines_of(text: str, place: str) -> tuple[Text, ...]:
    """The lines in which something stands; `place` names one by its number."""
    return tuple(
        Text(line.strip(), Spot(said=place.format(number)), (place, number))
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    )
