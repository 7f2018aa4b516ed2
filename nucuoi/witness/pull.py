"""A witness without a public address: it fetches the log, or reads a copy of it, and brings its line back."""

from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path
from typing import Final
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from nucuoi.tlog import checkpoint
from nucuoi.tlog.add_checkpoint import AddCheckpoint
from nucuoi.tlog.errors import MissingTile, TlogError
from nucuoi.tlog.proofs import prove_consistency
from nucuoi.tlog.tile_folder import CHECKPOINT, TileFolder
from nucuoi.tlog.tile_nodes import TileNodes, cut
from nucuoi.tlog.tiles import WIDTH, Tile
from nucuoi.witness.cosign import Answer, add_checkpoint
from nucuoi.witness.errors import WitnessRefused
from nucuoi.witness.store import Store

TIMEOUT_S: Final = 20.0
LARGEST: Final = 20_000_000


class Unreachable(WitnessRefused):
    """The log cannot be read."""


class Contradiction(WitnessRefused):
    """The log does not extend what was cosigned before: both checkpoints are proof of it.

    Args:
        seen: What the log shows now; what was cosigned lies in the witness's folder.
    """

    def __init__(self, seen: bytes) -> None:
        super().__init__(
            "MÂU THUẪN: sổ đang công bố không nối tiếp mốc đã ký trước. Không ký. "
            "Giữ thư mục này và tệp mau-thuan: hai mốc ấy là bằng chứng."
        )
        self.seen = seen


class Source:
    """A log to read: its address, or a folder with a copy of its files.

    Args:
        place: `https://…/log/<name>` or a path.
    """

    def __init__(self, place: str) -> None:
        self._place = place.rstrip("/")
        self.is_remote = place.startswith(("http://", "https://"))

    def checkpoint(self) -> bytes:
        """The newest signed checkpoint.

        Raises:
            Unreachable: If it cannot be read.
        """
        if self.is_remote:
            return _fetched(f"{self._place}/{CHECKPOINT}")
        return _read(Path(self._place) / CHECKPOINT)

    def tile(self, tile: Tile) -> bytes:
        """A tile; a partial one that is gone is cut from the full one."""
        if not self.is_remote:
            return TileFolder(Path(self._place)).read(tile)
        try:
            return _fetched(f"{self._place}/{tile.path}")
        except FileNotFoundError:
            if tile.width == WIDTH:
                raise MissingTile(tile.path) from None
            return cut(_fetched(f"{self._place}/{tile.full.path}"), tile)

    def bring(self, cosigned: bytes) -> None:
        """Hands the cosigned checkpoint to the log; for a folder, puts it there as `cosigned`."""
        if self.is_remote:
            _fetched(f"{self._place}/cosignatures", cosigned)
        else:
            (Path(self._place) / "cosigned").write_bytes(cosigned)


def pull(store: Store, source: Source, now_s: Callable[[], float]) -> int:
    """Cosigns the newest checkpoint of a log if it extends the last, and brings the line back.

    Returns:
        Its size.

    Raises:
        Unreachable: If the log cannot be read.
        Contradiction: If it does not extend what was cosigned; kept in the folder as `mau-thuan`.
        WitnessRefused: If the log is not known to this witness, or its signature does not hold.
        LostState: If it is not known what was cosigned last.
    """
    try:
        signed = source.checkpoint()
        tree = checkpoint.parse(signed)
        last = store.last(tree.origin) if store.keys_of(tree.origin) else b""
        old = checkpoint.parse(last).size if last else 0
        proof = _proof(source, old, tree.size)
        answer = add_checkpoint(store, bytes(AddCheckpoint(old, proof, signed)), int(now_s()))
    except (TlogError, FileNotFoundError) as fault:
        raise Unreachable(f"Không đọc được sổ: {fault}.") from fault
    if answer.status == 422 or (answer.status == 400 and old > tree.size):
        _keep_evidence(store, signed)
        raise Contradiction(signed)
    _check(answer)
    source.bring(store.last(tree.origin))
    return tree.size


def _proof(source: Source, old: int, size: int) -> tuple[bytes, ...]:
    """The proof, from the log's own tiles; none when the log became shorter."""
    if not 0 < old <= size:
        return ()
    return tuple(prove_consistency(TileNodes(source.tile, size), old, size))


def _check(answer: Answer) -> None:
    if answer.status == 404:
        raise WitnessRefused("Máy này chưa được cho biết sổ ấy: nucuoi witness --add KHÓA-CỦA-SỔ.")
    if answer.status != 200:
        raise WitnessRefused(f"Không ký: {answer.body.decode().strip()}.")


def _keep_evidence(store: Store, signed: bytes) -> None:
    (store.folder / "mau-thuan").write_bytes(signed)


def _fetched(address: str, body: bytes | None = None) -> bytes:
    request = Request(address, data=body, headers={"Content-Type": "text/plain"})  # noqa: S310  # http(s) only, see Source
    try:
        with urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310  # as above
            content: bytes = answer.read(LARGEST)
    except HTTPError as refusal:
        with refusal:
            if refusal.code == 404:
                raise FileNotFoundError(address) from None
            raise Unreachable(f"Sổ trả lời {refusal.code} cho {address}.") from None
    except (OSError, HTTPException) as fault:
        raise Unreachable(f"Không đọc được {address}: {fault}.") from fault
    return content


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise Unreachable(f"Không đọc được {path}: {fault.strerror}.") from fault
