"""By what right somebody sends: the evidence class comes from this, never from what is claimed."""

from msgspec import Struct

from nucuoi.ratings.intake.registry import DeviceCard, Snapshot
from nucuoi.ratings.rules.tokens import token_hash


class DeviceToken(Struct, frozen=True):
    """A tablet's token, as the hash that the database keeps."""

    token_hash: bytes


class HandedOver(Struct, frozen=True):
    """What a tablet handed over while its token held, whatever became of the tablet since."""

    device: int
    point: int


class Visitor(Struct, frozen=True):
    """Anybody. `address` is the keyed hash the open limit counts by; None = not limited."""

    address: bytes | None = None


class Staff(Struct, frozen=True):
    """A member of staff who keys a paper sheet; the caller has checked that she may."""

    username: str


Credential = DeviceToken | HandedOver | Visitor | Staff


class Sender(Struct, frozen=True):
    """A credential that holds.

    Attributes:
        device: The paired device; None = none.
        staff: A sheet keyed by a member of staff.
        address: What the open limit counts by; None = not limited.
    """

    device: DeviceCard | None = None
    staff: bool = False
    address: bytes | None = None


def device(token: str) -> DeviceToken:
    """The credential of a device that shows `token`."""
    return DeviceToken(token_hash(token))


def sender(credential: Credential, snapshot: Snapshot) -> Sender | None:
    """The credential held against the snapshot; None = a device that is unknown or revoked."""
    if isinstance(credential, DeviceToken):
        card = snapshot.devices.get(credential.token_hash)
        return Sender(device=card) if card else None
    if isinstance(credential, HandedOver):
        return Sender(device=DeviceCard(credential.device, credential.point))
    if isinstance(credential, Staff):
        return Sender(staff=True)
    return Sender(address=credential.address)
