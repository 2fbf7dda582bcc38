"""What search reads: one weighted vector a practice, kept true by triggers on every table it is made of."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import migrations

# Language of a text (the first part of its tag) → PostgreSQL's stemmer. Source: pg_ts_config of PostgreSQL 15.
STEMMERS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hu": "hungarian", "hy": "armenian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "nl": "dutch", "nn": "norwegian", "no": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
CONFIGURATIONS = sorted({*STEMMERS.values(), "simple"})

CREATE_CONFIGURATIONS = "".join(
    f"CREATE TEXT SEARCH CONFIGURATION icc_{name} (COPY = pg_catalog.{name});\n"
    f"ALTER TEXT SEARCH CONFIGURATION icc_{name} ALTER MAPPING FOR hword, hword_part, word"
    f" WITH unaccent, {name if name == 'simple' else f'{name}_stem'};\n"
    for name in CONFIGURATIONS
)
DROP_CONFIGURATIONS = "".join(f"DROP TEXT SEARCH CONFIGURATION icc_{name};\n" for name in CONFIGURATIONS)

WHEN_LANGUAGE = "\n".join(
    f"    WHEN '{language}' THEN 'icc_{name}'::regconfig" for language, name in STEMMERS.items()
)
CREATE_FUNCTIONS = f"""
CREATE FUNCTION practice_search_configuration(language text) RETURNS regconfig
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE split_part(language, '-', 1)
{WHEN_LANGUAGE}
    ELSE 'icc_simple'::regconfig
END;

-- Names are found in both languages of the site and as they are written.
CREATE FUNCTION names_search_vector(english text, french text, plain text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN to_tsvector('icc_simple', concat_ws(' . ', english, french, plain))
    || to_tsvector('icc_english', coalesce(english, ''))
    || to_tsvector('icc_french', coalesce(french, ''));

CREATE FUNCTION practice_search_vector(practice practices_practice) RETURNS tsvector
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT setweight(to_tsvector(configuration, practice.title), 'A')
        || setweight(names_search_vector(
            concat_ws(' . ', country.name, (SELECT string_agg(topic.name, ' . ') FROM practices_practice_topics link
                JOIN practices_topic topic ON topic.id = link.topic_id WHERE link.practice_id = practice.id)),
            concat_ws(' . ', country.name_fr, (SELECT string_agg(topic.name_fr, ' . ') FROM practices_practice_topics link
                JOIN practices_topic topic ON topic.id = link.topic_id WHERE link.practice_id = practice.id)),
            (SELECT string_agg(concat_ws(' . ', city.name, array_to_string(city.aliases, ' . ')), ' . ')
                FROM practices_practice_cities link JOIN practices_city city ON city.id = link.city_id
                WHERE link.practice_id = practice.id)), 'B')
        || setweight(to_tsvector(configuration, concat_ws(' . ', practice.purpose, practice.summary)), 'C')
        || setweight(to_tsvector(configuration, concat_ws(
            ' . ', practice.rationale, practice.process, practice.impact, practice.key_references)), 'D')
    FROM practices_country country, practice_search_configuration(practice.language) configuration
    WHERE country.code = practice.country_id;
END;
"""
DROP_FUNCTIONS = """
DROP FUNCTION practice_search_vector(practices_practice);
DROP FUNCTION names_search_vector(text, text, text);
DROP FUNCTION practice_search_configuration(text);
"""

# A practice's own row, before it is written; then everything else, a statement at a time: a practice is touched only
# to have its own trigger run.
REFRESH = {
    "practices_practice_cities": ("INSERT DELETE", "SELECT practice_id FROM changed"),
    "practices_practice_topics": ("INSERT DELETE", "SELECT practice_id FROM changed"),
    "practices_city": (
        "UPDATE",
        "SELECT practice_id FROM practices_practice_cities WHERE city_id IN (SELECT id FROM changed)",
    ),
    "practices_topic": (
        "UPDATE",
        "SELECT practice_id FROM practices_practice_topics WHERE topic_id IN (SELECT id FROM changed)",
    ),
    "practices_country": (
        "UPDATE",
        "SELECT id FROM practices_practice WHERE country_id IN (SELECT code FROM changed)",
    ),
}
CREATE_TRIGGERS = """
CREATE FUNCTION write_search_vector() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.search_vector := practice_search_vector(NEW);
    RETURN NEW;
END $$;
CREATE TRIGGER write_search_vector BEFORE INSERT OR UPDATE ON practices_practice
    FOR EACH ROW EXECUTE FUNCTION write_search_vector();
""" + "".join(
    f"""
CREATE FUNCTION refresh_search_of_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE practices_practice SET search_vector = NULL WHERE id IN ({practices});
    RETURN NULL;
END $$;
"""
    + "".join(
        f"CREATE TRIGGER refresh_search_on_{event.lower()} AFTER {event} ON {table}"
        f" REFERENCING {'OLD' if event == 'DELETE' else 'NEW'} TABLE AS changed"
        f" FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_{table}();\n"
        for event in events.split()
    )
    for table, (events, practices) in REFRESH.items()
)
DROP_TRIGGERS = (
    "DROP TRIGGER write_search_vector ON practices_practice; DROP FUNCTION write_search_vector();\n"
    + "".join(
        "".join(f"DROP TRIGGER refresh_search_on_{event.lower()} ON {table};\n" for event in events.split())
        + f"DROP FUNCTION refresh_search_of_{table}();\n"
        for table, (events, practices) in REFRESH.items()
    )
)


class Migration(migrations.Migration):
    dependencies = [("practices", "0003_cities_of_own_country")]

    operations = [
        migrations.AddField("practice", "search_vector", SearchVectorField(editable=False, null=True)),
        migrations.RunSQL(CREATE_CONFIGURATIONS, DROP_CONFIGURATIONS),
        migrations.RunSQL(CREATE_FUNCTIONS, DROP_FUNCTIONS),
        migrations.RunSQL(CREATE_TRIGGERS, DROP_TRIGGERS),
        # What is there already.
        migrations.RunSQL("UPDATE practices_practice SET search_vector = NULL", migrations.RunSQL.noop),
        migrations.AddIndex("practice", GinIndex(fields=["search_vector"], name="practice_search")),
    ]
