"""Lists are read strictly: a wrong file is refused whole, with file, line and reason."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nucuoi.organisation.errors import WrongList
from nucuoi.organisation.rules.history import join
from nucuoi.organisation.rules.lists import FILES, read_lists
from tests.lists import contents, packaged, spoilt

START, REGROUPED, REFORMED = "units_2021-08.csv", "units_2025-01.csv", "units_2025-07.csv"
REGROUPING, REFORM = "map_2025-01.csv", "map_2025-07.csv"
BODIES, EVENTS, KINDS = "bodies.csv", "events.csv", "kind_changes.csv"


def test_the_packaged_lists_are_sound() -> None:
    """The lists that come with the package are read whole."""
    lists = packaged()

    assert len(lists.start.units) == 220
    assert len(lists.regrouped.units) == 203
    assert len(lists.reformed.units) == 100
    assert len(lists.bodies) == 88
    assert len(lists.procedures) == 224


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "reason"),
    [
        # the file itself
        (START, "level,code", "cap,ma", 1, "Dòng tiêu đề phải là"),
        (START, "2,215,huyện,Yên Thế", '2,215,"huyện,Yên Thế', 4, "làm hỏng dòng CSV"),
        (START, "2,215,huyện,Yên Thế,Huyện Yên Thế,24", "2,215,huyện,Yên Thế", 4, "4 ô"),
        # one line of units
        (START, "2,215,huyện", "4,215,huyện", 4, "phải là một trong: 1, 2, 3"),
        (START, "2,215,huyện", "2,215,xã", 4, "Cột type ghi “xã”"),
        (START, "2,215,huyện", "2,0215,huyện", 4, "không đúng dạng mã"),
        (START, "2,215,huyện", "2,213,huyện", 4, "Mã 213 đã có ở dòng 3"),
        (START, "Huyện Yên Thế,24", "Huyện Yên Thế,25", 4, "Mã cấp trên “25”"),
        (START, "Huyện Yên Thế,24", "Huyện Yên Thế,", 4, "Mã cấp trên “”"),
        (START, "Huyện Yên Thế,24", "Huyện Yên Dũng,24", 4, "phải là “Huyện Yên Thế”"),
        (START, "huyện,Yên Thế,", "huyện,Yên Thế ,", 4, "khoảng trắng thừa"),
        (START, "2,215,huyện,Yên Thế", "2,215,huyện,", 4, "Cột name để trống"),
        # events and changes of kind
        (EVENTS, "2022-07-01", "2022-7-1", 2, "phải là ngày có thật"),
        (EVENTS, "2022-07-01", "2022-02-30", 2, "phải là ngày có thật"),
        (EVENTS, "2025-01-01,regrouping", "2019-01-01,regrouping", None, "lần lượt"),
        (EVENTS, "2025-07-01,commune", "2025-07-01,province", None, "đúng một dòng"),
        (KINDS, "2022-07-01,07477", "2022-07-02,07477", 2, "không có căn cứ"),
        (KINDS, "07477,Xã Phương Sơn", "07477,Xã Phượng Sơn", 2, "không có “Xã Phượng Sơn”"),
        (KINDS, "Xã Phương Sơn,thị trấn", "Xã Phương Sơn,huyện", 2, "khác cấp"),
        (KINDS, "07870,Xã Bắc Lý", "07477,Xã Phương Sơn", 3, "bị trùng"),
        # the maps
        (REGROUPING, "Giang,same", "Giang,status", 2, "cho thấy là “same”"),
        (REGROUPING, "07207,Phường Ngô", "07208,Phường Ngô", 3, "mang mã 07208"),
        (REGROUPING, "Yên Thế,merged_into", "Yên Thế,gone", None, "phải là một trong"),
        (REFORM, "07201,Phường Thọ Xương", "07201,Xã Thọ Xương", 2, "mang mã 07201"),
        (REFORM, "Thành phố Bắc Giang,07201", "Huyện Yên Thế,07201", 2, "thuộc Thành phố"),
        (REFORM, "07210,Phường Bắc Giang", "07210,Phường Cũ", 2, "không có “Phường Cũ”"),
        (REFORM, "Bắc Giang,Thành phố", "Bắc Ninh,Thành phố", 2, "thuộc địa bàn Bắc Giang"),
        # bodies
        (BODIES, "SNV2;SYT", "SNV9;SYT", 17, "“SNV9”"),
        (BODIES, "SNV,Sở Nội vụ,department,2021-01-01", "SNV,Sở Nội vụ,sở,2021-01-01", 7, "kind"),
        (BODIES, "2021-01-01,2025-03-01,SNV2,", "2025-03-01,2025-03-01,SNV2,", 7, "sau ngày"),
        (BODIES, "2021-01-01,2025-03-01,SNV2,", "2020-01-01,2025-03-01,SNV2,", 7, "01/01/2021"),
        (BODIES, "STP,", "SNV,", 9, "bị trùng"),
        (BODIES, "2021-01-01,2025-03-01,SNV2,", "2021-01-01,,SNV2,", 7, "phải có ngày kết thúc"),
        # fields and procedures
        ("fields.csv", "CT,Chứng thực", "HT,Chứng thực", 3, "bị trùng"),
        ("field_names.csv", ",YT", ",ZZ", None, "mã ZZ"),
        ("procedures.csv", "2.002380", "2.00238", 2, "dạng 1.000000"),
        ("procedures.csv", "1.002425", "2.002380", 3, "bị trùng"),
        ("procedures.csv", "An toàn bức xạ hạt nhân", "Phép thuật", 2, "“Phép thuật”"),
    ],
)
def test_a_wrong_line_is_named(
    file: str, old: str, new: str, line: int | None, reason: str
) -> None:
    """The refusal names file, line (where there is one) and what is wrong, in Vietnamese."""
    with pytest.raises(WrongList) as refusal:
        read_lists(spoilt(file, old, new))

    assert any(
        problem.file == file and line in (None, problem.line) and reason in problem.reason
        for problem in refusal.value.problems
    ), [str(problem) for problem in refusal.value.problems]


def test_all_wrong_lines_are_named_at_once() -> None:
    """Two mistakes in two files are both in the one refusal."""
    lists = spoilt(START, "2,215,huyện", "2,215,xã")
    lists |= {EVENTS: spoilt(EVENTS, "2022-07-01", "hôm qua")[EVENTS]}

    with pytest.raises(WrongList, match="chưa nhập gì") as refusal:
        read_lists(lists)

    places = [problem.place for problem in refusal.value.problems]
    assert f"{START}, dòng 4" in places
    assert f"{EVENTS}, dòng 2" in places


@pytest.mark.parametrize("file", FILES)
def test_a_missing_or_empty_file_is_named(file: str) -> None:
    """Every file is needed, with at least one line."""
    lists = contents()
    header = lists[file].splitlines(keepends=True)[0]
    for left in ({}, {file: b""}, {file: header}):
        others = {name: content for name, content in lists.items() if name != file}
        with pytest.raises(WrongList) as refusal:
            read_lists(others | left)
        assert file in {problem.file for problem in refusal.value.problems}


def test_a_file_that_is_not_utf_8_is_named() -> None:
    """Excel's old encodings are refused with the line and the way out; UTF-8 with a mark is fine."""
    lists = contents()
    spoilt_start = lists[START].replace("Yên Thế".encode(), b"Y\xean Th\xea", 1)

    with pytest.raises(WrongList) as refusal:
        read_lists(lists | {START: spoilt_start})

    assert str(refusal.value.problems[0]).startswith(f"{START}, dòng 4: Tệp không phải mã UTF-8")
    assert read_lists(lists | {START: b"\xef\xbb\xbf" + lists[START]}) == packaged()


@pytest.mark.parametrize(
    ("file", "old", "reason"),
    [
        (REGROUPING, "07201,Phường Thọ Xương", "có 0 dòng, phải có đúng một"),
        (REFORM, "Bắc Giang,Thành phố Bắc Giang,07201", "có 0 dòng, phải có đúng một"),
    ],
)
def test_a_map_tells_of_every_old_unit(file: str, old: str, reason: str) -> None:
    """A commune that the map forgets is named."""
    lists = contents()
    lines = lists[file].decode().splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith(old))

    with pytest.raises(WrongList) as refusal:
        read_lists(lists | {file: kept.encode()})

    assert reason in refusal.value.problems[0].reason


@settings(max_examples=60, deadline=None)
@given(
    file=st.sampled_from(FILES),
    place=st.floats(0, 1, exclude_max=True),
    change=st.sampled_from(["drop", "double", "swap", "cut", "noise"]),
    noise=st.text(max_size=8),
)
def test_a_spoilt_list_is_refused_or_read_never_a_crash(
    file: str, place: float, change: str, noise: str
) -> None:
    """Whatever happens to a line, the answer is a history or a refusal with reasons."""
    lists = contents()
    lines = lists[file].decode().splitlines(keepends=True)
    at = int(place * len(lines))
    other = lines[(at + 7) % len(lines)]
    line = lines[at]
    lines[at : at + 1] = {
        "drop": [],
        "double": [line, line],
        "swap": [other],
        "cut": [line[: len(line) // 2]],
        "noise": [line[: len(line) // 2] + noise + line[len(line) // 2 :]],
    }[change]

    told = _join_or_reasons(lists | {file: "".join(lines).encode("utf-8", "replace")})
    assert told
    assert all(told)


def _join_or_reasons(lists: dict[str, bytes]) -> list[str]:
    """Names of all units, or the reasons why there are none."""
    try:
        return [version.name for version in join(read_lists(lists)).versions]
    except WrongList as refusal:
        return [problem.reason for problem in refusal.problems]
