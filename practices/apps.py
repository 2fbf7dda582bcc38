"""The catalogue as a Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    """Writes the world's countries and the roles of people after every migration."""

    name = "practices"
    verbose_name = _("Catalogue")

    def ready(self):
        from practices.models.place import write_countries
        from practices.roles import write_roles

        post_migrate.connect(write_countries, sender=self)
        post_migrate.connect(write_roles, sender=self)
