"""Addresses of the room `scores`: the live board of a unit, and the fair figures."""

from django.urls import path

from nucuoi.scores.views import board, board_count, own, unit_figures, unit_file

app_name = "scores"
urlpatterns = [
    path("bang/<slug:unit>/", board, name="board"),
    path("bang/<slug:unit>/dem/", board_count, name="board_count"),
    path("so-lieu-cua-toi/", own, name="own"),
    path("so-lieu/<slug:unit>/", unit_figures, name="unit_figures"),
    path("so-lieu/<slug:unit>/tep.<str:form>", unit_file, name="unit_file"),
]
