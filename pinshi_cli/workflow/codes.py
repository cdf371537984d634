"""The catalogue of message codes, looked up by people."""

from pinshi_cli.model.codes import CATALOGUE
from pinshi_cli.model.codes.entry import Code
from pinshi_cli.model.diagnostic import refuse
from pinshi_cli.model.names import nearest, squeezed


def find_code(code: str) -> Code:
    """The catalogue's entry for a code. Raises `Refusal` U703 where there is none."""
    wanted = squeezed(code).upper()
    found = CATALOGUE.get(wanted)
    if found is None:
        close = nearest(wanted, CATALOGUE, 0.6)
        hint = f"你是不是想写 {close}？" if close else "代码是一个字母加三位数字，例如 R203。"
        raise refuse("U703", f"没有代码“{code}”", hint)
    return found
