"""What an installation says of itself: ready to take ratings, how far behind the worker is, figures."""

from collections.abc import Iterator
from dataclasses import asdict
from secrets import compare_digest

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from nucuoi import worker
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Forbidden
from nucuoi.keeping.gauges import gauges
from nucuoi.keeping.measures import measure
from nucuoi.ledger import queries as ledger
from nucuoi.ratings import queries as ratings
from nucuoi.ratings.intake import desk

SIGNS_OF_A_PROXY = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")


def ready(request: HttpRequest) -> JsonResponse:
    """200 when a rating could be committed now, else 503; delays are fields, never a reason."""
    readiness = desk.ready()
    lags = _lags()
    body = {
        "status": "ready" if readiness.ready else "unavailable",
        "waiting": readiness.waiting,
        **(asdict(lags) if lags else {}),
    }
    return JsonResponse(body, status=200 if readiness.ready else 503)


def metrics(request: HttpRequest) -> HttpResponse:
    """Figures in Prometheus' text format; through a proxy only with the token of the settings.

    Raises:
        Forbidden: If the request came through a proxy and does not show the token.
    """
    if _through_proxy(request) and not _shows_token(request):
        raise Forbidden("Số đo chỉ đọc được trên máy chủ, hoặc với mã NUCUOI_METRICS_TOKEN.")
    registry = CollectorRegistry()
    registry.register(_Figures())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class _Figures(Collector):
    """All figures, read anew each time."""

    def collect(self) -> Iterator[Metric]:
        yield CounterMetricFamily(
            "nucuoi_ratings", "Ratings stored in the database", value=ratings.ratings_total()
        )
        yield CounterMetricFamily("nucuoi_leaves", "Leaves of the log", value=ledger.size())
        for gauge in gauges(measure(clock.now())):
            yield GaugeMetricFamily(gauge.name, gauge.about, value=gauge.value)


def _lags() -> worker.Lags | None:
    """None when the database does not answer."""
    try:
        return worker.lags()
    except DatabaseError:
        return None


def _through_proxy(request: HttpRequest) -> bool:
    return any(sign in request.META for sign in SIGNS_OF_A_PROXY)


def _shows_token(request: HttpRequest) -> bool:
    """Whether the token of the settings is shown; without one in the settings nobody can."""
    shown = request.META.get("HTTP_AUTHORIZATION", "").encode()
    expected = f"Bearer {settings.METRICS_TOKEN}".encode()
    return bool(settings.METRICS_TOKEN) and compare_digest(shown, expected)
