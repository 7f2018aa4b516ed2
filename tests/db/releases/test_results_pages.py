"""`/ket-qua/`, `/du-lieu-mo/` and the API: what anybody can read, and what nobody can."""

import hashlib
import subprocess
import sys
from http import HTTPStatus
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from nucuoi.foundation.seat import SYSTEM
from nucuoi.openapi import document
from nucuoi.oversight.queries import policy
from nucuoi.ratings import __file__ as ratings_file
from nucuoi.releases import queries
from nucuoi.releases.actions import release, release_due
from tests.releases_scene import AN_CHAU, PROVINCE, VAN_SON, month, rate
from tests.witnessed import publish, witnessed

VERIFY = Path(ratings_file).parent / "static/ratings/verify/nucuoi_verify.py"


@pytest.fixture
def released(rated: Path) -> Path:
    """The folder with all closed spans released and published."""
    release_due(by=SYSTEM)
    publish()
    return rated


def text_of(client: Client, address: str) -> str:
    """A page that answers 200."""
    response = client.get(address)
    assert response.status_code == HTTPStatus.OK
    return response.content.decode()


def test_before_the_first_release(client: Client, db: None) -> None:
    """An empty installation says when results come."""
    assert "Chưa có kỳ nào được công bố" in text_of(client, "/ket-qua/")
    assert "Chưa có bảng kết quả nào" in text_of(client, "/du-lieu-mo/")


def test_share_interval_count_and_coverage_stand_together(client: Client, released: Path) -> None:
    """The province's page: 89 %, 82–94 %, 75 ratings, and how few answered."""
    page = text_of(client, f"/ket-qua/?ky={month().name}")

    assert "Người dân Bắc Giang được phục vụ thế nào?" in page
    for said in ("<b>75</b> lượt đánh giá", "89%", "82–94%", "Độ phủ <b>6%</b>"):
        assert said in page


def test_small_numbers_are_on_no_page(client: Client, released: Path) -> None:
    """The three on paper are said to be few; no page or file holds the number or a counter."""
    page = text_of(client, f"/ket-qua/bg-221-2021/?ky={month().name}")
    table = text_of(client, f"/du-lieu-mo/{month().name}-0/bang.json")

    assert "phiếu giấy: ít, không nêu" in page
    assert '"paper":3' not in table
    assert "bg07210" not in page + table


def test_where_too_few_answered_no_share_is_shown(client: Client, released: Path) -> None:
    """21 of 1,000 visits: the count stands, the share does not."""
    page = text_of(client, f"/ket-qua/{VAN_SON}/?ky={month().name}")

    assert "độ phủ dưới 5%" in page.lower()
    assert "results-figure" not in page


def test_places_are_found_without_diacritics(client: Client, released: Path) -> None:
    """`an chau` finds Thị trấn An Châu; nonsense is told kindly."""
    assert AN_CHAU in text_of(client, f"/ket-qua/?ky={month().name}&tim=an+chau")
    assert "Chưa tìm thấy nơi nào" in text_of(client, "/ket-qua/?tim=xyz%3Cb%3E")


@pytest.mark.parametrize("address", ["/ket-qua/?ky=2019", "/ket-qua/khong-co/", "/ket-qua/?ky='"])
def test_unknown_spans_and_units(client: Client, released: Path, address: str) -> None:
    """Neither is a page of nothing."""
    assert client.get(address).status_code == HTTPStatus.NOT_FOUND


def test_pages_are_kept_until_something_changes(client: Client, released: Path) -> None:
    """The same tag answers 304; after a further release it does not."""
    first = client.get("/ket-qua/")
    tag = first["ETag"]

    assert first["Cache-Control"] == "public, max-age=300"
    assert client.get("/ket-qua/", headers={"if-none-match": tag}).status_code == 304
    rate(AN_CHAU, "5" * 9)
    release(by=SYSTEM, span=month())
    assert client.get("/ket-qua/", headers={"if-none-match": tag}).status_code == HTTPStatus.OK


def test_old_issues_stay(client: Client, released: Path) -> None:
    """A revision stands beside the first issue, with what came late."""
    rate(AN_CHAU, "5" * 9)
    release(by=SYSTEM, span=month())
    publish()
    page = text_of(client, "/du-lieu-mo/")

    assert "đã có lần sửa mới hơn" in page
    assert '"n":55' in text_of(client, f"/du-lieu-mo/{month().name}-0/bang.json")
    assert '"late":5' in text_of(client, f"/du-lieu-mo/{month().name}-1/bang.json")


def test_files(client: Client, released: Path) -> None:
    """JSON is the leaf, byte for byte, with the sum the page names; CSV opens in Excel; nothing else is there."""
    name = f"{month().name}-0"
    content = client.get(f"/du-lieu-mo/{name}/bang.json").content
    sheet = client.get(f"/du-lieu-mo/{name}/bang.csv").content.decode("utf-8-sig")
    book = client.get(f"/du-lieu-mo/{name}/bang.xlsx").content

    assert content == queries.core_of(queries.issue(month().name))
    assert hashlib.sha256(content).hexdigest() in text_of(client, "/du-lieu-mo/")
    assert sheet.startswith("Kỳ;Mã đơn vị;Đơn vị;")
    assert f"{month().name};{AN_CHAU};Thị trấn An Châu;commune;bg-221-2021;55;5;" in sheet
    assert book[:2] == b"PK"
    for wrong in (
        f"{name}/bang.pdf",
        "2019-0/bang.json",
        "x/bang.csv",
        f"{month().name}-9/bang.csv",
    ):
        assert client.get(f"/du-lieu-mo/{wrong}").status_code == HTTPStatus.NOT_FOUND


def test_anybody_checks_a_table_without_us(client: Client, released: Path, tmp_path: Path) -> None:
    """The single file of Python says that the downloaded table is in the witnessed log, and that an altered one is not."""
    with witnessed(tmp_path / "witness"):
        pass
    name = f"{month().name}-0"
    for form, file in (("bang.json", "t.json"), ("chung-minh.tlog-proof", "t.tlog-proof")):
        (tmp_path / file).write_bytes(client.get(f"/du-lieu-mo/{name}/{form}").content)
    (tmp_path / "keys.txt").write_text(policy(settings.BASE_URL), encoding="utf-8")
    command = [
        sys.executable,
        str(VERIFY),
        "t.tlog-proof",
        "--keys",
        "keys.txt",
        "--table",
        "t.json",
        "--memory",
        "seen.json",
    ]
    right = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    table = (tmp_path / "t.json").read_bytes()
    (tmp_path / "t.json").write_bytes(table.replace(b'"n":55', b'"n":95'))
    wrong = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (right.returncode, right.stdout.split("\n")[0]) == (0, "KHỚP")
    assert wrong.returncode == 1
    assert "không phải bảng trong dòng ấy" in wrong.stdout


def test_api(client: Client, released: Path) -> None:
    """Released figures of a unit with count, coverage and why there is no share."""
    answer = client.get(f"/api/v1/units/{AN_CHAU}/results?from={month().first}&to={month().last}")
    (found,) = answer.json()["results"]

    assert (found["span"], found["n"], found["coverage"], found["revision"]) == (
        month().name,
        55,
        27,
        0,
    )
    assert found["leaf"] == queries.issue(month().name).index
    assert answer["ETag"]
    assert answer["Cache-Control"] == "public, max-age=300"
    again = client.get(
        f"/api/v1/units/{AN_CHAU}/results", headers={"if-none-match": answer["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from=2026", "from"),
        ("to=2026-02-30", "to"),
        ("from=2026-03-01&to=2026-02-01", "to"),
        ("as_of=hom-nay", "as_of"),
        ("carry=maybe", "carry"),
        ("form=2026-01-01", "form"),
    ],
)
def test_api_names_what_is_wrong(client: Client, released: Path, query: str, field: str) -> None:
    """Each wrong parameter, unknown ones too, is named in a problem document."""
    answer = client.get(f"/api/v1/units/{PROVINCE}/results?{query}")

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert field in answer.json()["errors"]


def test_api_knows_no_such_unit(client: Client, released: Path) -> None:
    """404 as a problem document."""
    answer = client.get("/api/v1/units/bg-0-1999/results")

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_api_is_described() -> None:
    """All four parameters stand in the OpenAPI document."""
    call = document()["paths"]["/api/v1/units/{unit}/results"]["get"]

    assert {one["name"] for one in call["parameters"]} == {"unit", "from", "to", "as_of", "carry"}
