"""What the method promises, tried on made worlds whose truth is known: `nucuoi figures --simulate`."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from nucuoi.fairness import betabinomial, ranks, warning
from nucuoi.fairness.counts import Floats
from nucuoi.scores.figures import fraud_simulation, made_kiosks

SEED = 20210428
OFFICIALS = 200
_SPREAD = (31.5, 3.5)
"""True shares: 90 % with a standard deviation of 5 points."""
_USUAL, _RHO, _WEEKLY = 0.08, 0.01, 50
_SOON = 8


@dataclass(frozen=True, slots=True)
class Tried:
    """A promise: what was measured, from where to where it should lie; all shares."""

    promise: str
    measured: float
    low: float
    high: float

    @property
    def is_kept(self) -> bool:
        """Whether it lies there."""
        return self.low <= self.measured <= self.high


def simulate(worlds: int) -> Iterator[Tried]:
    """Tries every promise; `worlds` decides how exactly, 200 take about a minute."""
    random = np.random.default_rng(SEED)
    for n in (20, 50):
        covered, error = _intervals(random, n, worlds)
        yield Tried(f"khoảng 90% chứa mức thật, {n} lượt", covered, 0.87, 0.92)
        if n == 20:
            yield Tried("sai số bình phương so với tỷ lệ thô, 20 lượt", error, 0.0, 0.45)
    yield Tried("khoảng hạng 95% chứa hạng thật", _ranks(random, max(worlds // 8, 5)), 0.93, 0.98)
    alarmed, found = _warnings(random, 10 * worlds)
    yield Tried("người ổn định bị báo trong một năm", alarmed, 0.0, 0.07)
    yield Tried("tỷ lệ chưa hài lòng tăng gấp đôi được báo trong 8 tuần", found, 0.85, 1.0)
    yield from _flags(random, worlds)


def _flags(random: np.random.Generator, worlds: int) -> Iterator[Tried]:
    planted = (
        ("15 lượt trong 4 phút được thấy", made_kiosks.burst, "F3"),
        ("lượt ngoài giờ được thấy", made_kiosks.late, "F1"),
        ("30 lượt cách đều được thấy", made_kiosks.metronome, "F4"),
    )
    for promise, plant, rule in planted:
        yield Tried(promise, fraud_simulation.found(random, plant, rule, 5 * worlds), 0.99, 1.0)
    over = fraud_simulation.over_visits(random, 5 * worlds)
    yield Tried("đánh giá nhiều hơn lượt giao dịch 10% được thấy", over, 1.0, 1.0)
    slow = fraud_simulation.stuffing(random, 2 * worlds)
    yield Tried("thêm 2 mức cao nhất mỗi ngày trong 60 ngày được thấy", slow, 0.60, 1.0)
    peace = fraud_simulation.honest(random, max(worlds // 5, 8))
    yield Tried("dấu hiệu trên máy trung thực, mỗi máy mỗi tuần", peace.raised, 0.0, 1 / 200)
    best = fraud_simulation.excellent(random, max(worlds // 5, 8))
    yield Tried("máy có 85–95% mức cao nhất bị nêu trong một năm", best.touched, 0.0, 0.01)


def _intervals(random: np.random.Generator, n: int, worlds: int) -> tuple[float, float]:
    """Share of intervals that hold the truth, and squared error against the raw shares'."""
    covered, shrunken, raw = 0.0, 0.0, 0.0
    for _ in range(worlds):
        truth = random.beta(*_SPREAD, OFFICIALS)
        x = random.binomial(n, truth)
        found = betabinomial.posterior(
            x, np.full(OFFICIALS, n), betabinomial.fit(x, np.full(OFFICIALS, n))
        )
        covered += float(np.mean((found.low <= truth) & (truth <= found.high)))
        shrunken += float(np.sum((found.mean - truth) ** 2))
        raw += float(np.sum((x / n - truth) ** 2))
    return covered / worlds, shrunken / raw


def _ranks(random: np.random.Generator, worlds: int) -> float:
    """Share of rank intervals that hold the true rank."""
    held = []
    for _ in range(worlds):
        truth = random.beta(*_SPREAD, OFFICIALS)
        n = random.integers(10, 400, OFFICIALS)
        x = random.binomial(n, truth)
        found = ranks.summarise(x, n, betabinomial.fit(x, n))
        place = np.argsort(np.argsort(-truth)) + 1
        held += [one.low <= own <= one.high for one, own in zip(found, place, strict=True)]
    return float(np.mean(held))


def _warnings(random: np.random.Generator, officials: int) -> tuple[float, float]:
    """Share of stable officials alarmed in a year, and of doublings found soon."""
    h = warning.limit(_WEEKLY, _USUAL, 2 * _USUAL, _RHO)
    alarmed = _alarmed(random, _USUAL, warning.YEAR_WEEKS, h, officials)
    return alarmed, _alarmed(random, 2 * _USUAL, _SOON, h, officials)


def _alarmed(
    random: np.random.Generator, share: float, weeks: int, h: float, officials: int
) -> float:
    x = _dissatisfied(random, share, (officials, weeks))
    n = np.full(weeks, float(_WEEKLY))
    signals = [warning.cusum(own, n, _USUAL, 2 * _USUAL, h, _RHO).first_signal for own in x]
    return float(np.mean([one is not None for one in signals]))


def _dissatisfied(random: np.random.Generator, share: float, size: tuple[int, int]) -> Floats:
    weight = 1 / _RHO - 1
    return random.binomial(_WEEKLY, random.beta(share * weight, (1 - share) * weight, size)).astype(
        float
    )
