"""Addresses of the room `portal`: the public pages and the public log."""

from django.urls import path

from nucuoi.portal.views.front import front
from nucuoi.portal.views.log import checkpoint, cosignatures, log, policy, tile
from nucuoi.portal.views.verification import verification

app_name = "portal"
urlpatterns = [
    path("", front, name="front"),
    path("kiem-chung/", verification, name="verification"),
    path("log/", log, name="log"),
    path("log/<slug:name>/checkpoint", checkpoint, name="checkpoint"),
    path("log/<slug:name>/tile/<path:path>", tile, name="tile"),
    path("log/<slug:name>/policy", policy, name="policy"),
    path("log/<slug:name>/cosignatures", cosignatures, name="cosignatures"),
]
