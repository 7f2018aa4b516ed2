"""Somebody with the database takes a bad rating out by himself: the Front's audit names the line."""

import argparse
import json
from pathlib import Path

import pytest
from django.db import transaction

from nucuoi.auditor import canary, sealed
from nucuoi.auditor.terminal import run_audit
from nucuoi.foundation import clock
from nucuoi.ledger import actions as ledger
from nucuoi.ledger import publishing, queries
from nucuoi.ledger.rules.entry import Entry
from nucuoi.ledger.rules.parts import Kind
from nucuoi.oversight.bundle import make_bundle
from nucuoi.oversight.canaries import void_canaries
from nucuoi.oversight.queries import policy
from nucuoi.scores import actions
from nucuoi.scores.follower import follow_all
from nucuoi.scores.queries import confirmed_leaves
from tests.db.oversight.test_canaries import ask
from tests.db.scores.test_exclusions import FRONT, STAFF, WHY
from tests.flags_scene import COUNTER
from tests.ratings_made import make_ratings
from tests.witnessed import publish, rate


@pytest.fixture
def kept(office: Path, tmp_path: Path) -> Path:
    """One exclusion was confirmed; the Front keeps her list outside."""
    rated = make_ratings((1, 1, 5, 5, 5))
    make_ratings((1,), counter="bg07213-21-1")
    publish()
    day = rated[0].day
    on = clock.day_of(day)
    number = actions.propose_of_counter(by=STAFF, counter=COUNTER, first=on, last=on,
                                        evidence="kiosk", reason="trial", **WHY)  # fmt: skip
    actions.confirm(by=FRONT, exclusion=number, why="Đã xem")
    publish()
    follow_all()
    file = tmp_path / "da-xac-nhan.txt"
    file.write_text("".join(f"{leaf} {why} {n}\n" for leaf, n, why in confirmed_leaves()))
    sealed.init(tmp_path / "audit")
    return file


def audits(kept: Path, canaries: Path | None = None) -> tuple[int, str]:
    """Exit code and report of `nucuoi audit --confirmed`, and with her canaries."""
    folder, said = kept.parent / "audit", list[str]()
    line = sealed.line_of(sealed.load(folder).public_key())
    with make_bundle(by=FRONT, to=line) as file:
        (kept.parent / "goi").write_bytes(file.read())
    (kept.parent / "khoa.txt").write_text(policy("http://x"))
    chosen = argparse.Namespace(
        init=False, bundle=kept.parent / "goi", log=str(publishing.folder_of("nucuoi").folder),
        keys=kept.parent / "khoa.txt", state=folder, witness=None, canaries=canaries,
        site="http://x", report=None, confirmed=kept,
    )  # fmt: skip
    return run_audit(chosen, lambda text: said.append(str(text))), "\n".join(said)


def left() -> int:
    """The one rating that still counts: a bad one at the other counter."""
    return next(i for i in range(queries.size()) if queries.counted(i) is not None)


def test_what_the_front_confirmed_is_right(kept: Path) -> None:
    """Her own exclusion is recounted, agrees with every cell, and stands in the report."""
    code, page = audits(kept)

    assert (code, "MỌI SỐ LIỆU KHỚP" in page) == (0, True), page
    assert "5 đánh giá không tính: bấm thử, bấm chơi trên máy." in page


def test_a_well_formed_exclusion_without_her_is_named(kept: Path) -> None:
    """The log's own key signs it and all counts agree with it: only her list tells."""
    index = left()
    with transaction.atomic():
        ledger.exclude([index], why="trial")
    publish()
    follow_all()
    code, page = audits(kept)

    assert code == 1
    assert f"loại dòng {index} mà Mặt trận không xác nhận" in page


def test_an_exclusion_that_takes_away_more_is_named(kept: Path) -> None:
    """An exclusion whose old content is not what counted is named without any list."""
    index = left()
    old = queries.counted(index)
    assert old is not None
    core = {"v": 1, "of": index, "why": "trial", "old": {**old, "score": 2}}
    with transaction.atomic():
        ledger.append(
            [
                Entry(
                    Kind.EXCLUDE,
                    index,
                    json.dumps(core, sort_keys=True, separators=(",", ":")).encode(),
                )
            ]
        )
    publish()
    follow_all()

    assert "nội dung cũ không phải là nội dung đang tính" in audits(kept)[1]


def test_a_confirmed_exclusion_that_is_missing_is_named(kept: Path) -> None:
    """What she confirmed and what is not in the log is named too."""
    kept.write_text(kept.read_text() + "4 stuffing 9\n")

    assert "Dòng 4: Mặt trận đã xác nhận (stuffing) mà sổ không có." in audits(kept)[1]


def test_a_forged_restoring_is_named(kept: Path) -> None:
    """Taking an excluded rating back in without her is named as well."""
    index = confirmed_leaves()[0][0]
    with transaction.atomic():
        assert ledger.restore([index], why="restored") == 1
    publish()
    follow_all()

    assert f"tính lại dòng {index} mà Mặt trận không xác nhận" in audits(kept)[1]


def test_each_canary_taken_out_is_named(kept: Path) -> None:
    """Without her notebook the report names each line, for her to look through."""
    index = left()
    with transaction.atomic():
        ledger.exclude([index], why="canary")
    line = queries.size() - 1
    publish()
    follow_all()
    code, page = audits(kept)

    assert (code, "LOẠI VÌ LÀ LƯỢT THỬ" in page) == (0, True), page
    assert f"- Dòng {line}: loại dòng {index} (quầy bg07213-21-1, 1 điểm)." in page


def test_a_rating_taken_out_as_her_canary_is_named(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hers is right; a stranger's bad rating that somebody took out under that name is not."""
    index, notebook, (_, code) = left(), tmp_path / "luot-thu", rate(score=1)
    canary.note(notebook, code, "bg07210-21-1", 1)
    publish()
    void_canaries(by=FRONT, codes=[code])
    publish()
    follow_all()
    monkeypatch.setattr(canary, "site_asker", lambda _site, _lookup_of: ask)
    assert audits(kept, notebook)[0] == 0
    with transaction.atomic():
        ledger.exclude([index], why="canary")
    publish()
    follow_all()
    exit_code, page = audits(kept, notebook)

    assert exit_code == 1
    assert "SAI LỆCH (1)" in page
    assert f"loại dòng {index} (quầy bg07213-21-1, 1 điểm) như lượt thử mà không phải" in page
