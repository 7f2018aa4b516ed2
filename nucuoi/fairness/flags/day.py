"""Rules for one device on one day: F1 after hours, F2 too fast, F3 burst, F4 metronome, F12 sabotage."""

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import pdtr, pdtrc
from scipy.stats import kstest

from nucuoi.fairness.flags.flag import Flag
from nucuoi.fairness.flags.stream import Opening, Stream

GRACE_MIN = 15
"""Minutes around the opening hours in which people are still served."""
TIME_TO_READ_S = 10
WINDOW_S = 180
BURST = 6
QUIET_DAY = 30
"""Up to so many ratings a day `BURST` within `WINDOW_S` is never honest."""
WHOLE_DAY = 24 * 60
"""Value of F1 on a day without any opening, in minutes."""
CHANCE = 1e-4
"""Above that, a burst is what chance gives less often than this."""
LEAST_GAPS = 8
SAME_GAP = 0.40
LONGEST_STEP_S = 1_800
LEAST_PAIRS = 9
PAIRS_CHANCE = 1e-9
"""For one distance; a day is tried at `LONGEST_STEP_S` of them."""
STEADY = 0.2
"""Coefficient of variation of gaps below which their distribution is tested."""
NOT_EXPONENTIAL = 1e-6
LOW_SCORE = 2
LOW_PART = 0.8


def of_day(stream: Stream, hours: Sequence[Opening]) -> Iterator[Flag]:
    """All flags of one device's day; without hours F1 is not asked."""
    if hours:
        yield from outside(stream, hours)
    gaps = np.diff(stream.seconds)
    if len(gaps):
        yield from _too_fast(stream, gaps)
        yield from _burst(stream, hours)
    if len(gaps) >= LEAST_GAPS:
        yield from _metronome(stream, gaps)


def outside(stream: Stream, hours: Sequence[Opening]) -> Iterator[Flag]:
    """F1: the most minutes by which a rating lies outside every opening; without one, the whole day."""
    if not hours:
        yield _flag("F1", stream, WHOLE_DAY, GRACE_MIN)
        return
    starts, ends = np.array(hours).T
    seconds = stream.seconds[:, np.newaxis]
    away = np.maximum(np.maximum(starts - seconds, seconds - ends), 0).min(axis=1)
    minutes = float(away.max()) / 60
    if minutes > GRACE_MIN:
        yield _flag("F1", stream, minutes, GRACE_MIN)


def _too_fast(stream: Stream, gaps: NDArray[np.int64]) -> Iterator[Flag]:
    if gaps.min() < TIME_TO_READ_S:
        yield _flag("F2", stream, float(gaps.min()), TIME_TO_READ_S)


def _burst(stream: Stream, hours: Sequence[Opening]) -> Iterator[Flag]:
    """F3, and F12 when the burst says almost nothing but that people were dissatisfied."""
    ends = np.searchsorted(stream.seconds, stream.seconds + WINDOW_S, side="right")
    sizes = ends - np.arange(len(ends))
    first = int(sizes.argmax())
    size, allowed = int(sizes[first]), _allowed(stream, hours)
    if size < allowed:
        return
    yield _flag("F3", stream, size, allowed)
    low = float(np.mean(stream.scores[first : ends[first]] <= LOW_SCORE))
    if low >= LOW_PART:
        yield _flag("F12", stream, size, allowed)


def _allowed(stream: Stream, hours: Sequence[Opening]) -> int:
    """From how many ratings within the window a day like this one has a burst."""
    n = len(stream.seconds)
    if n <= QUIET_DAY:
        return BURST
    open_s = sum(end - start for start, end in hours) or 8 * 3600
    mean = WINDOW_S * max(n / open_s, _busy_hour(stream) / 3600)
    k = max(BURST, math.ceil(mean))
    while _scan_chance(k, mean, open_s) >= CHANCE:
        k += 1
    return k


def _busy_hour(stream: Stream) -> int:
    """Ratings in the second busiest hour: the burst itself may have made the busiest one."""
    counts = np.sort(np.bincount(stream.seconds // 3600))
    return int(counts[-2]) if len(counts) > 1 else 0


def _scan_chance(k: int, mean: float, open_s: int) -> float:
    """P(some window holds ≥ k ratings) of a Poisson stream; Alm 1983, Comm Stat Stoch Models."""
    exceeds = float(pdtrc(k - 1, mean))
    rate = mean / WINDOW_S
    density = float(pdtr(k - 1, mean) - pdtr(k - 2, mean))
    clumps = (k - mean) / k * rate * max(open_s - WINDOW_S, 0) * density
    return 1 - (1 - exceeds) * math.exp(-max(clumps, 0.0))


def _metronome(stream: Stream, gaps: NDArray[np.int64]) -> Iterator[Flag]:
    """Gaps that are the same to a second, or far too steady for people who come as they come."""
    ordered = np.sort(gaps)
    near = np.searchsorted(ordered, ordered + 2, side="right") - np.arange(len(ordered))
    same = float(near.max()) / len(gaps)
    pairs, allowed = _pairs(stream)
    if same > SAME_GAP:
        yield _flag("F4", stream, same, SAME_GAP)
    elif pairs >= allowed:
        yield _flag("F4", stream, pairs, allowed)
    elif (mean := float(gaps.mean())) and float(gaps.std()) / mean < STEADY:
        p = float(kstest(gaps, "expon", args=(0, mean)).pvalue)
        if p < NOT_EXPONENTIAL:
            yield _flag("F4", stream, p, NOT_EXPONENTIAL)


def _pairs(stream: Stream) -> tuple[int, int]:
    """The most ratings that follow another at one distance, to a second, and how many chance allows.

    Unlike gaps, pairs show a metronome among which honest people rated too.
    """
    apart = np.subtract.outer(stream.seconds, stream.seconds).ravel()
    apart = apart[(apart >= TIME_TO_READ_S) & (apart <= LONGEST_STEP_S)]
    if not len(apart):
        return 0, LEAST_PAIRS
    counts = np.bincount(apart, minlength=3)
    most = int((counts[:-2] + counts[1:-1] + counts[2:]).max())
    mean = 3 * len(stream.seconds) * max(_busy_hour(stream), 1) / 3600
    allowed = LEAST_PAIRS
    while most >= allowed and float(pdtrc(allowed - 1, mean)) >= PAIRS_CHANCE:
        allowed += 1
    return most, allowed


def _flag(rule: str, stream: Stream, value: float, threshold: float) -> Flag:
    return Flag(rule, stream.device, int(stream.days[0]), float(value), float(threshold))
