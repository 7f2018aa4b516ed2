"""Computing the fair figures: records that are added, steps that hold, coverage that says whose it is."""

import subprocess
import sys
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Sum

from nucuoi.foundation import clock
from nucuoi.organisation.models import Duty, Official
from nucuoi.ratings.rules.words import Evidence, Rater
from nucuoi.scores import jobs, queries
from nucuoi.scores.figures import run, weekly
from nucuoi.scores.models import Computation, EarlyWarning, Figure, MonthTally, PeerGroup
from nucuoi.scores.queries import Fair
from nucuoi.scores.rules.windows import YEAR, year
from tests.figures_scene import FiguresScene, build, commune, ordinary

pytestmark = pytest.mark.django_db
SUNDAYS_BACK = timedelta(days=7)


@pytest.fixture
def scene() -> FiguresScene:
    """Everybody has been rated for three months."""
    made = build()
    ordinary(made)
    return made


def figure(code: str) -> Fair:
    """The newest figure of an official."""
    found = queries.of_official(code)
    assert found is not None
    return found[0]


def test_every_rated_official_and_commune_has_a_figure(scene: FiguresScene) -> None:
    """Officials among those of their field, communes among all communes."""
    run.compute(year(clock.today()))
    officials, communes = queries.of_official("cb-01"), queries.of_units("commune")
    counted = MonthTally.objects.aggregate(n=Sum("n"))["n"]

    assert officials is not None
    assert communes is not None
    assert (officials[0].n, officials[1].field) == (300, scene.fields["Hộ tịch"])
    assert officials[1].members == 24
    assert {one.key for one in communes[1]} == {commune(number) for number in range(1, 13)}
    assert sum(one.n for one in communes[1]) == counted


def test_only_tickets_and_kiosks_carry_the_figure(scene: FiguresScene) -> None:
    """Open and paper ratings stand beside; disputed ones nowhere."""
    for evidence, ratings in ((Evidence.OPEN, 7), (Evidence.PAPER, 5), (Evidence.DISPUTED, 9)):
        scene.rate("cb-01", (ratings, 0, 0, 0, 0), evidence=evidence)
    run.compute(year(clock.today()))
    found = figure("cb-01")

    assert (found.n, found.open, found.paper) == (300, 7, 5)


@pytest.mark.parametrize(("more", "shown"), [(4, 300), (5, 305)])
def test_what_is_shown_moves_in_steps_of_five(scene: FiguresScene, more: int, shown: int) -> None:
    """Nobody can read one person's answer from two nights; levels and ticks move with the figure."""
    run.compute(year(clock.today()))
    scene.rate("cb-01", (more, 0, 0, 0, 0))
    run.compute(year(clock.today()))
    found = figure("cb-01")

    assert (found.n, found.counts[0]) == (shown, shown)
    assert found.counts[1] == 3 + (more if shown > 300 else 0)


def test_a_computation_is_added_and_never_changed(scene: FiguresScene) -> None:
    """Both stay; pages read the newest, which names its method and parameters."""
    run.compute(year(clock.today()))
    first = Figure.objects.filter(subject="official:cb-01").values().get()
    scene.rate("cb-01", (0, 0, 0, 0, 10))
    run.compute(year(clock.today()))

    assert Figure.objects.filter(subject="official:cb-01").order_by("id").values()[0] == first
    assert Computation.objects.filter(span=YEAR).count() == 2
    assert set(Computation.objects.values_list("method", flat=True)) == {"1"}
    assert figure("cb-01").n == 310


def test_an_ended_quarter_is_final_once_it_was_computed(scene: FiguresScene) -> None:
    """A second night computes the year and the running quarter, no ended one that was final."""
    run.compute_due()
    before = Computation.objects.count()
    run.compute_due()
    again = Computation.objects.order_by("id").values_list("span", flat=True)[before:]

    assert {YEAR} < set(again)
    assert len(again) <= 3


def test_coverage_is_of_the_days_when_she_alone_was_on_duty(scene: FiguresScene) -> None:
    """A desk-day shared with somebody counts for neither alone; without visits nothing is known."""
    today = clock.today()
    run.compute(year(today))
    assert figure("cb-01").answered.share is None

    shared = today - timedelta(days=30)
    other = Official.objects.get(code="cb-24")
    Duty.objects.create(counter=scene.counters["cb-01"], on=shared, half=0, official=other)
    scene.visits("cb-01", 1000, shared)
    scene.visits("cb-01", 400)
    run.compute(year(today))
    alone = figure("cb-01").answered

    assert (alone.rated, alone.visits, alone.alone) == (100, 400, True)


def test_coverage_of_the_desk_says_that_it_is_the_desks(scene: FiguresScene) -> None:
    """With no day of her own the official sees the desk's."""
    today = clock.today()
    other = Official.objects.get(code="cb-24")
    Duty.objects.create(counter=scene.counters["cb-01"], on=today, half=1, official=other)
    scene.visits("cb-01", 400)
    run.compute(year(today))
    found = figure("cb-01").answered

    assert (found.visits, found.alone) == (400, False)


def test_a_choice_of_raters_is_compared_when_ten_units_have_enough(scene: FiguresScene) -> None:
    """Citizens make up all ratings here; businesses are too few to be compared."""
    scene.rate("cb-01", (0, 0, 0, 20, 20), rater=Rater.BUSINESS)
    run.compute(year(clock.today()))

    assert queries.of_units("commune", rater=Rater.CITIZEN) is not None
    assert queries.of_units("commune", rater=Rater.BUSINESS) is None
    assert PeerGroup.objects.filter(whom="commune").count() > 2


def test_a_rise_is_warned_of_once() -> None:
    """The official's weeks turn; she is warned of that week, and not again the same week."""
    scene = build()
    monday = clock.today() - timedelta(days=clock.today().weekday())
    for back in range(1, 61):
        on = monday - timedelta(weeks=back)
        scene.rate("cb-02", (1, 2, 2, 20, 25) if back > 2 else (15, 10, 5, 10, 10), on)
        scene.rate("cb-03", (1, 2, 2, 20, 25), on)

    assert weekly.warn_due() == 1
    assert weekly.warn_due() == 0
    sign = EarlyWarning.objects.get()
    assert sign.official == "cb-02"
    assert sign.week == clock.iso_week(monday - SUNDAYS_BACK)
    assert (sign.n, sign.dissatisfied) == (200, 56)


@pytest.mark.parametrize(
    ("last", "now", "due"),
    [
        (None, "2026-11-28 00:10", True),
        ("2026-11-27 01:05", "2026-11-28 00:59", False),
        ("2026-11-27 01:05", "2026-11-28 01:00", True),
        ("2026-11-28 01:02", "2026-11-28 23:00", False),
    ],
)
def test_each_night_has_its_figures(last: str | None, now: str, due: bool) -> None:
    """At once when there are none, else after one in the morning in Viet Nam."""
    there = ZoneInfo("Asia/Ho_Chi_Minh")
    moments = [
        datetime.fromisoformat(one).replace(tzinfo=there) if one else None for one in (now, last)
    ]

    assert moments[0] is not None
    assert jobs.is_due(moments[0], moments[1]) is due


def test_neither_web_nor_worker_knows_numpy() -> None:
    """Only the process that computes the figures loads the mathematics."""
    code = (
        "import sys, django; django.setup()\n"
        "import nucuoi.urls, nucuoi.worker, nucuoi.schedule\n"
        "from django.urls import get_resolver; get_resolver().url_patterns\n"
        "from django.utils.module_loading import import_string\n"
        "[import_string(job.function) for job in nucuoi.schedule.JOBS]\n"
        "print({'numpy', 'scipy', 'nucuoi.fairness'} & set(sys.modules))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ended.stdout.strip() == "set()"
