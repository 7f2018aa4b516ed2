"""What this room refuses.

foundation.errors.Invalid
└── WrongList   a list cannot be imported; nothing of it was
"""

from collections.abc import Sequence
from dataclasses import dataclass

from nucuoi.foundation.errors import Invalid


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a list.

    Attributes:
        line: Line in the file, from 1 (the header); None when it is about the file as a whole.
        reason: A Vietnamese sentence that says what to correct.
    """

    file: str
    line: int | None
    reason: str

    @property
    def place(self) -> str:
        """Where it is: `units.csv, dòng 12`."""
        return self.file if self.line is None else f"{self.file}, dòng {self.line}"

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


class WrongList(Invalid):
    """A list cannot be imported and nothing of it was.

    Args:
        problems: At least one, in the order of files and lines.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(
            f"Danh mục có {len(problems)} chỗ sai nên chưa nhập gì. Xin sửa tệp rồi nhập lại.",
            fields={problem.place: problem.reason for problem in problems},
        )
        self.problems = tuple(problems)
