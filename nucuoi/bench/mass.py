"""Filling an installation with millions of ratings, their leaves and rollups, in minutes.

What is bypassed stands in `bench.invented`; units, counters and officials are the demonstration's, and with
`officials` those of `bench.crowd` beside them.
"""

import multiprocessing
import random
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial

from nucuoi.bench import bulk, crowd, invented, maker
from nucuoi.bench.invented import Chunk, Place
from nucuoi.demo.places import furnish
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation.actions import import_units
from nucuoi.organisation.models import Official
from nucuoi.scores.rebuild import rebuild

SEED = 20210428
CHUNK = 20_000
_AHEAD = 4
"""Chunks that are made while one is written."""
Progress = Callable[[int, int], object]


def fill(
    ratings: int, *, sealed: bool, officials: int = 0, progress: Progress = lambda *_: None
) -> None:
    """Makes the tree, the counters and so many ratings in an installation that has none.

    Args:
        ratings: How many.
        sealed: With leaves and rollups, over all years; otherwise all of them are of the last two
            days and wait for their leaf.
        officials: How many hold a counter today; they sign on and have visits keyed all through the
            rolling year; 0 = those of the demonstration alone, without any of it.
        progress: Told how many are written, and of how many.
    """
    chance = random.Random(SEED)  # noqa: S311  # invents, keeps no secret
    places = _places(officials, chance)
    places = places if sealed else invented.lately(places)
    with bulk.unguarded():
        if officials:
            crowd.serve(places, ratings, chance)
        for done, chunk in _chunks(places, ratings, sealed):
            bulk.write("ratings_rating", invented.RATING, chunk.ratings)
            bulk.write("ledger_leaf", invented.LEAF, chunk.leaves)
            bulk.write("ratings_pending", invented.PENDING, chunk.pending)
            progress(done, ratings)
        bulk.count_on("ratings_rating", ratings)
    if sealed:
        rebuild()


def _places(officials: int, chance: random.Random) -> Sequence[Place]:
    import_units(by=SYSTEM)
    desks = furnish(chance, clock.today())
    desks += crowd.join(desks, officials, chance)
    codes = dict(Official.objects.values_list("pk", "code"))
    return [Place.of(desk, codes) for desk in desks if desk.first < desk.last]


def _chunks(places: Sequence[Place], ratings: int, sealed: bool) -> Iterator[tuple[int, Chunk]]:
    """How many there are by then, and the rows; made on the other core, a few ahead."""
    make = partial(invented.chunk, places, sealed=sealed)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(mp_context=context, initializer=maker.begin) as makers:
        ahead: deque[tuple[int, Future[Chunk]]] = deque()
        for start in range(0, ratings, CHUNK):
            count = min(CHUNK, ratings - start)
            ahead.append((start + count, makers.submit(make, start + 1, count)))
            if len(ahead) > _AHEAD:
                done, made = ahead.popleft()
                yield done, made.result()
        for done, made in ahead:
            yield done, made.result()
