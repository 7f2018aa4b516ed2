"""Rows at some counters are found as `in` finds them, across relations too."""

import pytest

from nucuoi.organisation.models import Counter, ServicePoint
from nucuoi.organisation.queries import at_counters
from tests.ratings_made import make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tree(db: None) -> None:
    """Counters with their service points."""
    make_tree()


def test_as_in_finds_them() -> None:
    """Those named, and no others; what does not exist is no fault."""
    one, other, *_ = Counter.objects.order_by("pk").values_list("pk", flat=True)
    found = Counter.objects.filter(at_counters("id", iter([one, other, 10**12])))

    assert set(found.values_list("pk", flat=True)) == {one, other}


def test_of_no_counters() -> None:
    """Without counters nothing is found, and the statement still stands."""
    assert not Counter.objects.filter(at_counters("id", ())).exists()


def test_across_a_relation() -> None:
    """The counter's row may stand in another table."""
    one = Counter.objects.order_by("pk").first()
    assert one is not None
    points = ServicePoint.objects.filter(at_counters("counters", [one.pk]))

    assert list(points) == [one.point]


@pytest.mark.parametrize("given", ["1) OR (1=1", None])
def test_nothing_but_numbers(given: object) -> None:
    """Numbers are written into the statement, so only numbers are taken."""
    with pytest.raises((TypeError, ValueError)):
        at_counters("id", [given])  # type: ignore[list-item]  # that is the point
