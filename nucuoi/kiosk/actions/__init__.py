"""What changes around tablets: pairing, what they report and hold, who signed on at them."""

from nucuoi.kiosk.actions.badges import end_badge_code, make_badge_code
from nucuoi.kiosk.actions.held import keep_held, take_in_held
from nucuoi.kiosk.actions.pairing import make_pairing_code, use_pairing_code
from nucuoi.kiosk.actions.photos import keep_photo, remove_photo
from nucuoi.kiosk.actions.policy import show_names
from nucuoi.kiosk.actions.reports import keep_report
from nucuoi.kiosk.actions.signing_on import Claim, Claimed, take_claim

__all__ = [
    "Claim",
    "Claimed",
    "end_badge_code",
    "keep_held",
    "keep_photo",
    "keep_report",
    "make_badge_code",
    "make_pairing_code",
    "remove_photo",
    "show_names",
    "take_claim",
    "take_in_held",
    "use_pairing_code",
]
