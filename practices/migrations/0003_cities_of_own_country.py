"""A practice names only cities of its own country: what a check constraint cannot say across tables."""

from django.db import migrations

# Table whose rows change → the column of the join by which a changed row is found. One function a table, so that each
# looks by an index: a CASE over all three would read every link for every row.
CHANGED_BY = {
    "practices_practice_cities": "link.id",
    "practices_practice": "practice.id",
    "practices_city": "city.id",
}
# Hold both sides of a new link: another transaction may be moving one of them to another country.
HOLD = """
    PERFORM FROM practices_practice WHERE id = NEW.practice_id FOR SHARE;
    PERFORM FROM practices_city WHERE id = NEW.city_id FOR SHARE;
"""
EVENT = {"practices_practice_cities": "INSERT OR UPDATE"}

# Deferred to the end of the transaction: a form writes the practice before its cities.
CREATE = "".join(
    f"""
CREATE FUNCTION check_cities_of_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    strange record;
BEGIN
    {HOLD if table == "practices_practice_cities" else ""}
    SELECT practice.title, city.name INTO strange
    FROM practices_practice_cities link
    JOIN practices_practice practice ON practice.id = link.practice_id
    JOIN practices_city city ON city.id = link.city_id
    WHERE {column} = NEW.id AND practice.country_id <> city.country_id
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'practice "%" names the city "%": violates constraint "practice_cities_are_of_its_country"',
            strange.title, strange.name
            USING ERRCODE = 'check_violation', CONSTRAINT = 'practice_cities_are_of_its_country';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER practice_cities_are_of_its_country
    AFTER {EVENT.get(table, "UPDATE OF country_id")} ON {table} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION check_cities_of_{table}();
"""
    for table, column in CHANGED_BY.items()
)
DROP = "".join(
    f"DROP TRIGGER practice_cities_are_of_its_country ON {table}; DROP FUNCTION check_cities_of_{table}();\n"
    for table in CHANGED_BY
)


class Migration(migrations.Migration):
    dependencies = [("practices", "0002_catalogue")]

    operations = [migrations.RunSQL(CREATE, DROP)]
