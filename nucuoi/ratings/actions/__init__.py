"""What changes around ratings: devices, tickets, links, and what is forgotten."""

from nucuoi.ratings.actions.coming_again import take_in_again
from nucuoi.ratings.actions.devices import hear_of_device, pair_device, revoke_device
from nucuoi.ratings.actions.forgetting import forget_intake_records
from nucuoi.ratings.actions.links import end_named_link, make_named_link
from nucuoi.ratings.actions.outboxes import count_numbers
from nucuoi.ratings.actions.tickets import Minted, Wanted, mint_ticket, mint_tickets, print_sheet

__all__ = [
    "Minted",
    "Wanted",
    "count_numbers",
    "end_named_link",
    "forget_intake_records",
    "hear_of_device",
    "make_named_link",
    "mint_ticket",
    "mint_tickets",
    "pair_device",
    "print_sheet",
    "revoke_device",
    "take_in_again",
]
