"""Addresses of the room `portal`: the public pages and the public log."""

from django.urls import path

from nucuoi.portal.views.explained import explained
from nucuoi.portal.views.front import front
from nucuoi.portal.views.log import checkpoint, cosignatures, log, policy, tile
from nucuoi.portal.views.open_data import open_data, table_file, table_proof
from nucuoi.portal.views.results import results, unit_results
from nucuoi.portal.views.verification import verification

app_name = "portal"
urlpatterns = [
    path("", front, name="front"),
    path("kiem-chung/", verification, name="verification"),
    path("ket-qua/", results, name="results"),
    path("ket-qua/<slug:unit>/", unit_results, name="unit_results"),
    path("du-lieu-mo/", open_data, name="open_data"),
    path("du-lieu-mo/<slug:name>/bang.<str:form>", table_file, name="table_file"),
    path("du-lieu-mo/<slug:name>/chung-minh.tlog-proof", table_proof, name="table_proof"),
    path("cach-tinh/", explained, name="explained"),
    path("cach-tinh/<slug:name>/", explained, name="explained_more"),
    path("log/", log, name="log"),
    path("log/<slug:name>/checkpoint", checkpoint, name="checkpoint"),
    path("log/<slug:name>/tile/<path:path>", tile, name="tile"),
    path("log/<slug:name>/policy", policy, name="policy"),
    path("log/<slug:name>/cosignatures", cosignatures, name="cosignatures"),
]
