"""What changes around ratings: devices, tickets, and what is forgotten."""

from nucuoi.ratings.actions.devices import pair_device, revoke_device
from nucuoi.ratings.actions.forgetting import forget_intake_records
from nucuoi.ratings.actions.tickets import Minted, mint_ticket

__all__ = ["Minted", "forget_intake_records", "mint_ticket", "pair_device", "revoke_device"]
