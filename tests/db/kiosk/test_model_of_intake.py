"""The model server of the outbox simulation (tests/js/simulation/server.js), held against the real API.

The same rules, written once more in Python: what each sending is answered, what is stored in the
end, which numbers are missing and which came twice.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nucuoi.ratings import sealing
from nucuoi.ratings.models import OutboxCount, OutboxFork, OutboxGap, Rating
from tests.db.intake.conftest import Post
from tests.situation import Office

BATCH = "/api/v1/ratings/batch"
_ANSWER = {
    200: "duplicate",
    201: "accepted",
    404: "unknown_counter",
    409: "conflict",
    410: "closed",
}
_run = iter(range(1, 1_000_000))


@dataclass(frozen=True)
class Sent:
    """A rating as the simulated tablets send it: which, where, what, under which number."""

    rating: int
    counter: str
    score: int
    seq: int


@dataclass
class Model:
    """Intake as the contract describes it."""

    stored: dict[int, tuple[str, int]] = field(default_factory=dict)
    numbers: list[int] = field(default_factory=list)

    def take(self, sent: Sent) -> str:
        """The status of one sending."""
        known = self.stored.get(sent.rating)
        if known is not None:
            return "duplicate" if known == (sent.counter, sent.score) else "conflict"
        if sent.counter != "open":
            return {"nowhere": "unknown_counter", "closed": "closed"}[sent.counter]
        self.stored[sent.rating] = (sent.counter, sent.score)
        self.numbers.append(sent.seq)
        return "accepted"


_sendings = st.lists(
    st.lists(
        st.builds(
            Sent,
            rating=st.integers(0, 9),
            counter=st.sampled_from(["open", "open", "open", "closed", "nowhere"]),
            score=st.integers(1, 2),
            seq=st.integers(0, 9),
        ),
        min_size=1,
        max_size=6,
    ),
    min_size=1,
    max_size=8,
)


@pytest.mark.usefixtures("office")
@given(sendings=_sendings)
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_the_model_and_the_api_agree(
    post: Post, office: Office, sendings: list[list[Sent]]
) -> None:
    """Singles and batches, repeats and collisions in any order: same answers, same store, same gaps and forks."""
    model, run = Model(), next(_run)
    outbox = UUID(int=run)
    # a rating keeps its number; only a copied tablet gives a number to a second rating
    seq_of: dict[int, int] = {}
    before = Rating.objects.count()
    for ratings in sendings:
        settled = [_keeping(sent, seq_of) for sent in ratings]
        expected = [model.take(sent) for sent in settled]
        bodies = [_body(sent, office, run, outbox) for sent in settled]
        assert _answers(post, office, bodies) == expected

    assert Rating.objects.count() - before == len(model.stored)
    sealing.seal_all()
    _check_numbers(outbox.bytes, model.numbers)


def _keeping(sent: Sent, seq_of: dict[int, int]) -> Sent:
    return Sent(sent.rating, sent.counter, sent.score, seq_of.setdefault(sent.rating, sent.seq))


def _body(sent: Sent, office: Office, run: int, outbox: UUID) -> dict[str, Any]:
    codes = {"open": office.counter.code, "closed": office.closed.code, "nowhere": "khong-co"}
    identity = str(UUID(int=run << 32 | sent.rating))
    return {
        "id": identity,
        "counter": codes[sent.counter],
        "score": sent.score,
        "outbox": str(outbox),
        "seq": sent.seq,
    }


def _answers(post: Post, office: Office, bodies: list[dict[str, Any]]) -> list[str]:
    if len(bodies) == 1:
        return [_ANSWER[post(bodies[0], token=office.token).status]]
    answer = post({"ratings": bodies}, path=BATCH, token=office.token)
    return [result["status"] for result in answer.json["results"]]


def _check_numbers(outbox: bytes, numbers: list[int]) -> None:
    times: dict[int, int] = defaultdict(int)
    for number in numbers:
        times[number] += 1
    reached = max(times, default=-1)
    gaps = OutboxGap.objects.filter(outbox=outbox).values_list("first", "last")
    missing = sorted(n for first, last in gaps for n in range(first, last + 1))
    forks = sorted(OutboxFork.objects.filter(outbox=outbox).values_list("seq", flat=True))
    assert missing == [n for n in range(reached + 1) if n not in times]
    assert forks == sorted(n for n, count in times.items() for _ in range(count - 1))
    if numbers:
        assert OutboxCount.objects.get(outbox=outbox).reached == reached
