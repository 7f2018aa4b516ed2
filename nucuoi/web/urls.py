"""Addresses of the room `web`."""

from django.urls import path

from nucuoi.web import views

app_name = "web"
urlpatterns = [
    path("bo-thanh-phan/", views.catalogue, name="catalogue"),
    path("healthz", views.alive, name="alive"),
]
