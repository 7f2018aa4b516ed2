"""The audit recomputes everything from the openings and names the first place that differs."""

import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from nucuoi.auditor import bundle, sealed
from nucuoi.auditor.check import Findings, audit
from nucuoi.auditor.errors import AuditRefused, NoKey, NotForYou
from nucuoi.auditor.report import report
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Invalid
from nucuoi.ledger import actions, publishing, queries
from nucuoi.ledger.models import Checkpoint, Cosignature, Leaf
from nucuoi.oversight.bundle import make_bundle
from nucuoi.scores.follower import follow_all
from nucuoi.scores.models import DayTally, MonthTally
from nucuoi.tlog.keys import VerifierKey
from tests.db.oversight.tampering import remade
from tests.triggers import lifted
from tests.witnessed import FRONT, publish, rate


@dataclass(frozen=True)
class Auditor:
    """The Front's auditor: her folder, what she kept, and how she audits now."""

    folder: Path
    kept: bytes

    def audits(self) -> Findings:
        """Asks for a bundle and audits it against the public files."""
        line = sealed.line_of(sealed.load(self.folder).public_key())
        with make_bundle(by=FRONT, to=line) as file:
            pieces = bundle.read(file, sealed.load(self.folder))
            keys = [VerifierKey.parse(row.vkey) for row in queries.log_keys()]
            return audit(pieces, publishing.folder_of("nucuoi").read, keys, [self.kept])


@pytest.fixture
def auditor(office: Path, tmp_path: Path) -> Auditor:
    """Forty ratings, one change and one exclusion, published and counted; she kept a checkpoint."""
    for score in (1, 2, 3, 4, 5) * 8:
        rate(
            score=score,
            official="cb-1" if score > 2 else None,
            remark="Tốt" if score == 5 else None,
        )
    publish()
    kept = (office / "log" / "nucuoi" / "checkpoint").read_bytes()
    content = queries.counted(3)
    assert content is not None
    actions.change(3, content | {"official": "cb-2"}, why="attribution")
    actions.change(4, None, why="canary")
    publish()
    follow_all()
    sealed.init(tmp_path / "audit")
    return Auditor(tmp_path / "audit", kept)


def test_nothing_is_wrong(auditor: Auditor) -> None:
    """All commitments, both checkpoints and every cell agree; the report says so."""
    found = auditor.audits()

    assert (found.wrong, found.leaves, found.entries) == ([], 43, 40)
    assert [tree.size for tree in found.trees] == [41, 43]
    assert found.excluded == {"canary": 1}
    assert found.cells == MonthTally.objects.count() * 2 + DayTally.objects.count()
    assert "MỌI SỐ LIỆU KHỚP" in report(found, clock.local(clock.now()))


def _score(core: bytes) -> bytes:
    return core.replace(b'"score":2', b'"score":5')


def _alter(index: int, change: Callable[[bytes], bytes], column: str = "core") -> None:
    with lifted("ledger_leaf"):
        leaf = Leaf.objects.get(index=index)
        Leaf.objects.filter(index=index).update(**{column: change(bytes(getattr(leaf, column)))})


def _index(**having: str) -> int:
    """Index of the first rating whose core or duty holds this."""
    for leaf in Leaf.objects.filter(kind=1).order_by("index"):
        core, duty = bytes(leaf.core).decode(), bytes(leaf.duty or b"").decode()
        if having.get("core", "") in core and having.get("duty", "") in duty:
            return int(leaf.index)
    raise AssertionError(having)


def test_one_score_altered(auditor: Auditor) -> None:
    """Somebody with the database raises one score in the log: the line is named first."""
    index = _index(core='"score":2')
    _alter(index, _score)
    found = auditor.audits()

    assert found.wrong[0].startswith(f"Dòng {index} (quầy bg07210-21-1): nội dung không như")
    assert "CÓ SAI LỆCH" in report(found, clock.local(clock.now()))


def test_one_official_altered(auditor: Auditor) -> None:
    """Somebody gives a rating to another official: the line is named first."""
    index = _index(duty="cb-1", core='"score":5')
    _alter(index, lambda duty: duty.replace(b"cb-1", b"cb-2"), "duty")

    assert auditor.audits().wrong[0].startswith(f"Dòng {index} ")


def test_one_cell_altered(auditor: Auditor) -> None:
    """Somebody alters one count: that cell is named, with what it should be."""
    number, s5 = MonthTally.objects.filter(s5__gt=0).values_list("pk", "s5")[0]
    MonthTally.objects.filter(pk=number).update(s5=s5 + 1)
    found = auditor.audits()

    assert found.total == 1
    assert found.wrong[0].startswith("Ô tháng 202611 bg07210-21-1")
    assert f"s5 = {s5 + 1}, đúng ra {s5}" in found.wrong[0]


def test_one_cell_deleted(auditor: Auditor) -> None:
    """A cell that is gone is named."""
    DayTally.objects.all().delete()

    assert auditor.audits().wrong[0].startswith("Ô ngày")


def test_log_written_anew(auditor: Auditor, office: Path) -> None:
    """A log rebuilt and signed again after an edit agrees with itself, not with what she kept."""
    index = _index(core='"score":2')
    _alter(index, _score)
    digest = remade(Leaf.objects.get(index=index))
    _alter(index, lambda _: digest, "digest")
    Cosignature.objects.all().delete()
    Checkpoint.objects.all().delete()
    shutil.rmtree(office / "log")
    publish()

    assert "Sổ công bố không khớp mốc đã ký gồm 41 dòng." in auditor.audits().wrong


def test_only_the_auditor_opens_it(auditor: Auditor, tmp_path: Path) -> None:
    """Another key, a cut and an altered byte anywhere open nothing, and nothing readable leaks."""
    line = sealed.line_of(sealed.load(auditor.folder).public_key())
    with make_bundle(by=FRONT, to=line) as file:
        content = file.read()
    sealed.init(tmp_path / "other")
    assert b"bg07210" not in content
    for key, harmed in (
        (sealed.load(tmp_path / "other"), content),
        (sealed.load(auditor.folder), content[:-1]),
        (sealed.load(auditor.folder), content + b"x"),
        (sealed.load(auditor.folder), content[:300] + bytes([content[300] ^ 1]) + content[301:]),
    ):
        with pytest.raises(NotForYou):
            list(bundle.read(io.BytesIO(harmed), key))


def test_bundle_holds_no_remark_and_no_receipt(auditor: Auditor) -> None:
    """Whoever audits reads no remark and could not look up a receipt."""
    line = sealed.line_of(sealed.load(auditor.folder).public_key())
    with make_bundle(by=FRONT, to=line) as file:
        pieces = list(bundle.read(file, sealed.load(auditor.folder)))

    assert "Tốt" not in str(pieces)
    assert all(
        len(leaf.text) == len(leaf.receipt) == 32
        for piece in pieces
        if isinstance(piece, bundle.Leaves)
        for leaf in piece.leaves
    )


def test_keys_of_auditors(office: Path, tmp_path: Path) -> None:
    """A key is made once; what is none is refused; without a log there is no bundle."""
    line = sealed.init(tmp_path / "audit")
    with pytest.raises(NoKey):
        sealed.init(tmp_path / "audit")
    with pytest.raises(NoKey):
        sealed.load(tmp_path / "nowhere")
    with pytest.raises(AuditRefused):
        sealed.read_line("nucuoi-audit+x")
    with pytest.raises(Invalid):
        make_bundle(by=FRONT, to="x")
    with pytest.raises(Conflict):
        make_bundle(by=FRONT, to=line)
