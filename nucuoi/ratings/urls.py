"""Addresses of the room `ratings`; intake stands in front of them (see wsgi.py)."""

from django.urls import path

from nucuoi.ratings.views.find import find
from nucuoi.ratings.views.invitation import invitation
from nucuoi.ratings.views.rate import rate, send

app_name = "ratings"
urlpatterns = [
    path("q/", find, name="find"),
    path("q/<str:code>", rate, name="rate"),
    path("q/<str:code>/gui", send, name="send"),
    path("v/<str:code>", invitation, name="invitation"),
]
