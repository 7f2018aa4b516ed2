"""The addresses that allauth looks up by names of its own; nothing else of allauth is mounted."""

from django.urls import path

from nucuoi.accounts.views.entrance import SecondStep, SignIn

urlpatterns = [
    path("dang-nhap/", SignIn.as_view(), name="account_login"),
    path("dang-nhap/ma-xac-thuc/", SecondStep.as_view(), name="mfa_authenticate"),
]
