"""How alike entries are, in one statement: by title, place, text and source.

An entry is compared with those whose title is like its own (by the trigram index of `title_key`), those of its cities
and those of its source; never with all of them. What is withdrawn, and what lies in another country, is no duplicate.

**Title**: `similarity()` of the folded titles, 0 to 1, or 0.85 where in the same city the one title is part of the
other ("Open Mosque Project" and "The Open Mosque Project – Increasing contact in the neighbourhood", whose similarity
is only 0.35). **Text**: the similarity of the beginnings of the purposes (or summaries), 0.9 times as telling as the
title; looked at where the titles have something in common or the first 40 characters agree. The better of the two is
taken down by the **place**: in full for a common city, 0.85 where one of them names no city or the country is not
known yet, 0.6 for other cities of the country ("Intercultural week" is held in many). The same **source**, which is a
number of the same source or an address that no third entry has, is as good as 0.95.

Two entries of one language are likely duplicates from 0.5, two of different languages likely translations from 0.3 in
the same city and 0.5 elsewhere in the country: their titles share names and international words only, their texts
nothing. docs/curation.md has what these limits find and miss on real entries.
"""

from dataclasses import dataclass

from django.db import connection

IN_CITY, CITY_OPEN, OTHER_CITY = "city", "open", "other"
PART_OF_TITLE = 0.85
NUMBERS = {
    "in_city": 1,
    "city_open": 0.85,
    "other_city": 0.6,
    "part_of_title": PART_OF_TITLE,
    "text_weight": 0.9,
    "same_source": 0.95,
    "least_same_language": 0.5,
    "least_translated_in_city": 0.3,
    "least_translated": 0.5,
}

# What every entry that is compared needs; `key` is whatever the caller knows it by, `id` null for one not stored yet.
GIVEN = """
    SELECT key, id, folded(title) AS title_key, nullif(country, '') AS country, coalesce(cities, '{}') AS cities,
        split_part(language, '-', 1) AS language, left(text, 300) AS text, source_name, external_id, source_url
    FROM jsonb_to_recordset(%(given)s) AS given (
        key bigint, id bigint, title text, country text, cities bigint[], language text, text text,
        source_name text, external_id text, source_url text
    )
"""
STORED = """
    SELECT id AS key, id, title_key, country_id AS country,
        ARRAY(SELECT city_id FROM practices_practice_cities WHERE practice_id = practice.id) AS cities,
        split_part(language, '-', 1) AS language, left(coalesce(nullif(purpose, ''), summary), 300) AS text,
        source_name, external_id, source_url
    FROM practices_practice practice WHERE id = ANY(%(ids)s) AND status <> 'withdrawn'
"""
# OFFSET 0 keeps the planner from working a likeness out anew wherever it is named.
COMPARE = """
WITH wanted AS MATERIALIZED (
    SELECT *, CASE WHEN source_url <> '' AND 1 = (
        SELECT count(*) FROM (
            SELECT FROM practices_practice practice
            WHERE practice.source_url = given.source_url AND practice.id IS DISTINCT FROM given.id LIMIT 2
        ) AS sharing
    ) THEN source_url END AS own_url
    FROM ({wanted}) AS given
), near AS (
    SELECT key, practice_id, bool_or(in_city) AS in_city, bool_or(is_same_source) AS is_same_source FROM (
        SELECT key, titles_alike(title_key) AS practice_id, false AS in_city, false AS is_same_source FROM wanted
        UNION ALL
        SELECT key, practice_id, true, false FROM wanted JOIN practices_practice_cities ON city_id = ANY(cities)
        UNION ALL
        SELECT key, practice.id, false, true
        FROM wanted JOIN practices_practice practice USING (source_name, external_id) WHERE external_id <> ''
        UNION ALL
        SELECT key, practice.id, false, true
        FROM wanted JOIN practices_practice practice ON practice.source_url = own_url
    ) AS found GROUP BY key, practice_id
), close AS (
    SELECT near.*, whole
    FROM near JOIN wanted USING (key) JOIN practices_practice practice ON practice.id = practice_id,
        LATERAL (SELECT similarity(wanted.title_key, practice.title_key) AS whole OFFSET 0) AS titles
    WHERE practice.status <> 'withdrawn' AND practice.id IS DISTINCT FROM wanted.id
        AND coalesce(practice.country_id = wanted.country, true)
        AND (whole >= 0.15 OR is_same_source
            OR text <> '' AND left(text, 40) = left(coalesce(nullif(purpose, ''), summary), 40))
), compared AS MATERIALIZED (
    SELECT key, practice_id, is_same_source, place, is_same_language, greatest(whole, part) AS title,
        coalesce(texts.text, 0) AS text
    FROM close JOIN wanted USING (key) JOIN practices_practice practice ON practice.id = practice_id,
        LATERAL (SELECT wanted.language IN ('', split_part(practice.language, '-', 1)) AS is_same_language) AS known,
        LATERAL (SELECT CASE
            WHEN in_city THEN 'city'
            WHEN wanted.country IS NULL OR cities = '{{}}' THEN 'open'
            WHEN EXISTS (SELECT FROM practices_practice_cities link WHERE link.practice_id = practice.id) THEN 'other'
            ELSE 'open'
        END AS place) AS places,
        LATERAL (SELECT CASE WHEN in_city AND whole >= 0.15
            AND least(length(wanted.title_key), length(practice.title_key)) >= 10
            AND 0.9 <= greatest(
                strict_word_similarity(wanted.title_key, practice.title_key),
                strict_word_similarity(practice.title_key, wanted.title_key)
            ) THEN %(part_of_title)s END AS part OFFSET 0) AS parts,
        LATERAL (SELECT CASE WHEN is_same_language AND wanted.text <> ''
            THEN similarity(folded(wanted.text), folded(left(coalesce(nullif(purpose, ''), summary), 300)))
            END AS text OFFSET 0) AS texts
), scored AS (
    SELECT *, greatest(
        greatest(title, %(text_weight)s * text)
            * CASE place WHEN 'city' THEN %(in_city)s WHEN 'open' THEN %(city_open)s ELSE %(other_city)s END,
        CASE WHEN is_same_source THEN %(same_source)s END
    ) AS score FROM compared
)
SELECT key, practice_id, score, title, text, place, NOT is_same_language, is_same_source
FROM scored WHERE score >= CASE WHEN is_same_language THEN %(least_same_language)s
    WHEN place = 'city' THEN %(least_translated_in_city)s ELSE %(least_translated)s END
ORDER BY key, score DESC, practice_id
"""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike an entry (`key`) and a stored one (`id`) are; `score`, `title` and `text` from 0 to 1."""

    key: int
    id: int
    score: float
    title: float
    text: float
    place: str
    is_translation: bool
    is_same_source: bool


def compare_given(given: str) -> list[Likeness]:
    """What is like entries that are not stored (JSON of their values, see GIVEN), best first within each key."""
    return _compared(GIVEN, {"given": given})


def compare_stored(ids: list[int]) -> list[Likeness]:
    """What is like stored entries, best first within each; the key is their id."""
    return _compared(STORED, {"ids": ids})


def _compared(wanted, parameters):
    with connection.cursor() as cursor:
        cursor.execute(COMPARE.format(wanted=wanted), NUMBERS | parameters)
        return [Likeness(*row) for row in cursor]
