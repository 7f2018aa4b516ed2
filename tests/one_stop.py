"""A small province for the set-up screens: two communes with a service point each, and a few fields."""

from datetime import date

from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation import actions
from nucuoi.organisation.models import Counter, Field, ServicePoint, Unit, UnitVersion
from tests.cast import UNIT

START = date(2021, 1, 1)
PROVINCE, COMMUNE, NEIGHBOUR, OFFICE = "bg-24-2021", UNIT, "bg-07213-2021", "bg-snv-2021"
POINT, NEXT_POINT = f"{COMMUNE}-mc", f"{NEIGHBOUR}-mc"
FIELDS = {"HT": "Hộ tịch", "CT": "Chứng thực", "DD": "Đất đai"}


def build() -> None:
    """The units, their points and the fields; no counters and nobody yet."""
    house = unit(PROVINCE, "Tỉnh Bắc Giang", "province", "tỉnh", None)
    unit(OFFICE, "Sở Nội vụ", "department", "sở", house)
    for identity, name in ((COMMUNE, "Xã Song Mai"), (NEIGHBOUR, "Xã Ẩm")):
        commune = unit(identity, name, "commune", "xã", house)
        words = f"Bộ phận Tiếp nhận và Trả kết quả xã {name[3:]}"
        place = unit(f"{identity}-mc", words, "service_point", "bộ phận", commune)
        ServicePoint.objects.create(unit=place)
    Field.objects.bulk_create(Field(code=code, name=name) for code, name in FIELDS.items())
    actions.touch_intake()


def unit(identity: str, name: str, level: str, kind: str, parent: Unit | None) -> Unit:
    """A unit with one version that holds from the beginning."""
    made = Unit.objects.create(unit=identity)
    UnitVersion.objects.create(
        unit=made, name=name, level=level, kind=kind, parent=parent, valid_from=START
    )
    return made


def counter(number: int = 1, point: str = POINT, since: date = START, name: str = "") -> str:
    """Opens a counter and returns its code."""
    name = name or f"Quầy {number}"
    return actions.open_counter(
        by=SYSTEM, point=point, number=number, name=name, opens_on=since
    ).code


def counter_row(code: str) -> Counter:
    """The row of a counter."""
    return Counter.objects.get(code=code)


def official(code: str, full_name: str, where: str = COMMUNE, since: date = START) -> str:
    """Takes an official on and returns her code."""
    return actions.take_on_official(
        by=SYSTEM,
        code=code,
        full_name=full_name,
        kind="civil_servant",
        unit=where,
        position="Công chức",
        valid_from=since,
    ).code
