"""Released rows in words and drawings that need no help."""

from collections.abc import Iterator, Sequence

from nucuoi.releases.rules.content import Row
from nucuoi.web import formats
from nucuoi.web.charts import Scale, Standing, Whisker
from nucuoi.web.components import Band

TEN = 10
BANDS = {
    "much_better": Band.OUTSTANDING,
    "better": Band.BETTER,
    "expected": Band.SIMILAR,
    "lower": Band.LOWER,
    "much_lower": Band.NEEDS_SUPPORT,
}
ORDER = (*BANDS, "")
"""Tables go by band, then by name; never by share."""
_STANDINGS = {
    "much_better": Standing.BETTER,
    "better": Standing.BETTER,
    "lower": Standing.LOWER,
    "much_lower": Standing.LOWER,
}
_WHY = {
    "none": "chưa có lượt đánh giá",
    "few": "dưới 20 lượt, chưa nêu mức hài lòng",
    "coverage": "độ phủ dưới 5%, chưa nêu mức hài lòng",
    "reliability": "số lượt chưa đủ để phân biệt với nơi khác",
}
_NUMBERS = "không một hai ba bốn năm sáu bảy tám chín mười".split()


def scale_of(rows: Sequence[Row]) -> Scale:
    """The axis on which all shares of these can be drawn."""
    return Scale.for_shares(row.low / 100 for row in rows if row.low is not None)


def whisker(row: Row, peers: int | None, scale: Scale, name: str = "") -> Whisker | None:
    """The drawing of a row; None where nothing is said of its share."""
    if row.share is None or row.low is None or row.high is None:
        return None
    return Whisker(
        name=name or row.name,
        share=row.share / 100,
        low=row.low / 100,
        high=row.high / 100,
        peers=None if peers is None else peers / 100,
        standing=_STANDINGS.get(row.band, Standing.EXPECTED),
        scale=scale,
    )


def why(row: Row) -> str:
    """Why nothing is said of a unit's share; empty when something is."""
    return _WHY.get(row.why, "")


def beside(row: Row) -> str:
    """What stands beside the headline and is never added: other ways in, excluded, late."""
    return " · ".join(_beside(row))


def _beside(row: Row) -> Iterator[str]:
    names = {"open": "kênh mở", "paper": "phiếu giấy", "excluded": "loại trừ", "late": "đến muộn"}
    for member, words in names.items():
        number = getattr(row, member)
        if number is None:
            yield f"{words}: ít, không nêu"
        elif number:
            yield f"{words}: {formats.number(number)}"


def ten_faces(levels: Sequence[int]) -> list[int]:
    """Ten faces that stand for all who rated, from the best down: by largest remainders.

    Args:
        levels: Per cents of the scores 1 to 5; empty = not published.
    """
    if not levels:
        return []
    whole = sum(levels)
    parts = [one * TEN / whole for one in levels]
    faces = [int(part) for part in parts]
    rest = sorted(range(5), key=lambda place: (faces[place] - parts[place], -place))
    for place in rest[: TEN - sum(faces)]:
        faces[place] += 1
    return [score for score in (5, 4, 3, 2, 1) for _ in range(faces[score - 1])]


def in_ten(share: int) -> str:
    """A share in words, of ten ratings."""
    count = round(share / TEN)
    return f"Cứ mười lượt đánh giá thì khoảng {_NUMBERS[count]} lượt hài lòng."
