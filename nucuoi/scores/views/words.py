"""Fair figures in words and drawings that a person understands."""

from collections.abc import Iterable, Mapping

from nucuoi.scores.queries import Fair, PeersRow
from nucuoi.scores.rules.fairness import LEAST_RATINGS, LEAST_RELIABILITY, Verdict
from nucuoi.web.charts import Scale, Standing, Whisker
from nucuoi.web.components import Band

BANDS: Mapping[Verdict, Band] = {
    Verdict.MUCH_BETTER: Band.OUTSTANDING,
    Verdict.BETTER: Band.BETTER,
    Verdict.EXPECTED: Band.SIMILAR,
    Verdict.LOWER: Band.LOWER,
    Verdict.MUCH_LOWER: Band.NEEDS_SUPPORT,
    Verdict.UNKNOWN: Band.UNKNOWN,
}

UNDISTINGUISHED = "Chưa đủ để phân biệt anh/chị với đồng nghiệp cùng lĩnh vực."


def scale_of(figures: Iterable[Fair]) -> Scale:
    """The axis on which all that is shown of these can be drawn."""
    return Scale.for_shares(one.low for one in figures if one.verdict is not Verdict.UNKNOWN)


def whisker(name: str, figure: Fair, peers: float, scale: Scale) -> Whisker | None:
    """The drawing of a figure; None where there are too few ratings for one."""
    if figure.n < LEAST_RATINGS:
        return None
    return Whisker(
        name=name,
        share=figure.share,
        low=figure.low,
        high=figure.high,
        peers=peers,
        standing=standing(figure.verdict),
        scale=scale,
    )


def row(name: str, figure: Fair, peers: float, scale: Scale) -> Whisker | None:
    """The drawing in a table: only where there is a band, so that nobody is judged by a guess."""
    known = figure.verdict is not Verdict.UNKNOWN
    return whisker(name, figure, peers, scale) if known else None


def standing(verdict: Verdict) -> Standing:
    """The colour of a band."""
    if verdict in (Verdict.MUCH_BETTER, Verdict.BETTER):
        return Standing.BETTER
    if verdict in (Verdict.MUCH_LOWER, Verdict.LOWER):
        return Standing.LOWER
    return Standing.EXPECTED


def why_unknown(figure: Fair) -> str:
    """Why a figure has no band, inside a table; empty when it has one."""
    if figure.verdict is not Verdict.UNKNOWN:
        return ""
    if figure.n < LEAST_RATINGS:
        return f"dưới {LEAST_RATINGS} lượt, chưa nêu số liệu"
    if figure.answered.is_thin:
        return "độ phủ dưới 5%, chưa xếp nhóm"
    return "độ tin cậy dưới 0,5, chưa xếp nhóm"


def conclusion(figure: Fair, group: PeersRow) -> tuple[str, str]:
    """What may be concluded from one's own figure: a sentence in bold and one that explains it."""
    if group.is_flat:
        return (
            UNDISTINGUISHED,
            "Cán bộ cùng lĩnh vực không khác nhau hơn mức ngẫu nhiên: con số trên là mức chung.",
        )
    if figure.answered.is_thin:
        return (
            "Chưa đủ dữ liệu.",
            "Quá ít người đến giao dịch có đánh giá, nên chưa thể nói những người khác thấy thế nào.",
        )
    if figure.reliability < LEAST_RELIABILITY:
        return (
            "Chưa đủ dữ liệu.",
            "Số lượt còn ít: con số trên nói về đồng nghiệp cùng lĩnh vực nhiều hơn về anh/chị.",
        )
    if figure.verdict > Verdict.EXPECTED:
        return (
            "Anh/chị được đánh giá cao hơn mức đồng nghiệp cùng lĩnh vực.",
            "Chênh lệch này vượt ngoài mức ngẫu nhiên.",
        )
    if figure.verdict < Verdict.EXPECTED:
        return (
            "Mức hài lòng đang thấp hơn đồng nghiệp cùng lĩnh vực.",
            "Chênh lệch vượt ngoài mức ngẫu nhiên. Lãnh đạo cũng thấy điều này để hỗ trợ anh/chị.",
        )
    if figure.low <= group.overall <= figure.high:
        return UNDISTINGUISHED, "Khoảng của anh/chị còn chạm mức chung."
    return (
        UNDISTINGUISHED,
        "Đồng nghiệp vốn khác nhau ít nhiều; chênh lệch này chưa vượt mức thường thấy.",
    )
