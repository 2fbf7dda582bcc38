"""The site's settings, with a database of its own, the yardsticks' addresses, and pages remembered only on demand."""

from icc_site.settings import *  # noqa: F403
from icc_site.settings import CACHES, DATABASES, env

DATABASES["default"]["NAME"] += "_benchmark"
ROOT_URLCONF = "practices.benchmark.urls"
ALLOWED_HOSTS = ["127.0.0.1"]
SECURE_SSL_REDIRECT = False
if not env.bool("BENCHMARK_REMEMBERS", default=False):
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
