"""Exclusions in the log against those that the Front remembers to have confirmed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from nucuoi.auditor.bundle import Leaf
from nucuoi.auditor.counting import CANARY
from nucuoi.auditor.errors import AuditRefused

RESTORED = "restored"
"""The reason that takes back."""
Key = tuple[int, str]


class _Core(msgspec.Struct):
    of: int = -1
    why: str = ""


_DECODE = msgspec.json.Decoder(_Core).decode


@dataclass(slots=True)
class Confirmed:
    """Which ratings the Front let move, each with its reason, and which lines of the log move one.

    Attributes:
        known: Rating (index) and reason, as often as she confirmed it.
    """

    known: Counter[Key]
    _moved: list[tuple[int, Key]] = field(default_factory=list)

    def see(self, index: int, leaf: Leaf) -> None:
        """Is shown every leaf of the log."""
        if leaf.kind in {"change", "exclude"}:
            core = _DECODE(leaf.core)
            if core.why != CANARY and (leaf.kind == "exclude" or core.why == RESTORED):
                self._moved.append((index, (core.of, core.why)))

    def faults(self) -> Iterator[str]:
        """What moved without her, and what she confirmed that did not move, in Vietnamese."""
        left = self.known.copy()
        for index, key in self._moved:
            if left[key]:
                left[key] -= 1
            else:
                word = "tính lại" if key[1] == RESTORED else "loại"
                yield f"Dòng {index}: {word} dòng {key[0]} mà Mặt trận không xác nhận."
        for (of, why), times in sorted(left.items()):
            if times:
                yield f"Dòng {of}: Mặt trận đã xác nhận ({why}) mà sổ không có."


def read(path: Path) -> Confirmed:
    """Reads the list that her page gives: a line for each rating, with its index and the reason.

    Raises:
        AuditRefused: If it cannot be read.
    """
    try:
        lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines()]
        return Confirmed(Counter((int(words[0]), words[1]) for words in lines if words))
    except (OSError, ValueError, IndexError) as fault:
        raise AuditRefused(f"Không đọc được danh sách đã xác nhận: {fault}.") from fault
