"""Comparing peers: small numbers are not ranked, steps hold, large members do not judge themselves."""

import numpy as np
import pytest

from nucuoi.fairness import peers
from nucuoi.fairness.bands import Band
from nucuoi.fairness.peers import Member, Pool
from nucuoi.scores.rules.fairness import Answered, Verdict, verdict

PEERS = [(360 + 4 * shift, 400) for shift in (-9, -6, -4, -2, -1, 0, 0, 1, 2, 4, 5, 8)]


def pooled(rated: list[tuple[int, int]]) -> Pool:
    """Satisfied and all ratings of each, all in one stratum."""
    x, n = (np.array(column)[:, np.newaxis] for column in zip(*rated, strict=True))
    return peers.pool([f"official:{place}" for place in range(len(rated))], n, x)


def members(rated: list[tuple[int, int]]) -> tuple[Member, ...]:
    """Their figures."""
    return peers.compare(pooled(rated)).members


def shown(one: Member) -> Verdict:
    """What may be said of it, coverage unknown."""
    return verdict(one.n, one.reliability, int(one.band), Answered(0, 0))


def test_a_newcomer_is_not_put_above_a_veteran() -> None:
    """Five of five has no band at all; 180 of 200 has one."""
    *_, newcomer, veteran = members([*PEERS, (5, 5), (180, 200)])

    assert (newcomer.satisfied, newcomer.n) == (5, 5)
    assert newcomer.mean < 0.96
    assert shown(newcomer) is Verdict.UNKNOWN
    assert shown(veteran) is Verdict.EXPECTED


def test_the_interval_holds_the_figure_and_narrows_with_ratings() -> None:
    """More ratings with the same share mean a narrower interval and more reliability."""
    *_, few, many = members([*PEERS, (18, 20), (270, 300)])

    assert few.low < few.mean < few.high
    assert many.high - many.low < few.high - few.low
    assert many.reliability > few.reliability


def test_who_is_far_below_needs_support() -> None:
    """60 of 100 among peers at 90 % is far outside what chance and spread give."""
    *_, far = members([*PEERS, (60, 100)])

    assert far.band is Band.MUCH_LOWER


def test_hard_work_is_allowed_for() -> None:
    """With the worked example: the raw order A above B turns when the mix is adjusted."""
    rest_n, rest_x = [[5000, 5000]] * 4, [[4750, 3750]] * 4
    n = np.array([[80, 20], [20, 80], *rest_n])
    x = np.array([[76, 14], [19, 64], *rest_x])
    adjusted = peers.pool([str(one) for one in range(6)], n, x).adjusted

    assert x[0].sum() / 100 > x[1].sum() / 100
    assert adjusted[1] > adjusted[0]


def test_a_small_group_takes_the_level_and_spread_of_the_wider_one() -> None:
    """One official alone in a field is held against all officials, not against herself."""
    wider = peers.compare(pooled([*PEERS, (60, 100)]))
    alone = peers.compare(pooled([(60, 100)]), wider)

    assert alone.overall == wider.overall
    assert alone.members[0].band is Band.MUCH_LOWER


def test_a_large_member_does_not_bend_what_it_is_compared_with() -> None:
    """Who has most of all ratings is drawn towards the level of the others, not her own."""
    rated = [*PEERS, (7_000, 10_000)]
    prior = peers.prior_of(pooled(rated))
    large = peers.compare(pooled(rated)).members[-1]
    weight, x = prior.weight, 10_000 * large.adjusted
    others = sum(one.adjusted * one.n for one in members(rated)[:-1]) / (400 * len(PEERS))

    assert large.mean == pytest.approx((x + others * weight) / (10_000 + weight))


def test_one_who_differs_from_peers_that_are_all_alike_is_seen() -> None:
    """A large unit far below others that do not differ keeps its own figure."""
    *_, far = members([(475, 500)] * 11 + [(600, 1_000)])

    assert far.mean < 0.65
    assert far.reliability > 0.9


@pytest.mark.parametrize(("more", "stays"), [(0, False), (1, True), (4, True), (5, False)])
def test_a_figure_moves_in_steps(more: int, stays: bool) -> None:
    """One to four more ratings change nothing that is shown; the fifth does."""
    before = {"official:0": (100, 90, 0.9)}
    now = peers.held(pooled([(90, 100 + more), *PEERS]), before)

    assert (int(now.n[0]) == 100) is (stays or more == 0)


def test_all_satisfied_all_alike_and_nobody_rated_give_clear_results() -> None:
    """Peers that do not differ are told so by the weight of their spread; the empty are left out."""
    alike = peers.compare(pooled([(50, 50)] * 12 + [(0, 0)]))

    assert len(alike.members) == 12
    assert alike.prior.weight >= 500_000
    assert all(0 <= one.low <= one.mean <= one.high <= 1 for one in alike.members)


def test_names_and_order_do_not_matter() -> None:
    """The same officials in another order have the same figures."""
    one, other = members(PEERS), members(PEERS[::-1])

    assert [m.mean for m in one] == pytest.approx([m.mean for m in other[::-1]], abs=1e-12)
