"""The parts of a board that move: asked for often, answered in full only when something changed."""

from collections.abc import Callable

import pytest
from django.test import Client

from nucuoi.foundation import clock
from nucuoi.ratings.rules.words import Evidence
from nucuoi.scores.follower import FOLLOWER
from nucuoi.scores.queries.state import FOLLOWER as FOLLOWED
from nucuoi.scores.rules.periods import Period
from tests.board_scene import PROVINCE, VOI, Scene, build, show

pytestmark = pytest.mark.django_db
TODAY = clock.today()
PATH = f"/bang/{VOI}/dem/"


@pytest.fixture
def scene() -> Scene:
    """A small province with one rating today."""
    scene = build()
    scene.rate("voi-1", TODAY, {Evidence.OPEN: (0, 0, 0, 0, 1)})
    return scene


@pytest.fixture
def head(client_of: Callable[..., Client], monkeypatch: pytest.MonkeyPatch) -> Client:
    """The head of the province, in a minute that does not end."""
    still = clock.now_ms()
    monkeypatch.setattr(clock, "now_ms", lambda: still)
    return client_of("head", PROVINCE)


def tag(head: Client, path: str = PATH) -> str:
    """The ETag of what is shown now."""
    answer = head.get(path)
    assert answer.status_code == 200
    return answer["ETag"]


def test_nothing_new_is_304(scene: Scene, head: Client) -> None:
    """The same state is not sent twice, and is never kept by others."""
    answer = head.get(PATH, headers={"If-None-Match": tag(head)})

    assert (answer.status_code, answer.content) == (304, b"")
    assert "private" in answer["Cache-Control"]


def test_a_folded_rating_is_shown(scene: Scene, head: Client) -> None:
    """As soon as the follower moved, the next question gets the new count."""
    before = tag(head)
    scene.rate("voi-2", TODAY, {Evidence.TICKET: (0, 0, 0, 0, 1)})
    answer = head.get(PATH, headers={"If-None-Match": before})

    assert answer.status_code == 200
    assert 'value="2" data-count="today"' in answer.content.decode()


def test_a_step_is_shown(scene: Scene, head: Client) -> None:
    """A step is taken after the fold; it too is something new."""
    before = tag(head)
    show(f"unit:{VOI}", Period.DAY, TODAY, (0, 0, 1, 4, 5))
    answer = head.get(PATH, headers={"If-None-Match": before})

    assert "9 trong 10" in answer.content.decode()


def test_a_minute_later_all_is_asked_again(
    scene: Scene, head: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Visits, remarks and silent tablets come up to date with the clock on the page."""
    before, later = tag(head), clock.now_ms() + 60_000
    monkeypatch.setattr(clock, "now_ms", lambda: later)

    assert tag(head) != before


def test_each_question_has_its_own_state(scene: Scene, head: Client) -> None:
    """Units and periods are told apart."""
    paths = (PATH, f"{PATH}?ky=tuan", f"/bang/{PROVINCE}/dem/")

    assert len({tag(head, path) for path in paths}) == 3


def test_the_parts_are_those_of_the_page(scene: Scene, head: Client) -> None:
    """Every part that moves has its place on the page, by id."""
    page, parts = head.get(f"/bang/{VOI}/").content.decode(), head.get(PATH).content.decode()
    names = [part.partition('"')[0] for part in parts.split(' id="')[1:]]

    assert len(names) >= 8
    assert [name for name in names if f' id="{name}"' not in page] == []


def test_the_state_follows_the_follower() -> None:
    """The cursor that is asked is the one that the rollups' follower moves."""
    assert FOLLOWED == FOLLOWER
