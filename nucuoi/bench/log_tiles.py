"""The public log's files, timed: leaves become tiles, and proofs are made from them."""

import random
import secrets
import time
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import TypeVar

import msgspec
from django.conf import settings

from nucuoi.bench.errors import BenchFailed
from nucuoi.bench.long_log import ENTRIES, leaf
from nucuoi.ledger import proving, publishing, queries
from nucuoi.ledger.queries import Signed
from nucuoi.ledger.rules.parts import SALT_BYTES, Kind, entry_digest, leaf_data
from nucuoi.tlog import leaf_hash, root, verify_inclusion
from nucuoi.tlog.edge import Edge
from nucuoi.tlog.keys import VerifierKey
from nucuoi.tlog.proof_file import ProofFile
from nucuoi.tlog.proofs import prove_inclusion
from nucuoi.tlog.tile_folder import TileFolder
from nucuoi.tlog.tile_nodes import TileNodes
from nucuoi.tlog.tiles import Tile

LEAVES = 200_000
BATCH = 1_000
_MICRO = 1e6
Put = Callable[[Mapping[Tile, bytes]], None]
_Made = TypeVar("_Made")


def tiles() -> Mapping[str, float]:
    """Appends leaves by `BATCH`, in memory and then into a folder; leaves a second, CPU of one."""
    leaves = [leaf_data(Kind.ENTRY, secrets.token_bytes(32)) for _ in range(LEAVES)]
    hashed_s, hashed_cpu_s = _grow(leaves, lambda _: None)
    with TemporaryDirectory(dir=settings.DATA) as folder:
        log = TileFolder(Path(folder))
        written_s, written_cpu_s = _grow(leaves, log.write)
        if Edge.read(log.read, LEAVES).root() != root(leaves):
            raise BenchFailed("Các ô đã ghi không phải của cây này.")
    return {
        "hashed_rate": LEAVES / hashed_s,
        "hashed_cpu": hashed_cpu_s / LEAVES * _MICRO,
        "written_rate": LEAVES / written_s,
        "written_cpu": written_cpu_s / LEAVES * _MICRO,
    }


def proof() -> Mapping[str, float]:
    """Makes proofs in the log of `bench.long_log` and checks them all; milliseconds.

    Inclusion proofs of leaves anywhere, then the files that the holders of codes get.
    """
    last = queries.last_checkpoint()
    assert last is not None, "long_log has signed one"
    chance = random.Random(last.size)  # noqa: S311  # picks leaves, keeps no secret
    picked = chance.choices(range(ENTRIES + 1, last.size), k=ENTRIES)
    proofs = [_prove_anywhere(index, last) for index in picked]
    files = [_prove_entry(subject) for subject in range(1, ENTRIES + 1)]
    return {
        "size": last.size,
        "proof_ms": median(wall for wall, _ in proofs),
        "proof_cpu_ms": median(cpu for _, cpu in proofs),
        "proof_99_ms": quantiles((wall for wall, _ in proofs), n=100)[-1],
        "file_ms": median(wall for wall, _ in files),
        "file_cpu_ms": median(cpu for _, cpu in files),
    }


def _grow(leaves: Sequence[bytes], put: Put) -> tuple[float, float]:
    """Seconds and CPU seconds of growing a tree."""
    edge, started, cpu = Edge(), time.perf_counter(), time.process_time()
    while edge.size < len(leaves):
        edge, files = edge.grow(leaves[edge.size : edge.size + BATCH])
        put(files)
    return time.perf_counter() - started, time.process_time() - cpu


def _prove_anywhere(index: int, last: Signed) -> tuple[float, float]:
    log = queries.log()
    assert log is not None, "long_log has begun one"
    read = publishing.folder_of(log.name).read
    taken, made = _timed(lambda: prove_inclusion(TileNodes(read, last.size), index, last.size))
    if not verify_inclusion(leaf_hash(leaf(index)), index, last.size, made, last.root):
        raise BenchFailed(f"Chứng minh của dòng {index} không đúng.")
    return taken


def _prove_entry(subject: int) -> tuple[float, float]:
    index = proving.index_of(subject)
    assert index is not None, "long_log has given it a leaf"
    taken, proven = _timed(lambda: proving.prove(index, bytes(SALT_BYTES)))
    assert proven is not None, "the checkpoint holds it"
    file = ProofFile.parse(proven.file)
    opened = msgspec.json.decode(file.extra or b"")
    digests = (b64decode(opened[part]) for part in ("core", "duty", "text", "receipt"))
    keys = (VerifierKey.parse(row.vkey) for row in queries.log_keys())
    file.verify(leaf_hash(leaf_data(Kind.ENTRY, entry_digest(*digests))), keys)
    return taken


def _timed(work: Callable[[], _Made]) -> tuple[tuple[float, float], _Made]:
    """Milliseconds and CPU milliseconds it took, and what it made."""
    started, cpu = time.perf_counter(), time.process_time()
    made = work()
    return ((time.perf_counter() - started) * 1000, (time.process_time() - cpu) * 1000), made
