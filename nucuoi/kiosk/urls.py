"""Addresses of the room `kiosk`."""

from django.urls import path

from nucuoi.kiosk import views

app_name = "kiosk"
urlpatterns = [path("kiosk/", views.app, name="app")]
