"""Those who rate: each keeps a rating until it is acknowledged, and some send it again even then."""

import http.client
import json
import random
import threading
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

REPEATS = 0.2
"""Share of acknowledged ratings that are sent once more."""
PATIENCE_S = 5.0
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.02, 0.16
"""Before something is sent again; ever longer ones, as a dead server starts sooner when nobody knocks."""
WILD_S = 3 * 86_400
"""How far the clock of a tablet may be off."""

Body = dict[str, Any]


@dataclass(slots=True)
class Told:
    """What one sender sent and heard.

    Attributes:
        sent: Score by id, of everything that was ever put on the line.
        receipts: Code by id, of everything that was acknowledged.
        repeats: How often something acknowledged was sent and acknowledged again.
        refusals: How often the server said that it cannot take it now.
        faults: Answers that should not be.
    """

    sent: dict[str, int] = field(default_factory=dict)
    receipts: dict[str, str] = field(default_factory=dict)
    repeats: int = 0
    refusals: int = 0
    faults: list[str] = field(default_factory=list)


class Sender(threading.Thread):
    """A phone: one rating after the other.

    Args:
        port: Where it sends to.
        seed: Of its ids, scores and repeats.
    """

    def __init__(self, port: int, counter: str, seed: int, ending: threading.Event) -> None:
        super().__init__(daemon=True)
        self.told = Told()
        self.counter = counter
        self.chance = random.Random(seed)  # noqa: S311  # chance, no secret
        self.pause_s = 0.0
        """Between one rating, or batch, and the next."""
        self._port = port
        self._ending = ending

    def run(self) -> None:
        """Until the test ends; what is not acknowledged then may have been stored or not."""
        done: list[Body] = []
        while not self._ending.wait(self.pause_s):
            ratings = self.next_ratings()
            self.send_until_acknowledged(ratings)
            done += [one for one in ratings if one["id"] in self.told.receipts]
            if done and self.chance.random() < REPEATS:
                again = self.chance.choice(done)
                self.send_until_acknowledged([again])

    def send_until_acknowledged(self, ratings: list[Body]) -> None:
        """Sends the same again and again, until it is acknowledged or the test ends."""
        self.told.sent |= {one["id"]: one["score"] for one in ratings}
        again = [one for one in ratings if one["id"] in self.told.receipts]
        left, pause_s = ratings, FIRST_PAUSE_S
        while (left := self.send(left)) and not self._ending.wait(pause_s):
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)
        if not left:
            self.told.repeats += len(again)

    def next_ratings(self) -> list[Body]:
        """What is sent together; here always one."""
        return [self.rating()]

    def send(self, ratings: list[Body]) -> list[Body]:
        """Sends, and returns what is still to be sent."""
        [rating] = ratings
        status, answer = self.ask("/api/v1/ratings", rating, {})
        if status in {200, 201}:
            return [] if self.heard(answer) else ratings
        self.not_taken(status, answer)
        return ratings

    def rating(self) -> Body:
        """A new rating of chance."""
        identity = str(UUID(int=self.chance.getrandbits(128), version=4))
        rating: Body = {"id": identity, "counter": self.counter, "score": self.chance.randint(1, 5)}
        if self.chance.random() < 0.3:
            rating["remark"] = f"Chờ {self.chance.randint(2, 90)} phút."
        return rating

    def heard(self, answer: Mapping[str, Any]) -> bool:
        """Notes an acknowledgement; a second one of the same rating must say the same receipt."""
        before = self.told.receipts.setdefault(answer["id"], answer["receipt"])
        if before != answer["receipt"]:
            self.told.faults.append(f"{answer['id']}: another receipt")
        return True

    def not_taken(self, status: int | None, answer: object) -> None:
        """Notes an answer that is no acknowledgement; None = none came."""
        if status == 503:
            self.told.refusals += 1
        elif status is not None:
            self.told.faults.append(f"{status} {answer}")

    def ask(self, path: str, body: Body, headers: dict[str, str]) -> tuple[int | None, Any]:
        """Status and content of one request; None = no answer came."""
        with (
            suppress(OSError, http.client.HTTPException, json.JSONDecodeError),
            closing(
                http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE_S)
            ) as link,
        ):
            link.request("POST", path, json.dumps(body), {"Connection": "close", **headers})
            answer = link.getresponse()
            if answer.status == 503 and not answer.getheader("Retry-After"):
                self.told.faults.append("503 without Retry-After")
            return answer.status, json.loads(answer.read())
        return None, None


class Tablet(Sender):
    """A paired tablet that was offline: ratings in batches, in order, by a clock that is wrong.

    Args:
        token: Of the device.
    """

    def __init__(
        self, port: int, counter: str, seed: int, ending: threading.Event, token: str
    ) -> None:
        super().__init__(port, counter, seed, ending)
        self._token = token
        self._outbox = str(UUID(int=self.chance.getrandbits(128), version=4))
        self._seq = 0

    def next_ratings(self) -> list[Body]:
        """One to twenty; the clock of the tablet jumps between batches."""
        now = datetime.now(UTC) + timedelta(seconds=self.chance.randint(-WILD_S, WILD_S))
        return [self._noted(now) for _ in range(self.chance.randint(1, 20))]

    def send(self, ratings: list[Body]) -> list[Body]:
        """Sends the batch, and keeps what the answer does not acknowledge."""
        status, answer = self.ask(
            "/api/v1/ratings/batch",
            {"ratings": ratings},
            {"Authorization": f"Device {self._token}"},
        )
        if status != 200:
            self.not_taken(status, answer)
            return ratings
        return [
            one for one, said in zip(ratings, answer["results"], strict=True) if self._keeps(said)
        ]

    def _noted(self, now: datetime) -> Body:
        self._seq += 1
        return self.rating() | {
            "outbox": self._outbox,
            "seq": self._seq,
            "rated_at": (now - timedelta(seconds=30)).isoformat(),
            "sent_at": now.isoformat(),
        }

    def _keeps(self, said: Mapping[str, Any]) -> bool:
        if said["status"] in {"accepted", "duplicate"}:
            return not self.heard(said)
        self.not_taken(503 if said["status"] == "retry" else 422, said)
        return True
