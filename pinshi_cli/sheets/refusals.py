"""What a clerk reads when a file cannot be read: each fault's code, message and way out."""

from pinshi_cli.model.diagnostic import Refusal, refuse
from pinshi_cli.sheets import faults
from pinshi_cli.sheets.faults import Fault

_RESAVE = "用 Excel 或 WPS 打开，另存为 .xlsx 后再用。"

_TEXTS: dict[type[Fault], tuple[str, str, str]] = {
    faults.Damaged: (
        "F106",
        "文件已损坏或不完整，读不出来",
        "重新拷贝或下载一份；或用 Excel 打开修复后另存为 .xlsx。",
    ),
    faults.Unsafe: ("F116", "文件里有表格软件不会写入的可疑内容，没有读取", _RESAVE),
    faults.TooLarge: (
        "F112",
        "文件展开后太大，没有读取",
        "删除多余的工作表、行和列；确认来源可靠后另存为 .xlsx。",
    ),
    faults.NeedsPassword: (
        "F107",
        "文件有打开密码",
        "加 --password 给出密码，或设置环境变量 PINSHI_PASSWORD。",
    ),
    faults.WrongPassword: ("F108", "密码不对，打不开文件", "核对密码，注意大小写和全角半角。"),
    faults.CannotDecrypt: (
        "F117",
        "文件的加密方式不受支持",
        "用 Excel 打开，取消密码或权限限制后另存为 .xlsx。",
    ),
    faults.EncryptedOds: (
        "F109",
        "加密的 .ods 文件解不开",
        "用 LibreOffice 或 WPS 打开，另存为 .xlsx（可以带密码）。",
    ),
    faults.DressedHtml: (
        "F110",
        "文件其实是网页，只是用了表格的扩展名",
        "用 Excel 打开，另存为 .xlsx。",
    ),
    faults.DressedText: (
        "F111",
        "文件其实是文本或 CSV，不是工作簿",
        "用 Excel 打开，另存为 .xlsx；或把各工作表的 .csv 放进一个文件夹，给出文件夹。",
    ),
    faults.Crashed: ("F113", "读取程序在这个文件上出错退出，没有读出内容", _RESAVE),
    faults.TimedOut: ("F114", "读取这个文件用时太长，已停止", _RESAVE),
}


def refusal_of(fault: Fault, file: str) -> Refusal:
    """The refusal that says a fault in the clerk's words."""
    if type(fault) is faults.NotAWorkbook:
        name = str(fault)
        what = f"这是{name}，不是工作簿" if name else "这不是工作簿，认不出它的格式"
        hint = f"给出 .xlsx 文件；{_RESAVE}" if "XML" in name else "核对文件，给出 .xlsx 工作簿。"
        return refuse("F105", what, hint, file=file)
    code, message, hint = _TEXTS.get(type(fault), _TEXTS[faults.Damaged])
    return refuse(code, message, hint, file=file)
