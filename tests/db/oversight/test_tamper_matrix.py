"""Who notices which harm: the table of docs/explanation/so-cong-khai.md, made by trying it.

The whole table: `pytest -s -m long tests/db/oversight/test_tamper_matrix.py`.
"""

from pathlib import Path
from random import Random

import pytest

from nucuoi.auditor import sealed
from nucuoi.foundation.seat import SYSTEM
from nucuoi.ratings.sealing import seal_all
from nucuoi.releases import queries
from nucuoi.releases.actions import release
from nucuoi.releases.rules.spans import read
from nucuoi.scores.follower import follow_all
from tests.db.oversight.tampering import KINDS, WATCHERS, Scene, proofs_of, seed_of, trial
from tests.witnessed import publish, rate, witnessed

ALL, NONE = 1.0, 0.0
CLAIMS = {
    #                   log alone, holders, witness, auditor; None = by chance
    "edit_score": (NONE, NONE, NONE, ALL),
    "edit_text": (NONE, NONE, NONE, ALL),
    "delete": (NONE, NONE, NONE, ALL),
    "insert": (NONE, NONE, NONE, ALL),
    "swap": (NONE, NONE, NONE, ALL),
    "move_in_time": (NONE, NONE, NONE, ALL),
    "change_official": (NONE, NONE, NONE, ALL),
    "drop_pending": (NONE, ALL, NONE, None),
    "cut_tail": (NONE, ALL, ALL, ALL),
    "rebuild_and_sign": (NONE, ALL, ALL, ALL),
    "restore_backup": (NONE, ALL, ALL, ALL),
    "alter_counts": (NONE, NONE, NONE, ALL),
    "alter_table": (NONE, ALL, NONE, ALL),
}


@pytest.fixture
def scene(office: Path, tmp_path: Path) -> Scene:
    """Some thirty witnessed ratings with their proofs, a released table, an auditor, and eight that wait, two of them canaries."""
    codes = [rate(score=1, official="cb-1")[1]]
    publish()
    codes += [
        rate(score=score, official="cb-1", remark="Tốt" if score > 3 else None)[1]
        for score in (1, 2, 3, 4, 5) * 6
    ]
    seal_all()
    follow_all()
    release(by=SYSTEM, span=read("2026-11"))
    publish()
    with witnessed(tmp_path / "witness"):
        pass
    sealed.init(tmp_path / "auditor")
    waiting = [rate(score=1)[1] for _ in range(8)]
    return Scene(
        tmp_path / "witness",
        tmp_path / "auditor",
        proofs_of(codes),
        waiting,
        waiting[:2],
        [queries.core_of(one) for one in queries.issues()],
        Random(0),  # noqa: S311  # replaced in each trial
    )


def matrix(scene: Scene, place: Path, trials: int) -> dict[str, list[int]]:
    """How often each watcher noticed each kind."""
    table = {}
    for kind in KINDS:
        runs = [
            trial(scene, kind, place / f"{kind.__name__}-{number}", seed_of(kind, number))
            for number in range(trials)
        ]
        table[kind.__name__] = [sum(column) for column in zip(*runs, strict=True)]
    return table


def show(table: dict[str, list[int]], trials: int) -> str:
    """The table as text."""
    head = f"{'':18}" + "".join(f"{watcher.__name__:>17}" for watcher in WATCHERS)
    lines = [
        f"{name:18}" + "".join(f"{f'{count}/{trials}':>17}" for count in counts)
        for name, counts in table.items()
    ]
    return "\n".join(["", head, *lines])


def check(table: dict[str, list[int]], trials: int) -> None:
    """What is claimed is met every time; what is not claimed is said to be 0."""
    for name, claims in CLAIMS.items():
        for count, claim in zip(table[name], claims, strict=True):
            assert claim is None or count == claim * trials, show(table, trials)


def test_claims_hold(scene: Scene, tmp_path: Path) -> None:
    """Each of the thirteen kinds: those who claim to notice do, the others honestly do not."""
    check(matrix(scene, tmp_path / "trials", 1), 1)


@pytest.mark.long
def test_whole_matrix(scene: Scene, tmp_path: Path) -> None:
    """Sixty trials of each kind; the table is printed."""
    table = matrix(scene, tmp_path / "trials", 60)
    print(show(table, 60))  # noqa: T201  # the table is what the command is for
    check(table, 60)
