"""Units, counters and visits as of a day."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nucuoi.foundation import clock
from nucuoi.foundation.errors import Gone, NotFound
from nucuoi.organisation import queries
from nucuoi.organisation.actions import touch_intake
from nucuoi.organisation.models import (
    Counter,
    CounterField,
    CounterSuccession,
    Field,
    OpeningHours,
    ServicePoint,
    Unit,
    UnitVersion,
    Visit,
)

pytestmark = pytest.mark.django_db
START, END, NOW = date(2021, 1, 1), date(2025, 7, 1), date(2023, 5, 8)
HOUSE, SMALL = "bg-24-2021", "bg-07210-2021"


@pytest.fixture(autouse=True)
def small_province() -> None:
    """A province with a commune, which has a service point with one counter."""
    house = _unit(HOUSE, "Tỉnh Bắc Giang", "province", "tỉnh", None)
    commune = _unit(SMALL, "Xã Song Mai", "commune", "xã", house)
    UnitVersion.objects.filter(unit=commune).update(valid_to=date(2024, 1, 1))
    _version(commune, "Phường Song Mai", "commune", "phường", house, date(2024, 1, 1))
    _unit("bg-07200-2021", "Xã Ẩm", "commune", "xã", house)
    _unit("bg-07201-2021", "Xã An", "commune", "xã", house)
    point = ServicePoint.objects.create(
        unit=_unit(f"{SMALL}-mc", "Bộ phận Một cửa", "service_point", "bộ phận", commune)
    )
    counter = Counter.objects.create(
        code="bg07210-21-01", point=point, number=1, name="Quầy 1", valid_from=START
    )
    for code, name in (("HT", "Hộ tịch"), ("CT", "Chứng thực")):
        field = Field.objects.create(code=code, name=name)
        CounterField.objects.create(counter=counter, field=field, valid_from=START)


def test_units_are_those_of_the_day_in_vietnamese_order() -> None:
    """An is before Ẩm before Song Mai, whatever the code points say."""
    names = [row.name for row in queries.units_as_of(NOW, "commune")]

    assert names == ["Xã An", "Xã Ẩm", "Xã Song Mai"]


def test_a_day_before_everything_has_no_units() -> None:
    """Nothing existed before the first day."""
    assert queries.units_as_of(date(2020, 12, 31)) == []


def test_a_unit_is_shown_in_the_version_of_the_day() -> None:
    """The day a version ends belongs to the next one."""
    names = [queries.unit(SMALL, day).name for day in (date(2023, 12, 31), date(2024, 1, 1))]

    assert names == ["Xã Song Mai", "Phường Song Mai"]
    assert queries.unit(SMALL, NOW).short_name == "Song Mai"


def test_an_unknown_unit_is_refused() -> None:
    """Asking for a unit that is not there that day is NotFound, in Vietnamese."""
    for ask in (queries.unit, queries.children, queries.ancestors, queries.counters_under):
        with pytest.raises(NotFound, match="đơn vị"):
            ask("bg-99999-2021", NOW)


def test_the_way_up_and_down() -> None:
    """Ancestors come root first; a unit is within itself and those above it, not those below."""
    point = f"{SMALL}-mc"

    assert [row.unit for row in queries.ancestors(point, NOW)] == [HOUSE, SMALL]
    assert [row.unit for row in queries.children(SMALL, NOW)] == [point]
    assert queries.is_within(point, HOUSE, NOW)
    assert queries.is_within(SMALL, SMALL, NOW)
    assert not queries.is_within(HOUSE, SMALL, NOW)
    assert not queries.is_within("bg-07200-2021", SMALL, NOW)
    assert not queries.is_within(SMALL, HOUSE, date(2020, 1, 1))


def test_counters_are_found_from_any_unit_above() -> None:
    """A counter with its fields is seen from its point, its commune and its province."""
    for identity in (f"{SMALL}-mc", SMALL, HOUSE):
        (row,) = queries.counters_under(identity, NOW)
        assert (row.code, row.point, row.fields) == (
            "bg07210-21-01",
            f"{SMALL}-mc",
            "Chứng thực, Hộ tịch",
        )
    assert queries.counters_under("bg-07200-2021", NOW) == []


def test_a_closed_counter_says_so_and_names_its_successor() -> None:
    """A closed counter is Gone, an unknown or future one NotFound; the successor chain is followed."""
    first = Counter.objects.get()
    chain = [first]
    for serial in (2, 3):
        later = Counter.objects.create(
            code=f"bg07210-21-0{serial}",
            point=first.point,
            number=1,
            name="Quầy 1",
            valid_from=END,
        )
        CounterSuccession.objects.create(old=chain[-1], new=later, on=END)
        chain.append(later)
    Counter.objects.filter(pk=first.pk).update(valid_to=END)

    assert queries.counter(first.code, date(2025, 6, 30)).number == 1
    with pytest.raises(Gone, match="01/07/2025"):
        queries.counter(first.code, END)
    for code, day in (("bg07210-21-02", NOW), ("khong-co", NOW)):
        with pytest.raises(NotFound):
            queries.counter(code, day)
    found = queries.successor(first.code)
    assert found is not None
    assert found.code == "bg07210-21-03"
    assert queries.successor("bg07210-21-03") is None


def test_opening_hours_are_the_usual_ones_unless_set() -> None:
    """Usual office hours on working days; a point's own hours replace the whole week, from their day."""
    point = f"{SMALL}-mc"
    usual = [(time(7, 30), time(11, 30)), (time(13, 30), time(17, 0))]
    monday, saturday = date(2023, 5, 8), date(2023, 5, 13)
    assert queries.opening_hours(point, monday) == usual
    assert queries.opening_hours(point, saturday) == []

    OpeningHours.objects.create(
        point=ServicePoint.objects.get(),
        weekday=5,
        opens=time(8),
        closes=time(11),
        valid_from=saturday,
    )

    assert queries.opening_hours(point, monday) == usual
    assert queries.opening_hours(point, saturday) == [(time(8), time(11))]
    assert queries.opening_hours(point, date(2023, 5, 15)) == []


def test_visits_not_keyed_are_not_zero() -> None:
    """Online visits are left out; a counter without a count has None, not 0."""
    counter = Counter.objects.get()
    for day, submitted in ((NOW, 5), (date(2023, 5, 9), 0), (date(2023, 6, 1), 100)):
        Visit.objects.create(
            counter=counter,
            on=day,
            submitted=submitted,
            supplemented=1,
            collected=2,
            online=50,
            source="screen",
            keyed_by="an",
            keyed_at=clock.now(),
        )

    assert queries.visits([counter.pk, 999], NOW, date(2023, 5, 31)) == {counter.pk: 11, 999: None}
    assert queries.visit_total([counter.pk, 999], NOW, date(2023, 5, 31)) == 11
    assert queries.visit_total([999], NOW, date(2023, 5, 31)) is None
    assert queries.visit_total([], NOW, NOW) is None


def test_the_intake_version_only_grows() -> None:
    """Every touch moves the number on, even twice in the same millisecond."""
    seen = [queries.intake_version()]
    for _ in range(20):
        touch_intake()
        seen.append(queries.intake_version())

    assert seen[0] == 0
    assert seen == sorted(set(seen))


@pytest.mark.django_db(transaction=True)
class TestKeptTree:
    """The tree kept in memory between requests."""

    def test_a_second_question_reads_only_the_version(self) -> None:
        """After the first question a day's tree costs one small statement."""
        touch_intake()
        queries.units_as_of(NOW)

        with CaptureQueriesContext(connection) as asked:
            queries.units_as_of(NOW)

        assert len(asked) == 1

    def test_a_change_is_seen_at_once(self) -> None:
        """A unit added with a touch of the intake version is there for the next question."""
        touch_intake()
        before = len(queries.units_as_of(NOW))

        _unit("bg-07299-2021", "Xã Mới", "commune", "xã", Unit.objects.get(unit=HOUSE))
        touch_intake()

        assert len(queries.units_as_of(NOW)) == before + 1


def _unit(identity: str, name: str, level: str, kind: str, parent: Unit | None) -> Unit:
    unit = Unit.objects.create(unit=identity)
    _version(unit, name, level, kind, parent, START)
    return unit


def _version(
    unit: Unit, name: str, level: str, kind: str, parent: Unit | None, since: date
) -> None:
    UnitVersion.objects.create(
        unit=unit, name=name, level=level, kind=kind, parent=parent, valid_from=since
    )
