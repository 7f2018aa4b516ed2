"""The witnesses, and what one has to trust to check the log by oneself."""

from dataclasses import dataclass
from datetime import datetime

from nucuoi.ledger import queries as ledger
from nucuoi.oversight.models import Witness
from nucuoi.tlog.keys import VerifierKey


@dataclass(frozen=True, slots=True)
class WitnessRow:
    """A witness that counts.

    Attributes:
        address: Where it is asked to cosign; empty when it fetches the log by itself.
        reached: Size of the newest checkpoint it has cosigned; None = none yet.
        cosigned_at: When that was, by its own clock.
    """

    id: int
    key: VerifierKey
    address: str
    named_by: str
    named_at: datetime
    reached: int | None
    cosigned_at: datetime | None


def witnesses() -> list[WitnessRow]:
    """The witnesses that count, the first named first."""
    return [_row(found) for found in Witness.objects.filter(end=None).order_by("id")]


def policy(base_url: str) -> str:
    """The keys that anybody needs to check the log, as C2SP tlog-policy.

    Args:
        base_url: Address of the installation, without a slash at its end.
    """
    log, known = ledger.log(), witnesses()
    address = f" {base_url}/log/{log.name}" if log else ""
    lines = [f"log {row.vkey}{address}" for row in ledger.log_keys()]
    lines += [f"witness w{row.id} {row.key}" for row in known]
    if known:
        lines.append(f"group chung-kien any {' '.join(f'w{row.id}' for row in known)}")
    lines.append(f"quorum {'chung-kien' if known else 'none'}")
    return "".join(f"{line}\n" for line in lines)


def _row(found: Witness) -> WitnessRow:
    last = ledger.last_cosigned_by(found.name)
    return WitnessRow(
        id=found.pk,
        key=VerifierKey.parse(found.vkey),
        address=found.address,
        named_by=found.named_by,
        named_at=found.named_at,
        reached=last[0] if last else None,
        cosigned_at=last[1] if last else None,
    )
