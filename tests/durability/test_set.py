"""The set test: whatever is killed, stopped or cut, what was acknowledged is there, once.

After Jepsen's set: clients add unique elements, faults happen, at the end the set is read. Lost is
what was acknowledged and is not there; doubled, what is there twice; never sent, what nobody sent.
Staff act meanwhile, and the clock jumps by days: the check at the end finds each act in its leaf.

`KILL_MINUTES` ends the long ones early; they say how often they have killed.
"""

import os
import random
import time

import pytest

from tests.durability.installation import STAFF, Installation, wait_until
from tests.durability.rating import rating, wait_for_more
from tests.durability.reckoning import reckon

BETWEEN = 25
"""Acknowledgements after which the next fault happens."""
FAULTS = {"web": 3, "half of web": 3, "worker": 3, "web and worker": 2, "database": 2}
"""What is killed, and how often in proportion; a database that is only a file is not."""
DAYS_S = 2 * 86_400
LONGEST_S = 60.0 * float(os.environ.get("KILL_MINUTES", "240"))
_RANGES = "SELECT COUNT(*) FROM ledger_leaf WHERE kind = 5"
_ACTS = "SELECT COUNT(*) FROM audit_event"


def test_twenty_kills(installation: Installation) -> None:
    """Twenty kills under eight senders on a bad line: lost 0, doubled 0, never sent 0, altered 0."""
    _survive(installation, kills=20, seed=1)


def test_the_database_server_is_killed_too(on_postgresql: Installation) -> None:
    """The same with PostgreSQL, whose server and backends are killed among the others."""
    _survive(on_postgresql, kills=8, seed=4)


def test_a_young_web_process_does_not_outlive_its_parent(installation: Installation) -> None:
    """Whenever its parent is killed, from its first moment on, it is gone too."""
    for hundredths in range(0, 60, 15):
        installation.kill("serve")
        installation.revive()
        wait_until(lambda: len(installation.pids("serve")) > 1, "it has forked", 30)
        time.sleep(hundredths / 100)
        installation.kill_parent_of("serve")
        wait_until(lambda: not installation.left_behind(), "no process outlives its parent", 5)


@pytest.mark.long
def test_a_thousand_kills(installation: Installation) -> None:
    """The same a thousand times."""
    _survive(installation, kills=1_000, seed=2)


@pytest.mark.long
def test_a_thousand_kills_on_postgresql(on_postgresql: Installation) -> None:
    """And with PostgreSQL."""
    _survive(on_postgresql, kills=1_000, seed=5)


def _survive(installation: Installation, *, kills: int, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # chance, no secret
    done, ends = 0, time.monotonic() + LONGEST_S
    installation.programs = ("serve", "worker", STAFF)
    installation.load_once()
    with rating(installation, seed, lost_requests=0.05, lost_answers=0.1) as senders:
        while done < kills and time.monotonic() < ends:
            wait_for_more(installation, senders, BETWEEN)
            _disturb(installation, chance)
            _kill(installation, chance)
            installation.revive()
            done += 1
        installation.jump_clock(0)
        wait_for_more(installation, senders, BETWEEN)
    found = reckon(installation, [sender.told for sender in senders])
    print(f"{installation.database.name}, {done} kills: {found}")  # noqa: T201  # for --long
    found.check()
    assert found.repeats > 0
    wait_until(lambda: not installation.left_behind(), "no process outlives its parent", 10)
    [[(ranges,)], [(acts,)]] = installation.database.rows(_RANGES, _ACTS)
    print(f"{acts} acts of staff, {ranges} leaves over them")  # noqa: T201  # for --long
    assert acts > done
    assert ranges > 0


def _kill(installation: Installation, chance: random.Random) -> None:
    fault = chance.choices(list(FAULTS), weights=list(FAULTS.values()))[0]
    if fault == "database" and installation.database.kill():
        installation.database.start()
    elif fault == "half of web":
        installation.kill_one_of("serve", chance)
    elif fault == "worker":
        installation.kill("worker")
    else:
        installation.kill("serve", *(["worker"] if fault == "web and worker" else []))


def _disturb(installation: Installation, chance: random.Random) -> None:
    """Sometimes a program stands still for a while, sometimes the clock of the machine jumps."""
    if chance.random() < 0.2:
        installation.pause(chance.choice(["serve", "worker"]), 0.1 + chance.random())
    if chance.random() < 0.3:
        installation.jump_clock(chance.randint(-DAYS_S, DAYS_S))
