"""Lays a log of many leaves into the empty installation it runs on: `python -m nucuoi.bench.long_log 10000000`.

Tiles, checkpoint and the first entries' rows are as sealing and publishing leave them; all further
leaves are numbers and have no row.
"""

import sys
from collections.abc import Iterator, Sequence

import django

ENTRIES = 200
"""Entries with a row, directly behind the leaf of the log's key; their subjects count from 1."""
AT_ONCE = 10_240


def main() -> None:
    """Makes the log."""
    django.setup()
    lay_out(int(sys.argv[1]))


def leaf(index: int) -> bytes:
    """The data of a leaf without a row."""
    return b"%d" % index


def lay_out(size: int) -> None:
    """Makes a log of `size` leaves, more than `ENTRIES`, and signs it."""
    from nucuoi.foundation import clock
    from nucuoi.ledger import actions, log_key, publishing, queries
    from nucuoi.tlog import checkpoint
    from nucuoi.tlog.checkpoint import Checkpoint
    from nucuoi.tlog.edge import Edge

    actions.begin_log(publishing.NAME, publishing.origin(publishing.NAME))
    _append_entries()
    log, (key,) = queries.log(), queries.log_keys()
    assert log is not None, "it has begun"
    folder, edge = publishing.folder_of(log.name).folder, Edge()
    for leaves in _leaves(queries.data_of(0, queries.size()), size):
        edge, files = edge.grow(leaves)
        for tile, content in files.items():
            path = folder / tile.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    tree = Checkpoint(log.origin, edge.size, edge.root())
    signed = checkpoint.sign(tree, log_key.load(key.vkey))
    actions.keep_checkpoint(log.id, tree, signed, clock.now())


def _append_entries() -> None:
    from django.db import transaction

    from nucuoi.ledger import actions
    from nucuoi.ledger.rules.entry import Entry
    from nucuoi.ledger.rules.parts import Kind

    with transaction.atomic():
        actions.append([Entry(Kind.ENTRY, subject, b"{}") for subject in range(1, ENTRIES + 1)])


def _leaves(first: Sequence[bytes], size: int) -> Iterator[Sequence[bytes]]:
    """The data of all leaves, some thousands a time."""
    yield first
    for start in range(len(first), size, AT_ONCE):
        yield [leaf(index) for index in range(start, min(size, start + AT_ONCE))]


if __name__ == "__main__":
    main()
