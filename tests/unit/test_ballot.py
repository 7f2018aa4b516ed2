"""Letters of a ballot, however they were typed; totals, readings and moves of a batch."""

from datetime import UTC, date, datetime

import pytest

from nucuoi.foundation import clock
from nucuoi.foundation.clock import Half
from nucuoi.foundation.errors import Conflict, Forbidden, Invalid
from nucuoi.ratings.rules import ballot, paper
from nucuoi.ratings.rules.paper import MOVES, Readings, Step
from nucuoi.ratings.rules.words import TAGS

NOW = datetime(2026, 11, 27, 3, 30, tzinfo=UTC)
"""10:30 in the morning of 27/11/2026 in Viet Nam."""


def test_every_box_has_a_letter_of_its_own() -> None:
    """What a rating can carry stands on the ballot, once each."""
    assert sorted(ballot.TAG_OF.values()) == sorted(TAGS)
    assert len(set(ballot.LETTERS)) == len(TAGS) + 2


@pytest.mark.parametrize(
    ("typed", "letters"),
    [
        ("", ""),
        ("a", "a"),
        ("CBA", "abc"),
        ("a, c; e", "ace"),
        ("aaa", "a"),
        ("xz", "xz"),
        ("á", "as"),
        ("ẻ", "er"),
        ("È", "ef"),
        ("ã", "ax"),
        ("đ", "d"),
        ("ê", "e"),
        ("ás e", "aes"),
    ],
)
def test_letters_are_read_whatever_the_keyboard_makes_of_them(typed: str, letters: str) -> None:
    """A Vietnamese keyboard turns a and s into á; order, case and signs between do not matter."""
    assert sorted(ballot.clean_ticks(typed)) == sorted(letters)


@pytest.mark.parametrize("typed", ["j", "a1", "w", "ơ!", "?"])
def test_a_letter_of_no_box_is_named(typed: str) -> None:
    """Never dropped in silence."""
    with pytest.raises(Invalid) as refusal:
        ballot.clean_ticks(typed)

    assert "Phiếu không có ô" in refusal.value.fields["ticks"]


def test_letters_become_what_a_rating_carries() -> None:
    """Ticks and breaches as tags; help and thanks apart."""
    ticks = ballot.read_ticks(ballot.clean_ticks("acsxz"))

    assert ticks == ballot.Ticks(("chao", "cam_on", "gay_kho_khan"), assisted=True, thanks=True)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"on": date(2026, 11, 28)}, "on"),
        ({"on": date(2026, 8, 26)}, "on"),
        ({"half": Half.AFTERNOON}, "half"),
        ({"sheets": 0}, "sheets"),
        ({"sheets": 101, "score_sum": 300}, "sheets"),
        ({"score_sum": 9}, "score_sum"),
        ({"score_sum": 51}, "score_sum"),
    ],
)
def test_a_batch_that_cannot_be_right_is_refused(change: dict[str, object], field: str) -> None:
    """A day to come or long past, a half-day to come, totals that no sheets could have."""
    said = {"on": date(2026, 11, 27), "half": Half.MORNING, "sheets": 10, "score_sum": 40}
    with pytest.raises(Invalid) as refusal:
        paper.check_batch(**said | change, now=NOW)  # type: ignore[arg-type]  # words of the call

    assert list(refusal.value.fields) == [field]


@pytest.mark.parametrize("score_sum", [10, 50])
def test_the_bounds_of_a_sum_are_possible(score_sum: int) -> None:
    """Ten sheets of one, ten sheets of five."""
    paper.check_batch(date(2026, 8, 27), Half.AFTERNOON, 10, score_sum, NOW)


@pytest.mark.parametrize("scores", [[4, 5], [4, 5, 5, 5], [4, 5, 4]])
def test_keying_ends_only_with_both_totals(scores: list[int]) -> None:
    """One sheet too few or too many, or a sum that is off by one."""
    paper.check_totals([4, 5, 5], 3, 14)
    with pytest.raises(Conflict):
        paper.check_totals(scores, 3, 14)


def test_the_second_person_is_another_person() -> None:
    """Who keyed or opened the batch does not check it."""
    paper.check_second_person("ha", {"vinh"})
    with pytest.raises(Forbidden):
        paper.check_second_person("vinh", {"ha", "vinh"})


@pytest.mark.parametrize(
    ("readings", "agrees"),
    [
        (Readings({1: 4, 2: 5}, {1: 4, 2: 5}, {}), True),
        (Readings({1: 4, 2: 5}, {1: 4}, {}), False),
        (Readings({1: 4, 2: 5}, {1: 5, 2: 4}, {}), False),
        (Readings({1: 4, 2: 5}, {1: 5, 2: 4}, {1: 5}), False),
        (Readings({1: 4, 2: 5}, {1: 5, 2: 4}, {1: 5, 2: 4}), True),
        (Readings({1: 4, 2: 5}, {1: 3, 2: 5}, {1: 3}), False),
        (Readings({1: 4, 2: 5}, {1: 3, 2: 5}, {1: 4}), True),
    ],
)
def test_a_batch_is_confirmed_when_all_agrees(readings: Readings, agrees: bool) -> None:
    """Every sheet read twice, every difference decided, and the sum still the control total."""
    if agrees:
        paper.check_readings(readings, 9)
        return
    with pytest.raises(Conflict):
        paper.check_readings(readings, 9)


def test_ends_are_ends() -> None:
    """What is in the log or given back moves no more; every other state can be given back."""
    assert not MOVES[Step.TAKEN_IN]
    assert not MOVES[Step.REFUSED]
    assert all(Step.REFUSED in MOVES[step] for step in (Step.OPEN, Step.KEYED, Step.CHECKED))
    with pytest.raises(Conflict):
        paper.check_move(Step.OPEN, Step.TAKEN_IN)


@pytest.mark.parametrize("half", list(Half))
@pytest.mark.parametrize("made", [datetime(2026, 11, 27, 0, 40, tzinfo=UTC), NOW])
def test_a_sheet_counts_in_its_half_day_and_never_ahead(half: Half, made: datetime) -> None:
    """Also when it is keyed early in that very half-day."""
    on = date(2026, 11, 26) if half is Half.AFTERNOON else date(2026, 11, 27)
    at = paper.rated_at(on, half, made)

    assert at <= made
    assert clock.half_day(at) == (clock.day_number(on), half)
