"""What is installed besides, for who wants it: an office's own database, Parquet, many machines."""


def to_install(extra: str) -> str:
    """What a clerk who installed pinshi as README says must type to have it too."""
    command = f'python3 -m pip --python .venv install ".[{extra}]"'
    return f"在装 pinshi 的文件夹里运行 {command}"
