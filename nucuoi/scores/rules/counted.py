"""What of a leaf counts: decoding cores, duties and changes."""

from functools import lru_cache
from typing import Annotated

import msgspec

from nucuoi.ledger.errors import Unreadable
from nucuoi.ledger.rules.entry import LeafRow
from nucuoi.ledger.rules.parts import Kind

VERSION = 1
Level = Annotated[int, msgspec.Meta(ge=1, le=5)]


class Counted(msgspec.Struct):
    """A rating as figures see it, in the words and codes of its leaf."""

    counter: str
    day: int
    evidence: str
    rater: str
    score: Level
    official: str | None = None
    field: str | None = None
    spirit: Level | None = None
    attitude: Level | None = None
    conduct: Level | None = None
    tags: tuple[str, ...] = ()
    disputed: int = 0


class _Core(Counted, kw_only=True):
    v: int


class _Duty(msgspec.Struct, frozen=True):
    v: int
    official: str


class _Change(msgspec.Struct, frozen=True):
    v: int
    of: int
    old: Counted | None = None
    new: Counted | None = None


_CORE = msgspec.json.Decoder(_Core)
_DUTY = msgspec.json.Decoder(_Duty)
_CHANGE = msgspec.json.Decoder(_Change)


def signed(leaf: LeafRow) -> list[tuple[int, Counted]]:
    """What a leaf adds (+1) to the counts and what it takes away (-1).

    An entry adds itself. A change or exclusion takes away what counted before (`old`) and adds
    what counts now (`new`); without `old` it counted nowhere, without `new` it counts nowhere.
    Other kinds move no count.

    Raises:
        Unreadable: If the leaf is not of a known kind, version and shape.
    """
    try:
        return _signed(Kind(leaf.kind), leaf)
    except (msgspec.MsgspecError, ValueError) as fault:
        raise Unreadable(leaf.index, str(fault)) from fault


def _signed(kind: Kind, leaf: LeafRow) -> list[tuple[int, Counted]]:
    if kind is Kind.ENTRY:
        return [(+1, _entry(leaf))]
    if kind in (Kind.CHANGE, Kind.EXCLUDE):
        change = _CHANGE.decode(leaf.core)
        _check_version(change.v)
        sides = ((-1, change.old), (+1, change.new))
        return [(sign, counted) for sign, counted in sides if counted is not None]
    return []


def _entry(leaf: LeafRow) -> Counted:
    core = _CORE.decode(leaf.core)
    _check_version(core.v)
    if leaf.duty is not None:
        core.official = _official(bytes(leaf.duty))
    return core


@lru_cache(maxsize=65_536)
def _official(written: bytes) -> str:
    """Who a duty names; the same few thousand stand in millions of leaves."""
    duty = _DUTY.decode(written)
    _check_version(duty.v)
    return duty.official


def _check_version(version: int) -> None:
    if version != VERSION:
        raise ValueError(f"version {version} is not known")
