"""Officials: registered, corrected, posted to units; a posting is ended, never deleted."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q

from nucuoi.accounts.rules import clean_full_name
from nucuoi.audit.actions import record
from nucuoi.foundation.errors import Conflict, Invalid, NotFound
from nucuoi.foundation.seat import Seat
from nucuoi.organisation.actions.intake import touch_intake
from nucuoi.organisation.actions.lookup import official_named, unit_named, version_on
from nucuoi.organisation.actions.spans import cut_off
from nucuoi.organisation.models import CounterHolder, Duty, Official, Posting
from nucuoi.organisation.rules.officials import clean_official_code
from nucuoi.organisation.rules.words import OfficialKind


def register_official(
    *, by: Seat, code: str, full_name: str, kind: str, invented: bool = False
) -> Official:
    """Registers an official, without any posting yet.

    Args:
        by: The seat acted from.
        code: Of the office's own list; 2 to 40 ASCII letters, digits, dots, hyphens, underscores.
        full_name: The whole Vietnamese name.
        kind: One of `rules.words.OfficialKind`.
        invented: True for people of the demonstration only.

    Raises:
        Invalid: Naming `code`, `full_name` or `kind`.
        Conflict: Naming `code` when somebody has it.
    """
    official = Official(
        code=clean_official_code(code),
        full_name=clean_full_name(full_name),
        kind=_kind(kind),
        invented=invented,
    )
    try:
        with transaction.atomic():
            official.save()
            facts = {"full_name": official.full_name, "kind": kind}
            record(by=by, action="organisation.official.registered", subject=official.code, **facts)
    except IntegrityError as error:
        sentence = f"Mã {official.code} đã có người mang. Xin kiểm tra lại mã."
        raise Conflict(sentence, fields={"code": sentence}) from error
    return official


def take_on_official(
    *, by: Seat, code: str, full_name: str, kind: str, unit: str, position: str, valid_from: date
) -> Official:
    """Registers an official and posts her to a unit, both or neither; raises as both."""
    with transaction.atomic():
        official = register_official(by=by, code=code, full_name=full_name, kind=kind)
        post_official(
            by=by, official=official.code, unit=unit, position=position, valid_from=valid_from
        )
    return official


def change_official(*, by: Seat, code: str, full_name: str, kind: str) -> None:
    """Corrects name and kind; nothing is written when both stay. The code stays for ever.

    Raises:
        NotFound: If there is no such official.
        Invalid: Naming `full_name` or `kind`.
    """
    wanted = {"full_name": clean_full_name(full_name), "kind": _kind(kind)}
    with transaction.atomic():
        official = official_named(code)
        old = {"full_name": official.full_name, "kind": official.kind}
        if old == wanted:
            return
        official.full_name, official.kind = wanted["full_name"], wanted["kind"]
        official.save(update_fields=["full_name", "kind"])
        record(by=by, action="organisation.official.changed", subject=code, old=old, new=wanted)


def post_official(
    *, by: Seat, official: str, unit: str, position: str, valid_from: date
) -> Posting:
    """Gives an official a position in a unit from a day on; she may have others beside it.

    Args:
        by: The seat acted from.
        official: Code of the official.
        unit: Identity of the unit.
        position: At most 120 characters.
        valid_from: First day.

    Raises:
        NotFound: If there is no such official or unit.
        Conflict: If the unit does not exist on that day, or she has this position already.
    """
    with transaction.atomic():
        row, where = official_named(official), unit_named(unit)
        version_on(where, valid_from)
        same = Posting.objects.filter(official=row, unit=where, position=position)
        if same.filter(Q(valid_to=None) | Q(valid_to__gt=valid_from)).exists():
            raise Conflict("Người này đã có vị trí ấy ở đơn vị này.")
        posting = Posting.objects.create(
            official=row, unit=where, position=position, valid_from=valid_from
        )
        facts = {"unit": unit, "position": position, "valid_from": valid_from.isoformat()}
        record(by=by, action="organisation.posting.begun", subject=official, **facts)
    return posting


def end_posting(*, by: Seat, posting: int, on: date) -> None:
    """Ends a posting: the day `on` is the first without it.

    With her last posting an official also leaves the counters she holds and her roster from that
    day on, so that no rating goes to somebody who has left.

    Raises:
        NotFound: If there is no such posting.
        Invalid: Naming `on` when it is before the posting began.
        Conflict: If the posting has ended.
    """
    with transaction.atomic():
        row = _running(posting, on)
        row.valid_to = on
        row.save(update_fields=["valid_to"])
        others = Posting.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on))
        if not others.filter(official=row.official).exists():
            cut_off(CounterHolder.objects.filter(official=row.official), on)
            Duty.objects.filter(official=row.official, on__gte=on).delete()
            touch_intake()
        facts = {"unit": row.unit.unit, "position": row.position, "valid_to": on.isoformat()}
        record(by=by, action="organisation.posting.ended", subject=row.official.code, **facts)


def _kind(kind: str) -> str:
    if kind not in OfficialKind.values:
        raise Invalid("Không có loại này.", fields={"kind": "Xin chọn một loại trong danh sách."})
    return kind


def _running(posting: int, on: date) -> Posting:
    rows = Posting.objects.select_related("official", "unit").select_for_update(of=("self",))
    row = rows.filter(pk=posting).first()
    if row is None:
        raise NotFound("Không có vị trí công tác này.")
    if row.valid_to is not None:
        raise Conflict(f"Vị trí này đã kết thúc từ ngày {row.valid_to:%d/%m/%Y}.")
    if on < row.valid_from:
        sentence = f"Vị trí này bắt đầu từ ngày {row.valid_from:%d/%m/%Y}. Xin chọn từ ngày đó."
        raise Invalid(sentence, fields={"on": sentence})
    return row
