"""Building the demonstration into an empty data folder, step by step."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from django.conf import settings
from django.db import connection, transaction

from nucuoi.accounts.actions import make_api_token
from nucuoi.accounts.rules import Role
from nucuoi.demo import record
from nucuoi.demo.beside import sealing_beside
from nucuoi.demo.matters import settle_past
from nucuoi.demo.places import SHOWCASE, START, Desk, furnish
from nucuoi.demo.rows import Numbering, new_rating
from nucuoi.demo.sign_ins import make_sign_ins
from nucuoi.demo.stream import Said, Served, stream
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM, Seat
from nucuoi.organisation.actions import import_units, touch_intake
from nucuoi.organisation.models import Official
from nucuoi.organisation.rules.words import VisitSource
from nucuoi.ratings.actions import devices, history, make_named_link, tickets
from nucuoi.ratings.intake import keyring
from nucuoi.ratings.intake.rows import NewRating
from nucuoi.ratings.queries import devices_of
from nucuoi.ratings.rules.words import Evidence, Rater
from nucuoi.releases.actions import release_due
from nucuoi.scores import steps
from nucuoi.scores.rebuild import rebuild

SEED = 20210428
RELEASED = 8
"""Released tables a newcomer finds at once; the worker releases the rest in the first minutes."""
Progress = Callable[[str], None]


def build(progress: Progress) -> None:
    """Makes the whole demonstration; a folder where this broke off must be emptied first.

    Args:
        progress: Told each step in Vietnamese.
    """
    chance, until = Random(SEED), clock.now()  # noqa: S311  # invents a demonstration, keeps no secret
    progress("Nạp danh sách đơn vị")
    import_units(by=SYSTEM)
    progress("Mở quầy, phân công cán bộ")
    desks = furnish(chance, clock.today())
    doors = _doors(desks, chance)
    _invite_businesses()
    progress("Ghi khoảng 150.000 lượt đánh giá từ 05/2021 đến hôm nay vào sổ")
    with sealing_beside():
        _fill(desks, chance, until)
    touch_intake()
    progress("Mở và trả lời phản ánh của hai tháng gần đây")
    settle_past(chance, until)
    progress("Cộng số liệu")
    rebuild()
    for day in _days_shown(clock.today()):
        steps.show_all(day)
    progress("Công bố kết quả các kỳ gần đây")
    release_due(by=SYSTEM, at_most=RELEASED)
    record.write(settings.DATA, settings.BASE_URL, replace(doors, ready_at=clock.now().isoformat()))


def _doors(desks: list[Desk], chance: Random) -> record.Doors:
    """Accounts, tablets, invitations and keys.

    The first tablet stands at the first counter; the last serves its whole service point.
    """
    today = clock.today()
    showcase = [desk for desk in desks if desk.host == SHOWCASE]
    others = [desk for desk in desks if desk.last >= today and desk.host != SHOWCASE]
    listed = [*showcase, *others[:6]]
    official = Official.objects.get(pk=showcase[0].holder(today))
    return record.Doors(
        accounts=make_sign_ins(chance, official, START),
        counters=[(desk.counter.code, desk.host) for desk in listed],
        devices=[
            *((desk.counter.code, _pair(desk)) for desk in listed if desk.tablet),
            (showcase[0].counter.code, _pair_for_all(showcase[0])),
        ],
        tickets=[(_invite(desk), desk.counter.code) for desk in showcase for _ in range(4)],
        api_tokens={
            purpose: make_api_token(
                by=SYSTEM, purpose=purpose, name="Hệ thống một cửa (trình diễn)"
            )
            for purpose in ("tickets", "visits")
        },
        ready_at="",
    )


def _pair(desk: Desk) -> str:
    return devices.pair_device(by=SYSTEM, name=f"Máy {desk.counter.name}", counter=desk.counter)


def _pair_for_all(desk: Desk) -> str:
    """A tablet of the whole service point, which asks at which desk the person has been."""
    return devices.pair_device(by=SYSTEM, name="Máy ở lối ra", point=desk.counter.point)


def _invite(desk: Desk) -> str:
    return tickets.mint_ticket(by=SYSTEM, counter=desk.counter, field=desk.fields[0]).code


def _invite_businesses() -> None:
    """A named link of the association to the counters of the showcase."""
    today = clock.today()
    make_named_link(
        by=Seat(username="demo-association", role=Role.ASSOCIATION),
        title="Hội viên góp ý về thủ tục, đợt trình diễn",
        rater=Rater.BUSINESS,
        opens_on=today,
        closes_on=today + timedelta(days=90),
        unit=SHOWCASE,
    )


def _fill(desks: list[Desk], chance: Random, until: datetime) -> None:
    said: list[Said] = []
    served: list[Served] = []
    for one in stream(desks, chance, until):
        (said if isinstance(one, Said) else served).append(one)  # type: ignore[arg-type]  # chosen by its class
    _store_visits(served)
    history.store_history(_rows(said))


def _rows(said: list[Said]) -> Iterator[NewRating]:
    invited = [one for one in said if one.evidence == Evidence.TICKET]
    rows = history.store_tickets(_past_ticket(one) for one in invited)
    row_of = dict(zip(map(id, invited), rows, strict=True))
    keys = keyring.load(settings.KEYS)
    numbering = Numbering(form=1, devices=_tablets(said))
    for one in said:
        yield new_rating(one, keys, numbering, row_of.get(id(one)))


def _tablets(said: list[Said]) -> dict[int, int]:
    """Rows of the paired tablets by the rows of their counters."""
    counters = {one.desk.counter.pk for one in said}
    return {row.counter: row.id for row in devices_of(counters) if row.counter is not None}


def _past_ticket(said: Said) -> history.PastTicket:
    field = said.field.pk if said.field else None
    return history.PastTicket(said.desk.counter.pk, field, said.at - timedelta(minutes=3))


def _store_visits(served: Iterable[Served]) -> None:
    now = clock.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            _INSERT_VISIT,
            [
                (one.desk.counter.pk, one.on, one.count, VisitSource.API, _KEYED_BY, now)
                for one in served
            ],
        )


_KEYED_BY = "trình diễn"
_INSERT_VISIT = (
    'INSERT INTO organisation_visit (counter_id, "on", submitted, supplemented, collected, online,'
    " source, keyed_by, keyed_at) VALUES (%s, %s, %s, 0, 0, 0, %s, %s, %s)"
)


def _days_shown(today: date) -> Iterator[date]:
    """Days whose distributions a head may leaf back to: month ends, Fridays, the last two weeks."""
    for back in range(95, -1, -1):
        day = today - timedelta(days=back)
        if back < 14 or (day + timedelta(days=1)).day == 1 or (back < 35 and day.weekday() == 4):
            yield day
