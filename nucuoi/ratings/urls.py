"""Addresses of the room `ratings`; intake stands in front of them (see wsgi.py)."""

from django.urls import path

from nucuoi.ratings.views.find import find, with_slash
from nucuoi.ratings.views.invitation import invitation
from nucuoi.ratings.views.rate import rate, send

app_name = "ratings"
urlpatterns = [
    path("q/", find, name="find"),
    path("q/<str:code>", rate, name="rate"),
    path("q/<slug:code>/", with_slash, name="rate_with_slash"),
    path("q/<str:code>/gui", send, name="send"),
    path("v/<str:code>", invitation, name="invitation"),
]
