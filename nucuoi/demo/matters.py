"""Matters of the last weeks: answered, late, climbed, looked at again, and what went to the inspectors."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction

from nucuoi.accounts.rules import Role
from nucuoi.cases.actions import make_batches
from nucuoi.cases.past import Opened, Past, happen, newest_openings, open_past, until
from nucuoi.cases.queries.calendar import climbing, swapped_days
from nucuoi.cases.rules.answers import TEMPLATES
from nucuoi.cases.rules.deadlines import CLOSING_TIME
from nucuoi.cases.rules.words import Act, Kind
from nucuoi.demo.places import SHOWCASE
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM, Seat
from nucuoi.foundation.working_days import working_day_after

LEAVES = 9_000
"""So many of the newest leaves hold the last two months."""
MARK = "Trình diễn: "
"""Before what an invented person of the demonstration wrote about an allegation."""
_CITIZEN = Seat(username="", role="anonymous")
_DAYS = ((1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 7, 9, 13), (0.5, 0.3, 0.2))
"""Working days to an answer; shares of those who are then silent, satisfied, or not."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """What every course needs."""

    chance: Random
    now: datetime
    swapped: Mapping[date, bool]
    levels: list[tuple[int, int]]

    def at(self, since: date, days: int) -> datetime:
        """An instant in working hours so many working days after a day."""
        day = working_day_after(since, days, self.swapped)
        minutes = self.chance.randrange(60, 520)
        return datetime.combine(day, time(8), clock.HO_CHI_MINH) + timedelta(minutes=minutes)


def settle_past(chance: Random, now: datetime) -> int:
    """Opens what people wrote in the last two months on its day and lets most of it be settled.

    Returns:
        How many matters.
    """
    scene = _Scene(chance, now, swapped_days(), climbing(clock.local(now).date()))
    openings = newest_openings(LEAVES)
    with transaction.atomic():
        for opening in openings:
            opened = open_past(opening, scene.swapped)
            course = _course(opened, clock.day_of(opening.day), scene)
            happen(opened.case, until(course, now), scene.swapped)
    make_batches(now=now)
    return len(openings)


def _course(opened: Opened, day: date, scene: _Scene) -> Iterator[Past]:
    if opened.kind == Kind.ALLEGATION:
        yield from _inspected(opened, day, scene)
    elif opened.kind == Kind.FEEDBACK:
        yield from _answered(opened, day, scene)


def _answered(opened: Opened, day: date, scene: _Scene) -> Iterator[Past]:
    """Taken over, climbing while it is late, answered, then judged."""
    handler = Seat("demo-handler", Role.HANDLER, opened.desk_unit)
    wait = scene.chance.choice(_DAYS[0])
    answer = scene.at(day, wait)
    if opened.desk_unit == SHOWCASE:
        early = scene.at(day, 1).replace(hour=7, minute=45)
        yield Past(early, Act.ASSIGNED, handler)
    yield from _climbed(opened, answer, scene)
    yield Past(answer, Act.ANSWERED, handler, _words(opened, answer, scene))
    yield from _judged(answer, handler, opened, scene)


def _climbed(opened: Opened, answer: datetime, scene: _Scene) -> Iterator[Past]:
    assert opened.due_at is not None  # feedback has a clock
    due = clock.local(opened.due_at).date()
    for level, days in scene.levels:
        late = working_day_after(due, days, scene.swapped) if days else due
        at = datetime.combine(late, CLOSING_TIME, clock.HO_CHI_MINH) + timedelta(minutes=1)
        if at < answer:
            yield Past(at, Act.CLIMBED, SYSTEM, level=level)


def _judged(answer: datetime, handler: Seat, opened: Opened, scene: _Scene) -> Iterator[Past]:
    day = answer.date()
    what = scene.chance.choices(("silent", "satisfied", "again"), _DAYS[1])[0]
    if what == "silent":
        yield Past(answer + timedelta(days=15), Act.CLOSED, SYSTEM)
    elif what == "satisfied":
        said = scene.at(day, 1)
        yield Past(said, Act.SATISFIED, _CITIZEN)
        yield Past(said + timedelta(days=3), Act.CLOSED, SYSTEM)
    else:
        asked = scene.at(day, 2)
        due = datetime.combine(
            working_day_after(asked.date(), 5, scene.swapped), CLOSING_TIME, clock.HO_CHI_MINH
        )
        yield Past(asked, Act.REOPENED, _CITIZEN, "Tôi vẫn chưa nhận được kết quả.", 2, due)
        second = scene.at(asked.date(), scene.chance.choice((2, 3, 4)))
        yield Past(second, Act.ANSWERED, handler, _words(opened, second, scene))
        yield Past(second + timedelta(days=15), Act.CLOSED, SYSTEM)


def _inspected(opened: Opened, day: date, scene: _Scene) -> Iterator[Past]:
    """Called, explained, concluded within three weeks; each of the three outcomes occurs."""
    inspector = Seat("demo-inspector", Role.INSPECTOR, opened.desk_unit)
    outcome = scene.chance.choice((Act.UPHELD, Act.DISMISSED, Act.UNPROVEN))
    yield Past(
        scene.at(day, 2), Act.CALLED, inspector, f"{MARK}xin giải trình việc tiếp nhận hồ sơ."
    )
    yield Past(
        scene.at(day, 6), Act.EXPLAINED, inspector, f"{MARK}cán bộ trình bày đã thu đúng biểu phí."
    )
    yield Past(scene.at(day, 13), outcome, inspector, f"{MARK}theo biên bản xác minh.")


def _words(opened: Opened, at: datetime, scene: _Scene) -> str:
    """A template with its places filled in."""
    fitting = [one for one in TEMPLATES if one.code == opened.topic]
    template = fitting[0] if fitting else scene.chance.choice(TEMPLATES)
    day = working_day_after(at.date(), 3, scene.swapped)
    places = {
        "[dd/mm/yyyy]": f"{day:%d/%m/%Y}",
        "[nêu lý do]": "chờ kết quả xác minh",
        "[nơi nhận]": "nơi đã nộp hồ sơ",
        "[nơi tiếp]": "quầy số 1",
        "[liệt kê]": "tờ khai và bản sao giấy tờ tùy thân",
        "[việc sẽ làm]": "bổ sung ghế chờ và bảng chỉ dẫn",
        "[họ tên, số điện thoại]": "bộ phận tiếp dân trong giờ làm việc",
    }
    text = template.text
    for place, words in places.items():
        text = text.replace(place, words)
    return text
