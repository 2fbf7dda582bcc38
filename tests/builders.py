"""Plain builders of catalogue rows."""

from datetime import UTC, datetime

from practices.models import City, Country, Practice, Topic


def make_topic(name="Education", **changes):
    slug = changes.pop("slug", name.lower().replace(" ", "-"))
    fields = {
        "name": name,
        "name_fr": name,
        "description": ".",
        "description_fr": ".",
        "position": 1,
    } | changes
    return Topic.objects.create(slug=slug, **fields)


def make_city(name="Oslo", country="NO", **changes):
    return City.objects.create(name=name, country_id=country, **changes)


def make_practice(title="Young Mayor", *, country="NO", cities=(), topics=(), **changes):
    """A published practice, its years read from `period` unless given."""
    fields = {
        "title": title,
        "country": Country.objects.get(pk=country),
        "status": Practice.Status.PUBLISHED,
        "published_at": datetime(2026, 11, 1, tzinfo=UTC),
    } | changes
    practice = Practice(**fields)
    if not {"start_year", "end_year", "is_ongoing"} & set(changes):
        practice.read_period()
    practice.save()
    practice.cities.set(cities)
    practice.topics.set(topics)
    return practice
