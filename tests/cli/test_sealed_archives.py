"""`pinshi verify --sealed`: an archive held against itself, whoever may have had it in hand."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from pinshi_cli.workflow.seals import checks as sealed_checks
from pinshi_cli.workflow.seals import sealing as seals
from tests.cli.running import SOUND, Pinshi
from tests.cli.sealing import MANIFEST, packed, parts_of, resealed


def test_a_changed_part_shows(pinshi: Pinshi, sealed: Path) -> None:
    parts = parts_of(sealed)
    parts["结果/等次.json"] = parts["结果/等次.json"].replace("较好".encode(), "一般".encode(), 1)
    ended = pinshi("verify", "--sealed", packed(parts, sealed), "--json")
    assert ended.code == 1
    assert [each["code"] for each in ended.json["diagnostics"]] == ["L087"]
    assert "等次.json" in ended.json["diagnostics"][0]["message"]


@pytest.mark.parametrize(
    "more", [(SOUND,), ("--head", "1:aa"), ("--ledger", "甲.db"), ("--policy", "zhangdian")]
)
def test_an_archive_is_checked_by_itself(
    more: tuple[str | Path, ...], pinshi: Pinshi, sealed: Path
) -> None:
    ended = pinshi("verify", "--sealed", sealed, *more)
    assert ended.code == 2
    assert "--sealed 只核对封存件" in ended.err


def test_an_archive_packed_anew_is_not_the_same_file(pinshi: Pinshi, sealed: Path) -> None:
    ended = pinshi("verify", "--sealed", packed(parts_of(sealed), sealed), "--json")
    assert (ended.code, ended.json["same"], ended.json["files"]) == (0, False, [])
    assert [each["code"] for each in ended.json["diagnostics"]] == ["L089"]


@pytest.mark.parametrize("name", ["输入/多.xlsx", "结果/多/多.docx"])
def test_an_added_part_shows(name: str, pinshi: Pinshi, sealed: Path) -> None:
    ended = pinshi("verify", "--sealed", packed({**parts_of(sealed), name: b"x"}, sealed), "--json")
    assert [each["code"] for each in ended.json["diagnostics"]] == ["L087"]


def test_a_part_taken_out_shows(pinshi: Pinshi, sealed: Path) -> None:
    parts = parts_of(sealed)
    del parts["输入/quarter.xlsx"]
    ended = pinshi("verify", "--sealed", packed(parts, sealed), "--json")
    assert [each["code"] for each in ended.json["diagnostics"]] == ["L087"]


def test_who_is_graded_otherwise_now_is_told_with_the_reasons(pinshi: Pinshi, sealed: Path) -> None:
    def otherwise(data: bytes) -> bytes:
        document = json.loads(data)
        person = next(each for each in document["people"] if each["grade"] == "较好")
        person |= {"grade": "好", "reasons": [{"rule": "旧1", "text": "原来这样算"}]}
        return json.dumps(document, ensure_ascii=False).encode()

    ended = pinshi("verify", "--sealed", resealed(sealed, "结果/等次.json", otherwise), "--json")
    assert ended.code == 1
    assert ended.json["same"] is False
    (change,) = ended.json["grades"]
    assert (change["from"]["grade"], change["to"]["grade"]) == ("好", "较好")
    assert "原来：原来这样算［旧1］" in change["why"]
    assert any(each.startswith("现在：") for each in change["why"])
    assert [each["code"] for each in ended.json["diagnostics"]] == ["L088"]
    assert "好 " in pinshi("verify", "--sealed", sealed).out


@pytest.mark.parametrize(
    "said",
    [
        b"[]",
        b"{",
        b'{"people": 5}',
        b'{"people": [{"id": "001"}]}',
        b'{"people": [{"id": "001", "name": 1, "standing": [], "grade": {}, "score": 1,'
        b' "reasons": []}]}',
        b"[" * 100_000,
    ],
)
def test_sealed_grades_that_are_none_are_everyone_graded_otherwise(
    said: bytes, pinshi: Pinshi, sealed: Path
) -> None:
    ended = pinshi(
        "verify", "--sealed", resealed(sealed, "结果/等次.json", lambda _: said), "--json"
    )
    assert ended.code == 1
    assert [each["code"] for each in ended.json["diagnostics"]] == ["L088"]
    assert {each["from"]["grade"] for each in ended.json["grades"]} == {None}


def test_another_version_that_grades_alike_says_so(
    pinshi: Pinshi, sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pinshi_cli.results import basis_sheet, paper

    for module in (seals, sealed_checks, paper, basis_sheet):
        monkeypatch.setattr(module, "__version__", "9.9.9")
    ended = pinshi("verify", "--sealed", sealed)
    assert ended.code == 0
    assert "只是版本标记或压缩不同" in ended.out
    assert "每个人的等次、状态和得分都没有变" in ended.out
    found = pinshi("verify", "--sealed", sealed, "--json").json
    assert (found["same"], found["ok"], found["grades"]) == (False, True, [])


def test_a_result_that_looks_otherwise_now_is_a_warning(pinshi: Pinshi, sealed: Path) -> None:
    def other_look(_: bytes) -> bytes:
        return b"as another version laid it out"

    archive = resealed(sealed, "结果/quarter-考核结果.xlsx", other_look)
    ended = pinshi("verify", "--sealed", archive, "--json")
    assert ended.code == 0
    assert [each["code"] for each in ended.json["diagnostics"]] == ["L089"]


@pytest.mark.parametrize(
    "name",
    [
        "../外.txt",
        "输入/../../外.txt",
        "/etc/外.txt",
        "C:/外.txt",
        "输入\\..\\外.txt",
        "输入/a:b",
        "输入/con. ",
        "别处/外.txt",
        "输入",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(name: str, pinshi: Pinshi, sealed: Path) -> None:
    before = set(sealed.parent.rglob("*"))
    ended = pinshi("verify", "--sealed", packed({**parts_of(sealed), name: b"x"}, sealed), "--json")
    assert ended.code == 2
    assert ended.json["diagnostics"][0]["code"] == "L084"
    assert set(sealed.parent.rglob("*")) == before


def _bomb() -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, "{}")
        archive.writestr("输入/零.xlsx", bytes(64 << 20))
    return written.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"", b"not a zip", _bomb(), SOUND.read_bytes()],
    ids=["empty", "text", "bomb", "workbook"],
)
def test_what_is_no_archive_is_refused(data: bytes, pinshi: Pinshi, tmp_path: Path) -> None:
    archive = tmp_path / "封存.zip"
    archive.write_bytes(data)
    ended = pinshi("verify", "--sealed", archive, "--json")
    assert (ended.code, ended.json["diagnostics"][0]["code"]) == (2, "L084")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"schema": "其他"}, "L084"),
        ({"register": 3}, "L084"),
        ({"register": "没有.xlsx"}, "L084"),
        ({"policy_file": "办法/没有.toml"}, "L084"),
        ({"files": []}, "L084"),
        ({"forms": "是"}, "L084"),
    ],
)
def test_a_manifest_that_makes_no_sense_is_refused(
    change: dict[str, object], code: str, pinshi: Pinshi, sealed: Path
) -> None:
    parts = parts_of(sealed)
    parts[MANIFEST] = json.dumps({**json.loads(parts[MANIFEST]), **change}).encode()
    ended = pinshi("verify", "--sealed", packed(parts, sealed), "--json")
    assert (ended.code, ended.json["diagnostics"][0]["code"]) == (2, code)


def test_a_missing_archive_and_a_bare_call_are_refused(pinshi: Pinshi, tmp_path: Path) -> None:
    assert pinshi("verify", "--sealed", tmp_path / "没有.zip").code == 2
    assert pinshi("verify", "--sealed", tmp_path).code == 2
