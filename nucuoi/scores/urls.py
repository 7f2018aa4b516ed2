"""Addresses of the room `scores`: the live board of a unit."""

from django.urls import path

from nucuoi.scores.views import board, board_count

app_name = "scores"
urlpatterns = [
    path("bang/<slug:unit>/", board, name="board"),
    path("bang/<slug:unit>/dem/", board_count, name="board_count"),
]
