"""`<data>/demo.json`: how testers and newcomers get into the demonstration (design §6)."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from nucuoi.demo.sign_ins import SignIn

NAME = "demo.json"


@dataclass(frozen=True)
class Doors:
    """Everything that lets somebody in; addresses are added when the file is written."""

    accounts: list[SignIn]
    counters: list[tuple[str, str]]
    devices: list[tuple[str, str]]
    """A counter it serves and its token."""
    tickets: list[tuple[str, str]]
    api_tokens: dict[str, str]
    ready_at: str


def write(folder: Path, base_url: str, doors: Doors) -> None:
    """Writes the record (mode 0600), whole or not at all."""
    _replace(folder / NAME, _record(base_url, doors))


def readdress(folder: Path, base_url: str) -> None:
    """Puts another address into the record: the demonstration was started on another port."""
    path = folder / NAME
    text = path.read_text()
    old = json.loads(text)["base_url"]
    if old != base_url:
        _replace(path, json.loads(text.replace(f'"{old}', f'"{base_url}')))


def _record(base_url: str, doors: Doors) -> dict[str, Any]:
    return {
        "base_url": base_url,
        "accounts": [asdict(sign_in) for sign_in in doors.accounts],
        "counters": [
            {"code": code, "unit": unit, "url": f"{base_url}/q/{code}"}
            for code, unit in doors.counters
        ],
        "devices": [
            {"counter": code, "token": token, "kiosk_url": f"{base_url}/kiosk/#{token}"}
            for code, token in doors.devices
        ],
        "tickets": [
            {"code": code, "counter": counter, "url": f"{base_url}/v/{code}"}
            for code, counter in doors.tickets
        ],
        "api_tokens": doors.api_tokens,
        "ready_at": doors.ready_at,
    }


def _replace(path: Path, record: dict[str, Any]) -> None:
    draft = path.with_suffix(".draft")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(record, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
