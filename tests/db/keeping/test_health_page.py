"""The health page: what is measured of a running installation, in words and in `/metrics`."""

import os
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from django.test import Client, override_settings

from nucuoi.foundation import clock
from nucuoi.foundation.clock import HO_CHI_MINH
from nucuoi.keeping import machine, records
from nucuoi.keeping.measures import measure
from nucuoi.organisation.models import OpeningHours, ServicePoint
from nucuoi.organisation.queries import open_points
from nucuoi.ratings.actions import pair_device
from nucuoi.ratings.models import DeviceContact, IntakeRecord
from nucuoi.ratings.queries import device_clock_offsets_ms, oldest_pending_at
from tests.cast import person
from tests.ratings_made import make_ratings, make_tree
from tests.routes import all_routes

pytestmark = pytest.mark.django_db

ClientOf = Callable[..., Client]
PAGE = "/quan-tri/suc-khoe/"
TUESDAY = datetime(2026, 11, 24, 9, tzinfo=HO_CHI_MINH)


@pytest.fixture(autouse=True)
def data(tmp_path: Path) -> object:
    """A data folder in which nothing has been done yet."""
    with override_settings(DATA=tmp_path, KEYS=tmp_path / "keys"):
        yield tmp_path


def test_an_administrator_reads_it(client_of: ClientOf) -> None:
    """What is not there yet is said, with what to do; nobody is shown a secret."""
    page = client_of("admin").get(PAGE).content.decode()

    assert "việc cần làm ngay" in page
    for words in ("Tiến trình nền", "Chưa chạy lần nào", "Chưa có bản nào", "nucuoi backup --keys"):
        assert words in page


@pytest.mark.parametrize("role", ["head", "supervisor", "one_stop_control", "home_affairs"])
def test_nobody_else_does(client_of: ClientOf, role: str) -> None:
    """The machine is the administrator's business."""
    assert client_of(role).get(PAGE).status_code == 403


def test_the_desk_leads_there(client_of: ClientOf) -> None:
    """Its door stands on the administrator's desk."""
    assert "health" in {route.name for route in all_routes()}
    assert f'href="{PAGE}"' in client_of("admin").get("/ban-lam-viec/").content.decode()


def test_metrics_show_the_same_values(data: Path) -> None:
    """Backup, drill, worker, disk and devices are figures for operators."""
    records.write(records.BackupMade(clock.now() - timedelta(hours=5), str(data), 1))
    records.write(records.DrillDone(clock.now() - timedelta(days=2), "x", right=True))
    (data / "worker.beat").touch()
    lines = Client().get("/metrics").content.decode().splitlines()
    figures = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))

    assert float(figures["nucuoi_backup_age_seconds"]) == pytest.approx(5 * 3600, abs=60)
    assert float(figures["nucuoi_drill_age_seconds"]) == pytest.approx(2 * 86400, abs=60)
    assert figures["nucuoi_drill_right"] == figures["nucuoi_backup_there"] == "1.0"
    assert float(figures["nucuoi_disk_free_bytes"]) > 0
    assert float(figures["nucuoi_worker_heartbeat_age_seconds"]) < 60
    assert figures["nucuoi_devices_silent"] == "0.0"


def test_tablets_are_silent_only_where_people_are_received() -> None:
    """A tablet that was not heard of counts while its service point is open, with its place."""
    make_tree()
    _pair("Máy 1", "bg07210-21-1")
    heard = _pair("Máy 2", "bg07210-21-2")
    DeviceContact.objects.create(device_id=heard, last_seen_ms=round(TUESDAY.timestamp() * 1000))

    found = measure(TUESDAY + timedelta(minutes=2))
    assert found.devices == 2
    assert [(one.name, one.place) for one in found.silent] == [
        ("Máy 1", "Bộ phận Tiếp nhận và Trả kết quả")
    ]
    assert measure(TUESDAY.replace(hour=20)).silent == ()
    assert len(measure(TUESDAY.replace(hour=14)).silent) == 2


def test_own_hours_come_before_the_usual_ones() -> None:
    """A point with hours of its own is open in those alone; the others keep office hours."""
    make_tree()
    own, usual = ServicePoint.objects.order_by("pk")
    OpeningHours.objects.create(
        point=own, weekday=5, opens=time(8), closes=time(11), valid_from=TUESDAY.date()
    )
    saturday = TUESDAY + timedelta(days=4)

    assert set(open_points(TUESDAY)) == {usual.pk}
    assert set(open_points(saturday)) == {own.pk}
    assert open_points(saturday.replace(hour=11)) == {}


def test_our_clock_is_compared_with_the_devices() -> None:
    """The last sending of each device counts; of two nobody can say which is right."""
    make_tree()
    devices = [_pair(f"Máy {number}", f"bg07210-21-{number % 2 + 1}") for number in range(3)]
    ratings = make_ratings([5] * 4)
    for rating, device, ahead_ms in zip(
        ratings, [0, 0, 1, 2], [9, 180_000, 180_000, 50], strict=True
    ):
        IntakeRecord.objects.filter(rating=rating).update(
            device=devices[device], arrived_ms=10**12, sent_ms=10**12 - ahead_ms
        )

    assert sorted(device_clock_offsets_ms()) == [50, 180_000, 180_000]
    assert measure(TUESDAY).clock_ahead == timedelta(minutes=3)
    IntakeRecord.objects.filter(device=devices[2]).delete()
    assert measure(TUESDAY).clock_ahead is None


def test_the_longest_wait_is_that_of_the_oldest() -> None:
    """Of the ratings without a leaf, the one that came first; none waits, none is told."""
    assert oldest_pending_at() is None
    make_tree()
    first, _ = make_ratings([5, 5])
    IntakeRecord.objects.filter(rating=first).update(arrived_ms=1_000_000)

    assert oldest_pending_at() == clock.from_ms(1_000_000)
    assert measure(clock.from_ms(1_090_000)).oldest_wait == timedelta(seconds=90)


def test_the_certificate_in_use_is_watched(tmp_path: Path) -> None:
    """Its last day is read from the file; a file that is none is told, not passed over."""
    _certificate(tmp_path / "cert.pem", TUESDAY + timedelta(days=20))
    (tmp_path / "other.pem").write_text("khong")

    assert machine.certificate_expires_at(tmp_path / "cert.pem") == TUESDAY + timedelta(days=20)
    assert machine.certificate_expires_at(tmp_path / "other.pem") is None
    with override_settings(TLS_CERTIFICATE=tmp_path / "nowhere.pem"):
        found = measure(TUESDAY)
    assert (found.certificate, found.certificate_expires_at) == (tmp_path / "nowhere.pem", None)


def test_the_kernel_is_asked_for_its_clock() -> None:
    """On Linux it answers with a state and a bound that makes sense."""
    found = machine.kernel_clock()

    assert found is not None
    assert found.error_s >= 0
    assert os.uname().sysname == "Linux"


def _pair(name: str, counter: str) -> int:
    from nucuoi.organisation.models import Counter
    from nucuoi.ratings.models import Device

    pair_device(by=person("admin").seat, name=name, counter=Counter.objects.get(code=counter))
    return Device.objects.latest("pk").pk


def _certificate(file: Path, until: datetime) -> None:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "nucuoi")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(until - timedelta(days=90))
        .not_valid_after(until)
        .sign(key, hashes.SHA256())
    )
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
