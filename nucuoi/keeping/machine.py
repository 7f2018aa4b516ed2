"""What the machine itself knows: room on the disk, its clock, the certificate it serves with."""

import ctypes
import shutil
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509

_TIME_ERROR = 5
"""What adjtimex(2) returns while the clock is not synchronised."""


@dataclass(frozen=True, slots=True)
class Room:
    """Bytes of the disk that holds the data folder."""

    free: int
    total: int


@dataclass(frozen=True, slots=True)
class KernelClock:
    """What the kernel knows of its own clock.

    Attributes:
        synchronised: Whether a time service keeps it (chrony, systemd-timesyncd, ntpd).
        error_s: At most how far it is off, by the kernel's own account.
    """

    synchronised: bool
    error_s: float


class _Timex(ctypes.Structure):
    """`struct timex` as far as we read it; the rest is room for the kernel to write into."""

    _fields_ = (
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("freq", ctypes.c_long),
        ("maxerror_us", ctypes.c_long),
        ("esterror_us", ctypes.c_long),
        ("rest", ctypes.c_char * 512),
    )


def room(folder: Path) -> Room:
    """Room on the disk of a folder."""
    usage = shutil.disk_usage(folder)
    return Room(usage.free, usage.total)


def kernel_clock() -> KernelClock | None:
    """What the kernel says of its clock; None where it does not say (not Linux, or forbidden)."""
    if sys.platform != "linux":
        return None
    asked = _Timex()  # modes 0: reads only
    answer = ctypes.CDLL(None).adjtimex(ctypes.byref(asked))
    if answer < 0:
        return None
    return KernelClock(answer != _TIME_ERROR, asked.maxerror_us / 1e6)


def certificate_expires_at(file: Path) -> datetime | None:
    """Until when the first certificate of a PEM file is valid; None when it cannot be read."""
    try:
        return x509.load_pem_x509_certificates(file.read_bytes())[0].not_valid_after_utc
    except (OSError, ValueError):
        return None
