"""`pinshi batch`: what is said of the authority's list itself, and who is to mend it."""

from pathlib import Path

import pytest

from tests.city.made import LIST_HEAD, register, unit_list, workbook
from tests.cli.batches import codes, run
from tests.cli.running import Pinshi


@pytest.fixture
def city(tmp_path: Path) -> Path:
    folder = tmp_path / "报送"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"{number}.xlsx").write_bytes(register(number, 10))
    return folder


def listed(path: Path, *rows: tuple[object, ...], head: tuple[str, ...] = LIST_HEAD) -> Path:
    path.write_bytes(workbook({"单位名单": [head, *rows]}))
    return path


def test_a_share_under_a_misspelt_heading_is_not_passed_over(pinshi: Pinshi, city: Path) -> None:
    head = ("编码", "单位名称", "地区", "好比例")
    rows = [(f"U{n:03d}", f"第{n:02d}局", "东山县", 0.2) for n in (1, 2)]
    units = listed(city.parent / "名单.xlsx", *rows, head=head)
    ended = pinshi("batch", city, "-o", city.parent / "出", "--units", units)
    assert ended.code == 2
    assert ended.err.count("S102") == 2
    assert "你是不是想写“好等次比例”" in ended.err


def test_what_is_not_read_of_the_list_is_on_the_screen_and_among_the_findings(
    pinshi: Pinshi, city: Path
) -> None:
    rows = [(f"U{n:03d}", f"第{n:02d}局", "东山县") for n in (1, 2)]
    units = listed(city.parent / "名单.xlsx", *rows, head=("单位编码", "单位名称", "地区"))
    ended = pinshi("batch", city, "-o", city.parent / "出", "--units", units)
    assert ended.code == 0
    assert "不认识的列“地区”" in ended.err
    table = (city.parent / "出" / "问题清单.csv").read_text(encoding="utf-8-sig")
    assert "不认识的列“地区”" in table
    said = run(pinshi, city, "--units", units).json
    assert codes(said, "note") == ["S105"]


@pytest.mark.parametrize(
    ("best", "total", "wrong", "says"),
    [
        (0.9, None, {}, (True, False)),
        (None, 0.2, {}, (True, False)),
        (None, 0.2, {"会议日期": "坏"}, (True, True)),
        (None, None, {"会议日期": "坏"}, (False, True)),
    ],
    ids=["a-share", "the-total", "both", "a-register"],
)
def test_the_next_step_is_for_whoever_can_mend_it(
    pinshi: Pinshi,
    city: Path,
    best: float | None,
    total: float | None,
    wrong: dict[str, object],
    says: tuple[bool, bool],
) -> None:
    (city / "3.xlsx").write_bytes(register(3, 10, **wrong))
    rows = [(f"U{n:03d}", f"第{n:02d}局", None, None, None, best) for n in (1, 2, 3)]
    units = unit_list(city.parent / "名单.xlsx", *rows, (None, "合计", None, None, None, total))
    ended = pinshi("batch", city, "-o", city.parent / "出", "--units", units)
    said = ended.out + ended.err
    assert ("下一步：改单位名单，同一条命令加 --resume" in said, "发给单位" in said) == says
