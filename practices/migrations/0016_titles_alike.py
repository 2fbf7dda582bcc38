"""Titles by their likeness, and entries by their source: what the search for duplicates goes by."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models

# By the index also where the planner would sooner compare with every title, and from one likeness on everywhere.
CREATE = """
CREATE FUNCTION titles_alike(key text) RETURNS SETOF bigint
LANGUAGE sql STABLE ROWS 20 SET enable_seqscan = off SET pg_trgm.similarity_threshold = 0.5 AS $$
    SELECT id FROM practices_practice WHERE title_key % key
$$;
"""


class Migration(migrations.Migration):

    dependencies = [("practices", "0015_previews_and_saved_filters")]

    operations = [
        migrations.AddIndex(
            model_name="practice",
            index=GinIndex(OpClass(models.F("title_key"), "gin_trgm_ops"), name="practice_title_alike"),
        ),
        migrations.AddIndex(
            model_name="practice",
            index=models.Index(
                fields=["external_id"], condition=~models.Q(external_id=""), name="practice_external_id"
            ),
        ),
        migrations.AddIndex(
            model_name="practice",
            index=models.Index(fields=["source_url"], condition=~models.Q(source_url=""), name="practice_source_url"),
        ),
        migrations.RunSQL(CREATE, "DROP FUNCTION titles_alike(text)"),
    ]
