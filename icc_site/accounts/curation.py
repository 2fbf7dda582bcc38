"""Packages' apps as this site names and fills them."""

from axes.apps import AppConfig as AxesConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class CurationConfig(AdminConfig):
    """Django's admin, signed in to by our site's one door."""

    default_site = "icc_site.accounts.site.CurationSite"


class FailuresConfig(AxesConfig):
    """Failures to sign in, under a name that says so."""

    verbose_name = _("Signing in")
