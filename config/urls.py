"""All addresses. Each app names its own; a URL without a row in the URL × role matrix fails a test."""

from allauth.account import views as inloggen
from django.urls import include, path, re_path
from django.views.generic import RedirectView

# Only what is used of allauth, under its own names. There is no signing up (the page says so; allauth looks its address
# up when somebody unknown asks for a password), no second e-mail address, and one way to choose a first password: the
# link in a mail.
account = [
    path("inloggen/", inloggen.login, name="account_login"),
    path("uitloggen/", inloggen.logout, name="account_logout"),
    path("uitgezet/", inloggen.account_inactive, name="account_inactive"),
    path("geen-account/", inloggen.signup, name="account_signup"),
    path("bevestigen/", inloggen.reauthenticate, name="account_reauthenticate"),
    path("wachtwoord/", inloggen.password_change, name="account_change_password"),
    path(
        "wachtwoord/kiezen/", RedirectView.as_view(pattern_name="account_reset_password"), name="account_set_password"
    ),
    path("wachtwoord/vergeten/", inloggen.password_reset, name="account_reset_password"),
    path("wachtwoord/vergeten/verstuurd/", inloggen.password_reset_done, name="account_reset_password_done"),
    path("wachtwoord/nieuw/klaar/", inloggen.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        inloggen.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]

urlpatterns = [
    path("", include("balie.urls")),
    path("", include("organisaties.urls")),
    path("", include("taakstelling.urls")),
    path("", include("afspraken.urls")),
    path("", include("toezicht.urls")),
    path("", include("afspraken.urls")),
    path("account/", include(account)),
]
