"""Large registers, made by seed: any number of people, so many raters each. Never kept."""

import random
from pathlib import Path

DIMENSIONS = (("德", 15), ("能", 15), ("勤", 15), ("绩", 40), ("廉", 15))


def make_register(path: Path, people: int, raters: int, seed: int = 1) -> None:
    """Write a sound register of `people` for the pack zhangdian, `raters` sheets for each."""
    import xlsxwriter

    chance = random.Random(seed)  # noqa: S311  # a benchmark's figures, no secret
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        basic = book.add_worksheet("基本信息")
        items = [("项目", "内容"), ("单位名称", "某市某局"), ("年度", 2026), ("季度", 1)]
        for row, item in enumerate([*items, ("考核办法", "zhangdian")]):
            basic.write_row(row, 0, item)
        roster = book.add_worksheet("人员名册")
        roster.write_row(0, 0, ("编号", "姓名", "内设机构", "参加情况"))
        points = book.add_worksheet("指标评分")
        points.write_row(0, 0, ("编号", "姓名", *(name for name, _ in DIMENSIONS)))
        ratings = book.add_worksheet("民主测评")
        ratings.write_row(
            0, 0, ("编号", "姓名", "评价主体", "评价人", *(name for name, _ in DIMENSIONS), "说明")
        )
        row = 1
        for number in range(1, people + 1):
            who = (f"{number:05d}", f"某{number:05d}")
            roster.write_row(number, 0, (*who, f"第{number % 40}科", ""))
            points.write_row(number, 0, (*who, *_scores(chance)))
            for rater in range(1, raters + 1):
                group = ("领导", f"L{rater}") if rater <= 5 else ("群众", f"M{rater}")
                ratings.write_row(row, 0, (*who, *group, *_scores(chance)))
                row += 1


def _scores(chance: random.Random) -> list[float]:
    return [round(chance.uniform(0.7, 1) * full, 1) for _, full in DIMENSIONS]
