"""Thirteen ways of somebody with root, database and the log's key, and who notices each of them.

The attacker is thorough: what he changes he changes in rows and leaves alike.
"""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from random import Random

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.test import override_settings

from nucuoi.auditor import bundle, sealed
from nucuoi.auditor.check import audit
from nucuoi.ledger import publishing, queries
from nucuoi.ledger.models import Checkpoint, Cosignature, Leaf
from nucuoi.ledger.rules.entry import Entry
from nucuoi.ledger.rules.parts import Kind, canonical_json, part_digest
from nucuoi.oversight.bundle import make_bundle
from nucuoi.ratings.models import Pending, Rating
from nucuoi.ratings.queries.receipts import State, receipt_of
from nucuoi.ratings.rules import receipt
from nucuoi.scores.models import DayTally, MonthTally
from nucuoi.scores.rebuild import rebuild
from nucuoi.tlog import checkpoint, root
from nucuoi.tlog.keys import VerifierKey
from nucuoi.tlog.proof_file import ProofFile
from nucuoi.tlog.tile_nodes import read_entries
from nucuoi.tlog.tiles import ENTRIES, WIDTH, Tile
from nucuoi.witness.errors import WitnessRefused
from nucuoi.witness.pull import Source, pull
from nucuoi.witness.store import Store
from tests.triggers import lifted
from tests.witnessed import FRONT, publish, rate

NAME = "nucuoi"


@dataclass(frozen=True)
class Scene:
    """A witnessed log, what people outside hold of it, and a chance for the attacker.

    Attributes:
        proofs: Code to proof file, as each person downloaded it.
        waiting: Codes of ratings that were acknowledged and wait for their leaf.
        canaries: Those of them that the Front cast.
        tables: Released tables as a newspaper downloaded them.
    """

    witness: Path
    auditor: Path
    proofs: dict[str, bytes]
    waiting: list[str]
    canaries: list[str]
    tables: list[bytes]
    chance: Random


def _leaf(scene: Scene, having: bytes = b"") -> Leaf:
    entries = [leaf for leaf in Leaf.objects.filter(kind=1) if having in bytes(leaf.core)]
    return scene.chance.choice(entries)


def _set(leaf: Leaf, **columns: object) -> None:
    with lifted("ledger_leaf"):
        Leaf.objects.filter(index=leaf.index).update(**columns)


def _changed(leaf: Leaf, **members: object) -> bytes:
    core = json.loads(bytes(leaf.core)) | members
    return json.dumps(core, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def remade(leaf: Leaf) -> bytes:
    """The digest that a leaf's parts give now."""
    held = (leaf.duty, leaf.text_digest, leaf.receipt_digest)
    parts = (None if part is None else bytes(part) for part in held)
    return Entry(Kind.ENTRY, None, bytes(leaf.core), *parts).digest(bytes(leaf.seed))


def edit_score(scene: Scene) -> None:
    """A bad score becomes a good one, in row, leaf and counts."""
    leaf = _leaf(scene, b'"score":1')
    Rating.objects.filter(pk=leaf.subject or 0).update(score=5)
    _set(leaf, core=_changed(leaf, score=5))
    rebuild()


def edit_text(scene: Scene) -> None:
    """A remark becomes another, with its digest in the leaf."""
    leaf = scene.chance.choice(list(Leaf.objects.filter(kind=1, text_digest__isnull=False)))
    _set(leaf, text_digest=part_digest("text", scene.chance.randbytes(32), b'{"remark":"","v":1}'))


def delete(scene: Scene) -> None:
    """A rating is gone; the lines after it move up."""
    index = _leaf(scene).index
    _rewrite([row for row in _rows() if row["index"] != index])
    rebuild()


def insert(scene: Scene) -> None:
    """A good rating that nobody gave stands in the middle."""
    rows = _rows()
    at = scene.chance.randrange(1, len(rows))
    rows.insert(at, rows[at] | {"subject": 10**9})
    _rewrite(rows)
    rebuild()


def swap(scene: Scene) -> None:
    """Two ratings change places."""
    rows = _rows()
    one, other = scene.chance.sample([i for i, row in enumerate(rows) if row["kind"] == 1], 2)
    rows[one], rows[other] = rows[other], rows[one]
    _rewrite(rows)


def move_in_time(scene: Scene) -> None:
    """A rating is moved to another day."""
    leaf = _leaf(scene)
    _set(leaf, core=_changed(leaf, day=json.loads(bytes(leaf.core))["day"] - 1))
    rebuild()


def change_official(scene: Scene) -> None:
    """A bad rating goes to another official."""
    leaf = scene.chance.choice(list(Leaf.objects.filter(kind=1, duty__isnull=False)))
    _set(leaf, duty=bytes(leaf.duty or b"").replace(b"cb-1", b"cb-2"))
    rebuild()


def drop_pending(scene: Scene) -> None:
    """A rating that was acknowledged is thrown away before it gets its leaf."""
    waiting = scene.chance.choice(list(Pending.objects.all()))
    Rating.objects.filter(pk=waiting.rating_id).delete()
    waiting.delete()
    publish()


def cut_tail(scene: Scene) -> None:
    """The last ratings are cut off and the shorter log is signed."""
    _rewrite(_rows()[: -scene.chance.randrange(2, 9)])
    _sign_again()


def rebuild_and_sign(scene: Scene) -> None:
    """A score is changed, every hash made again, and all of it signed with the log's own key."""
    leaf = _leaf(scene, b'"score":1')
    leaf.core = _changed(leaf, score=5)
    _set(leaf, core=leaf.core, digest=remade(leaf))
    _sign_again()


def restore_backup(scene: Scene) -> None:
    """An older backup is put back and grows with other ratings."""
    _rewrite(_rows()[: -scene.chance.randrange(2, 9)])
    for _ in range(10):
        rate(score=5)
    _sign_again()


def alter_counts(scene: Scene) -> None:
    """One count that boards are made of is raised."""
    rows = scene.chance.choice([MonthTally.objects.all(), DayTally.objects.all()])
    number = scene.chance.choice([row.pk for row in rows])
    rows.filter(pk=number).update(n=F("n") + 1, s5=F("s5") + 1)


def alter_table(scene: Scene) -> None:
    """One number of a released table becomes another, with the digest of its line."""
    leaf = scene.chance.choice(list(Leaf.objects.filter(kind=int(Kind.TABLE))))
    content = json.loads(bytes(leaf.core))
    row = scene.chance.choice([row for row in content["rows"] if "n" in row])
    row["n"] += scene.chance.choice([-5, 5, 50])
    core = canonical_json(content)
    _set(leaf, core=core, digest=Entry(Kind.TABLE, None, core).digest(bytes(leaf.seed)))


KINDS: tuple[Callable[[Scene], None], ...] = (
    edit_score,
    edit_text,
    delete,
    insert,
    swap,
    move_in_time,
    change_official,
    drop_pending,
    cut_tail,
    rebuild_and_sign,
    restore_backup,
    alter_counts,
    alter_table,
)


def log_alone(scene: Scene) -> bool:
    """Whether somebody who only reads the public log today notices: signature, tiles and root."""
    leaves = _public()
    keys = [VerifierKey.parse(row.vkey) for row in queries.log_keys()]
    tree = checkpoint.verify((_folder() / "checkpoint").read_bytes(), *keys)
    return root(leaves) != tree.root


def receipt_holders(scene: Scene) -> bool:
    """Whether one of the people who kept their proof, code or a released table notices."""
    leaves = _public()
    for content in scene.proofs.values():
        tree = checkpoint.parse(ProofFile.parse(content).signed)
        if tree.size > len(leaves) or root(leaves[: tree.size]) != tree.root:
            return True
    shown = [bytes(leaf.core) for leaf in Leaf.objects.filter(kind=int(Kind.TABLE))]
    lost = bool(shown) and any(kept not in shown for kept in scene.tables)
    return lost or any(_is_unknown(code) for code in scene.waiting)


def witness(scene: Scene) -> bool:
    """Whether the Front's witness refuses to cosign what is published now."""
    try:
        pull(Store(scene.witness), Source(str(_folder())), lambda: 1_795_000_000)
    except WitnessRefused:
        return True
    return False


def auditor(scene: Scene) -> bool:
    """Whether an audit with openings and what the witness kept finds something; canaries included."""
    key = sealed.load(scene.auditor)
    keys = [VerifierKey.parse(row.vkey) for row in queries.log_keys()]
    kept = Store(scene.witness).last(keys[0].name)
    tree = checkpoint.parse(kept)
    with make_bundle(by=FRONT, to=sealed.line_of(key.public_key())) as file:
        if tree.size > len(_public()):
            return True
        found = audit(bundle.read(file, key), publishing.folder_of(NAME).read, keys, [kept])
    return found.total > 0 or any(_is_unknown(code) for code in scene.canaries)


WATCHERS = (log_alone, receipt_holders, witness, auditor)


def trial(scene: Scene, kind: Callable[[Scene], None], place: Path, seed: int) -> list[bool]:
    """Does one kind of harm to a copy of everything; who noticed, in the order of `WATCHERS`."""
    for name in ("log", "keys"):
        shutil.copytree(Path(settings.DATA) / name, place / "data" / name)
    shutil.copytree(scene.witness, place / "witness")
    shutil.copytree(scene.auditor, place / "auditor")
    harmed = replace(
        scene,
        witness=place / "witness",
        auditor=place / "auditor",
        chance=Random(seed),  # noqa: S311  # chooses what is harmed
    )
    with override_settings(DATA=place / "data", KEYS=place / "data/keys"), transaction.atomic():
        kind(harmed)
        # The witness is asked last: it moves on when it sees nothing.
        noticed = {watcher: watcher(harmed) for watcher in (log_alone, receipt_holders, auditor)}
        noticed[witness] = witness(harmed)
        transaction.set_rollback(True)
    shutil.rmtree(place)
    return [noticed[watcher] for watcher in WATCHERS]


def _is_unknown(code: str) -> bool:
    return receipt_of(receipt.lookup(code)).state is State.UNKNOWN


def _folder() -> Path:
    return publishing.folder_of(NAME).folder


def _public() -> list[bytes]:
    size = checkpoint.parse((_folder() / "checkpoint").read_bytes()).size
    tiles = range(-(-size // WIDTH))
    read = publishing.folder_of(NAME).read
    return [
        data
        for number in tiles
        for data in read_entries(read, Tile(ENTRIES, number, min(WIDTH, size - number * WIDTH)))
    ]


def _rows() -> list[dict[str, object]]:
    return [dict(row) for row in Leaf.objects.order_by("index").values()]


def _rewrite(rows: list[dict[str, object]]) -> None:
    """Puts these rows in the place of the log, numbered anew."""
    with lifted("ledger_leaf"):
        Leaf.objects.all().delete()
        Leaf.objects.bulk_create(Leaf(**row | {"index": at}) for at, row in enumerate(rows))


def _sign_again() -> None:
    """Publishes the log as if it had never been published."""
    Cosignature.objects.all().delete()
    Checkpoint.objects.all().delete()
    shutil.rmtree(_folder())
    publish()
    rebuild()


def proofs_of(codes: list[str]) -> dict[str, bytes]:
    """The proof files that these people download now."""
    found = {code: receipt_of(receipt.lookup(code)).proof for code in codes}
    return {code: proof for code, proof in found.items() if proof is not None}


def seed_of(kind: Callable[[Scene], None], number: int) -> int:
    """A seed that is the same in every run."""
    return int.from_bytes(sha256(f"{kind.__name__} {number}".encode()).digest()[:6])
