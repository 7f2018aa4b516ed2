"""Addresses of the room `scores`: the live board of a unit, and the fair figures, and flags."""

from django.urls import path

from nucuoi.scores import views

app_name = "scores"
urlpatterns = [
    path("bang/<slug:unit>/", views.board, name="board"),
    path("bang/<slug:unit>/dem/", views.board_count, name="board_count"),
    path("so-lieu-cua-toi/", views.own, name="own"),
    path("so-lieu/<slug:unit>/", views.unit_figures, name="unit_figures"),
    path("so-lieu/<slug:unit>/tep.<str:form>", views.unit_file, name="unit_file"),
    path("dau-hieu/", views.flags, name="flags"),
    path("dau-hieu/<int:number>/", views.flag, name="flag"),
    path("dau-hieu/<int:number>/xem", views.look, name="look"),
    path("dau-hieu/<int:number>/loai", views.propose, name="propose"),
    path("loai-khoi-so-lieu/", views.exclusions, name="exclusions"),
    path("loai-khoi-so-lieu/quay", views.propose_counter, name="propose_counter"),
    path("loai-khoi-so-lieu/<int:number>/tinh-lai", views.propose_undoing, name="propose_undoing"),
]
