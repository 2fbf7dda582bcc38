"""The country, the cities and the topics of a row, each told by two columns of which people edit one."""

from django.utils.translation import gettext as _

from practices.exports.csv_format import in_words
from practices.importers.table import cells
from practices.importers.table.cells import LEFT, Unreadable, clean
from practices.models import Country


class Links:
    """Finds what the columns of a row mean: the one that was edited counts, and both have to agree when both were."""

    def __init__(self, reading):
        self.reading, self.vocabulary, self.stored = reading, reading.vocabulary, reading.stored

    def country(self) -> Country | None:
        """The country of the row; None, with a fault, when it does not say one."""
        find, faults = self.vocabulary, len(self.reading.faults)
        now = find.countries[self.stored.country_id] if self.stored else None
        country = self._edited(now, country_code=find.country_of_code, country=find.country_of_name)
        if not country and len(self.reading.faults) == faults:
            self.reading.fault("country_code", _("Say in which country it is."))
        return country

    def cities(self, country) -> list | None:
        """The cities of the row; None to leave them as they are."""
        find = self.vocabulary
        now = [find.cities[city.slug] for city in self.stored.cities.all()] if self.stored else []
        faults = len(self.reading.faults)
        cities = self._edited(
            now,
            city_slugs=lambda words: find.cities_of_slugs(cells.items(words)),
            cities=lambda words: find.cities_of_names(cells.items(words), country),
        )
        if len(self.reading.faults) == faults:
            self._refuse_elsewhere(cities, country)
        return None if cities is now else cities

    def topics(self) -> list | None:
        """The topics of the row; None to leave them as they are."""
        find = self.vocabulary
        now = [find.topics[topic.slug] for topic in self.stored.topics.all()] if self.stored else []
        topics = self._edited(
            now,
            topic_slugs=lambda words: find.topics_of_slugs(cells.items(words)),
            topics=lambda words: find.topics_of_names(cells.items(words)),
        )
        return None if topics is now else topics

    def _refuse_elsewhere(self, cities, country):
        column = "city_slugs" if "city_slugs" in self.reading.row.cells else "cities"
        for city in cities:
            if city.country_id != country.code:
                message = _("%(city)s is in %(its)s; the country of the practice is %(country)s.")
                its = self.vocabulary.countries[city.country_id]
                self.reading.fault(column, message % {"city": city, "its": its.label, "country": country.label})

    def _edited(self, now, **readers):
        """What the edited column means, `now` when none was; a fault when two were and contradict each other."""
        meanings = {name: self._meaning(name, read) for name, read in readers.items()}
        edited = {name: it for name, it in meanings.items() if it is not LEFT and not same(it, now)}
        if not edited:
            return now
        # Somebody who writes a new name has often emptied the slug that went with the old one.
        edited = {name: it for name, it in edited.items() if it} or edited
        (first, meaning), *others = edited.items()
        for name, other in others:
            if not same(meaning, other):
                self.reading.fault(name, _("This says something else than %(column)s.") % {"column": first})
        return meaning

    def _meaning(self, name, read):
        """What a cell means; LEFT where it stands as the export wrote it, or means nothing (a fault)."""
        words = self.reading.cell(name, cells.text)
        if words is LEFT or (self.stored and words == clean(in_words(self.reading.before[name]))):
            return LEFT
        try:
            return read(words)
        except Unreadable as fault:
            self.reading.fault(name, str(fault))
            return LEFT


def same(one, other) -> bool:
    """Whether two countries, or two lists of cities or topics in any order, are the same."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(row in other for row in one)
    return one == other
