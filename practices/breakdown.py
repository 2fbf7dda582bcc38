"""A selection divided by topic and by country: its parts, and the query strings that lead to them.

Where topics or countries are included in a selection, only those are its parts: of the others it holds just what they
share with the included ones, and no query string says that.
"""

from practices.models import Country, Topic


def topics_of(selection) -> list[Topic]:
    """The topics by which the selection is divided, A–Z, with and without practices."""
    included, excluded = selection.values["topic"].included, selection.values["topic"].excluded
    topics = selection.directory.topics.values()
    shown = [topic for topic in topics if (topic.slug in included if included else topic.slug not in excluded)]
    return sorted(shown, key=lambda topic: (topic.label_key, topic.pk))


def countries_of(selection, found) -> list[Country]:
    """The countries by which the selection is divided, A–Z: the included ones, else those of `found` (codes)."""
    codes = selection.values["country"].included or found
    countries = [selection.directory.countries[code] for code in codes]
    return sorted(countries, key=lambda country: (country.label_key, country.code))


def part_query(selection, **part: str) -> str:
    """The query string of one part: `topic` a slug, `country` a code or both; what is excluded stays so."""
    excluded = {facet: [f"-{value}" for value in selection.values[facet].excluded] for facet in part}
    return selection.query(**{facet: [value, *excluded[facet]] for facet, value in part.items()})
