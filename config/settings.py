"""Settings, all from the environment; without any variable it is the demo on SQLite.

THUISSTAND_MODUS   ontwikkeling (default) | productie
SECRET_KEY         required in productie
ALLOWED_HOSTS      comma separated, required in productie
DATABASE_URL       default: SQLite in var/
EMAIL_URL          smtp://user:password@host:port (smtps:// for TLS); default: mail is printed on the console
THUISSTAND_AFZENDER  the From address of mail
THUISSTAND_URL     what links in mail start with; default: http://localhost:8000, in productie the first host
THUISSTAND_BEHEERDER  e-mail address of functioneel beheer, shown to whoever has no account or no role
THUISSTAND_HERKENNING  required in productie: secret keys for hashes of V-nummers, comma separated, the newest first
THUISSTAND_HSTS    empty, subdomeinen or preload: how far the promise of HTTPS goes (productie)
THUISSTAND_ACHTERGROND  who does long work: proces (default: a process of its own), uit (a service: `werk --blijf`)
THUISSTAND_BEWAAR_BESTANDEN  for how many days the content of an imported file is kept; default 30
THUISSTAND_PROXYS  how many proxies stand before the application server; default: 1 in productie, else 0
"""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"

MODUS = os.environ.get("THUISSTAND_MODUS", "ontwikkeling")
if MODUS not in ("ontwikkeling", "productie"):
    raise ImproperlyConfigured(f"THUISSTAND_MODUS is '{MODUS}'; choose ontwikkeling or productie.")
PRODUCTIE = MODUS == "productie"
DEBUG = False


def _vereist(naam: str, in_ontwikkeling: str) -> str:
    """The variable's value; in productie a missing one stops the start with a text that says what to do."""
    waarde = os.environ.get(naam, "" if PRODUCTIE else in_ontwikkeling)
    if not waarde:
        raise ImproperlyConfigured(f"Set the environment variable {naam}: it has no default in productie.")
    return waarde


SECRET_KEY = _vereist("SECRET_KEY", "alleen-voor-ontwikkeling-" + "x" * 40)
# Apart from SECRET_KEY: that one may change any day, while a hash must be found again a half-year later.
HERKENNINGSSLEUTELS = [s for s in _vereist("THUISSTAND_HERKENNING", "alleen-voor-ontwikkeling").split(",") if s]
ALLOWED_HOSTS = _vereist("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")

INSTALLED_APPS = [
    "balie",
    "toezicht",
    "afspraken",
    "taakstelling",
    "organisaties",
    "allauth",
    "allauth.account",
    "django_filters",
    "django_tables2",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "organisaties.middleware.GeenTussenopslag",
    "organisaties.middleware.LidmaatschapMiddleware",
    "organisaties.tijdmachine.Tijdmachine",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "balie.context.schil",
            ],
            "builtins": ["organisaties.templatetags.weergave", "taakstelling.templatetags.beelden"],
        },
    },
]

VAR.mkdir(exist_ok=True)
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{VAR / 'thuisstand.sqlite3'}",
        conn_max_age=None,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a writer waits for its turn instead of failing half-way; WAL: readers never wait for it.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000; "
        # Without it a REPLACE deletes a row past the guard of the facts.
        "PRAGMA recursive_triggers=ON;",
    }
    # A file, because two connections at once are tested too and a database in memory has only one; a file per process,
    # because two test runs may go on beside each other.
    DATABASES["default"]["TEST"] = {"NAME": VAR / f"test-{os.getpid()}.sqlite3"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organisaties.Gebruiker"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "organisaties.velden.NederlandsWachtwoord"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "vandaag"
ACCOUNT_ADAPTER = "organisaties.adapter.Accounts"
ACCOUNT_FORMS = {
    "login": "organisaties.inloggen.InlogFormulier",
    "change_password": "organisaties.inloggen.WachtwoordFormulier",
    "reset_password": "organisaties.inloggen.VergetenFormulier",
    "reset_password_from_key": "organisaties.inloggen.NieuwWachtwoordFormulier",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account is made by an invitation to that address
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
# Whoever asks a new password for an unknown address gets a mail as well: the answer takes as long as for a known one.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # whose password is changed gets to know it
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
# The limits count per address of the visitor, so the proxies before us must be known and no others believed.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("THUISSTAND_PROXYS", "1" if PRODUCTIE else "0"))
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
BASISADRES = os.environ.get(
    "THUISSTAND_URL", f"https://{ALLOWED_HOSTS[0]}" if PRODUCTIE else "http://localhost:8000"
).rstrip("/")
ACHTERGROND = os.environ.get("THUISSTAND_ACHTERGROND", "proces")
if ACHTERGROND not in ("proces", "uit", "direct"):  # direct: in the request itself, for the tests
    raise ImproperlyConfigured(f"THUISSTAND_ACHTERGROND is '{ACHTERGROND}'; choose proces or uit.")
BEWAAR_BESTANDEN = int(os.environ.get("THUISSTAND_BEWAAR_BESTANDEN", "30"))
BEHEERDER = os.environ.get("THUISSTAND_BEHEERDER", "")

# In the database and in no cache: with several workers somebody who signs out, or whose account is switched off, is
# out everywhere at once. The limits on signing in are counted in one place for the same reason; `migrate` makes it.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "thuisstand_cache"}
    if PRODUCTIE
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Figures are remembered in each process by itself; what they rest on is asked of the database every time.
    "cijfers": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "cijfers",
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTIE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
if PRODUCTIE:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    # A promise about more than this one name is not ours to make: whoever owns the domain says so.
    HSTS = os.environ.get("THUISSTAND_HSTS", "")
    if HSTS not in ("", "subdomeinen", "preload"):
        raise ImproperlyConfigured(f"THUISSTAND_HSTS is '{HSTS}'; choose subdomeinen or preload, or leave it empty.")
    SECURE_HSTS_INCLUDE_SUBDOMAINS = HSTS != ""
    SECURE_HSTS_PRELOAD = HSTS == "preload"
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False  # `getal` writes figures for people; an id in an address must stay as it is

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # collectstatic fills it; WhiteNoise warns when it is not there
_NODE = BASE_DIR / "node_modules"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.bestanden.Pakketbestanden",
]
# What is served out of node_modules: the folder, and the files in it that a page asks for.
PAKKETBESTANDEN = {
    "vendor/utrecht": (_NODE / "@utrecht/component-library-css/dist", ["index.css"]),
    "vendor/plex": (
        _NODE / "@fontsource/ibm-plex-sans/files",
        [f"ibm-plex-sans-{deel}-{gewicht}-normal.woff2" for deel in ("latin", "latin-ext") for gewicht in (400, 600)],
    ),
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTIE
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTIE

_mail = urlsplit(os.environ.get("EMAIL_URL", ""))
if _mail.hostname:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _mail.hostname, _mail.port or (465 if _mail.scheme == "smtps" else 587)
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
    EMAIL_TIMEOUT = 10  # seconds: a server that stays silent holds up nobody
    EMAIL_USE_SSL, EMAIL_USE_TLS = _mail.scheme == "smtps", _mail.scheme != "smtps"
else:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("THUISSTAND_AFZENDER", "Thuisstand <thuisstand@localhost>")

DJANGO_TABLES2_TEMPLATE = "components/tabel.html"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
