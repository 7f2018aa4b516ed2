"""Addresses of the room `desk`."""

from django.urls import include, path

from nucuoi.desk.views import accounts, home, journal, tokens

app_name = "desk"
_account = [
    path("", accounts.account, name="account"),
    path("vai-tro/", accounts.grant, name="grant"),
    path("vai-tro/<int:number>/ket-thuc/", accounts.end_grant, name="end_grant"),
    path("lien-ket/", accounts.new_link, name="new_link"),
    path("xac-thuc-hai-lop/", accounts.reset_second_factor, name="reset_second_factor"),
    path("ngung/", accounts.deactivate, name="deactivate"),
    path("mo-lai/", accounts.reactivate, name="reactivate"),
]
urlpatterns = [
    path("ban-lam-viec/", home.home, name="home"),
    path("nhat-ky/", journal.journal, name="journal"),
    path("quan-tri/tai-khoan/", accounts.accounts, name="accounts"),
    path("quan-tri/tai-khoan-moi/", accounts.new_account, name="new_account"),
    path("quan-tri/tai-khoan/<str:username>/", include(_account)),
    path("quan-tri/khoa-ket-noi/", tokens.tokens, name="tokens"),
    path("quan-tri/khoa-ket-noi/moi/", tokens.new_token, name="new_token"),
    path("quan-tri/khoa-ket-noi/<int:number>/thay/", tokens.rotate_token, name="rotate_token"),
    path("quan-tri/khoa-ket-noi/<int:number>/thu-hoi/", tokens.revoke_token, name="revoke_token"),
]
