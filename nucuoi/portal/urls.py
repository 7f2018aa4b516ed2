"""Addresses of the room `portal`: the public pages."""

from django.urls import path

from nucuoi.portal.views import front

app_name = "portal"
urlpatterns = [
    path("", front, name="front"),
]
