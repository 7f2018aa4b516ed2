"""`POST /api/v1/visits`: a one-stop system says how many came to each counter on a day."""

from datetime import date, timedelta

import pytest

from nucuoi.audit.models import Event
from nucuoi.foundation import clock
from nucuoi.organisation.models import Visit
from tests.db.api.conftest import Call

DAY = date(2026, 5, 4)
COUNTS = {"submitted": 12, "supplemented": 1, "collected": 9, "online": 4}


def day(counter: str, on: date = DAY, **changes: object) -> dict[str, object]:
    """A line as it is sent."""
    return {"counter": counter, "on": str(on), **COUNTS, **changes}


def test_counts_are_kept_with_the_key_as_who_keyed_them(call: Call, commune: str) -> None:
    """They stand where the sheet and the coverage read them."""
    answer = call("visits", {"visits": [day(commune)]}, "visits")

    assert answer.json() == {"recorded": 1, "corrected": 0, "unchanged": 0}
    row = Visit.objects.get()
    assert (row.keyed_by, row.source) == ("khóa Một cửa tỉnh", "api")
    assert {kind: getattr(row, kind) for kind in COUNTS} == COUNTS


def test_a_correction_keeps_old_and_new(call: Call, commune: str) -> None:
    """Sent again the same it changes nothing; sent otherwise the journal has both."""
    call("visits", {"visits": [day(commune)]}, "visits")
    again = call("visits", {"visits": [day(commune)]}, "visits")
    other = call("visits", {"visits": [day(commune, submitted=21)]}, "visits")

    assert (again.json()["unchanged"], other.json()["corrected"]) == (1, 1)
    event = Event.objects.get(action="organisation.visit.corrected")
    assert event.actor == "khóa Một cửa tỉnh"
    assert event.facts["old"].startswith("nộp 12,")
    assert event.facts["new"].startswith("nộp 21,")


def test_all_or_none(call: Call, commune: str) -> None:
    """A line of an unknown counter or of tomorrow is named by its place; nothing is kept."""
    tomorrow = clock.today() + timedelta(days=1)
    lines = [day(commune), day("khong-co"), day(commune, tomorrow)]
    answer = call("visits", {"visits": lines}, "visits")

    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["visits.1", "visits.2"]
    assert not Visit.objects.exists()


def test_a_counter_stands_once_a_day(call: Call, commune: str) -> None:
    """Which of the two would hold is not for us to guess."""
    answer = call("visits", {"visits": [day(commune), day(commune, online=0)]}, "visits")

    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["visits.1"])


@pytest.mark.parametrize(
    ("change", "field", "word"),
    [
        ({"submitted": -1}, "submitted", "từ 0"),
        ({"submitted": 10_000}, "submitted", "không quá 9999"),
        ({"submitted": 1.5}, "submitted", "số nguyên"),
        ({"submitted": "12"}, "submitted", "số nguyên"),
        ({"on": "31/05/2026"}, "on", "2025-07-01"),
        ({"on": "2026-02-30"}, "on", "trong lịch"),
    ],
)
def test_a_wrong_field_is_named(
    call: Call, commune: str, change: dict[str, object], field: str, word: str
) -> None:
    """By line and name, in Vietnamese."""
    answer = call("visits", {"visits": [day(commune) | change]}, "visits")

    assert answer.status_code == 422
    assert word in answer.json()["errors"][f"visits.0.{field}"]


def test_a_count_that_is_not_said_is_not_zero(call: Call, commune: str) -> None:
    """All four are asked for."""
    line = day(commune)
    del line["collected"]
    answer = call("visits", {"visits": [line]}, "visits")

    assert list(answer.json()["errors"]) == ["visits.0.collected"]
