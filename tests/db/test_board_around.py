"""What a board says around its figures: silent tablets, waiting remarks, missing visits."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest
from django.test import Client

from nucuoi.foundation import clock
from nucuoi.organisation.models import OpeningHours, ServicePoint
from tests.board_scene import PROVINCE, TAN_DINH, VOI, Scene, build

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 20)
Says = Callable[[str], str]


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    """A small province on a Friday at 10:00."""
    set_clock(monkeypatch, 10)
    return build()


@pytest.fixture
def says(client_of: Callable[..., Client]) -> Says:
    """What the board of a unit says, without tags."""
    head = client_of("head", PROVINCE)

    def text(unit: str) -> str:
        answer = head.get(f"/bang/{unit}/")
        return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())

    return text


def set_clock(monkeypatch: pytest.MonkeyPatch, hour: int) -> None:
    """Friday at this hour in Viet Nam."""
    local = datetime.combine(FRIDAY, time(hour), clock.HO_CHI_MINH)
    monkeypatch.setattr(clock, "now", lambda: local.astimezone(UTC))


def test_silent_tablets_are_named(scene: Scene, says: Says) -> None:
    """A tablet not heard of while people are served is named; others are counted."""
    scene.tablet("voi-1", "Ki-ốt 1", 2)
    scene.tablet("voi-2", "Ki-ốt 2", 40)
    scene.tablet("td-1", "Ki-ốt 3", None)

    assert "1 trong 2 máy đang im lặng Ki-ốt 2." in says(VOI)
    assert "2 trong 3 máy đang im lặng" in says(PROVINCE)


def test_tablets_alive_are_counted(scene: Scene, says: Says) -> None:
    """When all are heard of, their number is enough; without any the board says so."""
    assert "Chưa có máy nào được ghép" in says(VOI)

    scene.tablet("voi-1", "Ki-ốt 1", 2)
    assert "1 máy đang hoạt động" in says(VOI)


def test_silence_after_hours_means_nothing(
    scene: Scene, says: Says, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 20:00 a tablet that is switched off alarms nobody, unless its point is open then."""
    scene.tablet("voi-1", "Ki-ốt 1", None)
    set_clock(monkeypatch, 20)
    assert "im lặng" not in says(VOI)

    OpeningHours.objects.create(
        point=ServicePoint.objects.get(unit__unit=f"{VOI}-mc"),
        weekday=FRIDAY.weekday(),
        opens=time(18),
        closes=time(21),
        valid_from=date(2026, 1, 1),
    )
    assert "1 trong 1 máy đang im lặng" in says(VOI)


def test_waiting_remarks_are_a_number(scene: Scene, says: Says) -> None:
    """How many wait, never what they say."""
    scene.remark("voi-1", FRIDAY)
    scene.remark("voi-2", FRIDAY)

    assert "2 lời nhắn đang chờ xem" in says(VOI)
    assert "Nhanh gọn" not in says(VOI)
    assert "Không có lời nhắn nào đang chờ" in says(TAN_DINH)


def test_missing_visits_are_asked_for(scene: Scene, says: Says) -> None:
    """Until every desk has its visits the board says what is missing for coverage."""
    assert "Các quầy chưa có số lượt giao dịch" in says(VOI)
    scene.visits("voi-1", FRIDAY, 10)
    assert "3 trong 4 quầy chưa có số lượt giao dịch" in says(VOI)

    scene.visits("td-1", FRIDAY, 10)
    assert "chưa có số lượt giao dịch" not in says(TAN_DINH)
