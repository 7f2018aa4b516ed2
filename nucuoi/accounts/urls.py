"""Addresses of the room `accounts`; signing in itself is in `entrance_urls`."""

from django.urls import path

from nucuoi.accounts.views import entrance, links, own

app_name = "accounts"
urlpatterns = [
    path("dang-xuat/", entrance.sign_out, name="sign_out"),
    path("cai-dat/<str:secret>/", links.setup, name="setup"),
    path("dat-mat-khau/<str:secret>/", links.new_password, name="new_password"),
    path("tai-khoan/", own.me, name="me"),
    path("tai-khoan/xac-thuc-hai-lop/", own.second_factor, name="second_factor"),
    path("tai-khoan/ma-du-phong/", own.recovery_codes, name="recovery_codes"),
]
