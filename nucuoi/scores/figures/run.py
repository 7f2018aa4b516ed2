"""Computing what is due: officials over the rolling year, units over the year and each quarter."""

from collections.abc import Iterator
from typing import Any

from nucuoi.fairness.peers import Pool, compare, held
from nucuoi.foundation import clock
from nucuoi.foundation.garbage import uncollected
from nucuoi.organisation import queries as organisation
from nucuoi.organisation.models import Official
from nucuoi.organisation.rules.words import Level
from nucuoi.ratings.rules.words import Evidence
from nucuoi.scores.figures import excluded, gathering, officials, storing, units
from nucuoi.scores.figures.answering import Coverages, Months, coverages
from nucuoi.scores.figures.desks import Desks
from nucuoi.scores.figures.gathering import CounterCell
from nucuoi.scores.figures.storing import Grouped
from nucuoi.scores.queries import taken_out
from nucuoi.scores.rules import windows
from nucuoi.scores.rules.fairness import Answered
from nucuoi.scores.rules.windows import Window

OFFICIALS = "officials"
_LEVELS = (Level.DISTRICT, Level.COMMUNE)


@uncollected()
def compute_due(desks: Desks | None = None) -> int:
    """Computes and stores every window that is due; returns how many figures were stored.

    Args:
        desks: What has been read already and is not read again.
    """
    due = list(windows.due(clock.today(), storing.computed(storing.FIGURES)))
    read, months = desks or Desks(), Months()
    stored = sum(compute(window, read, months) for window in due)
    storing.forget_superseded()
    return stored


def compute(window: Window, desks: Desks | None = None, months: Months | None = None) -> int:
    """Computes and stores one window; returns how many figures. The rest is as `coverages` takes it."""
    answered = coverages(window, desks, months)
    groups = list(_units(window, answered))
    if window.span == windows.YEAR:
        groups += _officials(window, answered)
    return storing.store(window, groups)


def _officials(window: Window, answered: Coverages) -> Iterator[Grouped]:
    cells, codes = gathering.by_official(window), dict(Official.objects.values_list("id", "code"))
    fields, before = officials.fields_of(cells, codes), _officials_before(window)
    now = officials.pool_of(cells, codes)
    whole = held(now, before)
    beside = _beside_officials(window, codes, answered)
    out = excluded.of_officials(taken_out(window.months), cells, codes)
    _add(beside, _excluded_shown(window, OFFICIALS, now, whole, out))
    for subject, counts in _counts_kept(window, whole).items():
        beside[subject]["counts"] = counts
    for group in officials.by_field(whole, fields):
        yield Grouped(OFFICIALS, group.field, 0, 0, group.peers, beside)


def _excluded_shown(
    window: Window, whom: str, now: Pool, shown: Pool, out: excluded.Beside
) -> excluded.Beside:
    """What stands about excluded ratings beside each figure; it moves with the figure, not before."""
    before = storing.excluded_before(storing.newest(storing.FIGURES, window.span), whom)
    kept = {
        subject: before[subject]
        for subject, n, n_shown in zip(now.subjects, now.n, shown.n, strict=True)
        if n != n_shown and subject in before
    }
    return out | kept


def _add(beside: dict[str, dict[str, Any]], more: excluded.Beside) -> None:
    for subject, values in more.items():
        if subject in beside:
            beside[subject].update(values)


def _officials_before(window: Window) -> dict[str, tuple[int, int, float]]:
    shown = storing.shown_before(storing.newest(storing.FIGURES, window.span), OFFICIALS)
    return {subject: one for group in shown.values() for subject, one in group.items()}


def _counts_kept(window: Window, whole: Pool) -> dict[str, list[int]]:
    """Levels and ticks of the figures that stayed as they were: they move with them, not before."""
    rated = dict(zip(whole.subjects, whole.n.tolist(), strict=True))
    shown = storing.counts_before(storing.newest(storing.FIGURES, window.span), OFFICIALS)
    return {
        subject: counts
        for subject, counts in shown.items()
        if counts and rated.get(subject) == counts[0]
    }


def _beside_officials(
    window: Window, codes: dict[int, str], answered: Coverages
) -> dict[str, dict[str, Any]]:
    counts = gathering.counts_by_official(window)
    beside = gathering.beside_by_official(window)
    return {
        f"official:{code}": {
            "counts": counts[official],
            "open": beside.get(official, {}).get(Evidence.OPEN, 0),
            "paper": beside.get(official, {}).get(Evidence.PAPER, 0),
            **_covered(answered.of_official(official)),
        }
        for official, code in codes.items()
        if official in counts
    }


def _units(window: Window, answered: Coverages) -> Iterator[Grouped]:
    cells = gathering.by_counter(window)
    newest = storing.newest(storing.FIGURES, window.span)
    for level in _LEVELS:
        of = organisation.units_of_counters(level, window.first, window.last)
        yield from _of_level(
            level, window, cells, of, storing.shown_before(newest, level), answered
        )


def _of_level(
    level: str,
    window: Window,
    cells: list[CounterCell],
    of: dict[int, str],
    before: dict[tuple[int, int, int], dict[str, tuple[int, int, float]]],
    answered: Coverages,
) -> Iterator[Grouped]:
    whole = units.cubes(cells, of)
    if not whole.n.any():
        return
    beside = _beside_units(whole, of, answered)
    out = excluded.of_units(taken_out(window.months), cells, of)
    for chosen in units.slices(whole):
        pool = held(chosen.pool, before.get((chosen.field, chosen.evidence, chosen.rater), {}))
        peers = compare(pool)
        filtered = chosen.field or chosen.evidence or chosen.rater
        if not filtered:
            _add(beside, _excluded_shown(window, level, chosen.pool, pool, out))
        own = {} if filtered else beside
        yield Grouped(level, chosen.field, chosen.evidence, chosen.rater, peers, own)


def _beside_units(
    whole: units.Cubes, of: dict[int, str], answered: Coverages
) -> dict[str, dict[str, Any]]:
    sums: dict[str, list[int]] = {subject: [0, 0] for subject in whole.subjects}
    for counter, (rated, visits) in answered.desks.items():
        subject = f"unit:{of.get(counter, '')}"
        if subject in sums:
            sums[subject][0] += rated
            sums[subject][1] += visits
    open_, paper = whole.of_evidence(Evidence.OPEN), whole.of_evidence(Evidence.PAPER)
    return {
        subject: {
            "open": open_[place],
            "paper": paper[place],
            **_covered(Answered(sums[subject][0], sums[subject][1])),
        }
        for place, subject in enumerate(whole.subjects)
    }


def _covered(answered: Answered) -> dict[str, Any]:
    return {"rated": answered.rated, "visits": answered.visits, "alone": answered.alone}
