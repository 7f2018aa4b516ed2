"""Running all checks on one state of the database, one line each."""

from collections.abc import Callable, Iterator

from nucuoi.fsck import journal, leaves, matters, ratings, tables, tallies, tree
from nucuoi.fsck.reading import one_state

Check = Callable[[], Iterator[str]]

CHECKS: tuple[tuple[str, Check], ...] = (
    ("Sổ liền mạch, không thiếu dòng", leaves.gaps),
    ("Mã băm của từng dòng", leaves.digests),
    ("Dòng thay đổi nối đúng dòng cũ", leaves.changes),
    ("Gốc cây của từng mốc đã ký", tree.roots),
    ("Chữ ký của từng mốc", tree.signatures),
    ("Tệp công bố khớp với sổ", tree.tiles),
    ("Nhật ký như đã cam kết, không thiếu dòng", journal.covered),
    ("Mỗi đánh giá có đúng một dòng", ratings.each_once),
    ("Nội dung đánh giá như đã ghi", ratings.contents),
    ("Nhận xét như đã ghi", ratings.remarks),
    ("Không có đánh giá chờ ghi quá một phút", ratings.waiting),
    ("Con trỏ theo sổ nằm trong sổ", leaves.cursors),
    ("Số đếm theo tháng khớp với sổ", tallies.months),
    ("Số đếm theo tuần khớp với sổ", tallies.weeks),
    ("Số đếm theo ngày khớp với sổ", tallies.days),
    ("Các bước đã công bố hợp lệ", tallies.steps),
    ("Bảng kết quả đã công bố khớp với dòng của nó", tables.released),
    ("Số liệu phản ánh khớp với từng phản ánh", matters.sums),
)


def check_all(say: Callable[[str], object]) -> bool:
    """Runs every check; says one Vietnamese line for each, with the first fault it found.

    Others may go on writing: what is checked is the state at the beginning.

    Returns:
        Whether nothing was wrong.
    """
    with one_state():
        found = [_check(name, check, say) for name, check in CHECKS]
    return all(found)


def _check(name: str, check: Check, say: Callable[[str], object]) -> bool:
    faults = _readable(check())
    first = next(faults, None)
    if first is None:
        say(f"ĐÚNG  {name}")
        return True
    more = sum(1 for _ in faults)
    say(f"SAI   {name}: {first}" + (f" (và {more} lỗi nữa)" if more else ""))
    return False


def _readable(faults: Iterator[str]) -> Iterator[str]:
    """The faults; a row so spoiled that the check cannot go on is the last of them."""
    try:
        yield from faults
    except (KeyError, TypeError, ValueError, OverflowError) as fault:
        yield f"không đọc tiếp được ({type(fault).__name__}: {fault})"
