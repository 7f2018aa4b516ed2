"""By what right somebody sends: the evidence class comes from this, never from what is claimed."""

from dataclasses import dataclass

from nucuoi.ratings.rules.tokens import token_hash


@dataclass(frozen=True, slots=True)
class DeviceToken:
    """A tablet's token, as the hash that the database keeps."""

    token_hash: bytes


@dataclass(frozen=True, slots=True)
class Visitor:
    """Anybody. `address` is the keyed hash the open limit counts by; None = not limited."""

    address: bytes | None = None


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff who keys a paper sheet; the caller has checked that she may."""

    username: str


Credential = DeviceToken | Visitor | Staff


def device(token: str) -> DeviceToken:
    """The credential of a device that shows `token`."""
    return DeviceToken(token_hash(token))
