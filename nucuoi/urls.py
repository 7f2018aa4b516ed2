"""Every address of the Django side, by room; intake stands in front of it (see rsgi.py)."""

from django.urls import include, path

from nucuoi import health, openapi
from nucuoi.api import api
from nucuoi.keeping import page

urlpatterns = [
    path("readyz", health.ready, name="ready"),
    path("metrics", health.metrics, name="metrics"),
    path("quan-tri/suc-khoe/", page.health, name="health"),
    path("api/openapi.json", openapi.openapi, name="openapi"),
    path("api/v1/", api.urls),
    path("", include("nucuoi.web.urls")),
    path("", include("nucuoi.accounts.entrance_urls")),
    path("", include("nucuoi.accounts.urls")),
    path("", include("nucuoi.organisation.urls")),
    path("", include("nucuoi.ratings.urls")),
    path("", include("nucuoi.kiosk.urls")),
    path("", include("nucuoi.scores.urls")),
    path("", include("nucuoi.cases.urls")),
    path("", include("nucuoi.reports.urls")),
    path("", include("nucuoi.desk.urls")),
    path("", include("nucuoi.oversight.urls")),
    path("", include("nucuoi.portal.receipt_urls")),
    path("", include("nucuoi.portal.urls")),
]
handler400 = "nucuoi.web.views.bad_request"
handler403 = "nucuoi.web.views.forbidden"
handler404 = "nucuoi.web.views.not_found"
handler500 = "nucuoi.web.views.server_error"
