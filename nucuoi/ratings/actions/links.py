"""Making a named link, and ending one before its last day."""

from datetime import date

from django.db import transaction

from nucuoi.audit import actions as audit
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Invalid, NotFound
from nucuoi.foundation.seat import Seat
from nucuoi.organisation import queries as organisation
from nucuoi.organisation.models import Counter
from nucuoi.ratings.models import NamedLink, NamedLinkEnding
from nucuoi.ratings.rules import links
from nucuoi.ratings.rules.words import Rater


@transaction.atomic
def make_named_link(
    *,
    by: Seat,
    title: str,
    rater: Rater,
    opens_on: date,
    closes_on: date,
    counter: str = "",
    unit: str = "",
) -> str:
    """Makes a link to a counter or to a unit's counters and returns its code.

    Raises:
        Invalid: If it has no title, its days are wrong, or it would lead to no open counter.
        NotFound: If there is no such unit today.
    """
    if not title.strip() or len(title) > links.LONGEST_TITLE:
        sentence = f"Xin đặt tên, nhiều nhất {links.LONGEST_TITLE} ký tự."
        raise Invalid(sentence, fields={"title": sentence})
    links.check_period(opens_on, closes_on)
    link = NamedLink.objects.create(
        code=_free_code(),
        title=title.strip(),
        rater=rater,
        counter=_counter(counter) if counter else None,
        unit="" if counter else _unit(unit),
        opens_on=opens_on,
        closes_on=closes_on,
        made_at=clock.now(),
        made_by=by.username,
    )
    audit.record(
        by=by,
        action="ratings.named_link.made",
        subject=link.code,
        title=link.title,
        place=counter or unit,
        opens_on=opens_on.isoformat(),
        closes_on=closes_on.isoformat(),
    )
    return link.code


@transaction.atomic
def end_named_link(*, by: Seat, code: str, why: str) -> None:
    """Ends a link today; what came by it stays counted.

    Raises:
        NotFound: If there is none of that code.
        Conflict: If it has been ended before.
        Invalid: If no reason is given.
    """
    link = NamedLink.objects.select_for_update().filter(code=code).first()
    if link is None:
        raise NotFound("Không có liên kết này.")
    if not why.strip():
        raise Invalid("Ghi lý do đóng liên kết.", fields={"why": "Xin ghi lý do."})
    ending = {"at": clock.now(), "by": by.username, "why": why.strip()[:200]}
    _, made = NamedLinkEnding.objects.get_or_create(link=link, defaults=ending)
    if not made:
        raise Conflict("Liên kết này đã đóng trước đó.")
    audit.record(
        by=by, action="ratings.named_link.ended", subject=code, title=link.title, why=why.strip()
    )


def _free_code() -> str:
    while True:
        code = links.make_code()
        if not NamedLink.objects.filter(code=code).exists():
            return code


def _counter(code: str) -> Counter:
    row = organisation.counter(code, clock.today())
    return Counter.objects.get(pk=row.id)


def _unit(identity: str) -> str:
    if not organisation.counters_under(identity, clock.today()):
        sentence = "Đơn vị này chưa có quầy nào đang mở. Xin chọn đơn vị khác."
        raise Invalid(sentence, fields={"place": sentence})
    return identity
