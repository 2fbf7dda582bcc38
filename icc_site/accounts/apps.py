"""The accounts of curators as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Has no models: people are Django's, their second factors django-otp's, their failures django-axes'."""

    name = "icc_site.accounts"
    verbose_name = _("Accounts")
