"""Triage: what the published rules find in remarks written by hand."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nucuoi.ratings.triage import read
from nucuoi.ratings.triage.folding import fold
from nucuoi.ratings.triage.personal import MASK
from tests.remarks import Remark, remarks

PERSONAL = remarks("named", "numbered")
CLEAN = remarks("clean")
KINDS = {"phone", "id_number", "email", "plate", "dossier", "name"}


def _covered(text: str) -> set[int]:
    return {at for _, start, end in read(text).personal for at in range(start, end)}


def _recall(found: list[Remark], written: Callable[[str], str]) -> float:
    hits = [
        set(range(start, end)) <= _covered(written(remark.text))
        for remark in found
        for _, start, end in remark.personal
    ]
    return sum(hits) / len(hits)


def test_the_set_is_large_enough() -> None:
    """There are at least 500 remarks, a third of them with personal data of every kind."""
    whole = remarks("named", "numbered", "clean", "abusive", "junk")

    assert len(whole) >= 500
    assert {kind for remark in PERSONAL for kind, _, _ in remark.personal} == KINDS


def test_personal_data_is_found() -> None:
    """At least 95 % of what a person marked is masked whole."""
    assert _recall(PERSONAL, str) >= 0.95


@pytest.mark.parametrize("written", [fold, str.lower])
def test_it_is_found_however_it_is_written(written: Callable[[str], str]) -> None:
    """Without diacritics or capitals, most is found all the same."""
    assert _recall(PERSONAL, written) >= 0.93


def test_the_kind_is_right() -> None:
    """What is masked is called what it is, in 97 of 100 cases."""
    right = [
        any(
            kind == found and there <= start and end <= until
            for found, there, until in read(remark.text).personal
        )
        for remark in PERSONAL
        for kind, start, end in remark.personal
    ]

    assert sum(right) / len(right) >= 0.97


def test_the_rest_can_be_read() -> None:
    """At least 95 % of the other signs stay."""
    kept = other = 0
    for remark in PERSONAL:
        marked = {at for _, start, end in remark.personal for at in range(start, end)}
        rest = set(range(len(remark.text))) - marked
        other += len(rest)
        kept += len(rest - _covered(remark.text))

    assert kept / other >= 0.95


@pytest.mark.parametrize("written", [str, fold, str.lower])
def test_clean_remarks_stay_as_they_are(written: Callable[[str], str]) -> None:
    """At most 5 % of remarks without personal data are masked anywhere, however they are written."""
    masked = [remark.text for remark in CLEAN if read(written(remark.text)).personal]

    assert len(masked) <= 0.05 * len(CLEAN)


def test_insults_are_marked() -> None:
    """Insults are marked as such and are no junk; clean remarks are neither, also without diacritics."""
    assert [one.text for one in remarks("abusive") if not read(one.text).abusive] == []
    assert [one.text for one in remarks("abusive") if read(one.text).junk] == []
    assert [one.text for one in CLEAN if read(one.text).abusive or read(one.text).junk] == []
    assert [one.text for one in CLEAN if read(fold(one.text)).abusive] == []


def test_junk_is_marked() -> None:
    """Mashed keys, tries and advertising are junk and have no topic."""
    assert [one.text for one in remarks("junk") if not read(one.text).junk] == []
    assert {topic for one in remarks("junk") for topic in read(one.text).topics} == set()


@pytest.mark.parametrize(
    "wrapped",
    [
        "<b>{}</b>",
        '<div class="comment"><span style="color:red">{}</span></div>',
        "<script>alert(1)</script>{}",
        "&lt;p&gt;{}&lt;/p&gt;",
        "{} <img src=x onerror=alert(1)>",
        "{} https://dichvucong.vidu.example/ho-so",
    ],
)
def test_a_complaint_around_tags_stays_one(wrapped: str) -> None:
    """Clean remarks in tags or beside a link are no junk, where they say more than a word or two."""
    said = [one.text for one in CLEAN if len(one.text) >= 20 and read(one.text).topics]

    assert len(said) > 140
    assert [text for text in said if read(wrapped.format(text)).junk] == []
    assert [text for text in said if not read(wrapped.format(text)).topics] == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(document.cookie)</script>",
        "<img src=x onerror=alert(1)>",
        "<p></p>",
        "www.vidu.example",
        "Nhận quà tại https://vidu.example/qua",
        "<b>asdkjhasd qwpoeiu</b>",
    ],
)
def test_tags_and_links_alone_are_junk(text: str) -> None:
    """Nobody complains with a tag."""
    assert read(text).junk


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Không chào, nói trống không", {"chao_hoi", "thai_do"}),
        ("cho lau qua, di lai 4 lan chua xong", {"cho_doi", "di_lai_nhieu_lan"}),
        ("hẹn ngày 15 mà trễ hẹn không xin lỗi", {"tre_hen"}),
        ("gợi ý bồi dưỡng mới làm", {"voi_vinh"}),
        ("nv ngắt lời, hd k rõ ràng", {"lang_nghe", "huong_dan"}),
        ("Phòng chờ nóng, nên lắp thêm quạt", {"co_so_vat_chat", "gop_y"}),
        ("Cảm ơn, rất nhiệttt tìnhhhh", {"khen", "thai_do"}),
    ],
)
def test_topics(text: str, topics: set[str]) -> None:
    """Topics are found with short forms, drawn-out letters and without diacritics."""
    assert topics <= set(read(text).topics)


@given(st.text(max_size=300))
def test_any_text_will_do(text: str) -> None:
    """Spans are in order, apart and within the text; the mask covers just them and keeps the length."""
    found = read(text)
    ends = [0]
    for kind, start, end in found.personal:
        assert kind in KINDS
        assert ends[-1] <= start < end <= len(found.masked)
        assert set(found.masked[start:end]) == {MASK}
        ends.append(end)


@given(st.text())
def test_folding_keeps_every_position(text: str) -> None:
    """A folded text is as long as the text."""
    assert len(fold(text)) == len(text)
