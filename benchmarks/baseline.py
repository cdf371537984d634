"""What a clerk's own script would do: read the sheets by pandas and openpyxl, write one table."""

import sys

import pandas as pd


def main(book: str, out: str, sheets: list[str]) -> None:
    tables = {name: pd.read_excel(book, sheet_name=name, engine="openpyxl") for name in sheets}
    tables["指标评分"].to_excel(out)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
