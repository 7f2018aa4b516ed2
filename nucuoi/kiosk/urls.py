"""Addresses of the room `kiosk`."""

from django.urls import path

from nucuoi.kiosk import api
from nucuoi.kiosk.views import app, later

app_name = "kiosk"
urlpatterns = [
    path("kiosk/", app.app, name="app"),
    path("kiosk/manifest.webmanifest", app.manifest, name="manifest"),
    path("kiosk/sw.js", app.worker, name="worker"),
    path("api/v1/devices/pair", api.pair, name="pair"),
    path("api/v1/devices/report", api.report, name="report"),
    path("api/v1/devices/held", api.held, name="held"),
    path("api/v1/devices/sign-on", api.sign_on, name="sign_on"),
    path("api/v1/tickets", later.call, name="tickets"),
    path("api/v1/visits", later.call, name="visits"),
]
