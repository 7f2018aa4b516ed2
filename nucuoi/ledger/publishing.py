"""Publishing: leaves become tiles, and a checkpoint is signed when it extends the last (design §4.5).

Tiles are durable before a checkpoint that needs them is signed; the checkpoint is in the database
before it is in the folder. So whatever is killed when, the next turn completes it: tiles are made
again from the leaves, and the folder gets the newest checkpoint of the database.
"""

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from nucuoi.foundation import clock
from nucuoi.ledger import actions, log_key, queries, standstill
from nucuoi.ledger.errors import Rewritten, Shortened, Unpublishable, WrongKey
from nucuoi.ledger.queries import LogRow, Signed
from nucuoi.tlog import checkpoint, verify_consistency
from nucuoi.tlog.checkpoint import Checkpoint
from nucuoi.tlog.edge import Edge
from nucuoi.tlog.errors import AlteredFile, TileTrouble
from nucuoi.tlog.keys import VerifierKey
from nucuoi.tlog.proofs import prove_consistency
from nucuoi.tlog.tile_folder import CHECKPOINT, TileFolder
from nucuoi.tlog.tile_nodes import TileNodes

NAME = "nucuoi"
AT_ONCE = 10_240
"""Leaves that are hashed and written together: whole tiles, a few hundred files."""


def publish() -> int:
    """Publishes what is new, at most once every `NUCUOI_PUBLISH_EVERY_S`; returns how many leaves.

    Raises:
        Unpublishable: If nothing may be signed; the health page says why until it is over.
    """
    leaves = queries.size()
    if not leaves:
        return 0
    try:
        published = _publish(leaves, clock.now())
    except Unpublishable as refusal:
        standstill.say(refusal.sentence)
        raise
    if published:
        standstill.end()
    return published


def folder_of(name: str) -> TileFolder:
    """The public folder of a log."""
    return TileFolder(Path(settings.DATA) / "log" / name)


def show(last: Signed) -> None:
    """Puts the newest checkpoint, with the cosignatures it has, into the public folder."""
    log = queries.log()
    assert log is not None, "a checkpoint belongs to a log"
    folder = folder_of(log.name)
    if _read(folder) != last.note:
        folder.publish(last.note)


def lay_out() -> None:
    """Makes the public folder of the last checkpoint again, as after a restore; signs nothing.

    Raises:
        Rewritten: If the leaves are not those that were signed.
    """
    log, last = queries.log(), queries.last_checkpoint()
    if log is None or last is None:
        return
    if last.size > queries.size():
        raise Shortened(queries.size(), last.size)
    folder = folder_of(log.name)
    folder.folder.mkdir(parents=True, exist_ok=True)
    if _grown(folder, Edge(), last.size).root() != last.root:
        raise Rewritten(last.size)
    if not _read(folder):
        folder.publish(last.note)


def extends(signed: bytes) -> bool:
    """Whether the leaves of the table begin with those of a checkpoint, whoever kept it.

    Raises:
        Shortened: If the table has fewer leaves.
        TlogError: If it is not a checkpoint of this log, signed with one of its keys.
    """
    tree = checkpoint.parse(signed)
    if tree.size > queries.size():
        raise Shortened(queries.size(), tree.size)
    checkpoint.verify(signed, *(VerifierKey.parse(row.vkey) for row in queries.log_keys()))
    return _from_leaves(tree.size).root() == tree.root


def _publish(leaves: int, at: datetime) -> int:
    log = queries.log()
    if log is None:
        actions.begin_log(NAME, origin(NAME))
        return 1
    last = queries.last_checkpoint()
    if last is not None:
        show(last)
    if not _is_due(last, leaves, at):
        return 0
    standstill.check()
    folder = folder_of(log.name)
    folder.folder.mkdir(parents=True, exist_ok=True)
    last = _newest(log, folder, last)
    if last and leaves < last.size:
        raise Shortened(leaves, last.size)
    edge = _grown(folder, _edge(folder, last), leaves)
    _sign(log, folder, last, Checkpoint(log.origin, edge.size, edge.root()), at)
    return leaves - (last.size if last else 0)


def origin(name: str) -> str:
    """The origin line of a log that begins now under this name."""
    return f"{urlsplit(settings.BASE_URL).netloc}/log/{name}"


def _is_due(last: Signed | None, leaves: int, at: datetime) -> bool:
    if last is None:
        return True
    pause = timedelta(seconds=settings.PUBLISH_EVERY_S)
    return leaves != last.size and at - last.signed_at >= pause


def _newest(log: LogRow, folder: TileFolder, last: Signed | None) -> Signed | None:
    """The newest checkpoint that database and folder know.

    The folder may know a newer one: a database was put back by hand. Then it counts as signed.

    Raises:
        Shortened, Rewritten: If the leaves are not those of it.
    """
    shown = _read(folder)
    if not shown or (last and checkpoint.parse(shown).size <= last.size):
        return last
    tree = checkpoint.parse(shown)
    if not extends(shown):
        raise Rewritten(tree.size)
    actions.keep_checkpoint(log.id, tree, shown, clock.now())
    return queries.last_checkpoint()


def _read(folder: TileFolder) -> bytes:
    """The checkpoint in the folder; empty when there is none."""
    try:
        return (folder.folder / CHECKPOINT).read_bytes()
    except FileNotFoundError:
        return b""


def _edge(folder: TileFolder, last: Signed | None) -> Edge:
    """The right edge of the last published tree: from its tiles, else from the leaves.

    Raises:
        Rewritten: If neither gives the root that was signed.
    """
    if last is None:
        return Edge()
    with suppress(TileTrouble):
        edge = Edge.read(folder.read, last.size)
        if edge.root() == last.root:
            return edge
    edge = _grown(folder, Edge(), last.size)
    if edge.root() != last.root:
        raise Rewritten(last.size)
    return edge


def _grown(folder: TileFolder, edge: Edge, size: int) -> Edge:
    """The edge at `size`, with all tiles up to there in the folder.

    Raises:
        Rewritten: If other leaves were published under these indexes.
    """
    while edge.size < size:
        edge, files = edge.grow(queries.data_of(edge.size, _next_stop(edge.size, size)))
        try:
            folder.write(files)
        except AlteredFile:
            raise Rewritten(edge.size) from None
    return edge


def _from_leaves(size: int) -> Edge:
    """The edge at `size`, from the leaves alone."""
    edge = Edge()
    while edge.size < size:
        edge = edge.grow(queries.data_of(edge.size, _next_stop(edge.size, size))).edge
    return edge


def _next_stop(start: int, size: int) -> int:
    """Where a batch ends: at a tile's border unless it is the last."""
    return min(size, (start // AT_ONCE + 1) * AT_ONCE)


def _sign(
    log: LogRow, folder: TileFolder, last: Signed | None, tree: Checkpoint, at: datetime
) -> None:
    """Signs a tree that is proven to extend the last one, from the tiles that everybody will read."""
    if last is not None:
        proof = prove_consistency(TileNodes(folder.read, tree.size), last.size, tree.size)
        if not verify_consistency(last.size, tree.size, last.root, tree.root, proof):
            raise Rewritten(last.size)
    keys = queries.log_keys()
    if not keys:
        raise WrongKey
    signed = checkpoint.sign(tree, log_key.load(keys[-1].vkey))
    actions.keep_checkpoint(log.id, tree, signed, at)
    folder.publish(signed)
    folder.drop_outgrown(last.size if last else 0, tree.size)
