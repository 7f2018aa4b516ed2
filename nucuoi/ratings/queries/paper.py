"""Batches of paper sheets as they stand, and the ballots that were printed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, QuerySet

from nucuoi.foundation.clock import Half
from nucuoi.foundation.errors import NotFound
from nucuoi.ratings.models import BallotRun, PaperBatch, PaperBatchStep, PaperSheet, Rating
from nucuoi.ratings.rules.paper import Readings, Step
from nucuoi.ratings.rules.words import Language, Rater


@dataclass(frozen=True, slots=True)
class StepRow:
    """One thing that happened to a batch."""

    step: Step
    at: datetime
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch as it stands.

    Attributes:
        counter: Code of its counter.
        point: Identity of the service point the counter stands at.
        keyed: How many sheets have been keyed.
        steps: What happened to it, oldest first.
    """

    id: int
    counter: str
    counter_number: int
    counter_name: str
    point: str
    on: date
    half: Half
    sheets: int
    score_sum: int
    keyed: int
    made_at: datetime
    made_by: str
    steps: tuple[StepRow, ...]

    @property
    def step(self) -> Step:
        """The state it is in."""
        return self.steps[-1].step if self.steps else Step.OPEN


@dataclass(frozen=True, slots=True)
class SheetRow:
    """What was keyed of a sheet; dimensions None = left empty."""

    number: int
    score: int
    spirit: int | None
    attitude: int | None
    conduct: int | None
    ticks: str
    remark: str
    keyed_by: str


@dataclass(frozen=True, slots=True)
class RunRow:
    """Ballots printed in one go, first and last number included."""

    id: int
    counter: str
    point: str
    first: int
    last: int
    lang: str
    rater: str
    size: str
    form: int
    at: datetime
    by: str


def batches(points: Collection[str], limit: int = 200) -> list[BatchRow]:
    """The newest batches of these service points: those that wait first."""
    rows = _batches().filter(counter__point__unit__unit__in=points).order_by("-pk")[:limit]
    return sorted(map(_batch, rows), key=lambda row: row.step in {Step.TAKEN_IN, Step.REFUSED})


def batch(identity: int) -> BatchRow:
    """One batch.

    Raises:
        NotFound: If there is none of that number.
    """
    row = _batches().filter(pk=identity).first()
    if row is None:
        raise NotFound("Không có lô phiếu này.")
    return _batch(row)


def sheets_of(identity: int) -> list[SheetRow]:
    """The sheets of a batch that have been keyed, by number."""
    columns = (
        "number", "score", "spirit", "attitude", "conduct", "ticks", "remark", "keyed_by",
    )  # fmt: skip
    rows = PaperSheet.objects.filter(batch=identity).order_by("number").values_list(*columns)
    return [SheetRow(*row) for row in rows]


def readings_of(identity: int) -> Readings:
    """What two people read from the sheets of a batch."""
    columns = ("number", "score", "second__score", "settlement__score")
    rows = list(PaperSheet.objects.filter(batch=identity).values_list(*columns))
    return Readings(
        first={number: score for number, score, _, _ in rows},
        second={number: score for number, _, score, _ in rows if score is not None},
        settled={number: score for number, _, _, score in rows if score is not None},
    )


def keyers_of(identity: int) -> set[str]:
    """Who keyed anything of a batch, or counted its control totals."""
    keyed = PaperSheet.objects.filter(batch=identity).values_list("keyed_by", flat=True)
    opened = PaperBatch.objects.filter(pk=identity).values_list("made_by", flat=True)
    return {*keyed, *opened}


def taken_in(identity: int) -> int:
    """How many sheets of a batch are ratings already."""
    sheets = PaperSheet.objects.filter(batch=identity).values_list("uuid", flat=True)
    return Rating.objects.filter(uuid__in=[uuid.bytes for uuid in sheets]).count()


def ballot_run(identity: int) -> RunRow:
    """Ballots that were printed in one go.

    Raises:
        NotFound: If there is no such run.
    """
    row = _runs().filter(pk=identity).first()
    if row is None:
        raise NotFound("Không có lần in phiếu này.")
    return _run(row)


def ballot_runs(points: Collection[str], limit: int = 50) -> list[RunRow]:
    """The newest runs of these service points."""
    rows = _runs().filter(counter__point__unit__unit__in=points).order_by("-pk")
    return [_run(row) for row in rows[:limit]]


def run_of(counter: int, number: int) -> RunRow | None:
    """The run in which a ballot was printed; None = no ballot of that counter has this number."""
    row = _runs().filter(counter=counter, first__lte=number, last__gte=number).first()
    return _run(row) if row else None


def last_number(counter: int) -> int:
    """The highest number printed for a counter; 0 = none yet."""
    runs = BallotRun.objects.filter(counter=counter)
    return runs.aggregate(number=Max("last"))["number"] or 0


def keyed_elsewhere(counter: int, number: int, batch: int) -> bool:
    """Whether a sheet has been keyed in another batch that was not refused."""
    refused = PaperBatchStep.objects.filter(step=Step.REFUSED).values("batch")
    sheets = PaperSheet.objects.filter(number=number, batch__counter=counter)
    return sheets.exclude(batch=batch).exclude(batch__in=refused).exists()


def _batches() -> QuerySet[PaperBatch]:
    rows = PaperBatch.objects.select_related("counter__point__unit").prefetch_related("steps")
    return rows.annotate(keyed=Count("lines"))


def _runs() -> QuerySet[BallotRun]:
    return BallotRun.objects.select_related("counter__point__unit")


def _batch(row: PaperBatch) -> BatchRow:
    steps = sorted(row.steps.all(), key=lambda step: step.pk)
    return BatchRow(
        id=row.pk,
        counter=row.counter.code,
        counter_number=row.counter.number,
        counter_name=row.counter.name,
        point=row.counter.point.unit.unit,
        on=row.on,
        half=Half(row.half),
        sheets=row.sheets,
        score_sum=row.score_sum,
        keyed=row.keyed,  # type: ignore[attr-defined]  # counted by the query
        made_at=row.made_at,
        made_by=row.made_by,
        steps=tuple(StepRow(Step(step.step), step.at, step.by, step.why) for step in steps),
    )


def _run(row: BallotRun) -> RunRow:
    return RunRow(
        id=row.pk,
        counter=row.counter.code,
        point=row.counter.point.unit.unit,
        first=row.first,
        last=row.last,
        lang=Language(row.lang).name.lower(),
        rater=Rater(row.rater).name.lower(),
        size=row.size,
        form=row.form_id,
        at=row.at,
        by=row.by,
    )
