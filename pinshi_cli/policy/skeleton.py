"""A commented pack to start from."""

from importlib import resources


def skeleton(pack_id: str, name: str, base: str) -> str:
    """The text of a small sound pack in which every table is explained."""
    text = resources.files("pinshi_cli.policy").joinpath("skeleton.toml").read_text("utf-8")
    for word, said in (("id", pack_id), ("name", _escaped(name)), ("base", base)):
        text = text.replace(f"«{word}»", said)
    return text


def _escaped(text: str) -> str:
    """What stands between the quotes of a TOML string; control characters become blanks."""
    plain = "".join(each if each.isprintable() else " " for each in text)
    return plain.replace("\\", "\\\\").replace('"', '\\"')
