"""The catalogue as a Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PracticesConfig(AppConfig):
    """Writes the world's countries after every migration."""

    name = "practices"
    verbose_name = "Catalogue"

    def ready(self):
        from practices.models.place import write_countries

        post_migrate.connect(write_countries, sender=self)
