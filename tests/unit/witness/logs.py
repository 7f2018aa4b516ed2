"""A log in memory whose checkpoints and proofs a witness is asked about."""

from functools import cache

from nucuoi.tlog import checkpoint, consistency_proof, root
from nucuoi.tlog.add_checkpoint import AddCheckpoint
from nucuoi.tlog.checkpoint import Checkpoint
from nucuoi.tlog.keys import ED25519, SigningKey

KEY = SigningKey("nucuoi.example/log/nucuoi", ED25519, bytes(range(32)))


class MadeLog:
    """A log of leaves that can be forked: two with the same `fork` agree, others differ from there."""

    def __init__(self, key: SigningKey = KEY, fork: int | None = None) -> None:
        self.key = key
        self.fork = fork

    def signed(self, size: int) -> bytes:
        """The signed checkpoint of so many leaves."""
        return checkpoint.sign(Checkpoint(self.key.name, size, _root(self.fork, size)), self.key)

    def request(self, old: int, size: int) -> bytes:
        """An honest request to cosign `size` after `old`."""
        proof = consistency_proof(_leaves(self.fork, size), old, size)
        return bytes(AddCheckpoint(old, tuple(proof), self.signed(size)))


@cache
def _root(fork: int | None, size: int) -> bytes:
    return root(_leaves(fork, size))


@cache
def _leaves(fork: int | None, size: int) -> list[bytes]:
    return [
        f"{place}{'-other' if fork is not None and place >= fork else ''}".encode()
        for place in range(size)
    ]
