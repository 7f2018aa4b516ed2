"""`nucuoi audit` makes every released table again from the leaves and names the first cell that differs."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from nucuoi.auditor import bundle, sealed
from nucuoi.auditor.check import Findings, audit
from nucuoi.auditor.report import report
from nucuoi.fairness.published import make
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM
from nucuoi.fsck import tables
from nucuoi.ledger import actions as ledger
from nucuoi.ledger import publishing
from nucuoi.ledger import queries as log
from nucuoi.ledger.models import Leaf
from nucuoi.ledger.rules.entry import Entry
from nucuoi.ledger.rules.parts import Kind, canonical_json
from nucuoi.oversight.bundle import make_bundle
from nucuoi.releases import actions, queries
from nucuoi.releases.actions import release
from nucuoi.releases.models import Release
from nucuoi.scores.follower import follow_all
from nucuoi.tlog.keys import VerifierKey
from tests.releases_scene import AN_CHAU, VAN_SON, month, rate
from tests.triggers import lifted
from tests.witnessed import FRONT, publish


@pytest.fixture
def released(rated: Path, tmp_path: Path) -> Path:
    """Two revisions of a month, with late and excluded ratings, published; her folder."""
    release(by=SYSTEM, span=month())
    later = rate(VAN_SON, "5" * 30)
    rate(AN_CHAU, "1" * 9)
    for index, kind, subject in log.subjects_from(0, 1_000):
        if kind == 1 and subject in later[:7]:
            ledger.change(index, None, why="stuffed")
    follow_all()
    release(by=SYSTEM, span=month())
    publish()
    sealed.init(tmp_path / "auditor")
    return tmp_path / "auditor"


def audited(folder: Path) -> Findings:
    """An audit of what is published now."""
    key = sealed.load(folder)
    keys = [VerifierKey.parse(row.vkey) for row in log.log_keys()]
    with make_bundle(by=FRONT, to=sealed.line_of(key.public_key())) as file:
        return audit(bundle.read(file, key), publishing.folder_of("nucuoi").read, keys, [])


def altered(revision: int, change: Callable[[dict[str, Any]], object]) -> None:
    """Somebody with the database alters a released table, and its digest with it."""
    index = queries.issue(month().name, revision).index
    leaf = Leaf.objects.get(index=index)
    content = msgspec.json.decode(bytes(leaf.core))
    change(content)
    core = canonical_json(content)
    digest = Entry(Kind.TABLE, None, core).digest(bytes(leaf.seed))
    with lifted("ledger_leaf"):
        Leaf.objects.filter(index=index).update(core=core, digest=digest)


def test_released_tables_follow_from_the_leaves(released: Path) -> None:
    """Both revisions are made again, with what came late and what was excluded; the report says so."""
    found = audited(released)

    assert found.wrong == []
    assert found.tables == 2
    assert "Đã tính lại 2 bảng kết quả" in report(found, clock.local(clock.now()))
    assert list(tables.released()) == []


@pytest.mark.parametrize(
    ("member", "value"), [("n", 85), ("share", 99), ("coverage", 60), ("open", 45)]
)
def test_the_first_altered_cell_is_named(released: Path, member: str, value: int) -> None:
    """One cell of a published table is altered: its line does not fit, and the cell is named."""

    def change(content: dict[str, Any]) -> None:
        content["rows"][0][member] = value

    altered(1, change)
    wrong = audited(released).wrong

    assert "nội dung không như đã cam kết" in wrong[0]
    assert wrong[1].startswith(f"Bảng kết quả kỳ {month().name}, lần 1, Thị trấn An Châu")
    assert f"{member} = {value}, đúng ra" in wrong[1]


def test_a_table_false_from_the_beginning(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever publishes a wrong number with a proper leaf is found out by the openings."""
    rate(AN_CHAU, "1" * 20)

    def false(*given: Any) -> Any:
        rows: Any
        rows, state = make(*given)
        rows[0]["n"] -= 10
        return rows, state

    monkeypatch.setattr(actions, "make", false)
    release(by=SYSTEM, span=month())
    publish()
    (sentence,) = audited(released).wrong

    assert sentence.startswith(f"Bảng kết quả kỳ {month().name}, lần 2, Thị trấn An Châu")
    assert ": n = 70, đúng ra 80." in sentence


def test_counters_moved_to_another_unit(released: Path) -> None:
    """Which unit a counter belongs to was committed too."""
    row = Release.objects.get(revision=1)
    row.places["bg07210-21-1"] = VAN_SON
    row.save()

    assert "nơi đặt quầy không như đã công bố" in audited(released).wrong[0]


def test_a_table_left_out_of_the_bundle(released: Path) -> None:
    """A release whose row is gone, and one that claims another leaf, are both named."""
    Release.objects.filter(revision=1).delete()
    Release.objects.filter(revision=0).update(index=3)
    wrong = audited(released).wrong

    assert any("không có gì để tính lại" in sentence for sentence in wrong)
    assert "dòng 3 không phải một bảng đã công bố" in wrong[-1]
    assert list(tables.released())


def test_fsck_compares_rows_with_leaves(released: Path) -> None:
    """The server's own check finds a release whose leaf says something else."""
    Release.objects.filter(revision=1).update(leaves=5)

    assert "không như dòng" in next(tables.released())
