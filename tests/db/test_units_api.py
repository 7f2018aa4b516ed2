"""`GET /api/v1/units`: the tree of a day for anybody."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from nucuoi.organisation import queries

pytestmark = [pytest.mark.usefixtures("packaged_tree"), pytest.mark.django_db]
ADDRESS = "/api/v1/units"


def ask(client: Client, **query: str) -> list[dict[str, Any]]:
    """Units of a good answer."""
    response = client.get(ADDRESS, query)
    assert response.status_code == 200
    assert set(response.json()) == {"units"}
    units: list[dict[str, Any]] = response.json()["units"]
    return units


def test_a_unit_has_exactly_the_promised_keys(client: Client) -> None:
    """The keys and their forms are those of the contract, codes with their leading zeros."""
    units = {row["unit"]: row for row in ask(client, as_of="2023-06-01")}

    assert units["bg-07210-2021"] == {
        "unit": "bg-07210-2021",
        "official_code": "07210",
        "name": "Phường Hoàng Văn Thụ",
        "level": "commune",
        "kind": "phường",
        "parent": "bg-213-2021",
        "valid_from": "2021-01-01",
        "valid_to": "2025-07-01",
    }
    assert units["bg-24-2021"]["parent"] is None


@pytest.mark.parametrize(
    ("as_of", "level", "expected"),
    [
        ("2021-08-01", "commune", 209),
        ("2023-01-01", "commune", 209),
        ("2025-03-01", "district", 10),
        ("2025-03-01", "commune", 192),
        ("2025-06-30", "province", 1),
        ("2025-07-01", "district", 0),
        ("2025-08-01", "commune", 99),
        ("2025-08-01", "service_point", 100),
        ("2020-12-31", "commune", 0),
        ("9999-12-31", "commune", 99),
    ],
)
def test_units_of_a_day_and_level(client: Client, as_of: str, level: str, expected: int) -> None:
    """All units of the day and level come at once, without paging."""
    units = ask(client, as_of=as_of, level=level)

    assert len(units) == expected
    assert {row["level"] for row in units} <= {level}


def test_today_is_the_default(client: Client) -> None:
    """Without a day the tree of today in Viet Nam is given, in Vietnamese order."""
    names = [row["name"] for row in ask(client)]

    assert names == [row.name for row in queries.units_as_of(timezone.localdate())]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"as_of": "hôm nay"}, "as_of"),
        ({"as_of": ""}, "as_of"),
        ({"as_of": "2025-02-30"}, "as_of"),
        ({"as_of": "20250701"}, "as_of"),
        ({"as_of": "1751328000"}, "as_of"),
        ({"as_of": "2025-07-01T00:00:00"}, "as_of"),
        ({"as_of": "٢٠٢٥-07-01"}, "as_of"),
        ({"as_of": "0000-01-01"}, "as_of"),
        ({"as_of": "2025-07-01\x00"}, "as_of"),
        ({"level": "xã"}, "level"),
        ({"level": ""}, "level"),
        ({"level": "COMMUNE"}, "level"),
    ],
)
def test_a_bad_question_is_told_by_field(client: Client, query: dict[str, str], field: str) -> None:
    """422 in Vietnamese as problem+json, naming the field."""
    response = client.get(ADDRESS, query)

    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert (problem["status"], list(problem["errors"])) == (422, [field])
    assert "Xin sửa" in problem["detail"]
    assert problem["errors"][field].endswith(".")


def test_both_wrong_fields_are_named(client: Client) -> None:
    """Everything wrong is told at once."""
    errors = client.get(ADDRESS, {"as_of": "x", "level": "y"}).json()["errors"]

    assert set(errors) == {"as_of", "level"}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_tree_is_only_read(client: Client, method: str) -> None:
    """No other method is answered."""
    assert getattr(client, method)(ADDRESS).status_code == 405
