"""Plain text and PDF, read for checking."""

from importlib import import_module
from io import BytesIO

from pinshi_cli.forms.finished import PROPERTY, UNSEEN, Finished, Spot, Text, Trace
from pinshi_cli.model.diagnostic import refuse
from pinshi_cli.sheets.csvs import decoded

PDF_LIBRARY = "pypdf"


def read_text(data: bytes, file: str) -> Finished:
    """A .txt in any encoding that Chinese Windows writes. Raises `Refusal`."""
    text = decoded(data)
    if text is None:
        hint = "另存为 UTF-8 的文本文件后再检查。"
        raise refuse("U725", "这不是文本文件，认不出它的编码", hint, file=file)
    return Finished(file, "txt", _lines(text, "第 {} 行"))


def _lines(text: str, place: str) -> tuple[Text, ...]:
    return tuple(
        Text(line.strip(), Spot(said=place.format(number)), (place, number))
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    )


def read_pdf(data: bytes, file: str) -> Finished:
    """The text and the properties of a .pdf, where a library for it is installed."""
    try:
        library = import_module(PDF_LIBRARY)
    except ImportError as error:
        hint = f"检查导出 PDF 之前的 .docx 或 .xlsx；或请管理员安装 {PDF_LIBRARY}。"
        raise refuse("U725", "这台电脑没有读 PDF 的程序库，查不了", hint, file=file) from error
    try:
        reader = library.PdfReader(BytesIO(data))
        pages = [str(page.extract_text() or "") for page in reader.pages]
        about = dict(reader.metadata or {})
        notes = [page for page, each in enumerate(reader.pages, start=1) if "/Annots" in each]
    except Exception as error:  # the library raises whatever a bad file makes it
        hint = "重新导出一份；或检查导出之前的 .docx、.xlsx。"
        raise refuse("U725", "PDF 读不出来", hint, file=file) from error
    texts: list[Text] = []
    traces = [Trace(UNSEEN, f"第 {page} 页有批注、链接或表单") for page in notes]
    for page, text in enumerate(pages, start=1):
        texts += _lines(text, f"第 {page} 页第 {{}} 行")
        if not text.strip():
            traces.append(Trace(UNSEEN, f"第 {page} 页没有文字，可能是扫描的图片"))
    for key, name in (("/Author", "作者"), ("/Company", "单位"), ("/Keywords", "关键词")):
        if str(about.get(key) or "").strip():
            traces.append(Trace(PROPERTY, f"{name}“{about[key]}”"))
    return Finished(file, "pdf", tuple(texts), tuple(traces))
