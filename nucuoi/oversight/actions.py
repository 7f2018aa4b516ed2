"""What the Front does at her seat, and what the terminal does to the log; each with its audit row."""

from urllib.parse import urlsplit

from django.db import transaction

from nucuoi.accounts import actions as accounts
from nucuoi.accounts.rules import Role
from nucuoi.audit.actions import record
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Invalid, NotFound
from nucuoi.foundation.seat import Seat
from nucuoi.ledger import actions as ledger
from nucuoi.ledger import publishing, queries, standstill
from nucuoi.oversight.models import Witness, WitnessEnd
from nucuoi.tlog.errors import Malformed
from nucuoi.tlog.keys import COSIGNATURE_V1, VerifierKey


def name_witness(*, by: Seat, vkey: str, address: str = "") -> None:
    """Names a machine whose cosignatures count from now on.

    Args:
        by: The Front.
        vkey: Its verifier key, as `nucuoi witness` prints it.
        address: Where it answers; empty when it fetches the log by itself.

    Raises:
        Invalid: Naming `vkey` or `address`.
        Conflict: If this key is or was a witness.
    """
    key, place = _key(vkey), _address(address)
    with transaction.atomic():
        if Witness.objects.filter(vkey=str(key)).exists():
            raise Conflict("Khóa này đã được ghi là máy chứng kiến rồi.")
        if Witness.objects.filter(name=key.name, end=None).exists():
            raise Conflict("Đã có máy chứng kiến mang tên này. Hãy kết thúc máy cũ trước.")
        Witness.objects.create(
            name=key.name, vkey=str(key), address=place, named_by=by.username, named_at=clock.now()
        )
        record(by=by, action="oversight.witness.named", subject=key.name[:80])


def end_witness(*, by: Seat, witness: int, why: str) -> None:
    """Ends a witness: its future cosignatures do not count, those of the past do.

    Raises:
        NotFound: If there is none.
        Invalid: If no reason is given.
        Conflict: If it has ended before.
    """
    reason = why.strip()[:200]
    if not reason:
        raise Invalid("Xin ghi lý do.", fields={"why": "Xin ghi lý do."})
    with transaction.atomic():
        found = Witness.objects.filter(pk=witness).first()
        if found is None:
            raise NotFound("Không tìm thấy máy chứng kiến này.")
        _, made = WitnessEnd.objects.get_or_create(
            witness=found, defaults={"at": clock.now(), "by": by.username, "why": reason}
        )
        if not made:
            raise Conflict("Máy chứng kiến này đã kết thúc.")
        record(by=by, action="oversight.witness.ended", subject=found.name[:80], why=reason)


def add_colleague(*, by: Seat, username: str, full_name: str) -> str:
    """Makes an account of the Front's; only she does.

    Returns:
        The secret of `/dat-mat-khau/<secret>/`.

    Raises:
        Invalid, Conflict: As `accounts.actions.make_user`.
        Forbidden: If somebody else acts.
    """
    with transaction.atomic():
        user = accounts.make_user(by=by, username=username, full_name=full_name)
        accounts.grant_role(
            by=by, username=user.username, role=Role.SUPERVISOR, valid_from=clock.today()
        )
        return accounts.make_password_link(by=by, username=user.username)


def rotate_key(*, by: Seat) -> str:
    """Changes the key of the log; returns the new verifier key, which witnesses must be given.

    Raises:
        Conflict: If nothing has been published yet.
    """
    if queries.log() is None:
        raise Conflict("Sổ chưa công bố lần nào; khóa sẽ được lập ở lần công bố đầu tiên.")
    with transaction.atomic():
        vkey = ledger.rotate_key()
        record(by=by, action="oversight.key.rotated", subject=vkey.partition("+")[2][:8])
    return vkey


def resume(*, by: Seat, kept: bytes | None) -> None:
    """Lets a restored folder publish again.

    Args:
        by: Whoever is at the terminal, or `SYSTEM` when a witness answered.
        kept: A signed checkpoint that somebody outside kept; None when it is known that nothing
            was published after the backup.

    Raises:
        Unpublishable: If the leaves are not those of it.
        Conflict: If `kept` does not fit the leaves, though there are enough.
        TlogError: If it is no checkpoint of this log.
    """
    if kept is not None and not publishing.extends(kept):
        raise Conflict("Mốc ký này không khớp với sổ đã phục hồi: chưa công bố lại được.")
    standstill.release()
    with transaction.atomic():
        how = "đối chiếu với mốc đã giữ" if kept else "xác nhận không có mốc nào mới hơn"
        record(by=by, action="oversight.log.resumed", how=how)


def begin_new_log(*, by: Seat) -> str:
    """Begins another log over the same leaves, when a restored one lacks published leaves.

    It gets a new origin and names the last checkpoint of the old one; the old one stays readable.

    Returns:
        The new origin.

    Raises:
        Conflict: If there is no log yet.
    """
    old, last = queries.log(), queries.last_checkpoint()
    if old is None or last is None:
        raise Conflict("Chưa có sổ nào để thay.")
    name = f"{publishing.NAME}-{len(queries.logs()) + 1}"
    origin = publishing.origin(name)
    with transaction.atomic():
        ledger.begin_log(name, origin, follows=f"{old.origin}\n{last.size}\n")
        record(by=by, action="oversight.log.begun", subject=origin[:80])
    standstill.release()
    return origin


def _key(vkey: str) -> VerifierKey:
    sentence = "Đây không phải khóa của máy chứng kiến. Chép nguyên dòng mà nucuoi witness in ra."
    try:
        key = VerifierKey.parse(vkey.strip())
    except Malformed:
        raise Invalid(sentence, fields={"vkey": sentence}) from None
    if key.kind != COSIGNATURE_V1:
        raise Invalid(sentence, fields={"vkey": sentence})
    return key


def _address(text: str) -> str:
    address = text.strip().rstrip("/")
    parts = urlsplit(address)
    if address and (parts.scheme not in {"http", "https"} or not parts.netloc):
        sentence = "Địa chỉ bắt đầu bằng https:// hoặc để trống."
        raise Invalid(sentence, fields={"address": sentence})
    return address
