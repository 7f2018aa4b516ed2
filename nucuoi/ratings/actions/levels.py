"""Entering how five steps become three levels: data with a day and a citation."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from nucuoi.audit import actions as audit
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Invalid
from nucuoi.foundation.seat import Seat
from nucuoi.ratings.models import LevelMapping
from nucuoi.ratings.rules.levels import LEVEL_NAMES, LONGEST_CITATION, check_levels


@transaction.atomic
def set_level_mapping(
    *,
    by: Seat,
    valid_from: date,
    levels: Sequence[int],
    citation: str,
    valid_to: date | None = None,
) -> None:
    """Says which level each of the steps 1 to 5 belongs to from a day on; earlier ones stay.

    Raises:
        Invalid: If the levels are not in order, it has no citation, or it ends before it begins.
        Conflict: If another mapping begins on the same day.
    """
    checked = check_levels(levels)
    if not citation.strip() or len(citation) > LONGEST_CITATION:
        sentence = f"Xin ghi căn cứ, nhiều nhất {LONGEST_CITATION} ký tự."
        raise Invalid(sentence, fields={"citation": sentence})
    if valid_to is not None and valid_to <= valid_from:
        sentence = "Ngày hết áp dụng phải sau ngày bắt đầu."
        raise Invalid(sentence, fields={"valid_to": sentence})
    if LevelMapping.objects.filter(valid_from=valid_from).exists():
        sentence = "Đã có bảng quy đổi bắt đầu từ ngày này. Xin chọn ngày khác."
        raise Conflict(sentence, fields={"valid_from": sentence})
    LevelMapping.objects.create(
        valid_from=valid_from,
        valid_to=valid_to,
        citation=citation.strip(),
        made_at=clock.now(),
        made_by=by.username,
        **{f"step_{step}": level for step, level in enumerate(checked, start=1)},
    )
    audit.record(
        by=by,
        action="ratings.level_mapping.set",
        subject=valid_from.isoformat(),
        valid_from=valid_from.isoformat(),
        levels=", ".join(LEVEL_NAMES[level].lower() for level in checked),
        citation=citation.strip(),
    )
