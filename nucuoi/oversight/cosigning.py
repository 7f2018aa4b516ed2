"""Getting cosignatures: each witness is asked about the newest checkpoint, or brings its own line.

A witness that does not answer costs the worker two seconds, then it is asked less and less often.
"""

import hashlib
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from nucuoi.foundation.errors import Conflict
from nucuoi.foundation.seat import SYSTEM
from nucuoi.ledger import actions as ledger
from nucuoi.ledger import publishing, queries, standstill
from nucuoi.ledger.errors import Unpublishable
from nucuoi.ledger.queries import LogRow, Signed
from nucuoi.oversight import actions
from nucuoi.oversight.queries import WitnessRow, witnesses
from nucuoi.tlog import cosignature, note
from nucuoi.tlog.add_checkpoint import AddCheckpoint
from nucuoi.tlog.checkpoint import Checkpoint
from nucuoi.tlog.errors import TlogError
from nucuoi.tlog.keys import VerifierKey
from nucuoi.tlog.proofs import prove_consistency
from nucuoi.tlog.tile_nodes import TileNodes

TIMEOUT_S = 2.0
LONGEST_ANSWER = 65_536
FIRST_PAUSE_S, LONGEST_PAUSE_S = 10.0, 600.0


@dataclass(slots=True)
class Patience:
    """When a witness that failed is asked again: ten seconds, then twice as long each time."""

    not_before_s: float = 0.0
    pause_s: float = FIRST_PAUSE_S

    def fail(self) -> None:
        """It did not answer, or not as it should."""
        self.not_before_s = time.monotonic() + self.pause_s
        self.pause_s = min(self.pause_s * 2, LONGEST_PAUSE_S)


@dataclass(slots=True)
class Asking:
    """Asks all witnesses, one after the other."""

    _patience: dict[int, Patience] = field(default_factory=dict)

    def turn(self) -> int:
        """Asks whoever has not cosigned the newest checkpoint; returns how many cosigned."""
        log, last = queries.log(), queries.last_checkpoint()
        if log is None or last is None:
            return 0
        if standstill.held():
            return self._compare(log)
        due = [row for row in witnesses() if row.address and row.reached != last.size]
        return sum(self._ask(row, log, last) for row in due if self._may_ask(row))

    def _may_ask(self, row: WitnessRow) -> bool:
        patience = self._patience.setdefault(row.id, Patience())
        return time.monotonic() >= patience.not_before_s

    def _ask(self, row: WitnessRow, log: LogRow, last: Signed) -> bool:
        try:
            lines = _cosigned_by(row, log, last)
        except (OSError, HTTPException, TlogError, ValueError):
            self._patience[row.id].fail()
            return False
        self._patience.pop(row.id, None)
        return keep(last, lines, [row.key]) > 0

    def _compare(self, log: LogRow) -> int:
        """Lets a restored folder go on once every witness has shown its newest checkpoint.

        Raises:
            Unpublishable: If one of them has seen leaves that are not there.
        """
        asked = [row for row in witnesses() if row.address]
        if not asked or not all(self._may_ask(row) for row in asked):
            return 0
        for row in asked:
            try:
                kept = _newest_of(row, log.origin)
                if kept is not None and not publishing.extends(kept):
                    standstill.say(Unpublishable.sentence)
                    return 0
            except Unpublishable as refusal:
                standstill.say(refusal.sentence)
                raise
            except (OSError, HTTPException, TlogError, ValueError):
                self._patience[row.id].fail()
                return 0
        actions.resume(by=SYSTEM, kept=None)
        return 1


_asking = Asking()


def cosign() -> int:
    """Asks the witnesses for what is missing; returns how many new cosignatures came."""
    return _asking.turn()


def take(content: bytes) -> int:
    """Takes the cosignatures that a witness brings on a checkpoint of ours; returns how many are new.

    Raises:
        Conflict: If it is not a checkpoint of this log, or nobody we know has cosigned it.
        TlogError: If a signature does not hold.
    """
    brought = note.Note.parse(content)
    signed = queries.checkpoint_of(Checkpoint.parse(brought.text).size)
    if signed is None or note.Note.parse(signed.note).text != brought.text:
        raise Conflict("Mốc này không phải mốc mà sổ đã ký.")
    keys = [row.key for row in witnesses()]
    known = [line for _, line in note.known_signatures(brought, keys)]
    if not known:
        raise Conflict("Mốc này không có chữ ký của máy chứng kiến nào đã được ghi tên.")
    return keep(signed, known, keys)


def keep(signed: Signed, lines: list[note.Signature], keys: list[VerifierKey]) -> int:
    """Records the lines that hold; returns how many are new.

    Raises:
        BadSignature: If the line of one of the keys does not hold.
    """
    whole = bytes(note.Note.parse(signed.note).signed_also(lines))
    by_name = {line.name: line for line in lines}
    return sum(
        ledger.keep_cosignature(
            signed.id,
            found.key.name,
            by_name[found.key.name],
            datetime.fromtimestamp(found.timestamp, UTC),
        )
        for found in cosignature.verify(whole, *keys)
        if found.key.name in by_name
    )


def _cosigned_by(row: WitnessRow, log: LogRow, last: Signed) -> list[note.Signature]:
    """The witness's lines; asks twice when it stands elsewhere than we thought.

    Raises:
        OSError, HTTPException: If it does not answer, or refuses.
        TlogError, ValueError: If its answer cannot be read.
    """
    old = min(row.reached or 0, last.size)
    for _ in range(2):
        nodes = TileNodes(publishing.folder_of(log.name).read, last.size)
        proof = prove_consistency(nodes, old, last.size)
        body = bytes(AddCheckpoint(old, tuple(proof), last.note))
        try:
            return list(note.parse_signatures(_sent(f"{row.address}/add-checkpoint", body)))
        except HTTPError as refusal:
            with refusal:
                if refusal.code != 409 or refusal.headers.get_content_type() != "text/x.tlog.size":
                    raise
                old = int(refusal.read(20))
    raise ValueError("the witness moves away")


def _newest_of(row: WitnessRow, origin: str) -> bytes | None:
    """The newest checkpoint a witness has cosigned; None when it has none."""
    name = hashlib.sha256(origin.encode()).hexdigest()
    try:
        return _sent(f"{row.address}/{name}/checkpoint", None)
    except HTTPError as refusal:
        with refusal:
            if refusal.code == 404:
                return None
            raise


def _sent(address: str, body: bytes | None) -> bytes:
    request = Request(address, data=body, headers={"Content-Type": "text/plain"})  # noqa: S310  # http(s) only, checked when the witness was named
    with urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310  # as above
        content: bytes = answer.read(LONGEST_ANSWER)
    return content
