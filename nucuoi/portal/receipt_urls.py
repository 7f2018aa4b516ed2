"""Addresses of receipts; apart, because they leave no line in any log."""

from django.urls import path

from nucuoi.portal.views.receipt import dialogue, proof, receipt

app_name = "receipts"
urlpatterns = [
    path("tra-cuu/", receipt, name="receipt"),
    path("tra-cuu/trao-doi", dialogue, name="dialogue"),
    path("tra-cuu/chung-minh", proof, name="proof"),
]
