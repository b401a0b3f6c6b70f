"""The gallery of all components, and only those pages of allauth that the application links to."""

from allauth.account import views as account
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path

from tests.gezicht.galerij import galerij


@login_not_required
def leeg(request: HttpRequest) -> HttpResponse:
    return HttpResponse("leeg")


urlpatterns = [
    path("", leeg, name="vandaag"),
    path("galerij/", galerij, name="galerij"),
    path("opgave/", leeg, name="opgave"),
    path("cijfers/", leeg, name="cijfers"),
    path("toezicht/", leeg, name="toezicht"),
    path("wissel/", leeg, name="kies-lidmaatschap"),
    path("zoek/", leeg, name="zoek"),
    path("account/", leeg, name="account"),
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/signup/", account.signup, name="account_signup"),
    path("account/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("account/email/", leeg, name="account_email"),
    path("account/password/change/", account.password_change, name="account_change_password"),
    path("account/password/reset/", account.password_reset, name="account_reset_password"),
    path("account/password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "account/password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
