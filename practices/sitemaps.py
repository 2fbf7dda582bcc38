"""What search engines are told to list: landing pages and published practices. Source: sitemaps.org, protocol 0.9."""

from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.urls import reverse

from practices.directory import current_directory
from practices.models import Practice

# The protocol allows 50,000 addresses a file; so many are written in half a second.
PER_FILE = 10_000


class Pages(Sitemap):
    """The pages that stand by themselves, and the landing pages of what published practices name."""

    limit = PER_FILE

    def items(self):
        directory = current_directory()
        standing = [reverse(name) for name in ("catalogue", "topics", "countries", "about")]
        used = (*directory.used_topics, *directory.used_countries, *directory.used_cities)
        return standing + [row.get_absolute_url() for row in used]

    def location(self, address):
        return address


class Practices(Sitemap):
    """Every published practice."""

    limit = PER_FILE

    def items(self):
        return Practice.objects.published().order_by("pk").only("slug", "updated_at")

    def lastmod(self, practice):
        return practice.updated_at

    def get_latest_lastmod(self):
        """The latest of all, without fetching the practices."""
        return self.items().aggregate(latest=Max("updated_at"))["latest"]


SITEMAPS = {"pages": Pages, "practices": Practices}
