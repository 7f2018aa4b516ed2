"""Ratings made straight through the models, for tests of what comes after intake."""

import secrets
from collections.abc import Iterable
from datetime import date

from nucuoi.foundation import clock
from nucuoi.organisation.models import Counter, Field, Official, ServicePoint, Unit, UnitVersion
from nucuoi.organisation.rules.words import Level, OfficialKind
from nucuoi.ratings.models import IntakeRecord, Pending, Questionnaire, Rating, Remark, Ticket
from nucuoi.ratings.rules.words import AttributedBy, Channel, Evidence, Language, Rater

START = date(2021, 1, 1)
TREE = {
    "bg-24-2021": ("Tỉnh Bắc Giang", Level.PROVINCE, None),
    "bg-221-2021": ("Huyện Sơn Động", Level.DISTRICT, "bg-24-2021"),
    "bg-07210-2021": ("Thị trấn An Châu", Level.COMMUNE, "bg-221-2021"),
    "bg-07210-2021-mc": ("Bộ phận Tiếp nhận và Trả kết quả", Level.SERVICE_POINT, "bg-07210-2021"),
    "bg-07213-2021": ("Xã Vân Sơn", Level.COMMUNE, "bg-221-2021"),
    "bg-07213-2021-mc": ("Bộ phận Tiếp nhận và Trả kết quả", Level.SERVICE_POINT, "bg-07213-2021"),
}


def make_tree() -> None:
    """A province, a district, two communes with two counters each, two officials, two fields."""
    for identity, (name, level, parent) in TREE.items():
        unit = Unit.objects.create(unit=identity)
        UnitVersion.objects.create(
            unit=unit,
            name=name,
            level=level,
            kind="",
            parent=Unit.objects.filter(unit=parent).first(),
            valid_from=START,
        )
        if level == Level.SERVICE_POINT:
            _make_point(unit)
    for code in ("cb-1", "cb-2"):
        Official.objects.create(
            code=code, full_name="Nguyễn Thị An", kind=OfficialKind.CIVIL_SERVANT
        )
    for code in ("dat_dai", "ho_tich"):
        Field.objects.create(code=code, name=code)
    Questionnaire.objects.update_or_create(
        number=1, defaults={"code": "nguoi_dan_1", "content": {}, "valid_from": START}
    )


def make_rating(
    *,
    counter: str = "bg07210-21-1",
    on: date = date(2026, 11, 20),
    score: int = 5,
    evidence: Evidence = Evidence.KIOSK,
    official: str | None = None,
    field: str | None = None,
    remark: str | None = None,
    breaches: int = 0,
    ticket: Ticket | None = None,
    **columns: object,
) -> Rating:
    """A rating with its pending row, and its remark when there is one; `columns` go to `Rating`."""
    given: dict[str, object] = {
        "uuid": secrets.token_bytes(16),
        "content": bytes(16),
        "lookup_hash": secrets.token_bytes(16),
        "day": clock.day_number(on),
        "half": clock.Half.MORNING,
        "counter": Counter.objects.get(code=counter),
        "official": Official.objects.filter(code=official).first(),
        "field": Field.objects.filter(code=field).first(),
        "form_id": 1,
        "ticket": ticket,
        "evidence": evidence,
        "channel": Channel.KIOSK,
        "rater": Rater.CITIZEN,
        "lang": Language.VI,
        "score": score,
        "attributed_by": AttributedBy.HOLDER if official else AttributedBy.COUNTER_ONLY,
        "has_text": remark is not None or breaches > 0,
    }
    rating = Rating.objects.create(**(given | columns))
    if rating.has_text:
        Remark.objects.create(
            rating=rating, text=remark or "", breaches=breaches, salt=secrets.token_bytes(32)
        )
    IntakeRecord.objects.create(rating=rating, arrived_ms=clock.now_ms())
    Pending.objects.create(rating=rating, receipt_digest=secrets.token_bytes(32))
    return rating


def make_ratings(scores: Iterable[int], **columns: object) -> list[Rating]:
    """One rating for each score."""
    return [make_rating(score=score, **columns) for score in scores]  # type: ignore[arg-type]  # passed on as they are


def make_ticket(*, counter: str = "bg07210-21-1", late: bool = False) -> Ticket:
    """A ticket of that counter that has not expired."""
    return Ticket.objects.create(
        tag=secrets.token_bytes(32),
        counter=Counter.objects.get(code=counter),
        late=late,
        minted_at=clock.now(),
        expires_at=clock.now(),
    )


def _make_point(unit: Unit) -> None:
    point = ServicePoint.objects.create(unit=unit)
    official_code = unit.unit.split("-")[1]
    for number in (1, 2):
        Counter.objects.create(
            code=f"bg{official_code}-21-{number}",
            point=point,
            number=number,
            name=f"Quầy {number}",
            valid_from=START,
        )
