"""Addresses of the room `oversight`."""

from django.urls import path

from nucuoi.oversight import views

app_name = "oversight"
urlpatterns = [
    path("giam-sat/", views.status, name="status"),
    path("giam-sat/may-chung-kien", views.name_witness, name="name_witness"),
    path("giam-sat/goi-mo-so", views.bundle, name="bundle"),
    path("giam-sat/loai-khoi-so-lieu/", views.exclusions, name="exclusions"),
    path("giam-sat/loai-khoi-so-lieu/<int:number>", views.decide, name="decide"),
    path("giam-sat/loai-khoi-so-lieu/da-xac-nhan.txt", views.confirmed, name="confirmed"),
    path("giam-sat/nguoi", views.add_colleague, name="add_colleague"),
    path("giam-sat/nguoi/<str:username>/lien-ket", views.new_link, name="new_link"),
    path("giam-sat/luot-thu", views.canaries, name="canaries"),
    path("giam-sat/may-chung-kien/<int:number>/ket-thuc", views.end_witness, name="end_witness"),
]
