"""The extensions, and the function behind every sort key."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

# The body is parsed now (SQL-standard form), so that it does not depend on a search path later, nor on restoring a dump.
# COLLATE "C" makes lower() the same on every server; unaccent has made letters ASCII before.
CREATE_FOLDED = """
CREATE FUNCTION folded(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ltrim(lower(unaccent('unaccent', $1) COLLATE "C"), ' "''“”„«»‘’([{¿¡');
"""


class Migration(migrations.Migration):
    initial = True

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunSQL(CREATE_FOLDED, "DROP FUNCTION folded(text)"),
    ]
