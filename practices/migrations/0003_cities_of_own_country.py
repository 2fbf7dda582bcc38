"""A practice names only cities of its own country: what a check constraint cannot say across tables."""

from django.db import migrations

# Deferred to the end of the transaction: a form writes the practice before its cities.
CREATE = """
CREATE FUNCTION practice_cities_are_of_its_country() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    strange record;
BEGIN
    IF TG_TABLE_NAME = 'practices_practice_cities' THEN
        -- Hold both sides: another transaction may be moving one of them to another country.
        PERFORM FROM practices_practice WHERE id = NEW.practice_id FOR SHARE;
        PERFORM FROM practices_city WHERE id = NEW.city_id FOR SHARE;
    END IF;
    SELECT practice.title, city.name INTO strange
    FROM practices_practice_cities link
    JOIN practices_practice practice ON practice.id = link.practice_id
    JOIN practices_city city ON city.id = link.city_id
    WHERE practice.country_id <> city.country_id
      AND CASE TG_TABLE_NAME
            WHEN 'practices_practice_cities' THEN link.id = NEW.id
            WHEN 'practices_practice' THEN practice.id = NEW.id
            ELSE city.id = NEW.id
          END
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'practice "%" names the city "%" of another country', strange.title, strange.name
            USING ERRCODE = 'check_violation', CONSTRAINT = 'practice_cities_are_of_its_country';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER practice_cities_are_of_its_country
    AFTER INSERT OR UPDATE ON practices_practice_cities DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION practice_cities_are_of_its_country();
CREATE CONSTRAINT TRIGGER practice_cities_are_of_its_country
    AFTER UPDATE OF country_id ON practices_practice DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION practice_cities_are_of_its_country();
CREATE CONSTRAINT TRIGGER practice_cities_are_of_its_country
    AFTER UPDATE OF country_id ON practices_city DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION practice_cities_are_of_its_country();
"""
DROP = """
DROP TRIGGER practice_cities_are_of_its_country ON practices_city;
DROP TRIGGER practice_cities_are_of_its_country ON practices_practice;
DROP TRIGGER practice_cities_are_of_its_country ON practices_practice_cities;
DROP FUNCTION practice_cities_are_of_its_country();
"""


class Migration(migrations.Migration):
    dependencies = [("practices", "0002_catalogue")]

    operations = [migrations.RunSQL(CREATE, DROP)]
