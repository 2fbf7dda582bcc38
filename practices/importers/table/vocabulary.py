"""The countries, cities and topics that a row names."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from practices import gazetteer
from practices.importers.cities import CityResolver
from practices.importers.table.cells import Unreadable
from practices.models import City, Country, Topic


class Vocabulary:
    """Finds what a row names, and raises Unreadable for what the catalogue does not have. Writes nothing.

    With `may_add_cities`, a city that the gazetteer knows is proposed: a City that is not saved, the same one each time
    it is named.
    """

    def __init__(self, *, may_add_cities: bool):
        self.may_add_cities = may_add_cities
        self.countries = Country.objects.in_bulk()
        self.topics = Topic.objects.in_bulk(field_name="slug")
        self.cities = City.objects.in_bulk(field_name="slug")
        self._proposed: dict[tuple, City] = {}
        self._resolver = CityResolver()
        self._country_names = named(self.countries.values())
        self._topic_names = named(self.topics.values())

    def country_of_code(self, code: str) -> Country | None:
        if code and code.upper() not in self.countries:
            raise Unreadable(_("“%(code)s” is the ISO code of no country: write NO.") % {"code": code[:40]})
        return self.countries.get(code.upper())

    def country_of_name(self, name: str) -> Country | None:
        """The country with this name, English or French."""
        country = self._country_names.get(gazetteer.fold_name(name))
        if name and country is None:
            raise Unreadable(_("There is no country “%(name)s”.") % {"name": name[:80]})
        return country

    def topics_of_slugs(self, slugs) -> list[Topic]:
        return found(slugs, self.topics.get, _("There is no topic “%(name)s”."))

    def topics_of_names(self, names) -> list[Topic]:
        """The topics with these names, English or French."""
        by_name = self._topic_names
        return found(names, lambda name: by_name.get(gazetteer.fold_name(name)), _("There is no topic “%(name)s”."))

    def cities_of_slugs(self, slugs) -> list[City]:
        return found(slugs, self.cities.get, _("There is no city with the slug “%(name)s”."))

    def cities_of_names(self, names, country: Country) -> list[City]:
        """The cities with these names, in whatever spelling."""
        message = _("There is no city “%(name)s” in %(country)s.") % {"name": "%(name)s", "country": country.label}
        if self.may_add_cities:
            message += " " + _("The gazetteer does not know it either: add it in the admin first.")
        else:
            message += " " + _("Allow new cities, or add it in the admin first.")
        return found(names, lambda name: self._city(name, country), message)

    def _city(self, name, country) -> City | None:
        stored = self._resolver.find(name, country)
        if stored:
            return self.cities[stored.slug]
        place = gazetteer.find(name, country.code) if self.may_add_cities else None
        if place is None:
            return None
        proposed = City(name=name, country=country, latitude=place.latitude, longitude=place.longitude)
        try:
            proposed.clean_fields(exclude=["slug"])
        except ValidationError as refusal:
            raise Unreadable(" ".join(refusal.messages)) from refusal
        return self._proposed.setdefault((country.code, place.key), proposed)


def named(rows) -> dict:
    """Folded name, English or French → row."""
    return {gazetteer.fold_name(name): row for row in rows for name in (row.name_fr, row.name)}


def found(names, find, message: str) -> list:
    """What `find` finds for each name, each once. Raises Unreadable, which names the first that it does not."""
    rows = []
    for name in names:
        row = find(name)
        if row is None:
            raise Unreadable(message % {"name": name[:80]})
        if row not in rows:
            rows.append(row)
    return rows
