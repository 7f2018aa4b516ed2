"""The secret keys intake works with, from the data folder."""

import base64
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet

from nucuoi.foundation.keys import load_or_make


@dataclass(frozen=True, slots=True)
class Keyring:
    """One key a purpose, so that what one gives away says nothing about another."""

    receipt: bytes
    ticket: bytes
    address: bytes
    contact: Fernet


def load(folder: Path) -> Keyring:
    """The keys in `folder`; made there when they are missing."""
    contact = base64.urlsafe_b64encode(load_or_make(folder, "contact"))
    return Keyring(
        receipt=load_or_make(folder, "receipt"),
        ticket=load_or_make(folder, "ticket"),
        address=load_or_make(folder, "address"),
        contact=Fernet(contact),
    )
