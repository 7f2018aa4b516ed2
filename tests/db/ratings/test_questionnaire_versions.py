"""Versions of the questionnaire: drafted, worded, published from a day; none is ever changed."""

from datetime import date, timedelta

import pytest
from django.test import Client

from nucuoi.audit.models import Event
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Invalid
from nucuoi.foundation.seat import Seat
from nucuoi.organisation.queries import intake_version
from nucuoi.ratings.actions import levels
from nucuoi.ratings.actions import questionnaires as actions
from nucuoi.ratings.models import DraftEnding, Questionnaire, QuestionnaireDraft
from nucuoi.ratings.queries import questionnaires
from nucuoi.ratings.queries.levels import mappings
from nucuoi.ratings.queries.questionnaires import Standing
from nucuoi.ratings.rules import wordings
from tests.db.kiosk.conftest import make_room

pytestmark = pytest.mark.django_db
EDITOR = Seat("luong", "home_affairs", "bg-24-2021")
QUESTION = {"question.citizen": "Hôm nay Ông/Bà được phục vụ thế nào?"}


def tomorrow() -> date:
    """The first day a version may begin."""
    return clock.today() + timedelta(days=1)


def drafted(words: dict[str, str] | None = None) -> tuple[int, int]:
    """A draft with one new question: its number and revision."""
    draft = actions.start_draft(by=EDITOR)
    actions.change_draft(by=EDITOR, draft=draft, revision=1, lang="vi", words=words or QUESTION)
    return draft, questionnaires.draft(draft).revision


def test_a_published_draft_is_asked_from_its_day_on() -> None:
    """Today's version stays as it was; from the day on the new one is asked and intake knows it."""
    before, version_before = Questionnaire.objects.get(number=1).content, intake_version()
    draft, revision = drafted()
    made = actions.publish_draft(by=EDITOR, draft=draft, revision=revision, valid_from=tomorrow())

    assert questionnaires.current(clock.today()).number == 1
    assert questionnaires.current(tomorrow()).number == made.number == 101
    assert wordings.texts(made.content, "vi")["question.citizen"] == QUESTION["question.citizen"]
    assert Questionnaire.objects.get(number=1).content == before
    assert Questionnaire.objects.get(number=1).valid_to is None
    assert intake_version() > version_before


def test_every_step_leaves_its_audit_row() -> None:
    """Drafted, reworded with how many texts, published with its day."""
    draft, revision = drafted()
    actions.publish_draft(by=EDITOR, draft=draft, revision=revision, valid_from=tomorrow())
    rows = Event.objects.filter(action__startswith="ratings.questionnaire")

    assert [(row.action.rpartition(".")[2], row.actor) for row in rows] == [
        ("drafted", "luong"),
        ("reworded", "luong"),
        ("published", "luong"),
    ]
    assert rows[1].facts == {"language": "Tiếng Việt", "texts": 1}
    assert rows[2].facts == {"valid_from": tomorrow().isoformat(), "texts": 1}


def test_a_second_draft_waits_for_the_first() -> None:
    """Two drafts would undo each other."""
    draft, _ = drafted()
    with pytest.raises(Conflict):
        actions.start_draft(by=EDITOR)

    actions.put_draft_aside(by=EDITOR, draft=draft, why="Chờ ý kiến Mặt trận")
    assert actions.start_draft(by=EDITOR) != draft
    assert DraftEnding.objects.get(draft=draft).version is None


def test_two_editors_do_not_overwrite_each_other_unseen() -> None:
    """Who saves what somebody else has changed meanwhile is told so."""
    draft, _ = drafted()
    with pytest.raises(Conflict):
        actions.change_draft(by=EDITOR, draft=draft, revision=1, lang="vi", words=QUESTION)
    with pytest.raises(Conflict):
        actions.publish_draft(by=EDITOR, draft=draft, revision=1, valid_from=tomorrow())


def test_an_ended_draft_cannot_be_changed() -> None:
    """Neither worded nor published nor put aside once more."""
    draft, revision = drafted()
    actions.publish_draft(by=EDITOR, draft=draft, revision=revision, valid_from=tomorrow())

    with pytest.raises(Conflict):
        actions.change_draft(by=EDITOR, draft=draft, revision=revision, lang="vi", words={})
    with pytest.raises(Conflict):
        actions.publish_draft(by=EDITOR, draft=draft, revision=revision, valid_from=tomorrow())
    with pytest.raises(Conflict):
        actions.put_draft_aside(by=EDITOR, draft=draft, why="x")


def test_a_draft_that_is_not_whole_is_not_published() -> None:
    """A language that is missing, ticks of one's own, or nothing new."""
    draft, revision = drafted({"headings.thanks": " "})
    with pytest.raises(Invalid):
        actions.publish_draft(by=EDITOR, draft=draft, revision=revision, valid_from=tomorrow())

    row = QuestionnaireDraft.objects.get(pk=draft)
    row.content["headings"]["thanks"]["vi"] = "Xin cảm ơn."
    row.content["tags"]["said"].pop()
    row.save()
    with pytest.raises(Invalid):
        actions.publish_draft(by=EDITOR, draft=draft, revision=revision, valid_from=tomorrow())


def test_a_draft_that_says_nothing_new_is_not_published() -> None:
    """A version is there because something changed."""
    draft = actions.start_draft(by=EDITOR)
    with pytest.raises(Conflict):
        actions.publish_draft(by=EDITOR, draft=draft, revision=1, valid_from=tomorrow())


def test_a_version_does_not_begin_today_nor_before_one_to_come() -> None:
    """Those who are being asked now are asked what they saw."""
    draft, revision = drafted()
    with pytest.raises(Invalid):
        actions.publish_draft(by=EDITOR, draft=draft, revision=revision, valid_from=clock.today())
    actions.publish_draft(
        by=EDITOR, draft=draft, revision=revision, valid_from=tomorrow() + timedelta(days=3)
    )
    again, revision = drafted({"headings.thanks": "Xin cảm ơn."})
    with pytest.raises(Invalid):
        actions.publish_draft(by=EDITOR, draft=again, revision=revision, valid_from=tomorrow())


def test_a_slip_is_mended_by_publishing_again_for_the_same_day() -> None:
    """The later one takes the place of the earlier, which is then asked of nobody."""
    draft, revision = drafted()
    actions.publish_draft(by=EDITOR, draft=draft, revision=revision, valid_from=tomorrow())
    again, revision = drafted({"headings.thanks": "Xin cảm ơn."})
    actions.publish_draft(by=EDITOR, draft=again, revision=revision, valid_from=tomorrow())

    assert questionnaires.current(tomorrow()).number == 102
    standing = {row.number: row.standing for row in questionnaires.versions(clock.today())}
    assert standing == {102: Standing.COMING, 101: Standing.NEVER, 1: Standing.CURRENT}
    earlier = questionnaires.before(102, clock.today())
    assert earlier is not None
    assert earlier.number == 1


def test_the_first_mapping_to_three_levels_is_there() -> None:
    """It came with the package and says what it rests on."""
    [row] = mappings()

    assert "01/2018/TT-VPCP" in row.mapping.citation
    assert row.mapping.levels == (1, 1, 1, 2, 3)


def test_a_mapping_is_entered_with_its_day_and_citation() -> None:
    """Earlier ones stay; the same day twice, no citation or a wrong order are refused."""
    day = date(2026, 1, 1)
    entered = {"by": EDITOR, "valid_from": day, "levels": [1, 1, 2, 2, 3], "citation": "QĐ 1"}
    levels.set_level_mapping(**entered)  # type: ignore[arg-type]  # words of the call

    assert [row.mapping.valid_from for row in mappings()] == [day, date(2021, 4, 28)]
    assert mappings()[0].by == "luong"
    for wrong in ({}, {"citation": " "}, {"levels": [3, 2, 2, 1, 1]}, {"valid_to": day}):
        with pytest.raises((Conflict, Invalid)):
            levels.set_level_mapping(**entered | wrong)  # type: ignore[arg-type]  # words of the call


def test_a_version_without_words_is_answered_kindly(client: Client) -> None:
    """The page of a counter says what to do; it is no fault of the server."""
    counter = make_room().desks[0]
    Questionnaire.objects.update(content={})
    answer = client.get(f"/q/{counter.code}")

    assert answer.status_code == 503
    assert "Xin trở lại sau" in answer.content.decode()
