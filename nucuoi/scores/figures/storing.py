"""Writing a computation with its groups and figures, in one transaction of nothing but inserts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from nucuoi.fairness.peers import LEAST_PEERS, LEVEL, METHOD, Member, Peers
from nucuoi.foundation import clock
from nucuoi.scores.models import Computation, Figure, PeerGroup
from nucuoi.scores.rules.fairness import LEAST_RATINGS
from nucuoi.scores.rules.windows import Window

FIGURES = "figures"
KEPT = timedelta(days=40)
"""How long superseded computations stay; the last one of a month stays for good."""
Beside = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Grouped:
    """A group as it is stored; `beside` are further columns of its figures, by subject."""

    whom: str
    field: int
    evidence: int
    rater: int
    peers: Peers
    beside: Beside

    @property
    def is_whole(self) -> bool:
        """Whether nothing is filtered."""
        return self.field == self.evidence == self.rater == 0 or self.whom == "officials"


def newest(kind: str, span: str) -> Computation | None:
    """The newest computation of a span."""
    return Computation.objects.filter(kind=kind, span=span).order_by("-id").first()


def computed(kind: str) -> dict[str, date]:
    """Day of the newest computation by span."""
    rows = Computation.objects.filter(kind=kind).order_by("id")
    return {span: clock.local(at).date() for span, at in rows.values_list("span", "computed_at")}


def shown_before(
    computation: Computation | None, whom: str
) -> dict[tuple[int, int, int], dict[str, tuple[int, int, float]]]:
    """n, satisfied and adjusted share by field, evidence and rater, and by subject."""
    found: dict[tuple[int, int, int], dict[str, tuple[int, int, float]]] = {}
    columns = ("group__field", "group__evidence", "group__rater", "subject")
    rows = Figure.objects.filter(group__computation=computation, group__whom=whom)
    for field_, evidence, rater, subject, *shown in rows.values_list(
        *columns, "n", "satisfied", "adjusted"
    ):
        found.setdefault((field_, evidence, rater), {})[subject] = (shown[0], shown[1], shown[2])
    return found


def counts_before(computation: Computation | None, whom: str) -> dict[str, list[int]]:
    """Sums in the order of `COLUMNS` that stood with each figure, by subject."""
    rows = Figure.objects.filter(group__computation=computation, group__whom=whom)
    return dict(rows.values_list("subject", "counts"))


def excluded_before(computation: Computation | None, whom: str) -> dict[str, dict[str, Any]]:
    """What stood beside the unfiltered figures about excluded ratings, by subject."""
    columns = ("excluded", "whole_n", "whole_share")
    rows = Figure.objects.filter(
        group__computation=computation, group__whom=whom, group__evidence=0, group__rater=0
    )
    rows = rows if whom == "officials" else rows.filter(group__field=0)
    return {
        subject: dict(zip(columns, values, strict=True))
        for subject, *values in rows.values_list("subject", *columns)
    }


def store(window: Window, groups: Iterable[Grouped]) -> int:
    """Stores what was computed over a window; returns how many figures."""
    made = list(groups)
    with transaction.atomic():
        computation = Computation.objects.create(
            kind=FIGURES,
            span=window.span,
            first=window.first,
            last=window.last,
            method=METHOD,
            parameters={"level": LEVEL, "least_peers": LEAST_PEERS, "strata": "field × evidence"},
            computed_at=clock.now(),
        )
        rows = [_group_row(computation, group) for group in made]
        PeerGroup.objects.bulk_create(rows)
        figures = [
            _figure_row(row, group, member)
            for row, group in zip(rows, made, strict=True)
            for member in group.peers.members
            if group.is_whole or member.n >= LEAST_RATINGS
        ]
        Figure.objects.bulk_create(figures, batch_size=2_000)
    return len(figures)


def forget_superseded() -> int:
    """Removes figures that were superseded long ago, all but the last of each month."""
    kept, old = set(), []
    rows = Computation.objects.filter(kind=FIGURES).order_by("-id")
    for number, span, at in rows.values_list("id", "span", "computed_at"):
        month = (span, clock.month(clock.local(at).date()))
        if month in kept and at < clock.now() - KEPT:
            old.append(number)
        kept.add(month)
    for number in old:
        Computation.objects.filter(pk=number).delete()
    return len(old)


def _group_row(computation: Computation, group: Grouped) -> PeerGroup:
    peers = group.peers
    return PeerGroup(
        computation=computation,
        whom=group.whom,
        field=group.field,
        evidence=group.evidence,
        rater=group.rater,
        members=len(peers.members),
        overall=peers.overall,
        alpha=peers.prior.alpha,
        beta=peers.prior.beta,
        tau2=peers.tau2,
        phi=peers.phi,
        half_low=peers.half[0],
        half_high=peers.half[1],
        limits=peers.limits,
    )


def _figure_row(row: PeerGroup, group: Grouped, member: Member) -> Figure:
    return Figure(
        group=row,
        subject=member.subject,
        n=member.n,
        satisfied=member.satisfied,
        adjusted=member.adjusted,
        mean=member.mean,
        low=member.low,
        high=member.high,
        reliability=member.reliability,
        band=int(member.band),
        **group.beside.get(member.subject, {}),
    )
