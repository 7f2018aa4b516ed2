"""Addresses of the room `kiosk`."""

from django.urls import path

from nucuoi.kiosk import views

app_name = "kiosk"
urlpatterns = [
    path("kiosk/", views.app, name="app"),
    path("api/v1/tickets", views.call, name="tickets"),
    path("api/v1/visits", views.call, name="visits"),
]
