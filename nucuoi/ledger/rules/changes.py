"""What leaves beside entries hold: changes of what counts, and keys (docs/explanation/leaf-format.md)."""

import re
from collections.abc import Mapping

import msgspec

from nucuoi.ledger.rules.parts import canonical_json

VERSION = 1
_REASON = re.compile(r"[a-z][a-z_]{1,39}")


def content_of(core: bytes, duty: bytes | None) -> dict[str, object]:
    """What an entry counts as before anything changed it: its core but `v`, and the official."""
    content = msgspec.json.decode(bytes(core), type=dict[str, object])
    content.pop("v")
    if duty is not None:
        content["official"] = msgspec.json.decode(bytes(duty), type=dict[str, object])["official"]
    return content


def change(
    of: int, old: Mapping[str, object] | None, new: Mapping[str, object] | None, why: str
) -> bytes:
    """The core of a `change` or `exclude`.

    Args:
        of: Index of the entry.
        old: What counted until now; None = it counted nowhere.
        new: What counts from now on; None = it counts nowhere.
        why: One word in lower case, such as `canary`.

    Raises:
        ValueError: If nothing changes, or `why` is no such word.
    """
    if old == new:
        raise ValueError("nothing changes")
    if not _REASON.fullmatch(why):
        raise ValueError(f"{why!r} is not a word for a reason")
    sides = {"old": old, "new": new}
    core: dict[str, object] = {"v": VERSION, "of": of, "why": why}
    return canonical_json(core | {name: side for name, side in sides.items() if side is not None})


def message(of: int, counted: Mapping[str, object] | None) -> bytes:
    """The core of a leaf that keeps a message about an entry; it moves no count.

    Args:
        of: Index of the entry.
        counted: What the entry counts as now, which stands on both sides; None = nowhere.
    """
    core: dict[str, object] = {"v": VERSION, "of": of, "why": "message"}
    sides = {} if counted is None else {"old": counted, "new": counted}
    return canonical_json(core | sides)


def new_of(core: bytes) -> dict[str, object] | None:
    """What counts since a change; None = nothing."""
    new = msgspec.json.decode(core, type=dict[str, dict[str, object] | int | str]).get("new")
    return new if isinstance(new, dict) else None


def old_of(core: bytes) -> dict[str, object] | None:
    """What counted before a change; None = nothing."""
    old = msgspec.json.decode(core, type=dict[str, dict[str, object] | int | str]).get("old")
    return old if isinstance(old, dict) else None


def why_of(core: bytes) -> str:
    """The reason of a change."""
    return str(msgspec.json.decode(core, type=dict[str, object]).get("why", ""))


def key(vkey: str, *, old: str = "", follows: str = "") -> bytes:
    """The core of a `key` leaf.

    Args:
        vkey: The verifier key that signs from now on.
        old: The one that signed until now; empty for the first.
        follows: Checkpoint text of the log that this one follows; empty when there was none.
    """
    said = {"v": VERSION, "key": vkey, "old": old, "follows": follows}
    return canonical_json({name: value for name, value in said.items() if value})


def key_of(core: bytes) -> str:
    """The verifier key that a `key` leaf names."""
    return str(msgspec.json.decode(core, type=dict[str, object])["key"])
