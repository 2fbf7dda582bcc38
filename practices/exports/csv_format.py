"""A selection as CSV: RFC 4180, UTF-8, a header, a line a practice. Source: ARCHITECTURE, "The record"."""

import csv

from practices.exports.blocks import in_blocks

COLUMNS = (
    *("slug", "url", "title", "summary", "country_code", "country"),
    *("cities", "city_slugs", "latitudes", "longitudes", "period", "start_year", "end_year", "is_ongoing"),
    *("topics", "topic_slugs", "purpose", "rationale", "process", "impact", "key_references", "language"),
    *("provenance", "source_name", "source_url", "published_at", "updated_at", "last_confirmed_on"),
)
# What curators have beside it: `full_record`.
FULL_COLUMNS = (
    *COLUMNS,
    *("status", "period_is_overruled", "external_id", "curator_notes", "author", "review_comment"),
    *("withdrawal_reason", "successor", "translation_of", "publish_at", "created_at", "version"),
)
# A spreadsheet takes text that begins so for a formula.
STARTS_OF_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


class Echo:
    """A file that gives back what is written to it, so that the csv module writes into a stream."""

    def write(self, text):
        return text


def written(records, header=COLUMNS):
    """Yield the text of the file; a record with a field that has no column is a ValueError."""
    return in_blocks(lines(records, header))


def lines(records, header=COLUMNS):
    writer = csv.DictWriter(Echo(), header)
    yield writer.writeheader()
    for record in records:
        yield writer.writerow({name: cell(value) for name, value in columns(record).items()})


def columns(record: dict) -> dict:
    """Column → value of a record whose country, cities, topics and source are spread over several columns."""
    row = {}
    for name, value in record.items():
        row |= SPREAD[name](value) if name in SPREAD else {name: value}
    return row


# Numbers stay lists of numbers, so that `cell` can tell them from text.
SPREAD = {
    "country": lambda country: {"country_code": country["code"], "country": country["name"]},
    "cities": lambda cities: {
        "cities": joined(city["name"] for city in cities),
        "city_slugs": joined(city["slug"] for city in cities),
        "latitudes": [city["latitude"] for city in cities],
        "longitudes": [city["longitude"] for city in cities],
    },
    "topics": lambda topics: {
        "topics": joined(topic["name"] for topic in topics),
        "topic_slugs": joined(topic["slug"] for topic in topics),
    },
    "source": lambda source: {"source_name": source["name"], "source_url": source["url"]},
}


def joined(texts) -> str:
    return "; ".join(texts)


def cell(value) -> str:
    """A value as the text of a cell of CSV: text is defused by one apostrophe, numbers never."""
    is_formula = isinstance(value, str) and value.startswith(STARTS_OF_FORMULAS)
    return f"'{value}" if is_formula else in_words(value)


def in_words(value) -> str:
    """A value as text: "" for none, true or false, numbers as they are, lists joined."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return joined(in_words(number) for number in value)
        case _:
            return str(value)
