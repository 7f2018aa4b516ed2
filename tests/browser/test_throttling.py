"""Forty tablets and an abuser behind one address, at a real server: only the abuser is slowed."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from tests.browser.site import COUNTER, Site

TABLETS, EACH, LIMIT = 40, 15, 30


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with the usual limit; everybody comes from this machine's one address."""
    running = Site(tmp_path_factory.mktemp("limited"), open_limit=LIMIT)
    running.prepare()
    running.start()
    yield running
    running.stop()


def test_an_office_is_never_slowed_and_an_abuser_is(limited: Site) -> None:
    """At the same time: every tablet's rating is taken, of the open ones as many as the limit says."""
    tokens = limited.pair(TABLETS)
    with ThreadPoolExecutor(TABLETS + 4) as pool:
        tablets = [pool.submit(_rate, limited, EACH, f"Device {token}") for token in tokens]
        abusers = [pool.submit(_rate, limited, 20) for _ in range(4)]
        of_tablets = _together([one.result() for one in tablets])
        of_abusers = _together([one.result() for one in abusers])

    assert of_tablets == {201: TABLETS * EACH}
    assert of_abusers == {201: LIMIT, 429: 4 * 20 - LIMIT}
    assert len(limited.ratings()) == TABLETS * EACH + LIMIT


def test_an_invitation_from_a_full_address_is_taken(limited: Site) -> None:
    """Phones in an office share its address with whoever fills it: a ticket is never slowed."""
    _rate(limited, LIMIT + 1)
    status, refused = limited.post("/api/v1/ratings", _rating())
    ticket = limited.mint()["code"]
    invited, answer = limited.post("/api/v1/ratings", _rating(counter=None, ticket=ticket))

    assert (status, invited, answer["status"]) == (429, 201, "accepted")
    assert "bản đang giữ trên máy không mất" in refused["detail"]


def _rate(site: Site, times: int, authorization: str = "") -> Counter[int]:
    """Sends one rating after the other as fast as answers come; how often each status was told."""
    sent = (site.post("/api/v1/ratings", _rating(), authorization) for _ in range(times))
    return Counter(status for status, _ in sent)


def _rating(**changes: object) -> dict[str, Any]:
    return {"id": str(uuid4()), "counter": COUNTER, "score": 5, **changes}


def _together(counts: list[Counter[int]]) -> dict[int, int]:
    return dict(sum(counts, Counter()))
