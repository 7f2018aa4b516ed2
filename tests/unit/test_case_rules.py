"""Rules of matters: topics, signs of a courteous answer, moves."""

import pytest

from nucuoi.cases.rules import moves
from nucuoi.cases.rules.answers import TEMPLATES, checks_of
from nucuoi.cases.rules.topics import NAMES
from nucuoi.cases.rules.words import Act, Kind, State
from nucuoi.foundation.errors import Conflict
from nucuoi.ratings.triage import rulebook


def test_every_topic_has_a_name() -> None:
    """The inbox names exactly the topics that triage knows."""
    assert set(NAMES) == set(rulebook.words()["topics"])


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Chúng tôi xin lỗi Ông/Bà.", (True, False, False)),
        ("chung toi xin loi, ngay 05/12 moi den nhan", (True, True, False)),
        ("Mời đến ngày 5/12/2026, liên hệ 0204 3 854 123.", (False, True, True)),
        ("Đã xử lý.", (False, False, False)),
        ("Hồ sơ H02.10-210428-0012 đã xong.", (False, False, False)),
    ],
)
def test_signs_of_a_courteous_answer(text: str, signs: tuple[bool, bool, bool]) -> None:
    """An apology, a day and a way to ask back are seen, with or without diacritics."""
    checks = checks_of(text)

    assert (checks.apology, checks.day, checks.contact) == signs


def test_templates_apologise_and_say_whom_to_ask() -> None:
    """Every wording to begin from holds apology and contact; the day is the writer's to fill in."""
    for template in TEMPLATES:
        checks = checks_of(template.text)
        assert (checks.apology, checks.contact) == (True, True), template.code
        assert "[dd/mm/yyyy]" in template.text


@pytest.mark.parametrize("kind", Kind)
def test_no_move_leads_nowhere(kind: Kind) -> None:
    """What is not in the table is refused with a sentence."""
    for state in State:
        for act in Act:
            if moves.may(kind, state, act):
                assert moves.after(kind, state, act) in State
            else:
                with pytest.raises(Conflict):
                    moves.after(kind, state, act)


def test_an_allegation_is_never_simply_closed() -> None:
    """It ends with a conclusion, or goes the other road."""
    assert not any(act is Act.CLOSED for _, act in moves.ALLEGATION)
    assert not any(act in (Act.UPHELD, Act.DISMISSED) for _, act in moves.FEEDBACK)
