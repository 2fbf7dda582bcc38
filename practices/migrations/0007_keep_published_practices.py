"""Triggers that keep the narrow table true, in the transaction of every change, whoever makes it."""

from importlib import import_module

from django.db import migrations

search = import_module("practices.migrations.0004_search")

# The vectors lie beside the table, so that reading all of its rows does not read them too; the rest stays in it
# (moved out as well, as short arrays were, it is fetched a value at a time: 100,000 practices took 1.4 s to group).
STORE = "ALTER TABLE practices_publishedpractice SET (toast_tuple_target = 128);\n" + "".join(
    f"ALTER TABLE practices_publishedpractice ALTER COLUMN {column} SET STORAGE {storage};\n"
    for storage, columns in {
        "EXTERNAL": "search_vector title_vector",
        "PLAIN": "country_id language title_key city_key",
        "MAIN": "city_ids topic_ids",  # even one that names thousands of cities has to fit
    }.items()
    for column in columns.split()
)

COLUMNS = (
    "practice_id, country_id, city_ids, topic_ids, language, start_year, end_year, is_ongoing, published_at,"
    " updated_at, title_key, city_key, search_vector, title_vector"
)
NEWER = ", ".join(f"{column} = EXCLUDED.{column}" for column in COLUMNS.split(", "))
CREATE_REFRESH = f"""
-- Writes what is published of these practices anew and takes the others out.
-- Plans are kept: one made while the tables were empty would read them through for every practice later on.
CREATE FUNCTION refresh_published_practices(practice_ids bigint[]) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    -- One at a time: the statements after this one see what another transaction has just changed around a practice.
    PERFORM FROM practices_practice WHERE id = ANY(practice_ids) ORDER BY id FOR NO KEY UPDATE;
    DELETE FROM practices_publishedpractice published WHERE practice_id = ANY(practice_ids)
        AND NOT EXISTS (SELECT FROM practices_practice WHERE id = published.practice_id AND status = 'published');
    INSERT INTO practices_publishedpractice ({COLUMNS})
    SELECT practice.id, practice.country_id, coalesce(cities.ids, '{{}}'), coalesce(topics.ids, '{{}}'),
        practice.language, practice.start_year, practice.end_year, practice.is_ongoing, practice.published_at,
        practice.updated_at, practice.title_key, cities.key,
        setweight(to_tsvector(configuration, practice.title), 'A')
            || setweight(names_search_vector(concat_ws(' . ', country.name, topics.names),
                concat_ws(' . ', country.name_fr, topics.names_fr), cities.names), 'B')
            || setweight(to_tsvector(configuration, concat_ws(' . ', practice.purpose, practice.summary)), 'C')
            || setweight(to_tsvector(configuration, concat_ws(' . ', practice.rationale, practice.process,
                practice.impact, practice.key_references)), 'D'),
        to_tsvector(configuration, practice.title) || to_tsvector('icc_simple', practice.title)
    FROM practices_practice practice
        JOIN practices_country country ON country.code = practice.country_id,
        LATERAL practice_search_configuration(practice.language) AS configuration,
        LATERAL (
            SELECT array_agg(city.id::int ORDER BY city.name_key, city.id) AS ids, min(city.name_key) AS key,
                string_agg(concat_ws(' . ', city.name, array_to_string(city.aliases, ' . ')), ' . ') AS names
            FROM practices_practice_cities link JOIN practices_city city ON city.id = link.city_id
            WHERE link.practice_id = practice.id
        ) AS cities,
        LATERAL (
            SELECT array_agg(topic.id::int ORDER BY topic.position, topic.id) AS ids,
                string_agg(topic.name, ' . ') AS names, string_agg(topic.name_fr, ' . ') AS names_fr
            FROM practices_practice_topics link JOIN practices_topic topic ON topic.id = link.topic_id
            WHERE link.practice_id = practice.id
        ) AS topics
    WHERE practice.id = ANY(practice_ids) AND practice.status = 'published'
    ON CONFLICT (practice_id) DO UPDATE SET {NEWER};
    PERFORM add_words_of_practices(practice_ids);
END $$;

-- Words of letters that are new, or new as names; in order, so that two transactions do not wait for each other.
CREATE FUNCTION add_words_of_practices(practice_ids bigint[]) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    INSERT INTO practices_word (word, is_name)
    SELECT new.word, new.is_name FROM (
    SELECT found.word, bool_or(texts.are_names) AS is_name
    FROM practices_practice practice
        JOIN practices_publishedpractice published ON published.practice_id = practice.id
        JOIN practices_country country ON country.code = practice.country_id,
        LATERAL (VALUES
            (true, concat_ws(' . ', practice.title, country.name, country.name_fr,
                (SELECT string_agg(concat_ws(' . ', name, array_to_string(aliases, ' . ')), ' . ')
                    FROM practices_city WHERE id = ANY(published.city_ids)),
                (SELECT string_agg(concat_ws(' . ', name, name_fr), ' . ')
                    FROM practices_topic WHERE id = ANY(published.topic_ids)))),
            (false, concat_ws(' . ', practice.purpose, practice.rationale, practice.process, practice.impact))
        ) AS texts (are_names, text),
        unnest(tsvector_to_array(to_tsvector('icc_simple', texts.text))) AS found (word)
    WHERE practice.id = ANY(practice_ids) AND length(found.word) BETWEEN 3 AND 60
        AND found.word !~ '[-0-9./@_:&=?%+~]'
    GROUP BY found.word
    ) AS new
    WHERE NOT EXISTS (
        SELECT FROM practices_word known WHERE known.word = new.word AND known.is_name >= new.is_name
    )
    ORDER BY new.word
    ON CONFLICT (word) DO UPDATE SET is_name = true WHERE EXCLUDED.is_name AND NOT practices_word.is_name;
END $$;

-- The practices that a query finds, by the index also where the planner would sooner read every vector.
CREATE FUNCTION published_matching(query tsquery) RETURNS SETOF practices_publishedpractice
LANGUAGE sql STABLE ROWS 500 SET enable_seqscan = off AS $$
    SELECT * FROM practices_publishedpractice WHERE search_vector @@ query
$$;
CREATE FUNCTION titles_matching(query tsquery) RETURNS SETOF bigint
LANGUAGE sql STABLE ROWS 500 SET enable_seqscan = off AS $$
    SELECT practice_id FROM practices_publishedpractice WHERE title_vector @@ query
$$;
"""
DROP_REFRESH = """
DROP FUNCTION titles_matching(tsquery);
DROP FUNCTION published_matching(tsquery);
DROP FUNCTION refresh_published_practices(bigint[]);
DROP FUNCTION add_words_of_practices(bigint[]);
"""

# Table → the events, and the practices whose rows a statement on it touches.
REFRESH = {
    "practices_practice": ("INSERT UPDATE DELETE", "SELECT id FROM changed"),
    "practices_practice_cities": ("INSERT UPDATE DELETE", "SELECT practice_id FROM changed"),
    "practices_practice_topics": ("INSERT UPDATE DELETE", "SELECT practice_id FROM changed"),
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
CREATE_TRIGGERS = "".join(
    f"""
CREATE FUNCTION refresh_published_by_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refresh_published_practices(ids) FROM (SELECT array_agg(id) AS ids FROM ({practices}) AS named (id)) AS all_ids
        WHERE ids IS NOT NULL;
    RETURN NULL;
END $$;
"""
    + "".join(
        f"CREATE TRIGGER refresh_published_on_{event.lower()} AFTER {event} ON {table}"
        f" REFERENCING {'OLD' if event == 'DELETE' else 'NEW'} TABLE AS changed"
        f" FOR EACH STATEMENT EXECUTE FUNCTION refresh_published_by_{table}();\n"
        for event in events.split()
    )
    for table, (events, practices) in REFRESH.items()
)
DROP_TRIGGERS = "".join(
    "".join(f"DROP TRIGGER refresh_published_on_{event.lower()} ON {table};\n" for event in events.split())
    + f"DROP FUNCTION refresh_published_by_{table}();\n"
    for table, (events, practices) in REFRESH.items()
)

DROP_OLD = search.DROP_TRIGGERS + "DROP FUNCTION practice_search_vector(practices_practice);"
CREATE_OLD = (
    "CREATE FUNCTION practice_search_vector"
    + search.CREATE_FUNCTIONS.partition("CREATE FUNCTION practice_search_vector")[2]
    + search.CREATE_TRIGGERS
)


class Migration(migrations.Migration):
    dependencies = [("practices", "0006_published_practices")]

    operations = [
        migrations.RunSQL(DROP_OLD, CREATE_OLD),
        migrations.RunSQL(STORE, migrations.RunSQL.noop),
        migrations.RunSQL(CREATE_REFRESH, DROP_REFRESH),
        migrations.RunSQL(CREATE_TRIGGERS, DROP_TRIGGERS),
        # What is there already.
        migrations.RunSQL(
            "SELECT refresh_published_practices(array_agg(id)) FROM practices_practice"
            " WHERE status = 'published' GROUP BY id / 1000 ORDER BY id / 1000",
            "UPDATE practices_practice SET search_vector = NULL",
        ),
    ]
