"""The one decision of a witness: whether to cosign, and what to answer (C2SP tlog-witness)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from nucuoi.tlog import checkpoint, cosignature, note, verify_consistency
from nucuoi.tlog.add_checkpoint import AddCheckpoint
from nucuoi.tlog.checkpoint import Checkpoint
from nucuoi.tlog.errors import Malformed, Unverified
from nucuoi.tlog.hashing import EMPTY_ROOT
from nucuoi.witness.store import Store

PLAIN: Final = "text/plain; charset=utf-8"
SIZE: Final = "text/x.tlog.size"


@dataclass(frozen=True, slots=True)
class Answer:
    """What `add-checkpoint` answers."""

    status: int
    body: bytes = b""
    content_type: str = PLAIN


def add_checkpoint(store: Store, body: bytes, now_s: int) -> Answer:
    """Decides on a request, and has stored what it cosigned when it returns.

    Check and store are one step: no other request for any log comes between them.

    Args:
        body: Of the request, unread so far.
        now_s: Seconds since the Epoch, for the cosignature.

    Raises:
        LostState: If it is not known what was cosigned last: then nothing may be answered.
    """
    try:
        request = AddCheckpoint.parse(body)
        tree = checkpoint.parse(request.signed)
    except Malformed as fault:
        return _refusal(400, str(fault))
    keys = store.keys_of(tree.origin)
    if not keys:
        return _refusal(404, "unknown log")
    try:
        checkpoint.verify(request.signed, *keys)
    except Unverified as fault:
        return _refusal(403, str(fault))
    if request.old > tree.size:
        return _refusal(400, "old is larger than the checkpoint")
    with store.alone():
        return _checked(store, request, tree, now_s)


def _checked(store: Store, request: AddCheckpoint, tree: Checkpoint, now_s: int) -> Answer:
    last = store.last(tree.origin)
    old = checkpoint.parse(last) if last else Checkpoint(tree.origin, 0, EMPTY_ROOT)
    if request.old != old.size:
        return Answer(409, f"{old.size}\n".encode(), SIZE)
    if fault := _inconsistency(old, tree, request):
        return _refusal(422, fault)
    line = cosignature.sign(request.signed, store.key, now_s)
    store.keep(tree.origin, bytes(_own(store, request.signed, tree).signed_also([line])))
    return Answer(200, str(line).encode())


def _inconsistency(old: Checkpoint, tree: Checkpoint, request: AddCheckpoint) -> str:
    """Why the checkpoint does not extend the last one; empty when it does."""
    if tree.size == 0 and tree.root != EMPTY_ROOT:
        return "the empty tree has another root"
    if old.size == 0:
        return "a proof from the empty tree" if request.proof else ""
    if not verify_consistency(old.size, tree.size, old.root, tree.root, request.proof):
        return "the checkpoint does not extend the last one"
    return ""


def _own(store: Store, signed: bytes, tree: Checkpoint) -> note.Note:
    """The checkpoint with the log's signatures only: what others added is not ours to keep."""
    parsed = note.Note.parse(signed)
    known = note.known_signatures(parsed, store.keys_of(tree.origin))
    return note.Note(parsed.text, tuple(line for _, line in known))


def _refusal(status: int, why: str) -> Answer:
    return Answer(status, f"{why}\n".encode())
