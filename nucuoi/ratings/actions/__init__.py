"""What staff change in ratings: devices and tickets."""

from nucuoi.ratings.actions.devices import pair_device, revoke_device
from nucuoi.ratings.actions.tickets import Minted, mint_ticket

__all__ = ["Minted", "mint_ticket", "pair_device", "revoke_device"]
