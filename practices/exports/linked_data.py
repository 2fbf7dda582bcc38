"""A practice for search engines: schema.org as JSON-LD, from its record. Source: https://schema.org/Article."""

import json

from django.utils.safestring import SafeString, mark_safe

from practices.exports.citation import CATALOGUE

# What could end a script element or begin a comment in it, as JSON writes it otherwise.
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}


def written(record: dict, catalogue_url: str) -> SafeString:
    """The text of a script element of type application/ld+json."""
    text = json.dumps(linked_data(record, catalogue_url), ensure_ascii=False)
    return mark_safe(text.translate(ESCAPES))  # noqa: S308 -- escaped in this line


def linked_data(record: dict, catalogue_url: str) -> dict:
    """The practice as an Article; its place is its cities, or its country where no city is named."""
    country = {"@type": "Country", "name": record["country"]["name"], "identifier": record["country"]["code"]}
    return {
        "@context": "https://schema.org",
        "@type": "Article",
        "name": record["title"],
        "url": record["url"],
        "inLanguage": record["language"],
        "datePublished": record["published_at"],
        "dateModified": record["updated_at"],
        "about": [{"@type": "Thing", "name": topic["name"]} for topic in record["topics"]],
        "contentLocation": [place(city, country) for city in record["cities"]] or [country],
        "isPartOf": {"@type": "WebSite", "name": str(CATALOGUE), "url": catalogue_url},
    }


def place(city: dict, country: dict) -> dict:
    """A city as a Place, with its coordinates where they are known."""
    written = {"@type": "City", "name": city["name"], "containedInPlace": country}
    if city["latitude"] is not None:
        coordinates = {"latitude": city["latitude"], "longitude": city["longitude"]}
        written["geo"] = {"@type": "GeoCoordinates"} | coordinates
    return written
