"""Addresses of accounts."""

from django.urls import path

from newsroom.accounts.views import account, joining, people, resetting, signing

app_name = "accounts"

urlpatterns = [
    # accounts/
    path("", account.account, name="account"),
    path("password/", account.password_change, name="password_change"),
    path("download/", account.download, name="download"),
    path("close/", account.close, name="close"),
    # The ways in and out.
    path("sign-in/", signing.sign_in, name="sign_in"),
    path("sign-out/", signing.sign_out, name="sign_out"),
    path("sign-up/", joining.sign_up, name="sign_up"),
    path("first-owner/<str:token>/", joining.first_owner, name="first_owner"),
    path("join/<str:token>/", joining.join, name="join"),
    path("password-reset/", resetting.password_reset, name="password_reset"),
    path("reset/<str:token>/", resetting.reset, name="reset"),
    # accounts/people/
    path("people/", people.people, name="people"),
    path("people/invitations/", people.invite, name="invite"),
    path(
        "people/invitations/<uuid:invitation>/withdrawal/",
        people.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("people/<uuid:person>/", people.person, name="person"),
    path("people/<uuid:person>/role/", people.change_role, name="change_role"),
    path("people/<uuid:person>/reset-link/", people.make_reset_link, name="make_reset_link"),
    path("people/<uuid:person>/closing/", account.close_person, name="close_person"),
]
