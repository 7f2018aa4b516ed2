"""Run in a process of its own: fills an empty data folder with one service point and its counters."""

import json
import os
from datetime import date, timedelta

import django

TODAY = date.today()  # noqa: DTZ011  # any day near today serves
LONG_AGO = date(2021, 1, 1)


def main() -> None:
    """One open counter with two fields, one closed with a successor, one that opens later."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nucuoi.settings")
    django.setup()
    from nucuoi.organisation import models

    host = models.Unit.objects.create(unit="bg-07375-2021")
    unit = models.Unit.objects.create(unit="bg-07375-2021-mc")
    models.UnitVersion.objects.create(
        unit=host, name="Thị trấn Vôi", level="commune", kind="thị trấn", valid_from=LONG_AGO
    )
    models.UnitVersion.objects.create(
        unit=unit,
        name="Bộ phận Tiếp nhận và Trả kết quả thị trấn Vôi",
        level="service_point",
        kind="nơi tiếp dân",
        parent=host,
        valid_from=LONG_AGO,
    )
    point = models.ServicePoint.objects.create(unit=unit)
    opened = models.Counter.objects.create(
        code="bg07375-21-02", point=point, number=2, name="Tư pháp", valid_from=LONG_AGO
    )
    closed = models.Counter.objects.create(
        code="bg07375-21-01",
        point=point,
        number=1,
        name="Cũ",
        valid_from=LONG_AGO,
        valid_to=TODAY - timedelta(days=3),
    )
    models.Counter.objects.create(
        code="bg07375-21-03",
        point=point,
        number=3,
        name="Mới",
        valid_from=TODAY + timedelta(days=30),
    )
    models.CounterSuccession.objects.create(old=closed, new=opened, on=TODAY - timedelta(days=3))
    for code, name in (("HT", "Hộ tịch"), ("CT", "Chứng thực")):
        field = models.Field.objects.create(code=code, name=name)
        models.CounterField.objects.create(counter=opened, field=field, valid_from=LONG_AGO)
    models.Procedure.objects.create(
        code="1.001193", name="Đăng ký khai sinh", field=models.Field.objects.get(code="HT")
    )
    models.IntakeVersion.objects.create(number=1)
    _make_keys()


def _make_keys() -> None:
    """Keys of another system, in a file that the tests read."""
    from django.conf import settings

    from nucuoi.accounts.actions import make_api_token
    from nucuoi.foundation.seat import SYSTEM

    keys = {
        purpose: make_api_token(by=SYSTEM, purpose=purpose, name="Một cửa thử")
        for purpose in ("tickets", "visits")
    }
    (settings.DATA / "api_keys.json").write_text(json.dumps(keys))


main()
