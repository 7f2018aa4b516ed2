"""Addresses of the room `oversight`."""

from django.urls import path

from nucuoi.oversight import views

app_name = "oversight"
urlpatterns = [
    path("giam-sat/", views.status, name="status"),
    path("giam-sat/may-chung-kien", views.name_witness, name="name_witness"),
    path("giam-sat/may-chung-kien/<int:number>/ket-thuc", views.end_witness, name="end_witness"),
]
