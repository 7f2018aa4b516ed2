"""From a rating that waits to the board, through the real sealing and the real follower."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from nucuoi.foundation import clock
from nucuoi.ratings.models import Questionnaire
from nucuoi.ratings.rules.words import Evidence
from nucuoi.ratings.sealing import seal_all
from nucuoi.scores.follower import follow_all
from tests.board_scene import VOI, build
from tests.ratings_made import make_rating, make_ratings

pytestmark = pytest.mark.django_db
PATH = f"/bang/{VOI}/"
COUNTER = "voi-1"


def test_a_sealed_rating_is_on_the_board(client_of: Callable[..., Client]) -> None:
    """Ratings are counted once folded; the tenth by kiosk brings the first distribution."""
    build()
    Questionnaire.objects.get_or_create(
        number=90, defaults={"code": "mau", "content": {}, "valid_from": date(2021, 1, 1)}
    )
    head = client_of("head", VOI)
    make_ratings([5] * 9, counter=COUNTER, on=clock.today())
    make_rating(counter=COUNTER, on=clock.today(), score=1, evidence=Evidence.OPEN)
    seal_all()
    follow_all()
    text = head.get(PATH).content.decode()
    assert 'value="10" data-count="today"' in text
    assert "Chưa đủ lượt đánh giá" in text

    before = head.get(f"{PATH}dem/")["ETag"]
    make_rating(counter=COUNTER, on=clock.today(), score=3)
    seal_all()
    follow_all()
    answer = head.get(f"{PATH}dem/", headers={"If-None-Match": before})
    assert 'value="11" data-count="today"' in answer.content.decode()
    assert "9 trong 10" in answer.content.decode()
