"""City names as a source writes them → the catalogue's cities."""

from django.core.exceptions import ValidationError

from practices import gazetteer
from practices.models import City, Country
from practices.models.history import save_recorded


class CityResolver:
    """Finds the city that a name means, in whatever spelling, and makes it when the catalogue does not have it.

    One resolver serves one import: it reads the cities of a country once. `by` and `reason` are what the history of the
    cities says.
    """

    def __init__(self, *, by=None, reason=""):
        self.by, self.reason = by, reason
        self._countries = {}

    def resolve(self, name: str, country: Country, *, language: str | None) -> City:
        """The city called `name` in `country`. A name that is new for a known city becomes its alias."""
        city = self.find(name, country)
        if city is None:
            city = self._add(name, country, language)
        elif gazetteer.fold_name(name) not in self._names(city):
            city.aliases = [*city.aliases, name]
            save_recorded(city, by=self.by, reason=self.reason)
        self._known(country).update(dict.fromkeys(self._keys(city, country), city))
        return city

    def find(self, name: str, country: Country) -> City | None:
        """The catalogue's city called `name` in `country`, or None; writes nothing."""
        known = self._known(country)
        return known.get(gazetteer.fold_name(name)) or known.get(self._place_key(name, country))

    def _known(self, country) -> dict[str, City]:
        if country.code not in self._countries:
            cities = City.objects.filter(country=country).order_by("-pk")
            self._countries[country.code] = {key: city for city in cities for key in self._keys(city, country)}
        return self._countries[country.code]

    def _keys(self, city, country) -> set[str]:
        """What a city is found by: its folded names, and the place that its own name means."""
        return {*self._names(city), self._place_key(city.name, country)} - {""}

    def _names(self, city) -> set[str]:
        return {gazetteer.fold_name(name) for name in (city.name, *city.aliases)}

    def _place_key(self, name, country) -> str:
        place = gazetteer.find(name, country.code)
        return place.key if place else ""

    def _add(self, name, country, language) -> City:
        """Make the city, located by the gazetteer where that knows it.

        An English line names a city as the programme does (Reggio Emilia, not the gazetteer's Reggio nell'Emilia). A
        line in another language may hold an exonym (Ravenne): the gazetteer's name is used, the exonym an alias.
        """
        place = gazetteer.find(name, country.code)
        city = City(name=name, country=country)
        if place:
            city.latitude, city.longitude = place.latitude, place.longitude
            if language not in (None, "en") and gazetteer.fold_name(place.name) != gazetteer.fold_name(name):
                city.name, city.aliases = place.name, [name]
        try:
            city.full_clean(exclude=["slug"])
        except ValidationError as refusal:
            raise ValidationError({"city": refusal.messages}) from refusal
        save_recorded(city, by=self.by, reason=self.reason)
        return city
