"""Settings from the environment, in one file, with safe defaults.

Without DATABASE_URL the site is local: it runs on the embedded PostgreSQL and keeps a key of its own in `.postgres/`.
With DATABASE_URL it is a deployment: SECRET_KEY and ALLOWED_HOSTS must be given, and HTTPS is enforced.
"""

from datetime import timedelta
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from icc_site.local_key import local_key
from icc_site.mailers import mailers
from icc_site.release import release

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_DIRECTORY = BASE_DIR / ".postgres"
env = environ.Env()

IS_LOCAL = not env.str("DATABASE_URL", default="")
DEBUG = env.bool("DEBUG", default=False)


def required(name):
    """The value of an environment variable that a deployment cannot do without."""
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"Set {name}: with DATABASE_URL set, this site does not start without it.")
    return value


if IS_LOCAL:
    SECRET_KEY = env.str("SECRET_KEY", default="") or local_key(LOCAL_DIRECTORY)
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
    DATABASES = {"default": {"ENGINE": "icc_site.embedded_postgres", "NAME": "icc", "DATA_DIRECTORY": LOCAL_DIRECTORY}}
else:
    SECRET_KEY = required("SECRET_KEY")
    ALLOWED_HOSTS = [host.strip() for host in required("ALLOWED_HOSTS").split(",")]
    DATABASES = {"default": env.db_url("DATABASE_URL")}
    if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL must be a postgres:// address: PostgreSQL is the only engine.")
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
# A kept connection may have died with a restarted server: ask before use.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# Pages that were asked for before, per process: each is kept under the version of the catalogue (views/remembering.py).
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": env.int("REMEMBERED_PAGES", default=200)},
    }
}
# What the pages are made by; an answer of another release is never taken for one of this.
RELEASE = env.str("RELEASE", default="") or release(BASE_DIR)

INSTALLED_APPS = [
    "icc_site.accounts.curation.CurationConfig",
    "icc_site.accounts.curation.FailuresConfig",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django_filters",
    "import_export",
    "simple_history",
    "icc_site.accounts",
    "practices",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "icc_site.middleware.RefuseCraftedRequests",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "icc_site.accounts.middleware.SignedInPeople",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "icc_site.urls"
WSGI_APPLICATION = "icc_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "practices.context_processors.catalogue",
            ],
        },
    }
]

# Signing in (icc_site/accounts). The one door; every page that needs a person leads there.
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
# Whether everybody who curates needs a second factor. Without it, only who has set one up is asked for it.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=not IS_LOCAL)
OTP_TOTP_ISSUER = "ICC Good Practices"
# Five wrong passwords for a name from an address, or fifty from the address, close the door to them for an hour.
AXES_FAILURE_LIMIT = 5
SIGN_IN_ADDRESS_FACTOR = 10
AXES_COOLOFF_TIME = timedelta(hours=1)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address"]
AXES_HANDLER = "icc_site.accounts.throttle.SignInHandler"
AXES_CLIENT_IP_CALLABLE = "icc_site.accounts.throttle.client_address"
AXES_LOCKOUT_CALLABLE = "icc_site.accounts.throttle.locked_out"
AXES_RESET_ON_SUCCESS = True
# The hour ends when it was said to, however often somebody knocks.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_SENSITIVE_PARAMETERS = ["username", "csrfmiddlewaretoken"]
# Failures are kept while they count; who signed in from where is not kept at all.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
# A session ends after this pause, and at the latest after a working day.
SESSION_COOKIE_AGE = 4 * 3600
SESSION_LONGEST_AGE = 12 * 3600

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français")]
LOCALE_PATHS = [BASE_DIR / "icc_site" / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
# 10,000 practices, in French 10 000; years are marked in the templates (|unlocalize).
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
# What browsers look for at the root of the site: icons and the manifest.
WHITENOISE_ROOT = BASE_DIR / "static" / "root"
WHITENOISE_MIMETYPES = {".webmanifest": "application/manifest+json"}
# Seconds that a browser keeps these; files with a hash in their name are kept for good.
WHITENOISE_MAX_AGE = 86_400
FIXTURE_DIRS = [BASE_DIR / "fixtures"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "icc_site.static_files.StaticFilesStorage"},
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORMS_URLFIELD_ASSUME_HTTPS = True

# What the pages may load: this site's own files and nothing else, nothing inline.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
PERMISSIONS_POLICY = {
    feature: [] for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

HTTPS_ONLY = env.bool("HTTPS_ONLY", default=not IS_LOCAL)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS_ONLY
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31536000 if HTTPS_ONLY else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS_ONLY
# Health checks of a load balancer come without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
# Set this only behind a proxy that always sets or removes the header itself.
TRUST_FORWARDED_PROTO = env.bool("TRUST_FORWARDED_PROTO", default=False)
if TRUST_FORWARDED_PROTO:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# How many proxies in a row add to X-Forwarded-For; who fails to sign in is told apart by the address the first saw.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=int(TRUST_FORWARDED_PROTO))
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# Mail address behind "tell the curators" and "propose one"; without it both are left out.
CATALOGUE_CONTACT = env.str("CATALOGUE_CONTACT", default="")

# Where links to set a password go out: smtp+tls://user:password@host:587. Local: to the terminal. A deployment without
# it sends no mail, and who forgets a password asks an administrator.
EMAIL_URL = env.str("EMAIL_URL", default="consolemail://" if IS_LOCAL else "")
MAILERS = mailers(EMAIL_URL) if EMAIL_URL else {}
SILENCED_SYSTEM_CHECKS = [] if EMAIL_URL else ["mail.W001"]  # no mailer, on purpose
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default=CATALOGUE_CONTACT)
if not DEFAULT_FROM_EMAIL and EMAIL_URL:
    DEFAULT_FROM_EMAIL = "good-practices@localhost" if IS_LOCAL else required("MAIL_FROM")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
