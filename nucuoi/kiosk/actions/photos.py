"""Photos of officials for the tablets: kept small and drawn anew, taken away without a trace."""

from django.db import transaction

from nucuoi.audit.actions import record
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Invalid, NotFound
from nucuoi.foundation.seat import Seat
from nucuoi.kiosk.models import OfficialPhoto
from nucuoi.kiosk.rules.photos import thumbnail
from nucuoi.organisation.models import Official


def keep_photo(*, by: Seat, official: str, content: bytes) -> None:
    """Keeps a photo of an official in place of an older one; only what was drawn anew is kept.

    Raises:
        NotFound: If there is no such official.
        Invalid: Naming `file`, if it is no picture that can be read.
    """
    found = Official.objects.filter(code=official).first()
    if found is None:
        raise NotFound("Không có cán bộ mang mã này.")
    try:
        image = thumbnail(content)
    except ValueError:
        sentence = (
            "Chưa đọc được ảnh này. Xin chọn tệp JPEG, PNG hoặc WebP, tối đa 25 triệu điểm ảnh."
        )
        raise Invalid(sentence, fields={"file": sentence}) from None
    with transaction.atomic():
        OfficialPhoto.objects.update_or_create(
            official=found, defaults={"image": image, "by": by.username, "at": clock.now()}
        )
        record(by=by, action="kiosk.photo.kept", subject=official)


@transaction.atomic
def remove_photo(*, by: Seat, official: str) -> None:
    """Takes an official's photo away; the tablets drop theirs at their next report.

    Raises:
        NotFound: If there is none.
    """
    gone, _ = OfficialPhoto.objects.filter(official__code=official).delete()
    if not gone:
        raise NotFound("Cán bộ này chưa có ảnh.")
    record(by=by, action="kiosk.photo.removed", subject=official)
