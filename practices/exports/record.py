"""The one shape in which every machine format gives a practice. Source: ARCHITECTURE, "The record"."""

from datetime import UTC

# So many practices are in memory at a time, with their cities and topics, whatever the size of a selection.
ROWS_AT_A_TIME = 200
# What `full_record` looks at beside the row.
FULL_RELATIONS = ("country", "author", "successor", "translation_of")


def records(practices, base_url, shape=None):
    """Yield the record of each practice of a queryset (`with_places_and_topics`), with flat memory.

    `shape` is `record` (the default, what everybody may see) or `full_record`.
    """
    shape = shape or record
    # Outside a transaction Django declares the cursor WITH HOLD: no transaction stays open while a client reads slowly.
    for practice in practices.iterator(chunk_size=ROWS_AT_A_TIME):
        yield shape(practice, base_url)
        # A practice and its prefetched querysets hold each other: without this, thousands wait for the collector.
        practice._prefetched_objects_cache.clear()


def record(practice, base_url: str) -> dict:
    """A practice as JSON knows values. Text is as stored (sections are Markdown), "" where there is none.

    `base_url` is the site's scheme and host, "https://practices.example".
    """
    country = practice.country
    return {
        "slug": practice.slug,
        "url": base_url + practice.get_absolute_url(),
        "title": practice.title,
        "summary": practice.summary,
        "country": {"code": country.code, "name": country.name},
        "cities": [
            {"slug": city.slug, "name": city.name, "latitude": city.latitude, "longitude": city.longitude}
            for city in practice.cities.all()
        ],
        "period": practice.period,
        "start_year": practice.start_year,
        "end_year": practice.end_year,
        "is_ongoing": practice.is_ongoing,
        "topics": [{"slug": topic.slug, "name": topic.name} for topic in practice.topics.all()],
        "purpose": practice.purpose,
        "rationale": practice.rationale,
        "process": practice.process,
        "impact": practice.impact,
        "key_references": practice.key_references,
        "language": practice.language,
        "provenance": practice.provenance,
        "source": {"name": practice.source_name, "url": practice.source_url},
        "published_at": in_utc(practice.published_at),
        "updated_at": in_utc(practice.updated_at),
        "last_confirmed_on": practice.last_confirmed_on and practice.last_confirmed_on.isoformat(),
    }


def full_record(practice, base_url: str) -> dict:
    """The record with what only curators see: the rest of the entry's fields."""
    return record(practice, base_url) | {
        "status": practice.status,
        "period_is_overruled": practice.period_is_overruled,
        "external_id": practice.external_id,
        "curator_notes": practice.curator_notes,
        "author": practice.author.get_username() if practice.author else "",
        "review_comment": practice.review_comment,
        "withdrawal_reason": practice.withdrawal_reason,
        "successor": practice.successor.slug if practice.successor else "",
        "translation_of": practice.translation_of.slug if practice.translation_of else "",
        "publish_at": in_utc(practice.publish_at),
        "created_at": in_utc(practice.created_at),
        "version": practice.version,
    }


def in_utc(moment) -> str | None:
    """A time in ISO 8601, to the second: "2026-11-01T09:30:00Z"; None for none."""
    return moment and moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
