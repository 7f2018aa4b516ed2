"""Addresses of the room `kiosk`."""

from django.urls import path

from nucuoi.kiosk import api
from nucuoi.kiosk.views import app, devices, own, shown

app_name = "kiosk"
urlpatterns = [
    path("kiosk/", app.app, name="app"),
    path("kiosk/manifest.webmanifest", app.manifest, name="manifest"),
    path("kiosk/sw.js", app.worker, name="worker"),
    path("api/v1/devices/pair", api.pair, name="pair"),
    path("api/v1/devices/report", api.report, name="report"),
    path("api/v1/devices/held", api.held, name="held"),
    path("api/v1/devices/held/taken", api.taken, name="taken"),
    path("api/v1/devices/sign-on", api.sign_on, name="sign_on"),
    path("thiet-bi/may/<int:number>/", devices.device, name="device"),
    path("thiet-bi/may/<int:number>/thu-hoi/", devices.revoke, name="revoke"),
    path("thiet-bi/may/<int:number>/ban-giao/", devices.handover, name="handover"),
    path("thiet-bi/may/<int:number>/nhan-lai/", devices.take_in_held, name="take_in_held"),
    path("thiet-bi/<str:unit>/", devices.devices, name="devices"),
    path("thiet-bi/<str:unit>/ghep/", devices.new_device, name="new_device"),
    path("thiet-bi/<str:unit>/ten-va-anh/", shown.shown, name="shown"),
    path("thiet-bi/<str:unit>/ten-va-anh/<str:official>/", shown.photo, name="photo"),
    path("truc-quay/", own.sign_ons, name="own_sign_ons"),
]
