"""Canaries: ratings cast in secret, found again in the opened log, or missing, or altered.

The list is a file that only the Front keeps: one JSON object a line, `code`, `counter`, `score` and
when it was cast. 300 canaries that are all found show with 95 % probability that less than 1 % of
ratings is tampered with.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen
from uuid import uuid4

from nucuoi.auditor.bundle import Leaf
from nucuoi.auditor.errors import AuditRefused

Cast = dict[str, Any]
TIMEOUT_S = 20.0


@dataclass(slots=True)
class Result:
    """What became of the canaries; each list holds codes.

    Attributes:
        logged: In the log, says the site, but not in the opened part: nothing was compared.
        waiting: Taken in but not in the log yet.
        lines: Where in the log those that were found stand.
    """

    found: list[str] = field(default_factory=list)
    logged: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)

    @property
    def right(self) -> bool:
        """Whether none is missing or altered."""
        return not self.missing and not self.altered

    @property
    def sentence(self) -> str:
        """For the report."""
        return (
            f"Lượt thử: {len(self.found)} thấy đúng, {len(self.logged)} đã vào sổ mà chưa đối chiếu, "
            f"{len(self.waiting)} đang chờ, {len(self.missing)} mất, {len(self.altered)} bị sửa."
        )


def cast(site: str, counter: str, score: int, notebook: Path) -> str:
    """Casts one rating through the open channel, as anybody could, and notes it; returns its code.

    Raises:
        AuditRefused: If it was not taken.
    """
    said = {"id": str(uuid4()), "counter": counter, "score": score, "channel": "web"}
    try:
        answer = _asked(f"{site.rstrip('/')}/api/v1/ratings", json.dumps(said).encode(), {})
    except OSError as fault:
        raise AuditRefused(f"Chưa gửi được lượt thử: {fault}.") from fault
    note(notebook, answer["receipt"], counter, score)
    code: str = answer["receipt"]
    return code


def note(notebook: Path, code: str, counter: str, score: int) -> None:
    """Notes a rating that was cast, for instance by hand at a tablet."""
    line = json.dumps({"code": code, "counter": counter, "score": score})
    notebook.touch(0o600)
    with notebook.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")


def noted(notebook: Path) -> list[Cast]:
    """The ratings that were cast.

    Raises:
        AuditRefused: If the list cannot be read.
    """
    try:
        return [json.loads(line) for line in notebook.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError) as fault:
        raise AuditRefused(f"Không đọc được danh sách lượt thử {notebook}.") from fault


def check(
    casts: list[Cast], leaves: dict[int, Leaf], ask: Callable[[str], dict[str, Any]]
) -> Result:
    """Looks for each in the opened leaves.

    Args:
        leaves: The opened leaves by index.
        ask: Gives the receipt of a code as `GET /api/v1/receipts` answers it, or, for tests, made.
    """
    result = Result()
    for one in casts:
        receipt = ask(one["code"])
        verdict = _verdict(one, receipt, leaves)
        if verdict == "found":
            # One line cannot be that of two canaries, whatever the site answers.
            verdict = "altered" if receipt["index"] in result.lines else verdict
            result.lines.add(receipt["index"])
        getattr(result, verdict).append(one["code"])
    return result


def site_asker(site: str, lookup_of: Callable[[str], str]) -> Callable[[str], dict[str, Any]]:
    """Asks an installation's receipts; `lookup_of` makes the header of a code."""

    def ask(code: str) -> dict[str, Any]:
        address = f"{site.rstrip('/')}/api/v1/receipts"
        try:
            return _asked(address, None, {"Receipt": lookup_of(code)})
        except OSError as fault:
            raise AuditRefused(f"Không hỏi được {address}: {fault}.") from fault

    return ask


def lookup_of(code: str) -> str:
    """The lookup key of a code, for the header; HKDF as design §6 says."""
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    signs = code.upper().replace("-", "").replace(" ", "")[:16]
    number = 0
    for sign in signs:
        number = number << 5 | alphabet.index(sign)
    extracted = hmac.digest(bytes(32), number.to_bytes(10), hashlib.sha256)
    key = hmac.digest(extracted, b"lookup\x01", hashlib.sha256)
    return base64.urlsafe_b64encode(key).rstrip(b"=").decode()


def _verdict(one: Cast, receipt: dict[str, Any], leaves: dict[int, Leaf]) -> str:
    index = receipt["index"]
    if receipt["status"] == "unknown":
        return "missing"
    if index not in leaves:
        return "waiting" if index is None else "logged"
    core = json.loads(leaves[index].core)
    same = core.get("counter") == one["counter"] and core.get("score") == one["score"]
    return "found" if same else "altered"


def _asked(address: str, body: bytes | None, headers: dict[str, str]) -> dict[str, Any]:
    if not address.startswith(("http://", "https://")):
        raise AuditRefused(f"{address} không phải địa chỉ trang.")
    request = Request(address, data=body, headers={"Content-Type": "application/json", **headers})  # noqa: S310  # checked above
    with urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310  # checked above
        said: dict[str, Any] = json.load(answer)
    return said
