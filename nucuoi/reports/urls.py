"""Addresses of the room `reports`."""

from django.urls import path

from nucuoi.reports import views

app_name = "reports"
urlpatterns = [
    path("xuat-so-lieu/", views.exports, name="exports"),
    path("xuat-so-lieu/danh-sach/", views.export_list, name="list"),
    path("xuat-so-lieu/<int:number>/tai-ve/", views.download, name="download"),
    path("xuat-so-lieu/<int:number>/xoa/", views.remove, name="remove"),
]
