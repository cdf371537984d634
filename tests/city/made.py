"""A small city, made by script: sound units of two counties, and what clerks and chance send in."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import xlsxwriter

DIMENSIONS = (("德", 15), ("能", 15), ("勤", 15), ("绩", 40), ("廉", 15))
COUNTIES = ("东山县", "西河县")
NOTICE = {
    "受理部门": "办公室",
    "监督电话": "0533-7654321",
    "通讯地址": "青禾路1号",
    "邮政编码": "255000",
    "公示起始日期": "2026-04-10",
    "公示工作日": 5,
    "落款日期": "2026-04-09",
}
Rows = Sequence[Sequence[object]]


def register(number: int = 1, people: int = 4, **items: object) -> bytes:
    """A sound register of unit `number`, decided by its meeting; an item given goes first."""
    said: dict[str, object] = {
        "单位名称": f"第{number:02d}局",
        "单位编码": f"U{number:03d}",
        "县区": COUNTIES[number % 2],
        "年度": 2026,
        "季度": 1,
        "考核办法": "zhangdian",
        "会议名称": "局党组会议",
        "会议日期": "2026-04-08",
        **NOTICE,
        **items,
    }
    marks = [name for name, _ in DIMENSIONS]
    roster: list[Sequence[object]] = [("编号", "姓名", "内设机构", "职务")]
    points: list[Sequence[object]] = [("编号", "姓名", *marks)]
    ratings: list[Sequence[object]] = [("编号", "姓名", "评价主体", "评价人", *marks)]
    for place in range(1, people + 1):
        who = (f"{place:03d}", "赵钱孙李周吴郑王"[place % 8] + "甲乙丙丁戊"[(number + place) % 5])
        own = [round(full * (1 - 0.02 * place - 0.001 * number), 1) for _, full in DIMENSIONS]
        roster.append((*who, "办公室", "科员"))
        points.append((*who, *own))
        ratings += [(*who, group, f"{group}甲", *own) for group in ("领导", "群众")]
    basic = [("项目", "内容"), *((key, value) for key, value in said.items() if value is not None)]
    sheets: dict[str, Rows] = {
        "基本信息": basic,
        "人员名册": roster,
        "指标评分": points,
        "民主测评": ratings,
    }
    return workbook(sheets)


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """A workbook of these sheets."""
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return written.getvalue()


def sound_city(folder: Path, units: int = 12) -> list[Path]:
    """Sound registers, in a folder for each county."""
    made = []
    for number in range(1, units + 1):
        path = folder / COUNTIES[number % 2] / f"第{number:02d}局.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(register(number))
        made.append(path)
    return made


def break_into(folder: Path) -> dict[str, str]:
    """Bad registers among the sound ones: by path, the code that says what is wrong."""
    from pinshi_cli.sheets.encrypting import encrypted

    bad = {
        "东山县/断了.xlsx": (register(21)[:3000], "F106"),
        "东山县/空的.xlsx": (b"", "F104"),
        "东山县/加密.xlsx": (encrypted(register(22), "secret"), "F107"),
        "西河县/别的表.xlsx": (workbook({"Sheet1": [("日期", "金额"), (1, 2)]}), "S101"),
        "西河县/文本.xlsx": ("单位名称,第23局\n".encode(), "F111"),
        "西河县/坏日期.xlsx": (register(24, 会议日期="四月八日"), "R207"),
        "西河县/旧季度.xlsx": (register(25, 年度=2025, 季度=4), "B011"),
    }
    for name, (data, _) in bad.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return {name: code for name, (_, code) in bad.items()}


LIST_HEAD = (
    "单位编码",
    "单位名称",
    "县区",
    "机关类别",
    "联系点",
    "好等次比例",
    "优秀比例",
    "批准文号",
)


def unit_list(path: Path, *rows: Sequence[object]) -> Path:
    """A list of units, each row in the order of `LIST_HEAD`."""
    path.write_bytes(workbook({"单位名单": [LIST_HEAD, *rows]}))
    return path
