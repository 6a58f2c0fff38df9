"""Addresses of accounts."""

from django.contrib.auth.views import LogoutView
from django.urls import path

app_name = "accounts"

urlpatterns = [
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
]
