"""What search engines are told to list: landing pages and published practices, in every language of the site.

Sources: sitemaps.org, protocol 0.9; Google Search Central, "Localized versions of your pages" (each version is an entry
of its own and names all of them).
"""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import Paginator
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils.translation import get_language, override

from practices.directory import current_directory
from practices.models import Practice

# The protocol allows 50,000 addresses a file; so many are written in about a second.
PER_FILE = 5_000
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@dataclass(frozen=True)
class Versions:
    """(row, language) of all rows in all languages, as a sequence that fetches only the rows of the slice wanted."""

    rows: QuerySet | list

    def __len__(self):
        number = self.rows.count() if isinstance(self.rows, QuerySet) else len(self.rows)
        return number * len(LANGUAGES)

    def __getitem__(self, wanted: slice) -> list[tuple]:
        """Some of the versions; a file may begin or end between two versions of a row."""
        first, times = wanted.start // len(LANGUAGES), len(LANGUAGES)
        rows = self.rows[first : -(-wanted.stop // times)]
        versions = [(row, language) for row in rows for language in LANGUAGES]
        return versions[wanted.start - first * times : wanted.stop - first * times]


class MultilingualSitemap(Sitemap):
    """Entries in every language, each with the addresses of all. Django by itself would fetch all rows for a file."""

    i18n = alternates = True
    limit = PER_FILE

    @property
    def paginator(self):
        return Paginator(Versions(self.items()), self.limit)


class Pages(MultilingualSitemap):
    """The pages that stand by themselves, and the landing pages of what published practices name."""

    def items(self):
        directory = current_directory()
        used = (*directory.used_topics, *directory.used_countries, *directory.used_cities)
        return ["catalogue", "topics", "countries", "about", *used]

    def location(self, page):
        return reverse(page) if isinstance(page, str) else page.get_absolute_url()


class Practices(MultilingualSitemap):
    """Every published practice."""

    def items(self):
        return Practice.objects.published().order_by("pk").only("slug", "updated_at")

    def location(self, practice):
        start, end = self.around_slug[get_language()]
        return f"{start}{practice.slug}{end}"

    @cached_property
    def around_slug(self) -> dict[str, tuple[str, str]]:
        """Language → what stands before and after the slug in an address: resolving each would take a second a file."""
        found = {}
        for language in LANGUAGES:
            with override(language):
                start, _, end = reverse("practice", args=["--"]).partition("--")
            found[language] = start, end
        return found

    def lastmod(self, practice):
        return practice.updated_at

    def get_latest_lastmod(self):
        """The latest of all, without fetching the practices."""
        return self.items().aggregate(latest=Max("updated_at"))["latest"]


SITEMAPS = {"pages": Pages, "practices": Practices}
