"""Paper sheets: keyed under control totals, read by a second person, taken in once whatever breaks."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from nucuoi.audit.models import Event
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Forbidden, Invalid
from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation.actions import close_counter
from nucuoi.ratings.actions import paper, taking_in
from nucuoi.ratings.actions.paper import Sheet
from nucuoi.ratings.actions.taking_in import take_in
from nucuoi.ratings.intake import desk
from nucuoi.ratings.models import PaperSheet, Rating
from nucuoi.ratings.queries import paper as queries
from nucuoi.ratings.rules.paper import Step
from nucuoi.ratings.rules.words import Channel, Evidence, Language, Rater, figure_bits
from tests import one_stop
from tests.own_database import own_database
from tests.paper_scene import COUNTER, SHEETS, checked, checker, keyed, keyer, opened, printed


@pytest.fixture(autouse=True)
def office(django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """One counter with twenty printed ballots, in a database that intake's writer sees."""
    with (
        django_db_blocker.unblock(),
        own_database(tmp_path),
        override_settings(OPEN_LIMIT_PER_MINUTE=0),
    ):
        one_stop.build()
        one_stop.counter(1)
        printed()
        yield
        desk.close()


def test_a_batch_becomes_ratings() -> None:
    """Evidence and door are paper, the day is the sheet's; everything on the sheets is there."""
    take_in(by=checker(), batch=checked())
    first, second, third = by_number()

    assert {(one.evidence, one.channel) for one in (first, second, third)} == {
        (Evidence.PAPER, Channel.PAPER)
    }
    assert (first.score, first.spirit, first.attitude, first.conduct) == (5, 5, 5, 4)
    assert first.tags == figure_bits(["chao", "cam_on", "mim_cuoi"])
    assert first.remark.text == "Chị hướng dẫn tận tình"
    assert (second.assisted, second.thanks, first.assisted) == (True, True, False)
    assert (third.attitude, third.remark.breaches) == (None, 1)
    assert (first.form_id, first.lang, first.rater) == (1, Language.VI, Rater.CITIZEN)
    assert {(one.day, one.half) for one in (first, second, third)} == {
        (clock.day_number(clock.today()), clock.Half.MORNING)
    }


def test_what_was_printed_says_language_and_rater() -> None:
    """A Korean ballot for a business is a Korean business's rating."""
    printed(1, Language.KO, Rater.BUSINESS)
    batch = opened(1, 4)
    paper.key_sheet(by=keyer(), batch=batch, sheet=Sheet(21, 4))
    paper.finish_keying(by=keyer(), batch=batch)
    paper.check_scores(by=checker(), batch=batch, scores={21: 4})
    paper.confirm_batch(by=checker(), batch=batch)
    take_in(by=checker(), batch=batch)

    assert Rating.objects.values_list("lang", "rater").get() == (Language.KO, Rater.BUSINESS)


def test_nothing_counts_before_the_second_person() -> None:
    """Neither while it is keyed nor when it has been keyed."""
    batch = opened()
    for ready in (batch, keyed_rest(batch)):
        with pytest.raises(Conflict):
            take_in(by=checker(), batch=ready)
    assert not Rating.objects.exists()


def keyed_rest(batch: int) -> int:
    """The batch, with all its sheets keyed."""
    for sheet in SHEETS:
        paper.key_sheet(by=keyer(), batch=batch, sheet=sheet)
    paper.finish_keying(by=keyer(), batch=batch)
    return batch


def test_the_keyer_cannot_be_the_second_person() -> None:
    """Not for one score, not for settling, not for the confirmation."""
    batch = keyed()
    with pytest.raises(Forbidden):
        paper.check_scores(by=keyer(), batch=batch, scores={1: 5})
    with pytest.raises(Forbidden):
        paper.settle_sheet(by=keyer(), batch=batch, number=1, score=5)
    with pytest.raises(Forbidden):
        paper.confirm_batch(by=keyer(), batch=batch)


def test_a_sheet_corrected_by_another_makes_her_a_keyer_too() -> None:
    """Whoever touched a sheet does not check the batch."""
    batch = opened()
    for sheet in SHEETS:
        paper.key_sheet(by=keyer(), batch=batch, sheet=sheet)
    paper.key_sheet(by=checker(), batch=batch, sheet=SHEETS[0])
    paper.finish_keying(by=keyer(), batch=batch)

    with pytest.raises(Forbidden):
        paper.check_scores(by=checker(), batch=batch, scores={1: 5})


def test_keying_a_sheet_again_replaces_it_under_the_same_id() -> None:
    """One sheet, one id, and the correction is audited without its score."""
    batch = opened()
    paper.key_sheet(by=keyer(), batch=batch, sheet=Sheet(1, 3))
    before = PaperSheet.objects.get().uuid
    paper.key_sheet(by=keyer(), batch=batch, sheet=Sheet(1, 5))

    assert PaperSheet.objects.values_list("uuid", "score").get() == (before, 5)
    assert Event.objects.get(action="ratings.paper.rekeyed").facts == {"batch": batch, "number": 1}


@pytest.mark.parametrize(
    ("sheet", "field"),
    [
        (Sheet(21, 5), "number"),
        (Sheet(1, 6), "score"),
        (Sheet(1, 5, spirit=0), "spirit"),
        (Sheet(1, 5, ticks="j"), "ticks"),
        (Sheet(1, 5, remark="a" * 2001), "remark"),
    ],
)
def test_a_sheet_that_cannot_be_right_is_refused(sheet: Sheet, field: str) -> None:
    """A number never printed, a score that is none, a letter of no box, words without end."""
    batch = opened()
    with pytest.raises(Invalid) as refusal:
        paper.key_sheet(by=keyer(), batch=batch, sheet=sheet)

    assert list(refusal.value.fields) == [field]


def test_a_sheet_counts_once_across_batches() -> None:
    """Its number is refused in a second batch, until the first has been given back."""
    first, second = opened(), opened()
    paper.key_sheet(by=keyer(), batch=first, sheet=SHEETS[0])
    with pytest.raises(Invalid):
        paper.key_sheet(by=keyer(), batch=second, sheet=SHEETS[0])

    paper.refuse_batch(by=keyer(), batch=first, why="Đếm nhầm")
    paper.key_sheet(by=keyer(), batch=second, sheet=SHEETS[0])
    assert PaperSheet.objects.filter(batch=first, remark="", ticks="").exists()


def test_no_more_sheets_than_were_counted() -> None:
    """The control total is counted before keying, not after."""
    batch = opened(1, 5)
    paper.key_sheet(by=keyer(), batch=batch, sheet=SHEETS[0])
    with pytest.raises(Conflict):
        paper.key_sheet(by=keyer(), batch=batch, sheet=SHEETS[1])


def test_totals_that_do_not_agree_end_no_keying() -> None:
    """Neither with a sheet missing nor with a sum that is off."""
    batch = opened(3, 12)
    with pytest.raises(Conflict):
        paper.finish_keying(by=keyer(), batch=batch)
    for sheet in SHEETS:
        paper.key_sheet(by=keyer(), batch=batch, sheet=sheet)
    with pytest.raises(Conflict):
        paper.finish_keying(by=keyer(), batch=batch)


def test_differences_are_decided_sheet_by_sheet() -> None:
    """Two slips that cancel each other pass the control total but not the second reading."""
    batch = opened(3, 11)
    for sheet in (Sheet(1, 4), Sheet(2, 5), Sheet(3, 2)):
        paper.key_sheet(by=keyer(), batch=batch, sheet=sheet)
    paper.finish_keying(by=keyer(), batch=batch)
    paper.check_scores(by=checker(), batch=batch, scores={1: 5, 2: 4})
    paper.check_scores(by=checker(), batch=batch, scores={1: 1, 3: 2})
    assert queries.readings_of(batch).different == [1, 2]
    with pytest.raises(Conflict):
        paper.confirm_batch(by=checker(), batch=batch)
    with pytest.raises(Conflict):
        paper.settle_sheet(by=checker(), batch=batch, number=3, score=2)

    paper.settle_sheet(by=checker(), batch=batch, number=1, score=5)
    paper.settle_sheet(by=checker(), batch=batch, number=2, score=4)
    paper.confirm_batch(by=checker(), batch=batch)
    take_in(by=checker(), batch=batch)
    assert [one.score for one in by_number()] == [5, 4, 2]
    assert Event.objects.get(action="ratings.paper.checked").facts["different"] == 2


def test_a_crash_before_the_record_is_made_good(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ratings are stored, the record is not: taking in again stores nothing twice and records it."""
    batch = checked()
    with monkeypatch.context() as broken:
        broken.setattr(taking_in, "note_taken_in", _crash)
        with pytest.raises(RuntimeError):
            take_in(by=checker(), batch=batch)
    assert Rating.objects.count() == 3
    assert queries.batch(batch).step is Step.CHECKED
    with pytest.raises(Conflict):
        paper.refuse_batch(by=checker(), batch=batch, why="Thôi")

    take_in(by=checker(), batch=batch)
    assert Rating.objects.count() == 3
    assert queries.batch(batch).step is Step.TAKEN_IN


def test_a_crash_in_the_middle_of_the_sheets_is_made_good(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sheet stored, two not: the next try adds the two."""
    batch = checked()
    whole = desk.accept_all
    with monkeypatch.context() as broken:
        broken.setattr(desk, "accept_all", lambda some, by: [*whole(some[:1], by), *_raise()])
        with pytest.raises(RuntimeError):
            take_in(by=checker(), batch=batch)
    assert Rating.objects.count() == 1

    assert take_in(by=checker(), batch=batch) == 3
    assert Rating.objects.count() == 3


def test_words_and_ticks_are_erased_once_they_stand_in_the_rating() -> None:
    """What a sheet said is kept in one place only; the scores stay for the totals."""
    batch = checked()
    take_in(by=checker(), batch=batch)

    assert set(PaperSheet.objects.values_list("remark", "ticks")) == {("", "")}
    assert sum(PaperSheet.objects.values_list("score", flat=True)) == queries.batch(batch).score_sum


def test_a_counter_closed_meanwhile_names_the_sheet() -> None:
    """Intake's reason comes back with the sheet's number; nothing is counted, the batch waits."""
    batch = checked()
    close_counter(by=SYSTEM, code=COUNTER, on=clock.today())
    with pytest.raises(Conflict) as refusal:
        take_in(by=checker(), batch=batch)

    assert "Phiếu 1 chưa vào sổ" in refusal.value.message
    assert queries.batch(batch).step is Step.CHECKED
    paper.refuse_batch(by=checker(), batch=batch, why="Quầy đã đóng")
    assert queries.batch(batch).step is Step.REFUSED


def test_each_step_is_a_record_with_its_audit_row() -> None:
    """Who opened, keyed, checked and took in, in order; nothing of it says a score."""
    batch = checked()
    take_in(by=checker(), batch=batch)
    steps = [(step.step, step.by) for step in queries.batch(batch).steps]
    rows = Event.objects.filter(action__startswith="ratings.paper").order_by("pk")

    assert steps == [(Step.KEYED, "handler"), (Step.CHECKED, "head"), (Step.TAKEN_IN, "head")]
    assert [row.action.rpartition(".")[2] for row in rows] == [
        "opened", "keyed", "checked", "taken_in",
    ]  # fmt: skip


def test_ballots_are_numbered_on(office: None) -> None:
    """A second run begins where the first ended."""
    run = queries.ballot_run(printed(5))

    assert (run.first, run.last) == (21, 25)


def test_a_batch_of_yesterday_counts_yesterday() -> None:
    """The day keyed, not the day of keying."""
    on = clock.today() - timedelta(days=1)
    batch = paper.open_batch(
        by=keyer(), counter=COUNTER, on=on, half=clock.Half.AFTERNOON, sheets=1, score_sum=5
    )
    paper.key_sheet(by=keyer(), batch=batch, sheet=Sheet(1, 5))
    paper.finish_keying(by=keyer(), batch=batch)
    paper.check_scores(by=checker(), batch=batch, scores={1: 5})
    paper.confirm_batch(by=checker(), batch=batch)
    take_in(by=checker(), batch=batch)

    stored = Rating.objects.get()
    assert (stored.day, stored.half) == (clock.day_number(on), clock.Half.AFTERNOON)


def by_number() -> list[Rating]:
    """The ratings in the order of their sheets: how a store numbers a group is its own affair."""
    uuids = PaperSheet.objects.order_by("number").values_list("uuid", flat=True)
    return [Rating.objects.get(uuid=uuid.bytes) for uuid in uuids]


def _crash(**_: object) -> None:
    raise RuntimeError("the power went")


def _raise() -> list[object]:
    raise RuntimeError("the power went")
