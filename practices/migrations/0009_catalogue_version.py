"""The version of the catalogue: raised once by every transaction that changes something shown, when it commits."""

from django.db import migrations

CREATE_VERSION = """
-- One row; a plain table, so that emptying the models' tables leaves it alone.
CREATE TABLE practices_catalogue_version (
    is_only_row boolean PRIMARY KEY DEFAULT true CONSTRAINT catalogue_version_is_one_row CHECK (is_only_row),
    version bigint NOT NULL
);
INSERT INTO practices_catalogue_version (version) VALUES (1);

-- Transactions that have changed something and are about to end. Only at the end is the version locked and raised:
-- raised at once, a long import would keep everybody else from saving.
CREATE TABLE practices_catalogue_change (transaction xid8 PRIMARY KEY);

CREATE FUNCTION note_catalogue_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO practices_catalogue_change VALUES (pg_current_xact_id()) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE FUNCTION raise_catalogue_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE practices_catalogue_version SET version = version + 1;
    DELETE FROM practices_catalogue_change WHERE transaction = NEW.transaction;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER raise_catalogue_version AFTER INSERT ON practices_catalogue_change
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_catalogue_version();
"""
DROP_VERSION = """
DROP TABLE practices_catalogue_change;
DROP TABLE practices_catalogue_version;
DROP FUNCTION raise_catalogue_version();
DROP FUNCTION note_catalogue_change();
"""
# Every table of which something is shown, or that decides what is found.
TABLES = (
    *("practices_practice", "practices_practice_cities", "practices_practice_topics"),
    *("practices_city", "practices_country", "practices_topic", "practices_synonym", "practices_publishedpractice"),
)


class Migration(migrations.Migration):
    dependencies = [("practices", "0008_search_vector_of_practice")]

    operations = [
        migrations.RunSQL(CREATE_VERSION, DROP_VERSION),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER note_catalogue_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION note_catalogue_change();",
                f"DROP TRIGGER note_catalogue_change ON {table};",
            )
            for table in TABLES
        ),
    ]
