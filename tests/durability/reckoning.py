"""What must hold at the end: everything acknowledged is stored, sealed and counted, exactly once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from tests.durability.databases import Database
from tests.durability.installation import wait_until
from tests.durability.senders import Told

_STORED = "SELECT uuid, score FROM ratings_rating"
_LEAVES = "SELECT subject FROM ledger_leaf WHERE kind = 1"
_INDEXES = 'SELECT COUNT(*), COALESCE(MAX("index") + 1, 0) FROM ledger_leaf'
_PENDING = "SELECT COUNT(*) FROM ratings_pending"
_COUNTED = tuple(
    f"SELECT COALESCE(SUM(n), 0), COALESCE(SUM(s1 + 2*s2 + 3*s3 + 4*s4 + 5*s5), 0)"  # noqa: S608  # names from here
    f" FROM scores_{period}tally"
    for period in ("day", "week", "month")
)


class Reckoned(Protocol):
    """What is reckoned: an installation, or less."""

    @property
    def database(self) -> Database:
        """Where its rows are."""

    def revive(self) -> None:
        """Sees to it that sealing and counting go on."""

    def fsck(self) -> str:
        """What the check found wrong; empty when nothing."""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The figures of one run; all but the first four must be 0 or empty."""

    acknowledged: int
    stored: int
    repeats: int
    refusals: int
    lost: int
    doubled: int
    never_sent: int
    altered: int
    faults: list[str]
    fsck: str

    def check(self) -> None:
        """Fails, with all figures, unless nothing was lost, doubled, invented or altered."""
        wrong = (self.lost, self.doubled, self.never_sent, self.altered)
        assert (wrong, self.faults, self.fsck) == ((0, 0, 0, 0), [], ""), self
        assert self.acknowledged > 0, self


def reckon(installation: Reckoned, told: Sequence[Told]) -> Reckoning:
    """Waits until the log and the counts have caught up, then compares them with what was told."""
    wait_until(lambda: _caught_up(installation), "everything stored is sealed and counted")
    stored, leaves, [(count, size)], *_ = _read(installation)
    scores = {str(UUID(bytes=bytes(uuid))): score for uuid, score in stored}
    sent = {one: score for sender in told for one, score in sender.sent.items()}
    acknowledged = {one for sender in told for one in sender.receipts}
    assert count == size, f"{count} leaves, but the last index is {size - 1}"
    return Reckoning(
        acknowledged=len(acknowledged),
        stored=len(stored),
        repeats=sum(sender.repeats for sender in told),
        refusals=sum(sender.refusals for sender in told),
        lost=len(acknowledged - scores.keys()),
        doubled=len(stored) - len(scores) + len(leaves) - len(set(leaves)),
        never_sent=len(scores.keys() - sent.keys()),
        altered=sum(sent.get(one) != score for one, score in scores.items()),
        faults=[fault for sender in told for fault in sender.faults],
        fsck=installation.fsck(),
    )


def _caught_up(installation: Reckoned) -> bool:
    """All of one moment: as many leaves as ratings, nothing waits, each period counts them all."""
    installation.revive()
    stored, leaves, _, [(pending,)], *counted = _read(installation)
    scores = sum(score for _, score in stored)
    return (
        pending == 0
        and len(leaves) == len(stored)
        and all(row == [(len(stored), scores)] for row in counted)
    )


def _read(installation: Reckoned) -> list[list[tuple[int, ...]]]:
    return installation.database.rows(_STORED, _LEAVES, _INDEXES, _PENDING, *_COUNTED)
