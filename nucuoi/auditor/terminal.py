"""The commands `nucuoi audit` and `nucuoi canary`, on the Front's own machine."""

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from nucuoi.auditor import bundle, canary, confirmed, sealed
from nucuoi.auditor.bundle import Leaf
from nucuoi.auditor.canary import Result
from nucuoi.auditor.check import Findings, audit
from nucuoi.auditor.errors import AuditRefused
from nucuoi.auditor.report import report
from nucuoi.tlog.errors import TlogError
from nucuoi.tlog.keys import ED25519, VerifierKey
from nucuoi.witness.errors import WitnessRefused
from nucuoi.witness.pull import Source
from nucuoi.witness.store import Store

Say = Callable[[str], object]


def run_audit(chosen: argparse.Namespace, say: Say) -> int:
    """Audits a bundle; 1 when anything is wrong.

    Raises:
        AuditRefused: If nothing could be audited.
    """
    if chosen.init:
        say(sealed.init(chosen.state))
        return 0
    if not (chosen.bundle and chosen.log and chosen.keys):
        raise AuditRefused("Cần gói mở sổ, --log và --keys. Lập khóa lần đầu: nucuoi audit --init.")
    seen: dict[int, Leaf] = {}
    found = _audited(chosen, seen)
    canaries = _canaries(chosen, seen) if chosen.canaries else None
    if canaries:
        _name_others(found, canaries)
    at = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))
    page = report(found, at, canaries.sentence if canaries else "")
    say(page.rstrip("\n"))
    if chosen.report:
        chosen.report.write_text(page, encoding="utf-8")
    return 1 if found.total or (canaries and not canaries.right) else 0


def run_canary(chosen: argparse.Namespace, say: Say) -> int:
    """Casts, notes or lists canaries; 1 when one is missing.

    Raises:
        AuditRefused: If it cannot be done.
    """
    if chosen.codes:
        say("\n".join(one["code"] for one in canary.noted(chosen.list)))
    elif chosen.note:
        canary.note(chosen.list, chosen.note[0], chosen.note[1], _score(chosen.note[2]))
    elif not chosen.site:
        raise AuditRefused("Cần --site, địa chỉ của trang Nụ Cười.")
    elif chosen.cast:
        counter, score = chosen.cast
        say(canary.cast(chosen.site, counter, _score(score), chosen.list))
    else:
        ask = canary.site_asker(chosen.site, canary.lookup_of)
        result = canary.check(canary.noted(chosen.list), {}, ask)
        say(result.sentence)
        return 0 if result.right else 1
    return 0


def _audited(chosen: argparse.Namespace, seen: dict[int, Leaf]) -> Findings:
    known = confirmed.read(chosen.confirmed) if chosen.confirmed else None

    def see(index: int, leaf: Leaf) -> None:
        if chosen.canaries:
            seen[index] = leaf
        if known:
            known.see(index, leaf)

    found = _against_log(chosen, see)
    for fault in known.faults() if known else ():
        found.add(fault)
    return found


def _against_log(chosen: argparse.Namespace, see: Callable[[int, Leaf], None]) -> Findings:
    try:
        with chosen.bundle.open("rb") as file:
            pieces = bundle.read(file, sealed.load(chosen.state))
            return audit(pieces, Source(chosen.log).tile, _keys(chosen.keys), _kept(chosen), see)
    except TlogError as fault:
        raise AuditRefused(f"Sổ hoặc mốc ký không đúng: {fault}.") from fault
    except WitnessRefused as refusal:
        raise AuditRefused(refusal.message) from refusal
    except OSError as fault:
        raise AuditRefused(f"Không đọc được: {fault}.") from fault


def _keys(policy: Path) -> list[VerifierKey]:
    """The keys of logs in a policy file."""
    lines = [line.split() for line in policy.read_text(encoding="utf-8").splitlines()]
    keys = [VerifierKey.parse(words[1]) for words in lines if words[:1] == ["log"]]
    return [key for key in keys if key.kind == ED25519]


def _kept(chosen: argparse.Namespace) -> list[bytes]:
    """What her own witness cosigned last, of the logs whose keys she was given."""
    if not chosen.witness:
        return []
    store = Store(chosen.witness)
    names = dict.fromkeys(key.name for key in _keys(chosen.keys))
    return [last for name in names if store.keys_of(name) and (last := store.last(name))]


def _canaries(chosen: argparse.Namespace, seen: dict[int, Leaf]) -> Result:
    if not chosen.site:
        raise AuditRefused("Với --canaries cần --site, địa chỉ của trang Nụ Cười.")
    ask = canary.site_asker(chosen.site, canary.lookup_of)
    return canary.check(canary.noted(chosen.canaries), seen, ask)


def _name_others(found: Findings, canaries: Result) -> None:
    """Names what was taken out as a canary and is none of hers."""
    for voided in found.canaries:
        if voided.of not in canaries.lines:
            found.add(f"{voided} như lượt thử mà không phải lượt thử của Mặt trận.")


def _score(text: str) -> int:
    if text not in {"1", "2", "3", "4", "5"}:
        raise AuditRefused("Điểm từ 1 đến 5.")
    return int(text)
